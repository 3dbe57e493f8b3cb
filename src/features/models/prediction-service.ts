import { ENGAGEMENT_PRIOR, type EngagementModel } from '../../engine/forecasting/engagement.js';
import { DEFAULT_MEMORY_MODEL, type MemoryModel } from '../../engine/memory/memory-model.js';
import type { Ranker } from '../../engine/ranking/collaborative/ranker.js';
import { type AnswerEstimate, estimateAnswer } from '../../engine/tracing/tracer.js';
import type { Scope } from '../../storage/index.js';
import { type ModelKind, type ParametersOfKind, unpackParameters } from '../../training/index.js';
import type { CatalogueView } from '../catalogue/index.js';
import type { Owner } from '../learners/index.js';
import { inForce } from './in-force.js';
import { LearnerStates } from './learner-states.js';
import type { Champion } from './registry/champion.js';
import { listChampions, readParameters } from './registry/store.js';
import { type ServedParameters, servedParameters } from './served-parameters.js';
import { comboName } from './training-data.js';

/** A chance foretold, with its 80 % interval and the model that said so. */
export interface Prediction {
  readonly chance: number;
  readonly low: number;
  readonly high: number;
  /** False: too little is known of the learner in this skill to call it a level. */
  readonly enough: boolean;
  readonly model: string;
}

/** What similar learners took, and the names of the ranker's numbers (`course:<lesson>`, `skill:<id>`, …). */
export interface CourseRanker {
  readonly model: string;
  readonly ranker: Ranker;
  readonly items: readonly string[];
  /** How many it has learned from. */
  readonly learners: number;
}

/** A learner whom the tracer of their course has followed up to their newest fact. */
export interface FollowedLearner {
  readonly model: string;
  /** Of a right answer at once and without help. */
  estimateOf(
    asked: { readonly item: string; readonly step: string; readonly skills: readonly string[] },
    at: Date,
  ): AnswerEstimate;
}

/** How long another process may go on with the model before: a promotion or roll-back counts everywhere after that. */
const FRESH_MS = 1_000;
const CACHED_COURSES = 500;
const CACHED_MODELS = 200;

interface Pointers {
  readonly readAt: number;
  readonly models: Promise<ReadonlyMap<ModelKind, string>>;
}

/** What the champions of a course say. Parameters are read once per process; which of them serve, once a second. */
export class PredictionService {
  private readonly pointers = new Map<string, Pointers>();
  private readonly models = new Map<string, Promise<unknown>>();
  private readonly served = new Map<string, ServedParameters>();
  private readonly views = new Map<string, CatalogueView>();
  private readonly states = new LearnerStates();

  /** @param now  milliseconds; only differences count */
  constructor(private readonly deps: { readonly now: () => number }) {}

  /** Reads anew which models serve a course. */
  refresh(tenant: string, courseId: string): void {
    this.pointers.delete(`${tenant}:${courseId}`);
  }

  /** The model of a kind that serves a course; null while none does. */
  async championOf<K extends ModelKind>(scope: Scope, courseId: string, kind: K): Promise<Champion<K> | null> {
    const id = (await this.pointersOf(scope, courseId)).get(kind);
    if (id === undefined) return null;
    const known = this.models.get(id);
    const reading = known ?? readParameters(scope, id).then(unpackParameters);
    if (!known) {
      keep(this.models, id, reading, CACHED_MODELS);
      reading.catch(() => this.models.delete(id));
    }
    return { id, parameters: (await reading) as ParametersOfKind[K] };
  }

  /**
   * Knowledge tracing of the skills and parameters of the items that are in force: the champions', or the catalogue's
   * own where there are none. They go into answer facts and choose questions.
   */
  async parametersOf(scope: Scope, courseId: string, catalogue: CatalogueView): Promise<ServedParameters> {
    const [tracing, difficulty] = [
      await this.championOf(scope, courseId, 'tracing'),
      await this.championOf(scope, courseId, 'difficulty'),
    ];
    const key = [scope.tenant, catalogue.id, catalogue.revision, tracing?.id, difficulty?.id].join(':');
    const known = this.served.get(key);
    if (known) return known;
    const made = servedParameters(catalogue, tracing, difficulty);
    keep(this.served, key, made, CACHED_MODELS);
    return made;
  }

  /** The catalogue as it is in force in a course: with the champions' parameters in the place of its own. */
  async catalogueInForce(scope: Scope, courseId: string, catalogue: CatalogueView): Promise<CatalogueView> {
    const served = await this.parametersOf(scope, courseId, catalogue);
    if (served.own) return catalogue;
    const key = `${scope.tenant}:${catalogue.id}:${catalogue.revision}:${served.version}`;
    const known = this.views.get(key);
    if (known) return known;
    const view = inForce(catalogue, served);
    keep(this.views, key, view, CACHED_MODELS);
    return view;
  }

  /** How memory fades in a course; the defaults until it has been learned. */
  async memoryModelFor(scope: Scope, courseId: string): Promise<MemoryModel> {
    return (await this.championOf(scope, courseId, 'memory'))?.parameters.model ?? DEFAULT_MEMORY_MODEL;
  }

  async engagementModelFor(scope: Scope, courseId: string): Promise<EngagementModel> {
    return (await this.championOf(scope, courseId, 'engagement'))?.parameters.model ?? ENGAGEMENT_PRIOR;
  }

  async rankerFor(scope: Scope, courseId: string): Promise<CourseRanker | null> {
    const champion = await this.championOf(scope, courseId, 'ranking');
    if (!champion) return null;
    const { ranker, contents: items, learners } = champion.parameters;
    return { model: champion.id, ranker, items, learners };
  }

  /** Names the models of these kinds that serve a course. */
  async versionOf(scope: Scope, courseId: string, kinds: readonly ModelKind[]): Promise<string> {
    const serving = await this.pointersOf(scope, courseId);
    return kinds.map((kind) => `${kind}:${serving.get(kind) ?? 'default'}`).join('+');
  }

  /** Reads all facts of the ledger, also those that no job has read yet. Null while no tracer serves the course. */
  async follow(scope: Scope, owner: Owner): Promise<FollowedLearner | null> {
    const champion = await this.championOf(scope, owner.courseId, 'tracer');
    if (!champion) return null;
    const { tracer, items, combos } = champion.parameters;
    const trace = await this.states.stateOf(scope, owner, champion);
    return {
      model: champion.id,
      estimateOf: ({ item, step, skills }, at) =>
        estimateAnswer(tracer, trace.state, {
          item: trace.itemNumber(`${item}/${step}`, items.length),
          skill: trace.comboNumber(comboName([...skills].sort()), combos.length),
          ...(tracer.logistic.timed && { day: at.getTime() / 86_400_000 }),
        }),
    };
  }

  /**
   * The chance that a learner answers an item rightly at once and without help: the mean over its steps. All facts of
   * the ledger count, also those that no job has read yet.
   *
   * @returns null while no tracer serves the course, or the catalogue has no such item
   */
  async predict(
    scope: Scope,
    owner: Owner,
    { item, catalogue, at }: { readonly item: string; readonly catalogue: CatalogueView; readonly at: Date },
  ): Promise<Prediction | null> {
    const entry = catalogue.entry(item);
    const learner = entry && (await this.follow(scope, owner));
    if (!learner) return null;
    const { steps, skills } = entry;
    const estimates = steps.map((step) => learner.estimateOf({ item, step, skills }, at));
    const mean = (pick: (estimate: (typeof estimates)[number]) => number) =>
      estimates.reduce((sum, each) => sum + pick(each), 0) / estimates.length;
    return {
      chance: mean(({ chance }) => chance),
      low: mean(({ low }) => low),
      high: mean(({ high }) => high),
      enough: estimates.every(({ enough }) => enough),
      model: learner.model,
    };
  }

  /** `predict` of one course and one catalogue, as a question about a learner and an item. */
  predictorFor(scope: Scope, courseId: string, catalogue: CatalogueView) {
    return (userId: string, item: string, at: Date): Promise<Prediction | null> =>
      this.predict(scope, { userId, courseId }, { item, catalogue, at });
  }

  private pointersOf(scope: Scope, courseId: string): Promise<ReadonlyMap<ModelKind, string>> {
    const key = `${scope.tenant}:${courseId}`;
    const known = this.pointers.get(key);
    const now = this.deps.now();
    if (known && Math.abs(now - known.readAt) < FRESH_MS) return known.models;
    const models = listChampions(scope, courseId).then(
      (champions) => new Map(champions.map(({ kind, model_id }) => [kind, model_id])),
    );
    keep(this.pointers, key, { readAt: now, models }, CACHED_COURSES);
    models.catch(() => this.pointers.delete(key));
    return models;
  }
}

/** A map that holds at most so many: the oldest goes. */
function keep<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
