import { requireFinite, requirePositive } from '../numerics/guards.js';
import { clamp } from '../numerics/logistic.js';
import { type AbilityPrior, estimate, initialAbility, updateAbility } from './eap.js';
import { checkItemCurve, fisherInformation, type ItemCurve, logLikelihood, successProbability } from './irt.js';
import { normalQuadrature } from './quadrature.js';

/** An ability with its standard error. */
export interface AbilityEstimate {
  readonly ability: number;
  readonly standardError: number;
}

/** Where maximum likelihood is held when all answers are right, or all wrong, and it would run away. */
export interface AbilityBounds {
  readonly low: number;
  readonly high: number;
}

const POINTS = 41;
const REACH = 5;
const STANDARD: AbilityPrior = { mean: 0, sd: 1 };
const BOUNDS: AbilityBounds = { low: -6, high: 6 };
/** e^x is finite below this, with room for a product. */
const LARGEST_POWER = 300;
/** Products are brought back to size before they can round to 0. */
const RESCALE_EVERY = 8;

/**
 * Expected a posteriori ability and posterior standard deviation (Bock & Mislevy 1982, eq. 3-4), by products of chances
 * at 41 evenly spaced points within five standard deviations of the prior. The same estimate as folding `updateAbility`
 * and reading it with `estimate`, on another grid, about a hundred nanoseconds an answer: along an even grid
 * e^(-a(t - b)) is a geometric sequence, so that an answer costs two exponentials.
 *
 * @param curves  of the items answered
 * @param scores  1 right, 0 wrong, one for each
 * @returns       the prior itself without answers
 * @throws RangeError when the lists differ in length, a score is neither 0 nor 1, or a curve or the prior is none
 */
export function expectedAPosteriori(
  curves: readonly ItemCurve[],
  scores: ArrayLike<number>,
  prior: AbilityPrior = STANDARD,
): AbilityEstimate {
  checkAnswersGiven(curves, scores);
  const { nodes, weights } = prior === STANDARD ? standardQuadrature : normalQuadrature(POINTS, prior, REACH);
  const density = weights.slice();
  for (let k = 0; k < curves.length; k++) {
    multiply(density, nodes, curves[k] as ItemCurve, scores[k] === 1);
    if (k % RESCALE_EVERY === RESCALE_EVERY - 1) rescale(density);
  }
  let [sum, first, second] = [0, 0, 0];
  for (let q = 0; q < POINTS; q++) {
    const [weight, node] = [density[q] as number, nodes[q] as number];
    sum += weight;
    first += weight * node;
    second += weight * node * node;
  }
  // Answers that contradict each other beyond all floating point: logs still tell, on the other grid.
  if (!(sum > 0)) return onLogs(curves, scores, prior);
  const ability = first / sum;
  return { ability, standardError: Math.sqrt(Math.max(0, second / sum - ability * ability)) };
}

const standardQuadrature = normalQuadrature(POINTS, STANDARD, REACH);

function multiply(density: Float64Array, nodes: Float64Array, curve: ItemCurve, correct: boolean): void {
  const { discrimination, difficulty, guessing = 0, upper = 1 } = curve;
  const first = -discrimination * ((nodes[0] as number) - difficulty);
  const last = -discrimination * ((nodes[POINTS - 1] as number) - difficulty);
  if (first > LARGEST_POWER || last < -LARGEST_POWER) {
    for (let q = 0; q < POINTS; q++) {
      const p = successProbability(curve, nodes[q] as number);
      density[q] = (density[q] as number) * (correct ? p : 1 - p);
    }
    return;
  }
  // P(right) = (c power + d) / (1 + power) and P(wrong) = ((1 - c) power + 1 - d) / (1 + power), power = e^(-a(t - b)).
  const [slope, constant] = correct ? [guessing, upper] : [1 - guessing, 1 - upper];
  let power = Math.exp(first);
  const ratio = Math.exp((last - first) / (POINTS - 1));
  for (let q = 0; q < POINTS; q++) {
    density[q] = ((density[q] as number) * (slope * power + constant)) / (1 + power);
    power *= ratio;
  }
}

function rescale(density: Float64Array): void {
  let most = 0;
  for (const value of density) if (value > most) most = value;
  if (most > 0) for (let q = 0; q < density.length; q++) density[q] = (density[q] as number) / most;
}

function onLogs(curves: readonly ItemCurve[], scores: ArrayLike<number>, prior: AbilityPrior): AbilityEstimate {
  const start = initialAbility({ mean: clamp(prior.mean, -4, 4), sd: prior.sd });
  const { mean, sd } = estimate(
    curves.reduce((state, curve, k) => updateAbility(state, curve, scores[k] === 1), start),
  );
  return { ability: mean, standardError: sd };
}

/**
 * Maximum a posteriori ability (Samejima 1969; Baker & Kim 2004, ch. 7) by Fisher scoring with halved steps from the
 * best of a coarse grid, which finds the highest of several tops under guessing. Standard error: 1 / sqrt(information
 * of the answers + 1 / sd^2).
 *
 * @throws RangeError as `expectedAPosteriori`
 */
export function maximumAPosteriori(
  curves: readonly ItemCurve[],
  scores: ArrayLike<number>,
  prior: AbilityPrior = STANDARD,
): AbilityEstimate {
  checkAnswersGiven(curves, scores);
  requireFinite('mean', prior.mean);
  requirePositive('sd', prior.sd);
  const reach = 8 * prior.sd;
  return climb(curves, scores, { low: prior.mean - reach, high: prior.mean + reach }, prior);
}

/**
 * Maximum likelihood ability within bounds (Lord 1980, section 4.12), by the same climb without a prior. Standard error:
 * 1 / sqrt(information at the estimate), infinite without answers.
 *
 * @throws RangeError as `expectedAPosteriori`, or when the bounds are none
 */
export function maximumLikelihood(
  curves: readonly ItemCurve[],
  scores: ArrayLike<number>,
  bounds: AbilityBounds = BOUNDS,
): AbilityEstimate {
  checkAnswersGiven(curves, scores);
  requireFinite('low', bounds.low);
  requirePositive('high - low', bounds.high - bounds.low);
  if (curves.length === 0) {
    return { ability: (bounds.low + bounds.high) / 2, standardError: Number.POSITIVE_INFINITY };
  }
  return climb(curves, scores, bounds);
}

const GRID_STEPS = 16;
const MOST_STEPS = 50;
const CLOSE = 1e-9;

function climb(
  curves: readonly ItemCurve[],
  scores: ArrayLike<number>,
  { low, high }: AbilityBounds,
  prior?: AbilityPrior,
): AbilityEstimate {
  const height = (ability: number): number => {
    let sum = prior ? -0.5 * ((ability - prior.mean) / prior.sd) ** 2 : 0;
    for (let k = 0; k < curves.length; k++) sum += logLikelihood(curves[k] as ItemCurve, ability, scores[k] === 1);
    return sum;
  };
  let ability = low;
  let top = Number.NEGATIVE_INFINITY;
  for (let step = 0; step <= GRID_STEPS; step++) {
    const at = low + ((high - low) * step) / GRID_STEPS;
    const value = height(at);
    if (value > top) [ability, top] = [at, value];
  }
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, information } = slopeAt(curves, scores, ability, prior);
    // Where the curves have run out there is no information, but still a way that leads up.
    let move = clamp(slope / Math.max(information, 1e-3), -1, 1);
    let next = clamp(ability + move, low, high);
    while (height(next) < top && Math.abs(move) > CLOSE) {
      move /= 2;
      next = clamp(ability + move, low, high);
    }
    const moved = Math.abs(next - ability);
    const value = height(next);
    if (value >= top) [ability, top] = [next, value];
    if (moved <= CLOSE || value < top) break;
  }
  const { information } = slopeAt(curves, scores, ability, prior);
  return { ability, standardError: 1 / Math.sqrt(information) };
}

/** First derivative of the log posterior, and its expected curvature. */
function slopeAt(curves: readonly ItemCurve[], scores: ArrayLike<number>, ability: number, prior?: AbilityPrior) {
  let slope = prior ? -(ability - prior.mean) / prior.sd ** 2 : 0;
  let information = prior ? 1 / prior.sd ** 2 : 0;
  for (let k = 0; k < curves.length; k++) {
    const curve = curves[k] as ItemCurve;
    const { discrimination, guessing = 0, upper = 1 } = curve;
    const p = successProbability(curve, ability);
    // dP/dt = a (P - c)(d - P) / (d - c); d ln P / dt of the answer given, without dividing by a chance of 0.
    const rise = (discrimination * (p - guessing) * (upper - p)) / (upper - guessing);
    const chance = scores[k] === 1 ? p : 1 - p;
    if (chance > 0) slope += scores[k] === 1 ? rise / chance : -rise / chance;
    information += fisherInformation(curve, ability);
  }
  return { slope, information };
}

function checkAnswersGiven(curves: readonly ItemCurve[], scores: ArrayLike<number>): void {
  if (curves.length !== scores.length) {
    throw new RangeError(`one score for each curve is needed: ${curves.length} and ${scores.length}`);
  }
  for (let k = 0; k < curves.length; k++) {
    checkItemCurve(curves[k] as ItemCurve);
    if (scores[k] !== 0 && scores[k] !== 1) throw new RangeError(`scores must be 0 or 1, not ${scores[k]}`);
  }
}
