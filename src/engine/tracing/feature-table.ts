import { type AnswerLog, questionAt } from './answer-log.js';
import { emptyLearnerState, observeAnswer, type TraceTables } from './learner-state.js';
import { featureCount, writeFeatures } from './trace-features.js';

/** The features of each answer of a log before it was given: row r has values[r * width, (r + 1) * width). */
export interface FeatureTable {
  readonly values: Float32Array;
  readonly width: number;
  readonly timed: boolean;
}

/** Folds every learner of a log from the empty state and writes the features before each answer. */
export function featureTable(log: AnswerLog, tables: TraceTables): FeatureTable {
  const timed = log.day !== undefined;
  const width = featureCount(timed);
  const values = new Float32Array(log.correct.length * width);
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    const state = emptyLearnerState();
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      const question = questionAt(log, row);
      writeFeatures(state, tables, question, values, row * width, timed);
      observeAnswer(state, tables, question, log.correct[row] === 1);
    }
  }
  return { values, width, timed };
}
