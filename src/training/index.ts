export type { Comparison } from './models/compare.js';
export {
  type AnswerData,
  type ContentData,
  type DataOfKind,
  type ItemLine,
  MODEL_KINDS,
  MOMENT_WIDTH,
  type ModelKind,
  type MomentData,
  numbersIn,
  OUTCOME,
} from './models/data.js';
export type { DifficultyModel } from './models/difficulty.js';
export { DRIFTING_KINDS } from './models/drift.js';
export { type CourseEngagement, momentRow } from './models/engagement.js';
export type { CourseMemory } from './models/memory.js';
export { packParameters, unpackParameters } from './models/pack.js';
export type { RankingModel } from './models/ranking.js';
export type { TracerModel } from './models/tracer.js';
export type { TracingModel } from './models/tracing.js';
export type { ParametersOfKind, Trained, TrainingOrder } from './models/train-model.js';
export type { TaskName, TrainingTasks } from './tasks.js';
export { type TrainingOptions, trainInWorker } from './train-in-worker.js';
export { TrainingError } from './training-error.js';
