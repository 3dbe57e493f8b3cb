import { chiSquareSurvival } from '../numerics/distributions-chi-square.js';
import { multinomialEvidence, requireShares } from './sequential-proportions.js';
import type { Verdict } from './verdict.js';

/** Whether learners fell to the variants as the plan says; if not, no effect can be trusted. */
export interface SampleRatioCheck {
  readonly statistic: number;
  readonly df: number;
  /** Of one look. */
  readonly pValue: number;
  /** Evidence that holds however often one looks. */
  readonly eValue: number;
  readonly sequentialPValue: number;
  readonly verdict: Verdict<'as-planned' | 'unusual' | 'not-as-planned'>;
}

/** The customary limits: an experiment is looked at often, so that a false alarm must be rare (Fabijan et al. 2019). */
const WATCH_AT = 0.01;
const ACT_AT = 0.001;
/** k of the Dirichlet mixture: finds shares that are off by a few hundredths soonest. */
const CONCENTRATION = 1_000;

/**
 * Sample ratio mismatch: were learners assigned in the shares that were planned? Pearson's chi-square with df = groups
 * - 1 for one look, and the Dirichlet mixture (Lindon & Malek 2022) for looks at any time. `act` is given by the
 * evidence that allows any number of looks, so that it stays true in a page that is opened every day.
 *
 * @param counts  learners per group, not all 0
 * @param shares  planned, inside (0, 1), with sum 1
 * @throws RangeError when one of them is not so
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatioCheck {
  requireShares(counts, shares);
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) throw new RangeError('counts must have one above 0');
  const statistic = counts.reduce((sum, n, group) => {
    const expected = total * (shares[group] as number);
    return sum + (n - expected) ** 2 / expected;
  }, 0);
  const logE = multinomialEvidence(counts, shares, CONCENTRATION);
  const sequentialPValue = Math.min(1, Math.exp(-logE));
  const pValue = chiSquareSurvival(statistic, counts.length - 1);
  return {
    statistic,
    df: counts.length - 1,
    pValue,
    eValue: Math.exp(logE),
    sequentialPValue,
    verdict: verdictOf(pValue, sequentialPValue),
  };
}

function verdictOf(pValue: number, sequentialPValue: number): SampleRatioCheck['verdict'] {
  if (sequentialPValue < ACT_AT) return { severity: 'act', reason: 'not-as-planned' };
  if (pValue < WATCH_AT) return { severity: 'watch', reason: 'unusual' };
  return { severity: 'none', reason: 'as-planned' };
}
