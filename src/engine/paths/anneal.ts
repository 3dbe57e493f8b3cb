import type { RandomSource } from '../numerics/random.js';
import { movesOf } from './moves.js';
import { Route } from './route.js';

/** Length, temperatures and end of one annealing. */
export interface AnnealOptions {
  /** Proposals. */
  readonly moves: number;
  /** Temperature at the first and at the last proposal, in units of the objective, above 0. */
  readonly hot: number;
  readonly cold: number;
  /** Asked every 256 proposals; true ends the search. */
  readonly deadline?: (() => boolean) | undefined;
}

const ASK_EVERY = 256;
/** An improvement below it is rounding. */
const LEAST = 1e-12;

/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) over feasible paths. Each proposal of `movesOf` is accepted with
 * probability min(1, e^(change / temperature)); the temperature falls geometrically. Feasible at every step.
 *
 * @param route  where it starts; it ends as the best path seen
 * @returns      the objective of that path
 */
export function anneal(route: Route, random: RandomSource, options: AnnealOptions): number {
  const { moves, hot, cold, deadline } = options;
  const { propose } = movesOf(route.problem);
  const [best, kept] = [new Route(route.problem), new Route(route.problem)];
  best.copyFrom(route);
  kept.copyFrom(route);
  let highest = route.objective();
  let current = highest;
  let temperature = hot;
  for (let move = 0; move < moves; move++) {
    if (move % ASK_EVERY === 0) {
      if (deadline?.()) break;
      temperature = hot * (cold / hot) ** (move / moves);
      // Divisions undo products only up to rounding; built anew, the sums stay exact.
      route.become(kept.sequence, kept.length);
      kept.copyFrom(route);
    }
    if (propose(route, random)) {
      const objective = route.objective();
      const change = objective - current;
      if ((change >= 0 || random.next() < Math.exp(change / temperature)) && route.keepsDates()) {
        current = objective;
        kept.copyFrom(route);
        if (objective > highest + LEAST) {
          highest = objective;
          best.copyFrom(route);
        }
        continue;
      }
    }
    route.copyFrom(kept);
  }
  route.become(best.sequence, best.length);
  return route.objective();
}
