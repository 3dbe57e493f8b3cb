import { cholesky, solveCholesky } from '../numerics/cholesky.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';
import {
  type CurveModel,
  FARTHEST,
  FREE_PARAMETERS,
  type ItemLine,
  type ItemPriors,
  lineProbability,
  STEEPEST,
} from './item-line.js';

/** Expected answers at each point of the ability scale (Bock & Aitkin 1981, eq. 14-15). */
export interface ExpectedCounts {
  readonly nodes: Float64Array;
  /** Learners who answered, by point. */
  readonly asked: Float64Array;
  /** Those who were right. */
  readonly right: Float64Array;
}

/** Scoring steps in one maximisation; the rounds of EM do the rest. */
const STEPS = 4;
const MOST_HALVINGS = 12;
/** Asymptotes start and stay inside these, on the logit scale of -7 and 7: .0009 and .9991. */
const FLATTEST = 7;
const START_GUESSING = 0.15;
const START_UPPER = 0.95;

/** Where an item starts: the given slope, and an intercept that gives its share of right answers. */
export function startLine(model: CurveModel, share: number, slope = 1): ItemLine {
  return {
    slope,
    intercept: 1.2 * logit(clamp(share, 0.02, 0.98)),
    guessing: FREE_PARAMETERS[model] > 2 ? START_GUESSING : 0,
    upper: FREE_PARAMETERS[model] > 3 ? START_UPPER : 1,
  };
}

/**
 * The line that fits expected counts better: Fisher scoring on (intercept, slope, logit c, logit d), as many as the
 * model frees, each step halved until the penalised likelihood does not fall.
 *
 *   sum over points of right ln P + (asked - right) ln(1 - P) + ln prior
 */
export function improveLine(line: ItemLine, counts: ExpectedCounts, model: CurveModel, priors: ItemPriors): ItemLine {
  const size = FREE_PARAMETERS[model];
  let best = line;
  let value = penalised(best, counts, priors, model);
  for (let round = 0; round < STEPS; round++) {
    const step = scoringStep(best, counts, size, priors);
    let [length, moved] = [1, false];
    for (let halving = 0; halving < MOST_HALVINGS && !moved; halving++) {
      const next = along(best, step, length, model);
      const reached = next === null ? Number.NEGATIVE_INFINITY : penalised(next, counts, priors, model);
      if (next !== null && reached >= value) [best, value, moved] = [next, reached, true];
      length /= 2;
    }
    if (!moved || step.every((part) => Math.abs(part) < 1e-7)) break;
  }
  return best;
}

/** dP/d(intercept, slope, logit c, logit d) at an ability, written into `into`. @returns P */
export function lineGradient(line: ItemLine, ability: number, into: Float64Array): number {
  const { slope, intercept, guessing, upper } = line;
  const above = logistic(slope * ability + intercept);
  const rise = (upper - guessing) * above * (1 - above);
  into[0] = rise;
  into[1] = rise * ability;
  into[2] = guessing * (1 - guessing) * (1 - above);
  into[3] = upper * (1 - upper) * above;
  return lineProbability(line, ability);
}

function penalised(line: ItemLine, counts: ExpectedCounts, priors: ItemPriors, model: CurveModel): number {
  const { nodes, asked, right } = counts;
  let sum = logPrior(line, priors, model);
  for (let q = 0; q < nodes.length; q++) {
    const p = lineProbability(line, nodes[q] as number);
    sum += (right[q] as number) * Math.log(p) + ((asked[q] as number) - (right[q] as number)) * Math.log1p(-p);
  }
  return sum;
}

/** ln of the priors' densities, up to a constant. A slope of 0 or below is impossible under a lognormal. */
function logPrior(line: ItemLine, { logDiscrimination, difficulty, guessing, upper }: ItemPriors, model: CurveModel) {
  let sum = 0;
  if (logDiscrimination && model !== '1PL') {
    if (line.slope <= 0) return Number.NEGATIVE_INFINITY;
    sum -= 0.5 * ((Math.log(line.slope) - logDiscrimination.mean) / logDiscrimination.sd) ** 2;
  }
  if (difficulty && line.slope > 0)
    sum -= 0.5 * ((-line.intercept / line.slope - difficulty.mean) / difficulty.sd) ** 2;
  if (guessing && FREE_PARAMETERS[model] > 2) {
    sum += (guessing.alpha - 1) * Math.log(line.guessing) + (guessing.beta - 1) * Math.log1p(-line.guessing);
  }
  if (upper && FREE_PARAMETERS[model] > 3) {
    sum += (upper.alpha - 1) * Math.log(line.upper) + (upper.beta - 1) * Math.log1p(-line.upper);
  }
  return sum;
}

function scoringStep(line: ItemLine, { nodes, asked, right }: ExpectedCounts, size: number, priors: ItemPriors) {
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const slope = new Float64Array(4);
  for (let q = 0; q < nodes.length; q++) {
    const n = asked[q] as number;
    if (n < 1e-12) continue;
    const p = lineGradient(line, nodes[q] as number, slope);
    const spread = p * (1 - p);
    const pull = ((right[q] as number) - n * p) / spread;
    for (let a = 0; a < size; a++) {
      gradient[a] = (gradient[a] as number) + pull * (slope[a] as number);
      for (let b = 0; b <= a; b++) {
        const at = a * size + b;
        information[at] = (information[at] as number) + (n / spread) * (slope[a] as number) * (slope[b] as number);
      }
    }
  }
  addPriors(line, priors, size, gradient, information);
  // A hair on the diagonal: an item at the end of its scale has next to no information left.
  for (let a = 0; a < size; a++) information[a * size + a] = (information[a * size + a] as number) + 1e-6;
  return solveCholesky(cholesky(information, size), size, gradient);
}

/** Gradient and Gauss-Newton curvature of the priors. */
function addPriors(
  line: ItemLine,
  priors: ItemPriors,
  size: number,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const add = (pull: number, curvature: number, direction: readonly number[]): void => {
    for (let a = 0; a < size; a++) {
      gradient[a] = (gradient[a] as number) + pull * (direction[a] ?? 0);
      for (let b = 0; b <= a; b++) {
        const at = a * size + b;
        information[at] = (information[at] as number) + curvature * (direction[a] ?? 0) * (direction[b] ?? 0);
      }
    }
  };
  const { slope, intercept, guessing: c, upper: d } = line;
  const { logDiscrimination, difficulty, guessing, upper } = priors;
  if (logDiscrimination && size > 1) {
    const precision = 1 / logDiscrimination.sd ** 2;
    add(-precision * (Math.log(slope) - logDiscrimination.mean), precision, [0, 1 / slope]);
  }
  if (difficulty && slope > 0) {
    const precision = 1 / difficulty.sd ** 2;
    add(-precision * (-intercept / slope - difficulty.mean), precision, [-1 / slope, intercept / slope ** 2]);
  }
  if (guessing && size > 2) {
    const { alpha, beta } = guessing;
    add((alpha - 1) * (1 - c) - (beta - 1) * c, (alpha + beta - 2) * c * (1 - c), [0, 0, 1]);
  }
  if (upper && size > 3) {
    const { alpha, beta } = upper;
    add((alpha - 1) * (1 - d) - (beta - 1) * d, (alpha + beta - 2) * d * (1 - d), [0, 0, 0, 1]);
  }
}

/** The line a step away; null when its asymptotes would cross. */
function along(line: ItemLine, step: Float64Array, length: number, model: CurveModel): ItemLine | null {
  const moved = (value: number, index: number): number =>
    logistic(clamp(logit(value) + length * (step[index] as number), -FLATTEST, FLATTEST));
  const guessing = FREE_PARAMETERS[model] > 2 ? moved(line.guessing, 2) : line.guessing;
  const upper = FREE_PARAMETERS[model] > 3 ? moved(line.upper, 3) : line.upper;
  if (upper <= guessing) return null;
  return {
    intercept: clamp(line.intercept + length * (step[0] as number), -FARTHEST, FARTHEST),
    slope: model === '1PL' ? line.slope : clamp(line.slope + length * (step[1] as number), -STEEPEST, STEEPEST),
    guessing,
    upper,
  };
}
