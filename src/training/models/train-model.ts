import { learnerFolds } from '../../engine/forecasting/learner-folds.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { type Comparison, compare, metricsOf, type Scored } from './compare.js';
import type { DataOfKind, Learners, ModelKind } from './data.js';
import { type DifficultyModel, fitDifficulty, scoreDifficulty } from './difficulty.js';
import { type CourseEngagement, fitEngagement, scoreEngagement } from './engagement.js';
import { type CourseMemory, fitCourseMemory, scoreMemory } from './memory.js';
import { packParameters, unpackParameters } from './pack.js';
import { fitRanking, type RankingModel, scoreRanking } from './ranking.js';
import { fitTracerModel, scoreTracer, type TracerModel } from './tracer.js';
import { fitTracing, scoreTracing, type TracingModel } from './tracing.js';

/** The parameters of each kind. */
export interface ParametersOfKind {
  readonly tracing: TracingModel;
  readonly tracer: TracerModel;
  readonly difficulty: DifficultyModel;
  readonly memory: CourseMemory;
  readonly ranking: RankingModel;
  readonly engagement: CourseEngagement;
}

interface Trainer<K extends ModelKind> {
  /** Folds of the cross-validation; 0 for a fit that takes too long to be done six times. */
  readonly folds: number;
  fit(data: DataOfKind[K], wanted: Learners, seed: string): ParametersOfKind[K];
  /** Null: what is served before there is a model. */
  score(model: ParametersOfKind[K] | null, data: DataOfKind[K], wanted: Learners): Scored;
}

const FOLDS = 5;

const TRAINERS: { readonly [K in ModelKind]: Trainer<K> } = {
  tracing: { folds: FOLDS, fit: fitTracing, score: scoreTracing },
  tracer: { folds: 0, fit: fitTracerModel, score: scoreTracer },
  difficulty: { folds: FOLDS, fit: fitDifficulty, score: scoreDifficulty },
  memory: { folds: FOLDS, fit: fitCourseMemory, score: scoreMemory },
  ranking: { folds: FOLDS, fit: fitRanking, score: scoreRanking },
  engagement: { folds: FOLDS, fit: fitEngagement, score: scoreEngagement },
};

/** What a training is given: the data with learners held out in them, and what serves now (packed). */
export type TrainingOrder = {
  [K in ModelKind]: {
    readonly kind: K;
    readonly data: DataOfKind[K];
    readonly seed: string;
    readonly champion: Uint8Array | null;
  };
}[ModelKind];

/** What a training finds. */
export interface Trained {
  readonly parameters: Uint8Array;
  /** On the learners held out. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The champion, or the defaults without one, beside it on the same learners. */
  readonly comparison: Comparison;
  /** Of the cross-validation among the other learners; empty where it was not done. */
  readonly folds: readonly Readonly<Record<string, number>>[];
  readonly heldOut: number;
}

/**
 * Fits a model on the learners that are not held out, and measures it and what serves now on those that are. The same
 * data and seed give the same bytes.
 *
 * @throws RangeError when the data are too few to fit or to measure
 */
export function trainModel(order: TrainingOrder): Trained {
  switch (order.kind) {
    case 'tracing':
      return train(TRAINERS.tracing, order);
    case 'tracer':
      return train(TRAINERS.tracer, order);
    case 'difficulty':
      return train(TRAINERS.difficulty, order);
    case 'memory':
      return train(TRAINERS.memory, order);
    case 'ranking':
      return train(TRAINERS.ranking, order);
    case 'engagement':
      return train(TRAINERS.engagement, order);
  }
}

interface OrderOf<K extends ModelKind> {
  readonly data: DataOfKind[K];
  readonly seed: string;
  readonly champion: Uint8Array | null;
}

function train<K extends ModelKind>(trainer: Trainer<K>, { data, seed, champion }: OrderOf<K>): Trained {
  const isHeld: Learners = (learner) => data.held[learner] === 1;
  const parameters = trainer.fit(data, (learner) => !isHeld(learner), seed);
  const serving = champion ? (unpackParameters(champion) as ParametersOfKind[K]) : null;
  const [before, after] = [trainer.score(serving, data, isHeld), trainer.score(parameters, data, isHeld)];
  if (after.learner.length === 0) throw new RangeError('nothing of the learners held out can be foretold yet');
  return {
    parameters: packParameters(parameters),
    metrics: metricsOf(after),
    comparison: compare(...onSameRows(before, after)),
    folds: crossValidate(trainer, data, seed),
    heldOut: new Set(after.learner).size,
  };
}

/** A ranker that does not know a content cannot be asked about it; both models are compared where both could be. */
function onSameRows(before: Scored, after: Scored): [Scored, Scored] {
  if ('predicted' in before || 'predicted' in after) return [before, after];
  const [a, b] = [new Set(before.learner), new Set(after.learner)];
  const only = (scored: typeof before) => {
    const rows = [...scored.learner.keys()].filter((row) => {
      const learner = scored.learner[row] as number;
      return a.has(learner) && b.has(learner);
    });
    return {
      learner: Int32Array.from(rows, (row) => scored.learner[row] as number),
      ndcg: Float64Array.from(rows, (row) => scored.ndcg[row] as number),
      hit: Uint8Array.from(rows, (row) => scored.hit[row] as number),
    };
  };
  return [only(before), only(after)];
}

function crossValidate<K extends ModelKind>(
  trainer: Trainer<K>,
  data: DataOfKind[K],
  seed: string,
): Record<string, number>[] {
  const learners = [...data.held.keys()].filter((learner) => data.held[learner] !== 1);
  if (trainer.folds === 0 || learners.length < 2 * trainer.folds) return [];
  const folds = learnerFolds(learners.map(String), trainer.folds, seededRandom(`${seed}:folds`));
  const foldOf = new Map(learners.map((learner, place) => [learner, folds[place] as number]));
  return Array.from({ length: trainer.folds }, (_, fold) => {
    const fitted = trainer.fit(
      data,
      (learner) => foldOf.get(learner) !== undefined && foldOf.get(learner) !== fold,
      `${seed}:${fold}`,
    );
    return metricsOf(trainer.score(fitted, data, (learner) => foldOf.get(learner) === fold));
  });
}
