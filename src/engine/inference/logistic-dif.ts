import { chiSquareSurvival } from '../numerics/distributions-chi-square.js';
import { type DifTable, requireDifTable } from './dif-table.js';
import { fitGroupedLogistic, type GroupedRow } from './grouped-logistic.js';
import type { DifClass } from './mantel-haenszel.js';
import type { Verdict } from './verdict.js';

/** A likelihood ratio test between two nested models. */
export interface LikelihoodRatio {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

/** Differential item functioning of one item by logistic regression. */
export interface LogisticDif {
  /** Is the item harder for one group at all scores alike? 1 df. */
  readonly uniform: LikelihoodRatio;
  /** Does the difference change with the score? 1 df. */
  readonly nonUniform: LikelihoodRatio;
  /** Either of them, 2 df. */
  readonly either: LikelihoodRatio;
  /** What group and its change with the score add to Nagelkerke's R^2. */
  readonly rSquaredChange: number;
  /** Log odds of being right, focal minus reference, at equal score (model of uniform difference). */
  readonly groupEffect: number;
  /** Change of that difference per point of the score. */
  readonly interaction: number;
  readonly effectClass: DifClass;
  readonly verdict: Verdict<'no-difference' | 'moderate-difference' | 'large-difference' | 'not-comparable'>;
}

const SIGNIFICANT = 0.05;
/** Limits of the change of R^2 by Jodoin & Gierl (2001). */
const MODERATE = 0.035;
const LARGE = 0.07;

/**
 * Differential item functioning by logistic regression (Swaminathan & Rogers 1990), three nested models
 *
 *   logit P(right) = b0 + b1 score [+ b2 focal [+ b3 score * focal]]
 *
 * compared by likelihood ratios; the size by the change of Nagelkerke's R^2 (Zumbo 1999), classed A, B, C where the
 * test of either is significant.
 *
 * @throws RangeError when the table is malformed or empty
 */
export function logisticDif(table: DifTable): LogisticDif {
  requireDifTable(table);
  const rows = rowsOf(table);
  const right = rows.reduce((sum, row) => sum + row.right, 0);
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  const scores = new Set(rows.map(({ features }) => features[1] as number));
  const groups = new Set(rows.map(({ features }) => features[2] as number));
  if (right === 0 || right === total || scores.size < 2 || groups.size < 2) return NOT_COMPARABLE;
  const [matched, uniform, full] = [2, 3, 4].map((size) => fitGroupedLogistic(rows, size)) as [Fit, Fit, Fit];
  const nothing = right * Math.log(right / total) + (total - right) * Math.log1p(-right / total);
  const either = ratio(matched, full, 2);
  const rSquaredChange = nagelkerke(nothing, full, total) - nagelkerke(nothing, matched, total);
  const effectClass = classOf(either.pValue, rSquaredChange);
  return {
    uniform: ratio(matched, uniform, 1),
    nonUniform: ratio(uniform, full, 1),
    either,
    rSquaredChange,
    groupEffect: uniform.coefficients[2] as number,
    interaction: full.coefficients[3] as number,
    effectClass,
    verdict: verdictOf(effectClass),
  };
}

type Fit = ReturnType<typeof fitGroupedLogistic>;

/** Two rows for each stratum: 1, score, focal, score * focal. */
function rowsOf(table: DifTable): GroupedRow[] {
  return table
    .flatMap(({ score, referenceRight, referenceWrong, focalRight, focalWrong }) => [
      { features: [1, score, 0, 0], right: referenceRight, total: referenceRight + referenceWrong },
      { features: [1, score, 1, score], right: focalRight, total: focalRight + focalWrong },
    ])
    .filter(({ total }) => total > 0);
}

function ratio(small: Fit, large: Fit, df: number): LikelihoodRatio {
  const statistic = Math.max(0, 2 * (large.logLikelihood - small.logLikelihood));
  return { statistic, df, pValue: chiSquareSurvival(statistic, df) };
}

/** (1 - (L0/L)^(2/n)) / (1 - L0^(2/n)) (Nagelkerke 1991). */
function nagelkerke(nothing: number, { logLikelihood }: Fit, total: number): number {
  return Math.expm1((2 / total) * (nothing - logLikelihood)) / Math.expm1((2 / total) * nothing);
}

function classOf(pValue: number, change: number): DifClass {
  if (pValue >= SIGNIFICANT || change < MODERATE) return 'A';
  return change < LARGE ? 'B' : 'C';
}

function verdictOf(effectClass: DifClass): LogisticDif['verdict'] {
  if (effectClass === 'A') return { severity: 'none', reason: 'no-difference' };
  if (effectClass === 'B') return { severity: 'watch', reason: 'moderate-difference' };
  return { severity: 'act', reason: 'large-difference' };
}

const NO_TEST = { statistic: 0, df: 1, pValue: 1 };
const NOT_COMPARABLE: LogisticDif = {
  uniform: NO_TEST,
  nonUniform: NO_TEST,
  either: { ...NO_TEST, df: 2 },
  rSquaredChange: 0,
  groupEffect: Number.NaN,
  interaction: Number.NaN,
  effectClass: 'A',
  verdict: { severity: 'none', reason: 'not-comparable' },
};
