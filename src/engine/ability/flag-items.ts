import { requireWhole } from '../numerics/guards.js';
import type { CalibratedItem } from './calibrate.js';
import type { MeanSquares, SummedScoreFit } from './item-fit.js';

/** What is wrong with an item, most serious first. */
export type ItemFlag =
  /** Nobody, or too few, answered: its numbers mean little. */
  | 'too-few-answers'
  /** All were right, or all were wrong: it tells nothing. */
  | 'all-alike'
  /** The able do worse than the unable: a wrong key, or a trap. */
  | 'negative-discrimination'
  /** It hardly tells the able from the unable. */
  | 'low-discrimination'
  /** The answers do not follow its curve. */
  | 'misfit'
  /** Its difficulty is hardly known. */
  | 'uncertain';

/** From where on an item is flagged. */
export interface FlagLimits {
  readonly leastAnswers: number;
  readonly leastDiscrimination: number;
  /** Infit and outfit between these are usual (Wright & Linacre 1994). */
  readonly meanSquare: { readonly low: number; readonly high: number };
  /** S-X2 deviates above this do not fit. */
  readonly mostDeviate: number;
  /** Standard error of the intercept above this. */
  readonly mostError: number;
}

/** Limits for tests of some weight; those of mean squares for surveys of learners in practice. */
export const USUAL_LIMITS: FlagLimits = {
  leastAnswers: 50,
  leastDiscrimination: 0.3,
  meanSquare: { low: 0.6, high: 1.4 },
  mostDeviate: 3,
  mostError: 0.5,
};

/** What is known of an item's fit; each part is optional. */
export interface ItemFitFigures {
  readonly squares?: MeanSquares;
  readonly summed?: SummedScoreFit;
}

/**
 * The flags of a calibrated item, in the order above; empty for a good one. With too few answers, or all alike, nothing
 * else is said: the rest would be noise.
 *
 * @throws RangeError when `leastAnswers` is no whole number
 */
export function flagItem(
  item: CalibratedItem,
  fit: ItemFitFigures = {},
  limits: FlagLimits = USUAL_LIMITS,
): ItemFlag[] {
  const { leastAnswers, leastDiscrimination, meanSquare, mostDeviate, mostError } = limits;
  if (item.answers < requireWhole('leastAnswers', leastAnswers, 0) || item.answers === 0) return ['too-few-answers'];
  if (item.share === 0 || item.share === 1) return ['all-alike'];
  const flags: ItemFlag[] = [];
  if (item.slope < 0) flags.push('negative-discrimination');
  else if (item.slope < leastDiscrimination) flags.push('low-discrimination');
  const outside = (value: number | undefined): boolean =>
    value !== undefined && (value < meanSquare.low || value > meanSquare.high);
  const strays = fit.summed !== undefined && fit.summed.degreesOfFreedom > 0 && fit.summed.deviate > mostDeviate;
  if (outside(fit.squares?.infit) || outside(fit.squares?.outfit) || strays) flags.push('misfit');
  if (!(item.errors.intercept <= mostError)) flags.push('uncertain');
  return flags;
}
