import { requireProbability } from '../numerics/guards.js';
import { fitCorrection } from './fit-correction.js';
import { fitFsrs } from './fit-fsrs.js';
import { DEFAULT_MEMORY_MODEL, type MemoryModel, requireMemoryModel } from './memory-model.js';
import type { ReviewTree } from './review-tree.js';

/** How a memory model is fitted. */
export interface MemoryFitOptions {
  /** What the fit is drawn to: the defaults for a course, the course's model for one of its learners. */
  readonly prior?: MemoryModel;
  /** Pull of the FSRS weights to the prior, as in `fitFsrs`. */
  readonly shrinkage?: number;
  /** Pull of the correction to the prior, as in `fitCorrection`. */
  readonly ridge?: number;
}

/** A fitted model and what it rests on. */
export interface MemoryFit {
  readonly model: MemoryModel;
  /** Reviews that were predicted. */
  readonly rows: number;
}

/** Chosen on later reviews of the training parts of five real collections. */
const SHRINKAGE = 0.1;
const RIDGE = 5;
/** With few reviews the correction is taken at half strength; so many bring it half way to its full strength. */
const MANY_REVIEWS = 20_000;
const LEAST_RECENT = 0.1;

/**
 * What a review counts by its age: 0.1 + 0.9 x^3, so that the newest counts ten times the oldest. (FSRS-Optimizer's
 * recency weights have 0.25 + 0.75 x^3.)
 *
 * @param x  share of the data that is older, in [0, 1]
 * @throws RangeError when x is outside [0, 1]
 */
export function recencyWeight(x: number): number {
  return LEAST_RECENT + (1 - LEAST_RECENT) * requireProbability('x', x) ** 3;
}

/**
 * The memory model of a course, or of a learner when `prior` is the course's: first the weights of FSRS-6 (`fitFsrs`),
 * then the correction on top of them (`fitCorrection`), of which only a part is taken, (1 + n / (n + 20000)) / 2 with n
 * the reviews: half of it did better than all on every small collection tried, a mean of the two models. Without data the prior is given back; with few it stays close.
 *
 * @param tree  the histories of cards, skills or item groups; weigh newer reviews more, as by `recencyWeight`
 * @throws RangeError when the prior, shrinkage or ridge is out of range
 */
export function fitMemory(tree: ReviewTree, options: MemoryFitOptions = {}): MemoryFit {
  const { prior = DEFAULT_MEMORY_MODEL, shrinkage = SHRINKAGE, ridge = RIDGE } = options;
  requireMemoryModel(prior);
  const { parameters: weights, rows } = fitFsrs(tree, { prior: prior.weights, shrinkage, tolerance: TOLERANCE });
  const strength = (1 + rows / (rows + MANY_REVIEWS)) / 2;
  const correction = fitCorrection(tree, weights, ridge, prior.correction).map((part, index) => {
    const from = prior.correction[index] as number;
    return from + strength * (part - from);
  });
  return { model: { weights, correction }, rows };
}

/** Beyond this the weights still move, along directions that no longer change what is predicted. */
const TOLERANCE = 1e-5;
