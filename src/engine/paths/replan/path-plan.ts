import { requireFinite, requirePositive } from '../../numerics/guards.js';
import type { RandomSource } from '../../numerics/random.js';
import { type LearningPath, optimizePath, type PathOptions } from '../optimize-path.js';
import type { PathPins, PathProblem } from '../path-problem.js';
import { atPace } from './pace.js';

/**
 * A path with what was known when it was made, as plain data: what `replan` compares the present with. Days are counted
 * on any clock of the caller's; those of a PathProblem are relative to `day`, those in a plan are on that clock.
 */
export interface PathPlan {
  readonly day: number;
  readonly path: LearningPath;
  readonly budgetMinutes: number;
  readonly startLevels: readonly number[];
  readonly done: readonly string[];
  readonly pins: PathPins;
  /** Modules that have a date, with it. */
  readonly dates: Readonly<Record<string, { readonly available?: number; readonly due?: number }>>;
  /** How long the learner takes against the minutes of the catalogue. */
  readonly pace: number;
}

/**
 * The first plan of a learner.
 *
 * @param day           now
 * @param options.pace  how long the learner takes against the minutes of the catalogue, above 0; as the catalogue says
 *                      when left out
 * @throws RangeError, CycleError or InfeasiblePathError as `optimizePath` does, and when day or pace is out of range
 */
export function planPath(
  problem: PathProblem,
  day: number,
  random: RandomSource,
  options: PathOptions & { readonly pace?: number } = {},
): PathPlan {
  const pace = requirePositive('pace', options.pace ?? 1);
  const own = atPace(problem, pace);
  return planOf(own, requireFinite('day', day), pace, optimizePath(own, random, options));
}

/** A path of a problem with what is to be remembered of the problem. */
export function planOf(problem: PathProblem, day: number, pace: number, path: LearningPath): PathPlan {
  return {
    day,
    path,
    budgetMinutes: problem.budgetMinutes,
    startLevels: problem.startLevels,
    done: problem.done ?? [],
    pins: problem.pins ?? {},
    dates: datesOn(problem, day),
    pace,
  };
}

/** The dates of a problem on the clock of `day`. */
export function datesOn({ modules }: PathProblem, day: number): PathPlan['dates'] {
  return Object.fromEntries(
    modules
      .filter(({ availableDay, dueDay }) => availableDay !== undefined || dueDay !== undefined)
      .map(({ id, availableDay, dueDay }) => [
        id,
        {
          ...(availableDay !== undefined && { available: day + availableDay }),
          ...(dueDay !== undefined && { due: day + dueDay }),
        },
      ]),
  );
}
