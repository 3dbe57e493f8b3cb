import { fitMemory, type MemoryFit, type MemoryFitOptions } from '../engine/memory/fit-memory.js';
import type { ReviewTree } from '../engine/memory/review-tree.js';
import type { TracedAnswer } from '../engine/tracing/bkt.js';
import { type BktFit, type FitOptions, fitBkt } from '../engine/tracing/fit-bkt.js';
import { type DriftFound, type DriftOrder, lookAtDrift } from './models/drift.js';
import { type Trained, type TrainingOrder, trainModel } from './models/train-model.js';

/** What each fit is given and what it finds; all of it can be copied from one process to another. */
export interface TrainingTasks {
  readonly 'fit-memory': {
    readonly given: { readonly tree: ReviewTree; readonly options?: MemoryFitOptions };
    readonly found: MemoryFit;
  };
  readonly 'fit-bkt': {
    readonly given: { readonly sequences: readonly (readonly TracedAnswer[])[]; readonly options?: FitOptions };
    readonly found: BktFit;
  };
  readonly 'train-model': { readonly given: TrainingOrder; readonly found: Trained };
  readonly 'look-at-drift': { readonly given: DriftOrder; readonly found: DriftFound };
}

export type TaskName = keyof TrainingTasks;

/** The fits that a worker can do, by name: pure functions of the engine. A new one is a line here and a type above. */
export const TASKS: {
  readonly [Name in TaskName]: (given: TrainingTasks[Name]['given']) => TrainingTasks[Name]['found'];
} = {
  'fit-memory': ({ tree, options }) => fitMemory(tree, options),
  'fit-bkt': ({ sequences, options }) => fitBkt(sequences, options),
  'train-model': trainModel,
  'look-at-drift': lookAtDrift,
};
