import { DEFAULT_MEMORY_MODEL, type MemoryModel } from '../../engine/memory/memory-model.js';
import type { Scope } from '../../storage/index.js';
import {
  type CourseEngagement,
  type CourseMemory,
  type DifficultyModel,
  MODEL_KINDS,
  type ModelKind,
  packParameters,
  type TracingModel,
  unpackParameters,
} from '../../training/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { listRelatedCourses, selectCourse } from '../courses/index.js';
import type { ModelDocument } from './model.js';
import { promote } from './registry/promote.js';
import { listChampions, readParameters, saveModel, selectModel } from './registry/store.js';
import { itemOfName } from './training-data.js';

export interface WarmStartDependencies {
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly codeVersion: string;
}

/** A champion of a course that this one can learn from. */
interface Source {
  readonly model: ModelDocument;
  readonly parameters: unknown;
}

const MOST_SOURCES = 20;
/** Answers' worth of the catalogue in what other courses learned: their learners are others. */
const OTHER_LEARNERS = { skill: 50, item: 20, reviews: 1_000 } as const;

/**
 * Gives a course that has no models yet those of the courses it was copied from, or of others with its catalogue, drawn
 * towards the catalogue's own priors. A kind that serves already is left alone.
 *
 * @returns the kinds that serve now and did not before
 * @throws AppError not-found without the course
 */
export async function warmStart(scope: Scope, courseId: string, deps: WarmStartDependencies): Promise<ModelKind[]> {
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null) return [];
  const serving = new Set((await listChampions(scope, courseId)).map(({ kind }) => kind));
  const wanted = MODEL_KINDS.filter((kind) => !serving.has(kind));
  if (wanted.length === 0) return [];
  const related = await listRelatedCourses(scope, course, MOST_SOURCES);
  const catalogue = await loadCatalogue(scope, course.catalogue_id);
  const started: ModelKind[] = [];
  for (const kind of wanted) {
    const sources: Source[] = [];
    for (const { _id } of related) {
      const champion = (await listChampions(scope, _id)).find((each) => each.kind === kind);
      if (!champion) continue;
      const model = await selectModel(scope, _id, champion.model_id);
      sources.push({ model, parameters: unpackParameters(await readParameters(scope, model._id)) });
    }
    if (sources.length === 0) continue;
    await store(scope, courseId, catalogue, kind, sources, deps);
    started.push(kind);
  }
  return started;
}

async function store(
  scope: Scope,
  courseId: string,
  catalogue: CatalogueView,
  kind: ModelKind,
  sources: readonly Source[],
  { clock, newId, codeVersion }: WarmStartDependencies,
): Promise<void> {
  const now = clock();
  const sum = (pick: (model: ModelDocument) => number) => sources.reduce((total, { model }) => total + pick(model), 0);
  const draft = {
    _id: newId(),
    ...{ course_id: courseId, catalogue_id: catalogue.id, kind, state: 'challenger' as const },
    why: 'It was made from models of related courses.',
    // Nothing of this course is in it.
    window: { from: null, to: null, learners: sum((m) => m.window.learners), answers: sum((m) => m.window.answers) },
    ...{ metrics: {}, comparison: {}, folds: [], held_out: 0 },
    origin: {
      how: 'warm-start' as const,
      from: sources.map(({ model }) => ({ model: model._id, course: model.course_id, answers: model.window.answers })),
    },
    ...{ code_version: codeVersion, seed: 'none', created_at: now, decided_at: now },
  };
  const model = await saveModel(scope, draft, packParameters(warmParameters(kind, sources, catalogue)));
  const why = `The course begins with what ${sources.length} related courses have learned.`;
  await promote(scope, model, { by: 'system', how: 'warm-start', why, id: newId(), now });
}

function warmParameters(kind: ModelKind, sources: readonly Source[], catalogue: CatalogueView): unknown {
  const most = sources.reduce((best, each) => (each.model.window.answers > best.model.window.answers ? each : best));
  switch (kind) {
    case 'tracing':
      return warmTracing(
        sources.map(({ parameters }) => parameters as TracingModel),
        catalogue,
      );
    case 'difficulty':
      return warmDifficulty(
        sources.map(({ parameters }) => parameters as DifficultyModel),
        catalogue,
      );
    case 'memory': {
      const { model, reviews } = most.parameters as CourseMemory;
      return { model: between(model, reviews / (reviews + OTHER_LEARNERS.reviews)), reviews: 0 };
    }
    case 'engagement': {
      // Other learners: the same signs, held half as firmly.
      const { model, offers } = most.parameters as CourseEngagement;
      return { model: { ...model, variances: model.variances.map((each) => 2 * each) }, offers };
    }
    default:
      return most.parameters;
  }
}

function warmTracing(sources: readonly TracingModel[], catalogue: CatalogueView): TracingModel {
  const skills: Record<string, TracingModel['skills'][string]> = Object.create(null);
  for (const { id, parameters: told } of catalogue.skills) {
    const own = sources.flatMap((source) => (Object.hasOwn(source.skills, id) ? (source.skills[id] ?? []) : []));
    const answers = own.reduce((sum, each) => sum + each.answers, 0);
    if (answers === 0) continue;
    const share = answers / (answers + OTHER_LEARNERS.skill);
    const drawn = (name: 'prior' | 'learn' | 'slip' | 'guess') => {
      const mean = own.reduce((sum, each) => sum + each.answers * each[name], 0) / answers;
      return told[name] + share * (mean - told[name]);
    };
    skills[id] = { prior: drawn('prior'), learn: drawn('learn'), slip: drawn('slip'), guess: drawn('guess'), answers };
  }
  return { skills, pooled: (sources[0] as TracingModel).pooled };
}

function warmDifficulty(sources: readonly DifficultyModel[], catalogue: CatalogueView): DifficultyModel {
  const items: Record<string, DifficultyModel['items'][string]> = Object.create(null);
  for (const name of new Set(sources.flatMap((source) => Object.keys(source.items)))) {
    const told = catalogue.entry(itemOfName(name));
    if (!told) continue;
    const own = sources.flatMap((source) => (Object.hasOwn(source.items, name) ? (source.items[name] ?? []) : []));
    const answers = own.reduce((sum, each) => sum + each.answers, 0);
    const share = answers / (answers + OTHER_LEARNERS.item);
    const drawn = (pick: 'discrimination' | 'difficulty') => {
      const mean = own.reduce((sum, each) => sum + each.answers * each[pick], 0) / answers;
      return told[pick] + share * (mean - told[pick]);
    };
    items[name] = { discrimination: drawn('discrimination'), difficulty: drawn('difficulty'), answers };
  }
  return { items };
}

/** A memory model on the way from the defaults; the bounds of its weights are convex. */
function between({ weights, correction }: MemoryModel, share: number): MemoryModel {
  const mix = (from: readonly number[], to: readonly number[]) =>
    to.map((value, index) => (from[index] as number) + share * (value - (from[index] as number)));
  return {
    weights: mix(DEFAULT_MEMORY_MODEL.weights, weights),
    correction: mix(DEFAULT_MEMORY_MODEL.correction, correction),
  };
}
