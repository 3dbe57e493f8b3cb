import { requireFinite, requirePositive, requireWhole } from './guards.js';

/** Value at `point`, with the gradient written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** When a search ends; every option has a default that suits some hundred parameters. */
export interface MinimiseOptions {
  /** Rounds at most. */
  readonly maxIterations?: number;
  /** It ends when no part of the gradient is larger than this. */
  readonly gradientTolerance?: number;
  /** It ends when a round lowers the value by less than this share of it. */
  readonly valueTolerance?: number;
  /** How many past steps shape the next one. */
  readonly memory?: number;
}

/** Where a search ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** False: the cap on rounds ended the search. */
  readonly converged: boolean;
}

/** Sufficient decrease and curvature of the strong Wolfe conditions (Nocedal & Wright 2006, eq. 3.7). */
const DECREASE = 1e-4;
const CURVATURE = 0.9;
const MOST_TRIALS = 30;

/**
 * Smallest value of a smooth function: limited-memory BFGS (Nocedal 1980; Nocedal & Wright 2006, algorithm 7.4 and
 * 7.5) with a line search for the strong Wolfe conditions by bisection and expansion. Deterministic.
 *
 * @param start  where it begins; left as it is
 * @throws RangeError when an option is out of range, or the function is not finite at the start
 */
export function minimise(objective: Objective, start: ArrayLike<number>, options: MinimiseOptions = {}): Minimum {
  const { maxIterations = 200, gradientTolerance = 1e-6, valueTolerance = 1e-10, memory = 10 } = options;
  requireWhole('maxIterations', maxIterations, 1);
  requireWhole('memory', memory, 1);
  requirePositive('gradientTolerance', gradientTolerance);
  const size = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = requireFinite('the function at the start', objective(point, gradient));
  const history: Step[] = [];
  for (let iterations = 0; iterations < maxIterations; iterations++) {
    if (largest(gradient) <= gradientTolerance) return { point, value, iterations, converged: true };
    let direction = descent(gradient, history);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      history.length = 0;
      direction = descent(gradient, history);
      slope = dot(direction, gradient);
    }
    const first = history.length === 0 ? Math.min(1, 1 / norm(gradient)) : 1;
    const found = search(objective, point, value, direction, slope, first);
    if (found === null) {
      // Along a stale direction nothing may be found although the plain gradient still leads down.
      if (history.length === 0) return { point, value, iterations, converged: true };
      history.length = 0;
      continue;
    }
    remember(history, point, gradient, found, memory);
    const fell = value - found.value;
    ({ point, gradient, value } = found);
    if (fell <= valueTolerance * Math.max(1, Math.abs(value))) {
      return { point, value, iterations: iterations + 1, converged: true };
    }
  }
  return { point, value, iterations: maxIterations, converged: false };
}

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

interface Place {
  readonly point: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

/** -H g by the two loops over the remembered steps (Nocedal & Wright 2006, algorithm 7.4). */
function descent(gradient: Float64Array, history: readonly Step[]): Float64Array {
  const direction = gradient.map((part) => -part);
  const weights: number[] = [];
  for (const { moved, turned, curvature } of history.toReversed()) {
    const weight = dot(moved, direction) / curvature;
    weights.push(weight);
    addTo(direction, turned, -weight);
  }
  const last = history.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.turned, last.turned);
    for (let index = 0; index < direction.length; index++) direction[index] = (direction[index] as number) * scale;
  }
  for (const { moved, turned, curvature } of history) {
    const weight = (weights.pop() as number) - dot(turned, direction) / curvature;
    addTo(direction, moved, weight);
  }
  return direction;
}

/** A step length that meets the strong Wolfe conditions; the best that decreases enough if the trials run out. */
function search(
  objective: Objective,
  from: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  first: number,
): Place | null {
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, first];
  let best: Place | null = null;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const point = Float64Array.from(from, (part, index) => part + length * (direction[index] as number));
    const gradient = new Float64Array(from.length);
    const here = objective(point, gradient);
    if (!(here <= value + DECREASE * length * slope)) high = length;
    else {
      if (best === null || here < best.value) best = { point, gradient, value: here };
      const rise = dot(direction, gradient);
      if (Math.abs(rise) <= -CURVATURE * slope) return { point, gradient, value: here };
      if (rise > 0) high = length;
      else low = length;
    }
    length = high === Number.POSITIVE_INFINITY ? 2 * length : (low + high) / 2;
  }
  return best;
}

function remember(history: Step[], point: Float64Array, gradient: Float64Array, to: Place, memory: number): void {
  const moved = to.point.map((part, index) => part - (point[index] as number));
  const turned = to.gradient.map((part, index) => part - (gradient[index] as number));
  const curvature = dot(moved, turned);
  // Only a step along which the function curves upwards keeps the approximation positive definite.
  if (curvature <= 1e-12 * dot(turned, turned)) return;
  history.push({ moved, turned, curvature });
  if (history.length > memory) history.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

function addTo(target: Float64Array, values: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] as number) + factor * (values[index] as number);
  }
}
