import { requireSome } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';
import type { Posterior } from './posterior.js';

/** Reach of a density in deviations, and nodes that each one brings along. */
const REACH = 9;
const NODES = 128;
const POINTS_OF_ONE = 256;
/** Stands for a probability of 0 where one is divided by it. */
const TINY = 1e-300;

/**
 * Probability that each arm is the best one, when the means are independent: what Thompson sampling plays it with.
 *
 *   P(a) = integral of f_a(x) * product over b of F_b(x) dx
 *
 * Worked out by corrected trapezoids (Davis & Rabinowitz 1984, section 2.9) between the nodes of all arms together, so that a sharp arm beside
 * a vague one is seen; Beta posteriors on the scale of their log-odds, where their densities have no poles. Accurate to
 * about 1e-4.
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
  const rivals = shapes.filter(({ high }) => high > low);
  const nodes = nodesOf(rivals, low);
  const tables = shapes.map((shape) => (shape.high > low ? tableOf(shape, nodes) : null));
  const best = integrals(nodes, tables);
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
  return { density: (z) => raw(z) / mass, logSlope: (z) => a - (a + b) * logistic(z), low, high };
}

/** The nodes of all densities from `low` up, in order. */
function nodesOf(shapes: readonly Shape[], low: number): Float64Array {
  const nodes = [low];
  for (const shape of shapes) {
    const step = (shape.high - shape.low) / NODES;
    for (let at = 0; at <= NODES; at++) if (shape.low + at * step > low) nodes.push(shape.low + at * step);
  }
  return Float64Array.from(nodes).sort();
}

interface Table {
  readonly density: Float64Array;
  readonly slope: Float64Array;
  /** P(value <= x). */
  readonly below: Float64Array;
}

function tableOf(shape: Shape, nodes: Float64Array): Table {
  const density = nodes.map((x) => (x <= shape.low || x >= shape.high ? 0 : shape.density(x)));
  const slope = nodes.map((x, at) => (density[at] as number) * shape.logSlope(x));
  // Summed from the upper end, where it is 1.
  const below = new Float64Array(nodes.length).fill(1);
  for (let at = nodes.length - 2; at >= 0; at--) {
    below[at] = Math.max(0, (below[at + 1] as number) - partOf(nodes, density, slope, at));
  }
  return { density, slope, below };
}

/** The integral between two nodes of what has these values and slopes there. */
function partOf(nodes: Float64Array, values: Float64Array, slopes: Float64Array, at: number): number {
  const step = (nodes[at + 1] as number) - (nodes[at] as number);
  const sum = (values[at] as number) + (values[at + 1] as number);
  return (step / 2) * sum + (step ** 2 / 12) * ((slopes[at] as number) - (slopes[at + 1] as number));
}

/** The integral of f_a times the product of the other F_b, for each a; its slope by the product rule. */
function integrals(nodes: Float64Array, tables: readonly (Table | null)[]): number[] {
  const product = new Float64Array(nodes.length).fill(1);
  const rate = new Float64Array(nodes.length);
  for (const table of tables) {
    if (!table) continue;
    for (let at = 0; at < nodes.length; at++) {
      const below = Math.max(TINY, table.below[at] as number);
      product[at] = (product[at] as number) * below;
      rate[at] = (rate[at] as number) + (table.density[at] as number) / below;
    }
  }
  return tables.map((table) => {
    if (!table) return 0;
    const { density, slope } = table;
    const others = product.map((all, at) => all / Math.max(TINY, table.below[at] as number));
    const values = others.map((other, at) => other * (density[at] as number));
    const slopes = others.map((other, at) => {
      const rest = (rate[at] as number) - (density[at] as number) / Math.max(TINY, table.below[at] as number);
      return other * (slope[at] as number) + (values[at] as number) * rest;
    });
    let sum = 0;
    for (let at = 0; at + 1 < nodes.length; at++) sum += partOf(nodes, values, slopes, at);
    return Math.max(0, sum);
  });
}
