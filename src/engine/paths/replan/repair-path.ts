import type { CompiledProblem } from '../compile-problem.js';
import { pinnedRoute } from '../greedy.js';
import { ancestorsOf } from '../prerequisite-graph.js';
import { Route } from '../route.js';

/** Why a step of the former path could not be kept. */
export type DropReason = 'barred' | 'no-time' | 'date';

/** A feasible path that is as much of the former one as can be, and what could not be kept. */
export interface RepairedPath {
  readonly route: Route;
  /** By index of module. */
  readonly dropped: ReadonlyMap<number, DropReason>;
}

/** A sum of minutes is exact to this. */
const ROUNDING = 1e-9;

/**
 * Keeps the former order; puts in what is pinned and what steps now need; takes out, cheapest in the objective a minute
 * first, what no longer fits the time, and then what stands before a missed date. When that does not do, only what is
 * pinned stays.
 *
 * @param steps  modules by index, none of them done
 * @throws InfeasiblePathError when what is pinned cannot be kept
 */
export function repairPath(problem: CompiledProblem, steps: readonly number[]): RepairedPath {
  const route = new Route(problem);
  const dropped = new Map<number, DropReason>();
  const add = (module: number): void => {
    for (const each of [...ancestorsOf(problem.graph, module), module]) {
      if ((route.place[each] as number) < 0) route.insert(each, route.length);
    }
  };
  for (const module of problem.opening) route.insert(module, route.length);
  for (const module of steps) {
    if (problem.allowed[module] === 1) add(module);
    else dropped.set(module, isTooLong(problem, module) ? 'no-time' : 'barred');
  }
  for (const module of problem.graph.order) {
    if (problem.pinned[module] === 1 && (route.place[module] as number) < 0) route.insertBest(module);
  }
  const takeOut = (last: number, reason: DropReason): boolean => {
    const module = cheapest(route, last);
    if (module < 0) return false;
    route.removeAt(route.place[module] as number);
    dropped.set(module, reason);
    return true;
  };
  while (route.minutes > problem.budget + ROUNDING && takeOut(route.length, 'no-time'));
  for (let late = route.firstLate(); late >= 0; late = route.firstLate()) {
    if (takeOut(late + 1, 'date')) continue;
    for (const module of steps) {
      if (problem.pinned[module] === 0 && (route.place[module] as number) >= 0) dropped.set(module, 'date');
    }
    return { route: pinnedRoute(problem), dropped };
  }
  return { route, dropped };
}

/** True when a module is left out because it and what it needs take more than all the time. */
function isTooLong({ graph, minutes, budget }: CompiledProblem, module: number): boolean {
  const needed = ancestorsOf(graph, module).reduce((sum, each) => sum + (minutes[each] as number), 0);
  return needed + (minutes[module] as number) > budget + ROUNDING;
}

/** Of the removable modules on the first `most` places the one whose loss a minute is least; -1 when there is none. */
function cheapest(route: Route, most: number): number {
  const before = route.objective();
  const trial = new Route(route.problem);
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const module of route.sequence.slice(0, Math.min(most, route.length))) {
    if (!route.isRemovable(module)) continue;
    trial.copyFrom(route);
    trial.removeAt(trial.place[module] as number);
    const loss = (before - trial.objective()) / (route.problem.minutes[module] as number);
    if (loss >= least) continue;
    best = module;
    least = loss;
  }
  return best;
}
