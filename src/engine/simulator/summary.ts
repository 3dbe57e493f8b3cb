import { requireSome } from '../numerics/guards.js';
import type { LearnerOutcome } from './simulate.js';

/** A mean with its 95 % interval: mean ± 1.96 standard errors. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What became of a group of learners, on the mean. */
export interface SimulationSummary {
  readonly learners: number;
  /** Answers until the path is truly mastered; who never gets there counts with all answers given. */
  readonly answersToMastery: Estimate;
  /** Share who truly master their path. */
  readonly completed: Estimate;
  readonly minutes: Estimate;
  readonly sessions: Estimate;
  readonly answers: Estimate;
  /** Share who left for good. */
  readonly left: Estimate;
  readonly finalMastery: Estimate;
}

/** @throws RangeError when there is no outcome */
export function summarise(outcomes: readonly LearnerOutcome[]): SimulationSummary {
  requireSome('outcomes', outcomes);
  const of = (measure: (outcome: LearnerOutcome) => number) => estimateMean(outcomes.map(measure));
  return {
    learners: outcomes.length,
    answersToMastery: of(({ answersToMastery, answers }) => answersToMastery ?? answers),
    completed: of(({ answersToMastery }) => Number(answersToMastery !== null)),
    minutes: of(({ minutes }) => minutes),
    sessions: of(({ sessions }) => sessions),
    answers: of(({ answers }) => answers),
    left: of(({ left }) => Number(left)),
    finalMastery: of(({ finalMastery }) => finalMastery),
  };
}

/** @throws RangeError when there is no value */
export function estimateMean(values: readonly number[]): Estimate {
  requireSome('values', values);
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = count > 1 ? 1.96 * Math.sqrt(squares / (count - 1) / count) : 0;
  return { mean, low: mean - error, high: mean + error };
}
