import { requirePositive } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import { fsrsLoss, fsrsWorkspace } from './fsrs-loss.js';
import {
  FSRS_BOUNDS,
  FSRS_DEFAULTS,
  FSRS_SIZE,
  FSRS_SPREAD,
  type FsrsParameters,
  requireFsrsParameters,
} from './fsrs-parameters.js';
import type { ReviewTree } from './review-tree.js';

/** How the weights of FSRS-6 are fitted. */
export interface FsrsFitOptions {
  /** Where the fit starts and what it is drawn to: the defaults, or the course's weights for one of its learners. */
  readonly prior?: FsrsParameters;
  /** Strength of that pull: 1 as in FSRS-Optimizer; larger holds a fit on little data closer to the prior. */
  readonly shrinkage?: number;
  readonly maxIterations?: number;
  /** A fit ends when a round lowers the loss by less than this share of it. */
  readonly tolerance?: number;
}

/** The weights that a fit found, and how well they foretell what they were fitted to. */
export interface FsrsFit {
  readonly parameters: FsrsParameters;
  /** Mean of -ln(chance given to what happened) over the weighted reviews, in nats; NaN without any. */
  readonly logLoss: number;
  /** Reviews that were predicted. */
  readonly rows: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A weight at its bound could never leave it, since the logistic is flat there; it starts this far inside. */
const INSIDE = 0.004;

/**
 * FSRS-6 weights of a course or a learner, the maximum a posteriori estimate: least
 *
 *   sum over reviews of weight * -ln p  +  shrinkage * sum over i of ((w_i - prior_i) / spread_i)^2
 *
 * as in FSRS-Optimizer, but found by L-BFGS on exact gradients over all reviews. Bounds are kept by
 * w = low + (high - low) logistic(v). Without data the prior is given back. Deterministic.
 *
 * @throws RangeError when the prior is out of bounds or shrinkage is not above 0
 */
export function fitFsrs(tree: ReviewTree, options: FsrsFitOptions = {}): FsrsFit {
  const { prior = FSRS_DEFAULTS, shrinkage = 1, maxIterations = 60, tolerance = 1e-6 } = options;
  requireFsrsParameters(prior);
  requirePositive('shrinkage', shrinkage);
  const total = tree.weight.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { parameters: [...prior], logLoss: Number.NaN, rows: 0, iterations: 0, converged: true };
  const space = fsrsWorkspace(tree);
  const scales = scalesOf(prior);
  const weights = new Float64Array(FSRS_SIZE);
  const byWeight = new Float64Array(FSRS_SIZE);
  const found = minimise(
    (point, gradient) => {
      for (let index = 0; index < FSRS_SIZE; index++) weights[index] = weightAt(scales, index, point[index] as number);
      let value = fsrsLoss(tree, weights, byWeight, space);
      for (let index = 0; index < FSRS_SIZE; index++) {
        const away = ((weights[index] as number) - (prior[index] as number)) / (FSRS_SPREAD[index] as number);
        value += shrinkage * away * away;
        const pull = (2 * shrinkage * away) / (FSRS_SPREAD[index] as number);
        gradient[index] =
          (((byWeight[index] as number) + pull) * slopeAt(scales, index, point[index] as number)) / total;
      }
      return value / total;
    },
    new Float64Array(FSRS_SIZE),
    { maxIterations, valueTolerance: tolerance, gradientTolerance: 1e-7 },
  );
  for (let index = 0; index < FSRS_SIZE; index++) {
    weights[index] = weightAt(scales, index, found.point[index] as number);
  }
  return {
    parameters: Array.from(weights),
    logLoss: fsrsLoss(tree, weights, byWeight, space) / total,
    rows: tree.rows,
    iterations: found.iterations,
    converged: found.converged,
  };
}

interface Scales {
  /** v of the start. */
  readonly origin: Float64Array;
  /** v moves by this when the search moves by 1, so that w moves by about one spread. */
  readonly step: Float64Array;
}

function scalesOf(prior: FsrsParameters): Scales {
  const origin = new Float64Array(FSRS_SIZE);
  const step = new Float64Array(FSRS_SIZE);
  for (const [index, [low, high]] of FSRS_BOUNDS.entries()) {
    const share = clamp(((prior[index] as number) - low) / (high - low), INSIDE, 1 - INSIDE);
    origin[index] = logit(share);
    step[index] = Math.min(2, (FSRS_SPREAD[index] as number) / ((high - low) * share * (1 - share)));
  }
  return { origin, step };
}

function weightAt({ origin, step }: Scales, index: number, x: number): number {
  const [low, high] = FSRS_BOUNDS[index] as readonly [number, number];
  return low + (high - low) * logistic((origin[index] as number) + (step[index] as number) * x);
}

function slopeAt({ origin, step }: Scales, index: number, x: number): number {
  const [low, high] = FSRS_BOUNDS[index] as readonly [number, number];
  const share = logistic((origin[index] as number) + (step[index] as number) * x);
  return (high - low) * share * (1 - share) * (step[index] as number);
}
