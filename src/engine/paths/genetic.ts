import { requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import type { CompiledProblem } from './compile-problem.js';
import { greedy, pinnedRoute } from './greedy.js';
import { movesOf } from './moves.js';
import { ancestorsOf } from './prerequisite-graph.js';
import { Route } from './route.js';

/** Size, length and end of one genetic search. */
export interface GeneticOptions {
  readonly population: number;
  readonly generations: number;
  /** Proposals of hill climbing that each child gets; 0: a plain genetic search. */
  readonly climb: number;
  /** Asked at every child; true ends the search. */
  readonly deadline?: (() => boolean) | undefined;
}

const TOURNAMENT = 3;
/** Share of a parent's modules that a child takes over first. */
const INHERITED = 0.6;

/**
 * Genetic search with repair (Holland 1975; memetic when `climb` is above 0: Moscato 1989). A child takes a random part of
 * one parent's modules, then the other parent's, each with all that it needs and as long as the time allows; so every
 * child is feasible. It is changed by one proposal of `movesOf`, climbs, and replaces the worst when it is better.
 *
 * @returns the best path seen
 * @throws RangeError when an option is out of range; InfeasiblePathError when the pins cannot be kept
 */
export function evolve(problem: CompiledProblem, random: RandomSource, options: GeneticOptions): Route {
  const { generations, climb, deadline } = options;
  const size = requireWhole('population', options.population, 2);
  requireWhole('generations', generations, 0);
  requireWhole('climb', climb, 0);
  const start = pinnedRoute(problem);
  const moves = movesOf(problem);
  const ancestors = problem.graph.ids.map((_, module) => ancestorsOf(problem.graph, module));
  const kept = new Route(problem);

  const climbed = (route: Route): Route => {
    let current = route.objective();
    for (let move = 0; move < climb; move++) {
      kept.copyFrom(route);
      const objective = moves.propose(route, random) ? route.objective() : Number.NEGATIVE_INFINITY;
      if (objective >= current && route.keepsDates()) current = objective;
      else route.copyFrom(kept);
    }
    route.become(route.sequence.slice(), route.length);
    return route;
  };
  const add = (route: Route, parent: Route, share: number): void => {
    for (let at = 0; at < parent.length; at++) {
      const module = parent.sequence[at] as number;
      if ((route.place[module] as number) >= 0 || random.next() >= share) continue;
      kept.copyFrom(route);
      for (const each of ancestors[module] as number[]) if ((route.place[each] as number) < 0) route.insertBest(each);
      route.insertBest(module);
      if (route.minutes > problem.budget || !route.keepsDates()) route.copyFrom(kept);
    }
  };
  const mutated = (route: Route): Route => {
    kept.copyFrom(route);
    if (moves.propose(route, random) && !route.keepsDates()) route.copyFrom(kept);
    return route;
  };
  const copyOf = (route: Route): Route => {
    const copy = new Route(problem);
    copy.copyFrom(route);
    return copy;
  };

  const population = [climbed(greedy(copyOf(start)))];
  while (population.length < size) {
    const route = copyOf(start);
    for (let round = 0; round < problem.minutes.length; round++) mutated(route);
    population.push(climbed(route));
  }
  const fitness = population.map((route) => route.objective());
  const select = (): Route => {
    let best = Math.floor(random.next() * size);
    for (let round = 1; round < TOURNAMENT; round++) {
      const other = Math.floor(random.next() * size);
      if ((fitness[other] as number) > (fitness[best] as number)) best = other;
    }
    return population[best] as Route;
  };
  for (let child = 0; child < generations * size && !deadline?.(); child++) {
    const route = copyOf(start);
    add(route, select(), INHERITED);
    add(route, select(), 1);
    climbed(mutated(route));
    const objective = route.objective();
    // A twin of one that lives would only thin out the variety.
    if (fitness.includes(objective)) continue;
    const worst = fitness.indexOf(Math.min(...fitness));
    if (objective <= (fitness[worst] as number)) continue;
    population[worst] = route;
    fitness[worst] = objective;
  }
  return population[fitness.indexOf(Math.max(...fitness))] as Route;
}
