import { seededRandom } from '../../../src/engine/numerics/random.js';
import type { PathProblem } from '../../../src/engine/paths/path-problem.js';
import { type PathPlan, planPath } from '../../../src/engine/paths/replan/path-plan.js';
import { type ReplanOptions, replan } from '../../../src/engine/paths/replan/replan.js';
import type { PathProgress } from '../../../src/engine/paths/replan/triggers.js';
import { moduleOf, problemOf } from './cases.js';

const random = () => seededRandom(1);
export const plan = (problem: PathProblem, day = 100) => planPath(problem, day, random(), { moves: 2_000 });
export const again = (
  former: PathPlan,
  problem: PathProblem,
  progress: Partial<PathProgress>,
  options: ReplanOptions = {},
) => replan(former, problem, { day: 100, done: [], ...progress }, random(), { moves: 2_000, ...options });
export const idsOf = ({ path }: PathPlan) => path.steps.map(({ id }) => id);

/** Six modules that gain less and less, in a chain of growing difficulty; four fit. */
export const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at) =>
  moduleOf(id, { gain: [0.3 - at * 0.04], difficulty: at / 10 }),
);
export const base = problemOf(six, { budgetMinutes: 40, minutesPerDay: 10 });
