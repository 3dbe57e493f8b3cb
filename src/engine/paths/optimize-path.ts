import { requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { anneal } from './anneal.js';
import { type CompiledProblem, compileProblem } from './compile-problem.js';
import { evolve } from './genetic.js';
import { greedy, pinnedRoute } from './greedy.js';
import { inListedOrder } from './in-listed-order.js';
import type { PathProblem } from './path-problem.js';
import { reasonsOf, type StepReason } from './reasons.js';
import { Route } from './route.js';

/** How the search is done and how much of it; the first two settle the path for a given seed. */
export interface PathOptions {
  /**
   * `anneal` finds the best paths; `genetic` is its memetic rival; `greedy` is the baseline, at once; `listed` does not
   * search: the modules in the order of the list, as far as they fit.
   */
  readonly method?: 'anneal' | 'genetic' | 'greedy' | 'listed';
  /** Proposals that the search may make: the whole of its effort, and so of its time. The same number, the same path. */
  readonly moves?: number;
  /**
   * Leaves out what has no reason: a module that gains nothing of the goal, that no later step needs, and that stands there
   * only because it softens a jump in difficulty, or because it stood in the former path.
   */
  readonly lean?: boolean;
  /** True: stop now with the best so far. A stop by the clock gives up that the same seed gives the same path. */
  readonly deadline?: () => boolean;
}

/** One step of a path, with why it is there. */
export interface PathStep {
  readonly id: string;
  readonly minutes: number;
  /** Study minutes from now at which it starts, waiting for dates included. */
  readonly startsAt: number;
  /** What it adds to the weighted level where it stands. */
  readonly gain: number;
  readonly reasons: readonly StepReason[];
}

/** A path as it is stored and shown: plain data. */
export interface LearningPath {
  readonly steps: readonly PathStep[];
  /** F of the path (see PathProblem). */
  readonly objective: number;
  /** Sum of the study minutes. */
  readonly minutes: number;
  /** Expected level of each skill at the end. */
  readonly levels: readonly number[];
}

/** Enough for the best known path of most problems of 60 modules, in about 0.2 s. */
export const DEFAULT_MOVES = 50_000;
/** Temperatures as shares of the sum of the goal weights. */
const HOT = 0.002;
const COLD = 0.0002;
const CLIMB = 100;
const POPULATION = 40;

/**
 * The best ordered subset of the modules that the search finds (see PathProblem for what is maximised). Never infeasible:
 * budget, prerequisites, pins and dates hold at every step of every search.
 *
 * @throws RangeError for a number out of range, an unknown id or lists that do not match
 * @throws CycleError when the prerequisites go round in a circle
 * @throws InfeasiblePathError when what is pinned cannot be kept
 */
export function optimizePath(problem: PathProblem, random: RandomSource, options: PathOptions = {}): LearningPath {
  const compiled = compileProblem(problem);
  const route = searched(compiled, extended(pinnedRoute(compiled), options), random, options);
  if (options.lean) leanOut(problem, route);
  return describe(problem, route);
}

/** A feasible route made longer: by the list, or by what gains most. */
export function extended(route: Route, { method }: PathOptions): Route {
  return method === 'listed' ? inListedOrder(route) : greedy(route);
}

/**
 * The search from a feasible route on.
 *
 * @throws RangeError when `moves` is not a whole number of at least 1
 */
export function searched(compiled: CompiledProblem, from: Route, random: RandomSource, options: PathOptions): Route {
  const { method = 'anneal', deadline } = options;
  const moves = requireWhole('moves', options.moves ?? DEFAULT_MOVES, 1);
  if (method === 'greedy' || method === 'listed') return from;
  if (method === 'genetic') {
    const generations = Math.max(0, Math.floor(moves / (POPULATION * CLIMB)) - 1);
    return evolve(compiled, random, { population: POPULATION, generations, climb: CLIMB, deadline });
  }
  const scale = compiled.full > 0 ? compiled.full : 1;
  anneal(from, random, { moves, hot: HOT * scale, cold: COLD * scale, deadline });
  return from;
}

/** Takes the steps without a reason out, the last ones first, so that what only they needed goes too. */
export function leanOut({ modules, goalWeights, startLevels }: PathProblem, route: Route): void {
  const { gainSkills } = route.problem;
  const isMissing = (skill: number): boolean => (goalWeights[skill] ?? 0) > 0 && (startLevels[skill] ?? 1) < 1;
  for (let at = route.length - 1; at >= 0; at--) {
    const module = route.sequence[at] as number;
    const gains = (gainSkills[module] as Int32Array).some(isMissing);
    if (!gains && modules[module]?.dueDay === undefined && route.isRemovable(module)) route.removeAt(at);
  }
}

/** A route in words and numbers. */
export function describe(problem: PathProblem, route: Route): LearningPath {
  const { graph, dates } = route.problem;
  const walked = new Route(route.problem);
  const steps: PathStep[] = [];
  let clock = 0;
  for (const module of route.sequence.subarray(0, route.length)) {
    const startsAt = Math.max(clock, dates?.from[module] ?? 0);
    const minutes = route.problem.minutes[module] as number;
    steps.push({
      id: graph.ids[module] as string,
      minutes,
      startsAt,
      gain: walked.levelGain(module),
      reasons: reasonsOf(problem, walked, route, module),
    });
    walked.insert(module, walked.length);
    clock = startsAt + minutes;
  }
  return { steps, objective: walked.value(), minutes: walked.minutes, levels: levelsAfter(problem, steps) };
}

function levelsAfter({ startLevels, modules }: PathProblem, steps: readonly PathStep[]): number[] {
  const gains = new Map(modules.map(({ id, gain }) => [id, gain]));
  return startLevels.map((level, skill) => {
    let left = 1 - level;
    for (const { id } of steps) left *= 1 - (gains.get(id)?.[skill] ?? 0);
    return 1 - left;
  });
}
