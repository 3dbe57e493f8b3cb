import type { RandomSource } from '../numerics/random.js';
import type { CompiledProblem } from './compile-problem.js';
import { ancestorsOf, descendantsOf } from './prerequisite-graph.js';
import type { Route } from './route.js';

/** Proposals of the search. Each changes a feasible path into another one; false: nothing was changed. */
export interface Moves {
  propose(route: Route, random: RandomSource): boolean;
}

/** How often each kind of move is proposed. */
const RELOCATE = 0.35;
const BRING = 0.15;
const DROP = 0.1;

/** The moves of a problem, with the ancestors and descendants of each module worked out once. */
export function movesOf(problem: CompiledProblem): Moves {
  const { graph, allowed, minutes } = problem;
  const modules = [...graph.order.keys()].filter((module) => allowed[module] === 1);
  const ancestors = graph.ids.map((_, module) => Int32Array.from(ancestorsOf(graph, module)));
  // What depends on a module is taken out before it: descendants from the last to the first.
  const descendants = graph.ids.map((_, module) => Int32Array.from(descendantsOf(graph, module).reverse()));
  const pick = (random: RandomSource): number => modules[Math.floor(random.next() * modules.length)] as number;

  /** Takes a random module with nothing resting on it out of the path, not one marked in `keep`. */
  function removeOne(route: Route, random: RandomSource, keep: number): boolean {
    const start = Math.floor(random.next() * route.length);
    for (let step = 0; step < route.length; step++) {
      const module = route.sequence[(start + step) % route.length] as number;
      if (!route.isRemovable(module) || module === keep || (keep >= 0 && ancestors[keep]?.includes(module))) continue;
      route.removeAt(route.place[module] as number);
      return true;
    }
    return false;
  }

  /** Adds modules that are ready and fit, the better in gain a minute of `2` random ones each time, `most` at most. */
  function fill(route: Route, random: RandomSource, most: number, except: number): boolean {
    let added = false;
    for (let round = 0; round < most; round++) {
      let best = -1;
      let bestRate = -1;
      const start = Math.floor(random.next() * modules.length);
      let found = 0;
      for (let step = 0; step < modules.length && found < 2; step++) {
        const module = modules[(start + step) % modules.length] as number;
        if (module === except || !route.fits(module) || !route.isReady(module)) continue;
        found++;
        const rate = route.levelGain(module) / (minutes[module] as number);
        if (rate > bestRate) {
          best = module;
          bestRate = rate;
        }
      }
      if (best < 0) break;
      route.insertBest(best);
      added = true;
    }
    return added;
  }

  function relocate(route: Route, random: RandomSource): boolean {
    const fixed = problem.opening.length;
    if (route.length - fixed < 2) return false;
    const from = fixed + Math.floor(random.next() * (route.length - fixed));
    const module = route.removeAt(from);
    const first = route.earliest(module);
    const last = route.latest(module);
    const at =
      random.next() < 0.5
        ? route.bestPlace(module, first, last)
        : first + Math.floor(random.next() * (last - first + 1));
    route.insert(module, at);
    return at !== from;
  }

  function exchange(route: Route, random: RandomSource): boolean {
    let removed = -1;
    const out = Math.floor(random.next() * 3);
    let changed = false;
    for (let each = 0; each < out && route.length > 0; each++) {
      const module = route.sequence[Math.floor(random.next() * route.length)] as number;
      if (!route.isRemovable(module)) continue;
      route.removeAt(route.place[module] as number);
      removed = module;
      changed = true;
    }
    return fill(route, random, 1 + Math.floor(random.next() * 3), removed) || changed;
  }

  /** Brings in a module with all that it still needs, making room by taking others out. */
  function bring(route: Route, random: RandomSource): boolean {
    const wanted = pick(random);
    if ((route.place[wanted] as number) >= 0) return false;
    let needed = minutes[wanted] as number;
    for (const each of ancestors[wanted] as Int32Array) {
      if ((route.place[each] as number) < 0) needed += minutes[each] as number;
    }
    while (route.minutes + needed > problem.budget + 1e-9) {
      if (!removeOne(route, random, wanted)) return false;
    }
    for (const each of ancestors[wanted] as Int32Array) if ((route.place[each] as number) < 0) route.insertBest(each);
    route.insertBest(wanted);
    fill(route, random, 2, -1);
    return true;
  }

  /** Takes out a module with all that rests on it, and fills up. */
  function drop(route: Route, random: RandomSource): boolean {
    if (route.length === 0) return false;
    const module = route.sequence[Math.floor(random.next() * route.length)] as number;
    for (const each of descendants[module] as Int32Array) {
      if ((route.place[each] as number) >= 0 && route.isRemovable(each)) route.removeAt(route.place[each] as number);
    }
    if (!route.isRemovable(module)) return false;
    route.removeAt(route.place[module] as number);
    fill(route, random, modules.length, module);
    return true;
  }

  return {
    propose(route, random) {
      if (modules.length === 0) return false;
      const kind = random.next();
      if (kind < RELOCATE) return relocate(route, random);
      if (kind < RELOCATE + BRING) return bring(route, random);
      if (kind < RELOCATE + BRING + DROP) return drop(route, random);
      return exchange(route, random);
    },
  };
}
