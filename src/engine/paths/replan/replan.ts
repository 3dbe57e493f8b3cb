import { requireNonNegative, requirePositive } from '../../numerics/guards.js';
import type { RandomSource } from '../../numerics/random.js';
import { type CompiledProblem, compileProblem } from '../compile-problem.js';
import { longestInOrder } from '../in-order.js';
import { describe, extended, leanOut, type PathOptions, searched } from '../optimize-path.js';
import type { PathProblem } from '../path-problem.js';
import type { Route } from '../route.js';
import { atPace, paceOf } from './pace.js';
import { type PathPlan, planOf } from './path-plan.js';
import { type DropReason, repairPath } from './repair-path.js';
import { type PathProgress, type ReplanLimits, type ReplanTrigger, triggersOf } from './triggers.js';

/** What of the former path was changed and why: the entry that is stored of a replanning, as plain data. */
export interface Adaptation {
  readonly day: number;
  /** `kept`: the rest of the former path, as it was. */
  readonly outcome: 'kept' | 'changed';
  readonly triggers: readonly ReplanTrigger[];
  readonly added: readonly { readonly id: string; readonly reason: 'pinned' | 'gains-more' }[];
  readonly removed: readonly { readonly id: string; readonly reason: DropReason | 'gone' | 'gains-less' }[];
  /** Steps that stand elsewhere among those that stayed. */
  readonly moved: readonly string[];
  /** F of what could be kept of the former path, and of the new one. */
  readonly objectiveKept: number;
  readonly objective: number;
}

/** How a path is planned anew. */
export interface ReplanOptions extends PathOptions, Partial<ReplanLimits> {
  /** What a change (a module added, left out or moved) must gain, as a share of the sum of the goal weights. */
  readonly changePenalty?: number;
  /** Looks for a better path although nothing has changed. */
  readonly asked?: boolean;
  /** How long the learner takes against the minutes of the catalogue, where it is known better than by what was done. */
  readonly pace?: number;
}

/** A change must gain at least this share of the goal: about a tenth of what a typical module of a good path adds. */
const CHANGE_PENALTY = 0.002;
const LIMITS: ReplanLimits = { stallDays: 7, paceShare: 0.2, levelDifference: 0.05, budgetShare: 0.05 };

/**
 * The rest of a path in the light of what has happened. Without a trigger it stays as it is, and no search is done. With
 * one, the former path is repaired, and the search looks from there for the path x of greatest F(x) - q C(x), with C(x)
 * the changes of the former path and q the change penalty (see PathProblem): so a module comes, goes or moves only when
 * that gains more than q. Whatever comes out keeps budget, dates, prerequisites and pins. After a replanning the same
 * question gives the same path, and no trigger.
 *
 * @param plan      the last one, from `planPath` or from here
 * @param problem   as it is now: days and budget from now on, levels as they are now, minutes as in the catalogue
 * @param progress  what was done, and now
 * @throws RangeError for a number out of range, an unknown id or lists that do not match
 * @throws CycleError when the prerequisites go round in a circle
 * @throws InfeasiblePathError when what is pinned cannot be kept any more
 */
export function replan(
  plan: PathPlan,
  problem: PathProblem,
  progress: PathProgress,
  random: RandomSource,
  options: ReplanOptions = {},
): { readonly plan: PathPlan; readonly adaptation: Adaptation } {
  const limits = { ...LIMITS, ...options };
  const share = requireNonNegative('changePenalty', options.changePenalty ?? CHANGE_PENALTY);
  const seen = requirePositive('pace', options.pace ?? paceOf(progress.done, problem.modules));
  const pace = heldPace(plan.pace, seen, limits.paceShare);
  const triggers = triggersOf(plan, problem, progress, pace, limits);
  if (options.asked) triggers.push({ kind: 'asked' });

  const known = new Set(problem.modules.map(({ id }) => id));
  const done = [...new Set([...(problem.done ?? []), ...progress.done.map(({ id }) => id)])].filter((id) =>
    known.has(id),
  );
  const steps = plan.path.steps.map(({ id }) => id).filter((id) => known.has(id) && !done.includes(id));
  const full = problem.goalWeights.reduce((sum, weight) => sum + weight, 0);
  const now: PathProblem = { ...atPace(problem, pace), done, known: { steps, changePenalty: share * full } };

  const compiled = compileProblem(now);
  const former = steps.map((id) => compiled.graph.indexOf.get(id) as number);
  const { route, dropped } = repairPath(compiled, former);
  const objectiveKept = route.value();
  if (triggers.length === 0 && !isSame(route, former)) {
    const modules = steps.filter((_, at) => dropped.has(former[at] as number));
    triggers.push({ kind: 'no-longer-fits', modules });
  }
  if (triggers.length > 0) {
    searched(compiled, extended(route, options), random, options);
    if (options.lean) leanOut(now, route);
  }
  const path = describe(now, route);
  const gone = plan.path.steps.map(({ id }) => id).filter((id) => !known.has(id));
  const changes = changesOf(compiled, route, former, dropped);
  const removed = [...gone.map((id) => ({ id, reason: 'gone' }) as const), ...changes.removed];
  const count = changes.added.length + removed.length + changes.moved.length;
  return {
    plan: planOf(now, progress.day, pace, path),
    adaptation: {
      day: progress.day,
      outcome: count === 0 ? 'kept' : 'changed',
      triggers,
      ...changes,
      removed,
      objectiveKept,
      objective: path.objective,
    },
  };
}

/** The pace stays as it was planned until it differs by more than `share`. */
function heldPace(planned: number, seen: number, share: number): number {
  return Math.abs(seen / planned - 1) > requireNonNegative('paceShare', share) ? seen : planned;
}

function isSame(route: Route, steps: readonly number[]): boolean {
  return route.length === steps.length && steps.every((module, at) => route.sequence[at] === module);
}

function changesOf(
  { graph, pinned }: CompiledProblem,
  route: Route,
  former: readonly number[],
  dropped: ReadonlyMap<number, DropReason>,
): Pick<Adaptation, 'added' | 'moved'> & { removed: { id: string; reason: DropReason | 'gains-less' }[] } {
  const idOf = (module: number): string => graph.ids[module] as string;
  const path = [...route.sequence.subarray(0, route.length)];
  const place = new Map(former.map((module, at) => [module, at]));
  const stayed = path.filter((module) => place.has(module));
  const inOrder = new Set(longestInOrder(stayed.map((module) => place.get(module) as number)));
  return {
    added: path
      .filter((module) => !place.has(module))
      .map((module) => ({ id: idOf(module), reason: pinned[module] === 1 ? 'pinned' : 'gains-more' })),
    removed: former
      .filter((module) => (route.place[module] as number) < 0)
      .map((module) => ({ id: idOf(module), reason: dropped.get(module) ?? 'gains-less' })),
    moved: stayed.filter((_, at) => !inOrder.has(at)).map(idOf),
  };
}
