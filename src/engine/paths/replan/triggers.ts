import { requireFinite } from '../../numerics/guards.js';
import type { PathPins, PathProblem } from '../path-problem.js';
import type { DoneModule } from './pace.js';
import { datesOn, type PathPlan } from './path-plan.js';

/** Why a path is planned anew; the page puts it into words. */
export type ReplanTrigger =
  /** Done or mastered before their turn. */
  | { readonly kind: 'jumped-ahead'; readonly modules: readonly string[] }
  /** Nothing was done for so many days, though something was planned. */
  | { readonly kind: 'stalled'; readonly days: number }
  /** How long the learner takes against the catalogue: as planned so far, and as seen now. */
  | { readonly kind: 'pace-changed'; readonly from: number; readonly to: number }
  /** The levels are so far from where the plan expected them: sum of w_k |difference| / sum of w_k. */
  | { readonly kind: 'levels-differ'; readonly by: number }
  /** Minutes that the plan would have left now, and minutes that there are. */
  | { readonly kind: 'budget-changed'; readonly from: number; readonly to: number }
  | { readonly kind: 'dates-changed'; readonly modules: readonly string[] }
  | { readonly kind: 'pins-changed' }
  /** Steps that no longer exist. */
  | { readonly kind: 'modules-gone'; readonly modules: readonly string[] }
  /** None of the above, but these steps can no longer be kept; none of them when something new must come between. */
  | { readonly kind: 'no-longer-fits'; readonly modules: readonly string[] }
  | { readonly kind: 'asked' };

/** What a learner has done, and when it is. */
export interface PathProgress {
  /** Now, on the clock of the plan. */
  readonly day: number;
  /** All that was ever done, in the order in which it was. */
  readonly done: readonly DoneModule[];
  /** When the learner last did anything here. */
  readonly lastActiveDay?: number;
}

/** How much must differ before it is a reason to look for another path. */
export interface ReplanLimits {
  /** Days without anything done. */
  readonly stallDays: number;
  /** Share by which the pace differs. */
  readonly paceShare: number;
  /** Weighted mean difference of the levels. */
  readonly levelDifference: number;
  /** Share of the plan's budget. */
  readonly budgetShare: number;
}

/**
 * What has changed since the plan was made.
 *
 * @param problem  as it is now, with the pace that is now assumed
 * @throws RangeError when a day is not finite, or the number of skills is another one than in the plan
 */
export function triggersOf(
  plan: PathPlan,
  problem: PathProblem,
  progress: PathProgress,
  pace: number,
  limits: ReplanLimits,
): ReplanTrigger[] {
  const known = new Set(problem.modules.map(({ id }) => id));
  const doneBefore = new Set(plan.done);
  const newly = progress.done.filter(({ id }) => known.has(id) && !doneBefore.has(id));
  const gone = plan.path.steps.map(({ id }) => id).filter((id) => !known.has(id));
  return [
    ...jumpedAhead(plan, newly),
    ...stalled(plan, progress, limits),
    ...(pace === plan.pace ? [] : [{ kind: 'pace-changed', from: plan.pace, to: pace } as const]),
    ...levelsDiffer(plan, problem, newly, limits),
    ...budgetChanged(plan, problem, newly, limits),
    ...datesChanged(plan, problem, progress.day),
    ...(samePins(plan.pins, problem.pins ?? {}) ? [] : [{ kind: 'pins-changed' } as const]),
    ...(gone.length > 0 ? [{ kind: 'modules-gone', modules: gone } as const] : []),
  ];
}

/** What was done beyond the unbroken beginning of the plan. */
function jumpedAhead({ path }: PathPlan, newly: readonly DoneModule[]): ReplanTrigger[] {
  const ids = new Set(newly.map(({ id }) => id));
  for (const { id } of path.steps) if (!ids.delete(id)) break;
  return ids.size === 0 ? [] : [{ kind: 'jumped-ahead', modules: [...ids] }];
}

function stalled(plan: PathPlan, { day, lastActiveDay, done }: PathProgress, { stallDays }: ReplanLimits) {
  requireFinite('day', day);
  const since = Math.max(plan.day, requireFinite('lastActiveDay', lastActiveDay ?? plan.day));
  const ids = new Set(done.map(({ id }) => id));
  if (day - since < stallDays || plan.path.steps.every(({ id }) => ids.has(id))) return [];
  return [{ kind: 'stalled', days: day - since } as const];
}

function levelsDiffer(
  plan: PathPlan,
  { startLevels, goalWeights, modules }: PathProblem,
  newly: readonly DoneModule[],
  { levelDifference }: ReplanLimits,
): ReplanTrigger[] {
  if (startLevels.length !== plan.startLevels.length) {
    throw new RangeError(`the plan has ${plan.startLevels.length} skills, the problem ${startLevels.length}`);
  }
  const ids = new Set(newly.map(({ id }) => id));
  const done = modules.filter(({ id }) => ids.has(id));
  let [off, full] = [0, 0];
  for (const [skill, weight] of goalWeights.entries()) {
    const left = done.reduce((rest, { gain }) => rest * (1 - (gain[skill] as number)), 1);
    const expected = 1 - (1 - (plan.startLevels[skill] as number)) * left;
    off += weight * Math.abs((startLevels[skill] as number) - expected);
    full += weight;
  }
  return full > 0 && off / full > levelDifference ? [{ kind: 'levels-differ', by: off / full }] : [];
}

function budgetChanged(
  plan: PathPlan,
  { budgetMinutes }: PathProblem,
  newly: readonly DoneModule[],
  { budgetShare }: ReplanLimits,
): ReplanTrigger[] {
  const planned = new Map(plan.path.steps.map(({ id, minutes }) => [id, minutes]));
  const spent = newly.reduce((sum, { id, minutes }) => sum + (minutes ?? planned.get(id) ?? 0), 0);
  const from = Math.max(0, plan.budgetMinutes - spent);
  if (Math.abs(budgetMinutes - from) <= budgetShare * plan.budgetMinutes) return [];
  return [{ kind: 'budget-changed', from, to: budgetMinutes }];
}

/** A thousandth of a day is rounding. */
const SAME_DAY = 1e-3;

function datesChanged(plan: PathPlan, problem: PathProblem, day: number): ReplanTrigger[] {
  const now = datesOn(problem, day);
  const same = (a = Number.NaN, b = Number.NaN) => Math.abs(a - b) < SAME_DAY || (Number.isNaN(a) && Number.isNaN(b));
  const modules = problem.modules
    .map(({ id }) => id)
    .filter((id) => !same(plan.dates[id]?.available, now[id]?.available) || !same(plan.dates[id]?.due, now[id]?.due));
  return modules.length === 0 ? [] : [{ kind: 'dates-changed', modules }];
}

/** Order counts only in what comes first. */
function samePins(a: PathPins, b: PathPins): boolean {
  const text = ({ must = [], first = [], never = [] }: PathPins) =>
    JSON.stringify([[...new Set(must)].sort(), first, [...new Set(never)].sort()]);
  return text(a) === text(b);
}
