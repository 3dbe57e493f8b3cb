import type { Scope } from '../../storage/index.js';
import {
  type ModelKind,
  type Trained,
  TrainingError,
  type TrainingOrder,
  trainInWorker,
} from '../../training/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import type { ModelDocument, RunOutcome } from './model.js';
import { promote, settle } from './registry/promote.js';
import { decide } from './registry/promotion-rule.js';
import { listChampions, readParameters, saveModel } from './registry/store.js';
import { type Loaded, loadAnswers, loadContents, loadMoments } from './training-data.js';

export interface TrainerDependencies {
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Of the program, to say later what fitted a model. */
  readonly codeVersion: string;
  /** Milliseconds that one fit may take, and the memory of its process in MB. */
  readonly timeLimit?: number;
  readonly memoryLimit?: number;
  /** Told after a promotion, so that what is cached here is read anew. */
  readonly promoted?: (tenant: string, courseId: string) => void;
}

export interface TrainingOfKind {
  readonly courseId: string;
  readonly kind: ModelKind;
  readonly run: string;
  readonly signal?: AbortSignal;
}

/** Fewer than these say too little to tell a model from chance. */
const LEAST = { learners: 20, heldOut: 4, rows: 100 } as const;
const TIME_LIMIT = 30 * 60_000;
const MEMORY_LIMIT = 2_048;

/** Trains one kind of model of a course in a process of its own, and lets it serve if it has earned that. */
export class ModelTrainer {
  constructor(private readonly deps: TrainerDependencies) {}

  /**
   * @returns what became of it; too little data and a fit that broke off are outcomes too
   * @throws AppError not-found without the course
   */
  async train(scope: Scope, { courseId, kind, run, signal }: TrainingOfKind): Promise<RunOutcome> {
    const begun = performance.now();
    const outcome = (result: RunOutcome['result'], why: string, model: string | null = null): RunOutcome => ({
      kind,
      result,
      model,
      why,
      seconds: Math.round(performance.now() - begun) / 1_000,
    });
    const course = await selectCourse(scope, courseId);
    if (course.catalogue_id === null) return outcome('too-little-data', 'The course is bound to no catalogue yet.');
    const catalogue = await loadCatalogue(scope, course.catalogue_id);
    const loaded = await load(scope, courseId, catalogue, kind);
    const lacking = lackOf(loaded);
    if (lacking !== null) return outcome('too-little-data', lacking);
    const champion = (await listChampions(scope, courseId)).find((each) => each.kind === kind) ?? null;
    // The seed hangs on what is fitted, so that the same data give the same model.
    const seed = `${courseId}:${kind}:${loaded.window.answers}`;
    const packed = champion ? await readParameters(scope, champion.model_id) : null;
    const order = { kind, data: loaded.data, seed, champion: packed } as TrainingOrder;
    try {
      const trained = await trainInWorker('train-model', order, {
        timeLimit: this.deps.timeLimit ?? TIME_LIMIT,
        memoryLimit: this.deps.memoryLimit ?? MEMORY_LIMIT,
        ...(signal && { signal }),
      });
      const model = await this.store(scope, { courseId, catalogue, kind, run, seed }, loaded.window, trained);
      const { verdict, why } = decide(kind, trained.comparison);
      await this.settle(scope, model, verdict, why);
      return outcome(verdict === 'promote' ? 'promoted' : verdict === 'keep' ? 'kept' : 'rejected', why, model._id);
    } catch (error) {
      if (!(error instanceof TrainingError)) throw error;
      return outcome('failed', error.message.slice(0, 500));
    }
  }

  private store(
    scope: Scope,
    made: { courseId: string; catalogue: CatalogueView; kind: ModelKind; run: string; seed: string },
    window: ModelDocument['window'],
    { parameters, metrics, comparison, folds, heldOut }: Trained,
  ): Promise<ModelDocument> {
    const now = this.deps.clock();
    const draft = {
      _id: this.deps.newId(),
      course_id: made.courseId,
      catalogue_id: made.catalogue.id,
      kind: made.kind,
      state: 'challenger' as const,
      why: 'It has just been trained.',
      window,
      metrics: finite(metrics),
      comparison: Object.fromEntries(
        Object.entries(comparison).filter(([, each]) => Object.values(each).every(Number.isFinite)),
      ),
      folds: folds.map(finite),
      held_out: heldOut,
      origin: { how: 'trained' as const, run: made.run },
      code_version: this.deps.codeVersion,
      seed: made.seed,
      created_at: now,
      decided_at: now,
    };
    return saveModel(scope, draft, parameters);
  }

  private async settle(
    scope: Scope,
    model: ModelDocument,
    verdict: 'promote' | 'keep' | 'reject',
    why: string,
  ): Promise<void> {
    const { clock, newId, promoted } = this.deps;
    if (verdict !== 'promote') return settle(scope, model, verdict, why, clock());
    await promote(scope, model, { by: 'system', how: 'promoted', why, id: newId(), now: clock() });
    promoted?.(scope.tenant, model.course_id);
  }
}

type AnyLoaded = Loaded<TrainingOrder['data']>;

function load(scope: Scope, courseId: string, catalogue: CatalogueView, kind: ModelKind): Promise<AnyLoaded> {
  if (kind === 'ranking') return loadContents(scope, courseId);
  if (kind === 'engagement') return loadMoments(scope, courseId);
  return loadAnswers(scope, courseId, catalogue);
}

function lackOf({ data }: AnyLoaded): string | null {
  const { begin, held } = data;
  const rows = begin.at(-1) ?? 0;
  const active = [...held.keys()].filter((learner) => (begin[learner + 1] as number) > (begin[learner] as number));
  const heldOut = active.filter((learner) => held[learner] === 1).length;
  if (active.length < LEAST.learners) return `It takes ${LEAST.learners} learners; there are ${active.length}.`;
  if (heldOut < LEAST.heldOut) return `It takes ${LEAST.heldOut} learners to hold out; there are ${heldOut}.`;
  return rows < LEAST.rows ? `It takes ${LEAST.rows} observations; there are ${rows}.` : null;
}

/** A metric that says nothing is left out. */
function finite(metrics: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
}
