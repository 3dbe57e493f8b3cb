import { requireSome } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';
import type { Posterior } from './posterior.js';

/** Grid steps in the narrowest posterior's deviation, reach of the grid in deviations, and points at most. */
const STEPS_PER_DEVIATION = 4;
const REACH = 9;
const MOST_POINTS = 8_192;
const POINTS_OF_ONE = 256;

/**
 * Probability that each arm is the best one, when the means are independent: what Thompson sampling plays it with.
 *
 *   P(a) = integral of f_a(x) * product over b of F_b(x) dx
 *
 * Worked out on one grid with corrected trapezoids (Davis & Rabinowitz 1984, section 2.9), Beta posteriors on the scale of their
 * log-odds, where their densities have no poles. Accurate to about 1e-4 or better.
 *
 * @returns  one number per posterior, summing to 1
 * @throws RangeError when there is no posterior, or Beta and normal ones are mixed
 */
export function probabilityBest(posteriors: readonly Posterior[]): number[] {
  const [first] = requireSome('posteriors', posteriors) as readonly [Posterior];
  if (posteriors.some(({ kind }) => kind !== first.kind)) throw new RangeError('Beta and normal posteriors are mixed');
  const shapes = posteriors.map(shapeOf);
  // Below the highest lower end nothing can be the best.
  const low = Math.max(...shapes.map((each) => each.low));
  const high = Math.max(...shapes.map((each) => each.high));
  const narrowest = Math.min(...shapes.filter((each) => each.high > low).map((each) => each.deviation));
  const points = Math.min(MOST_POINTS, Math.max(64, Math.ceil(((high - low) / narrowest) * STEPS_PER_DEVIATION)));
  const tables = shapes.map((shape) => (shape.high > low ? tableOf(shape, low, high, points) : null));
  const best = tables.map((table) => (table ? integralOf(table, tables, (high - low) / points) : 0));
  const total = best.reduce((sum, each) => sum + each, 0);
  return best.map((each) => each / total);
}

/** A density up to rounding, its slope, and where its mass lies. */
interface Shape {
  density(x: number): number;
  /** d ln f / dx. */
  logSlope(x: number): number;
  readonly low: number;
  readonly high: number;
  readonly deviation: number;
}

function shapeOf(posterior: Posterior): Shape {
  if (posterior.kind === 'normal') {
    const { mean, deviation } = posterior;
    const scale = 1 / (deviation * Math.sqrt(2 * Math.PI));
    return {
      density: (x) => scale * Math.exp(-0.5 * ((x - mean) / deviation) ** 2),
      logSlope: (x) => (mean - x) / deviation ** 2,
      low: mean - REACH * deviation,
      high: mean + REACH * deviation,
      deviation,
    };
  }
  const { a, b } = posterior;
  // Of z = ln(x / (1 - x)): e^(a ln x + b ln(1 - x)) / B(a, b), its mode at ln(a / b), its tails e^(a z) and e^(-b z).
  const mode = Math.log(a / b);
  const atMode = a * logLogistic(mode) + b * logLogistic(-mode);
  const raw = (z: number): number => Math.exp(a * logLogistic(z) + b * logLogistic(-z) - atMode);
  const deviation = Math.sqrt(1 / a + 1 / b);
  const low = mode - REACH * deviation - 40 / a / (1 + a);
  const high = mode + REACH * deviation + 40 / b / (1 + b);
  const step = (high - low) / POINTS_OF_ONE;
  let mass = 0;
  for (let at = 0; at <= POINTS_OF_ONE; at++) mass += step * raw(low + at * step);
  return { density: (z) => raw(z) / mass, logSlope: (z) => a - (a + b) * logistic(z), low, high, deviation };
}

interface Table {
  readonly density: Float64Array;
  readonly slope: Float64Array;
  /** P(value <= x). */
  readonly below: Float64Array;
}

function tableOf(shape: Shape, low: number, high: number, points: number): Table {
  const step = (high - low) / points;
  const density = new Float64Array(points + 1);
  const slope = new Float64Array(points + 1);
  for (let at = 0; at <= points; at++) {
    const x = low + at * step;
    density[at] = x > shape.high ? 0 : shape.density(x);
    slope[at] = (density[at] as number) * shape.logSlope(x);
  }
  // Summed from the upper end, where it is 1.
  const below = new Float64Array(points + 1);
  below[points] = 1;
  for (let at = points - 1; at >= 0; at--) {
    const part =
      (step / 2) * ((density[at] as number) + (density[at + 1] as number)) +
      (step ** 2 / 12) * ((slope[at] as number) - (slope[at + 1] as number));
    below[at] = Math.max(0, (below[at + 1] as number) - part);
  }
  return { density, slope, below };
}

function integralOf(table: Table, tables: readonly (Table | null)[], step: number): number {
  let sum = 0;
  for (let at = 0; at < table.density.length; at++) {
    let product = table.density[at] as number;
    for (const other of tables) {
      if (product === 0) break;
      if (other && other !== table) product *= other.below[at] as number;
    }
    sum += product;
  }
  return step * sum;
}
