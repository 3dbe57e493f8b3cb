import type { CompiledProblem } from './compile-problem.js';
import { InfeasiblePathError } from './path-problem.js';
import { ancestorsOf } from './prerequisite-graph.js';
import { Route } from './route.js';

/**
 * The path that holds only what must be in it: the opening in its order, then the other pinned modules, those due first
 * first.
 *
 * @throws InfeasiblePathError when that order misses a date
 */
export function pinnedRoute(problem: CompiledProblem): Route {
  const route = new Route(problem);
  for (const module of problem.opening) route.insert(module, route.length);
  const rest = [...problem.graph.order].filter(
    (each) => problem.pinned[each] === 1 && (route.place[each] as number) < 0,
  );
  if (!problem.dates) {
    for (const module of rest) route.insertBest(module);
    return route;
  }
  const due = effectiveDue(problem, problem.dates.until);
  while (rest.length > 0) {
    const ready = rest.filter((module) => route.isReady(module));
    const next = ready.reduce((a, b) => ((due[b] as number) < (due[a] as number) ? b : a));
    route.insert(next, route.length);
    rest.splice(rest.indexOf(next), 1);
  }
  if (!route.keepsDates()) {
    const modules = [...route.sequence.subarray(0, route.length)].map((module) => problem.graph.ids[module] as string);
    const conflict = { kind: 'dates', modules } as const;
    throw new InfeasiblePathError('the pinned modules cannot all be finished when they are due', conflict);
  }
  return route;
}

/** When a module must end so that what is pinned after it can end in time (Lawler 1973). */
function effectiveDue({ graph, minutes, pinned }: CompiledProblem, until: Float64Array): Float64Array {
  const due = until.slice();
  for (const module of [...graph.order].reverse()) {
    for (const next of graph.dependents[module] as Int32Array) {
      if (pinned[next] === 0) continue;
      due[module] = Math.min(due[module] as number, (due[next] as number) - (minutes[next] as number));
    }
  }
  return due;
}

/**
 * Greedy baseline: again and again the module, with all that it still needs, that gains most of the objective a minute
 * and fits; each put where the jumps grow least. It ends when nothing gains any more. Deterministic.
 *
 * @param route  where it starts, e.g. `pinnedRoute`; it ends as the longer path
 */
export function greedy(route: Route): Route {
  const { problem } = route;
  const { graph, minutes, allowed } = problem;
  const ancestors = graph.ids.map((_, module) => ancestorsOf(graph, module));
  const [kept, best] = [new Route(problem), new Route(problem)];
  for (;;) {
    kept.copyFrom(route);
    const before = route.objective();
    let bestRate = 0;
    for (let module = 0; module < minutes.length; module++) {
      if (allowed[module] === 0 || (kept.place[module] as number) >= 0) continue;
      route.copyFrom(kept);
      for (const each of [...(ancestors[module] as number[]), module]) {
        if ((route.place[each] as number) < 0) route.insertBest(each);
      }
      if (route.minutes > problem.budget || !keepsDatesSomewhere(route, module)) continue;
      const rate = (route.objective() - before) / (route.minutes - kept.minutes);
      if (rate <= bestRate) continue;
      bestRate = rate;
      best.copyFrom(route);
    }
    if (bestRate === 0) {
      route.copyFrom(kept);
      return route;
    }
    route.copyFrom(best);
  }
}

/** Where the place of least jumps misses a date, the end of the path may still keep it. */
function keepsDatesSomewhere(route: Route, module: number): boolean {
  if (route.keepsDates()) return true;
  route.removeAt(route.place[module] as number);
  route.insert(module, route.length);
  return route.keepsDates();
}
