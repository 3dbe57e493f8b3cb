import { requirePositive } from '../../numerics/guards.js';
import type { PathModule, PathProblem } from '../path-problem.js';

/** A module that a learner has done. */
export interface DoneModule {
  readonly id: string;
  /** Study minutes that it took; left out when nobody measured them, or it was mastered without being studied. */
  readonly minutes?: number;
}

/** Minutes as planned that are added to both sides, so that one slow module says little. */
const PRIOR_MINUTES = 60;
const [FASTEST, SLOWEST] = [0.5, 3];

/**
 * How long the learner takes against the minutes of the catalogue:
 *
 *   (minutes taken + 60) / (minutes of the catalogue + 60)      over the modules that were measured
 *
 * within [0.5, 3], so that a page left open overnight does not empty the path.
 *
 * @throws RangeError when minutes taken are not above 0
 */
export function paceOf(done: readonly DoneModule[], modules: readonly PathModule[]): number {
  const planned = new Map(modules.map(({ id, minutes }) => [id, minutes]));
  let [taken, expected] = [PRIOR_MINUTES, PRIOR_MINUTES];
  for (const { id, minutes } of done) {
    const own = planned.get(id);
    if (minutes !== undefined) requirePositive(`minutes taken for ${id}`, minutes);
    if (minutes === undefined || own === undefined) continue;
    taken += minutes;
    expected += own;
  }
  return Math.min(SLOWEST, Math.max(FASTEST, taken / expected));
}

/** The problem with the minutes that the learner will take, in whole minutes, rounded up, where the pace is not 1. */
export function atPace(problem: PathProblem, pace: number): PathProblem {
  if (pace === 1) return problem;
  const modules = problem.modules.map((module) => ({ ...module, minutes: Math.ceil(pace * module.minutes) }));
  return { ...problem, modules };
}
