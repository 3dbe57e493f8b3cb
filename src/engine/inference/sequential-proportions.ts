import { requireProbability, requireWhole } from '../numerics/guards.js';
import { logBeta } from '../numerics/special-log-gamma.js';
import { CONFIDENCE, type Interval, requireConfidence } from './estimate.js';
import type { Counts } from './proportions.js';

/** Exact at any number of trials, without any limit theorem: for rare events and small groups. */

/** Both shapes of the beta mixture: that of Jeffreys. */
const MIXTURE = 0.5;
/** How firmly the alternative holds to equal groups; some 100 finds lifts of a tenth to a half soonest. */
const CONCENTRATION = 100;

/**
 * Interval of a share that holds at all times together: every p that the beta-binomial mixture
 *
 *   E(p) = B(s + 1/2, f + 1/2) / (B(1/2, 1/2) p^s (1-p)^f)
 *
 * has not refused, E(p) < 1/alpha (Robbins 1970; Howard et al. 2021, sec. 3.2).
 *
 * @param counts  trials may be 0, which gives [0, 1]
 * @throws RangeError when these are no counts or the confidence is outside (0, 1)
 */
export function sequentialShare(counts: Counts, confidence = CONFIDENCE): Interval {
  const { successes, trials } = checkCounts('counts', counts);
  const limit = -Math.log(1 - requireConfidence(confidence));
  const failures = trials - successes;
  const mixture = logBeta(successes + MIXTURE, failures + MIXTURE) - logBeta(MIXTURE, MIXTURE);
  const refused = (p: number) => mixture - xLogY(successes, p) - xLogY(failures, 1 - p) >= limit;
  const best = trials === 0 ? 0.5 : successes / trials;
  return { low: edge(refused, 0, best), high: edge(refused, 1, best) };
}

/**
 * Difference of two shares, treatment minus control, that holds at all times together: two intervals of
 * `sequentialShare`, each with half of the risk. Wider than `sequentialDifference`, and exact.
 *
 * @throws RangeError when these are no counts or the confidence is outside (0, 1)
 */
export function sequentialShareDifference(control: Counts, treatment: Counts, confidence = CONFIDENCE): Interval {
  const each = 1 - (1 - requireConfidence(confidence)) / 2;
  const [before, after] = [sequentialShare(control, each), sequentialShare(treatment, each)];
  return { low: after.low - before.high, high: after.high - before.low };
}

/**
 * e-value against equal shares in two groups, exact at any time. Without an effect, who succeeded (and who failed) was
 * assigned to the treatment with the chance of assignment, whatever the share is; so each of the two counts is a coin
 * of known chance, and its e-value is a beta-binomial mixture over other chances (Lindon & Malek 2022, sec. 4):
 *
 *   E = product over successes and failures of B(n1 + kc, n0 + k(1-c)) / (B(kc, k(1-c)) c^n1 (1-c)^n0)
 *
 * @param assignment     chance c of being assigned to the treatment, each learner by itself
 * @param concentration  k, above 0
 * @returns e-value and p-value min(1, 1/E); E may be infinite
 * @throws RangeError when these are no counts, or the chance is not inside (0, 1)
 */
export function twoSharesEvidence(
  control: Counts,
  treatment: Counts,
  assignment = 0.5,
  concentration = CONCENTRATION,
): { readonly eValue: number; readonly pValue: number } {
  checkCounts('control', control);
  checkCounts('treatment', treatment);
  const good = multinomialEvidence(
    [treatment.successes, control.successes],
    [assignment, 1 - assignment],
    concentration,
  );
  const bad = multinomialEvidence(
    [treatment.trials - treatment.successes, control.trials - control.successes],
    [assignment, 1 - assignment],
    concentration,
  );
  const eValue = Math.exp(good + bad);
  return { eValue, pValue: Math.min(1, Math.exp(-good - bad)) };
}

/**
 * ln of the e-value against the shares of a multinomial, by a Dirichlet mixture around them (Lindon & Malek 2022,
 * eq. 4): ln B(n + k theta) - ln B(k theta) - sum of n ln theta, B the multivariate beta function.
 *
 * @param counts         whole numbers
 * @param shares         inside (0, 1), with sum 1, one for each count
 * @param concentration  k, above 0
 * @throws RangeError when one of them is not so
 */
export function multinomialEvidence(
  counts: readonly number[],
  shares: readonly number[],
  concentration: number,
): number {
  requireShares(counts, shares);
  // One part after the other against all that follow: each a beta function, which keeps its digits in large counts.
  let [logE, leftCount, leftShare] = [0, counts.reduce((sum, n) => sum + n, 0), 1];
  for (let part = 0; part < counts.length - 1; part++) {
    const [n, share] = [requireWhole(`counts[${part}]`, counts[part] as number, 0), shares[part] as number];
    const rest = Math.max(leftShare - share, Number.MIN_VALUE);
    const [a, b] = [concentration * share, concentration * rest];
    logE += logBeta(a + n, b + leftCount - n) - logBeta(a, b);
    leftCount -= n;
    leftShare = rest;
  }
  for (const [part, n] of counts.entries()) logE -= xLogY(n, shares[part] as number);
  return logE;
}

/** @throws RangeError when shares are not inside (0, 1) with sum 1, one for each count */
export function requireShares(counts: readonly number[], shares: readonly number[]): void {
  if (shares.length !== counts.length || shares.length < 2) {
    throw new RangeError(`one share for each of two or more counts is needed: ${shares.length} and ${counts.length}`);
  }
  for (const [part, share] of shares.entries()) {
    if (!(share > 0 && share < 1)) throw new RangeError(`shares[${part}] must be inside (0, 1), not ${share}`);
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new RangeError(`shares must have the sum 1, not ${sum}`);
  counts.forEach((n, part) => {
    requireWhole(`counts[${part}]`, n, 0);
  });
}

/** The last p from `best` towards `end` that is not refused, by halving to the last digit. */
function edge(refused: (p: number) => boolean, end: number, best: number): number {
  if (!refused(end)) return end;
  let [outside, inside] = [end, best];
  for (;;) {
    const middle = (outside + inside) / 2;
    if (middle === outside || middle === inside) return requireProbability('p', inside);
    if (refused(middle)) outside = middle;
    else inside = middle;
  }
}

/** x ln y, with 0 ln 0 = 0. */
function xLogY(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(y);
}

function checkCounts(name: string, { successes, trials }: Counts): Counts {
  requireWhole(`${name}.trials`, trials, 0);
  requireWhole(`${name}.successes`, successes, 0);
  if (successes > trials) throw new RangeError(`${name}.successes must be at most ${trials}, not ${successes}`);
  return { successes, trials };
}
