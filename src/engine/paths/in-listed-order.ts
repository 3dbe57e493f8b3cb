import { ancestorsOf } from './prerequisite-graph.js';
import { Route } from './route.js';

/**
 * The modules in the order of the problem's list, each after what it needs, as long as time and dates allow: the path of
 * a course that is the same for everybody. What does not fit is left out, and what comes after it is still tried.
 *
 * @param route  where it starts, e.g. `pinnedRoute`; it ends as the longer path
 */
export function inListedOrder(route: Route): Route {
  const { problem } = route;
  const kept = new Route(problem);
  for (let module = 0; module < problem.minutes.length; module++) {
    if (problem.allowed[module] === 0 || (route.place[module] as number) >= 0) continue;
    kept.copyFrom(route);
    for (const each of [...ancestorsOf(problem.graph, module), module]) {
      if ((route.place[each] as number) < 0) route.insert(each, route.length);
    }
    if (route.minutes > problem.budget || !route.keepsDates()) route.copyFrom(kept);
  }
  return route;
}
