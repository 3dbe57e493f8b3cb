import { normalUpperQuantile } from '../numerics/distributions-normal.js';
import { requireWhole } from '../numerics/guards.js';
import { CONFIDENCE, type Estimate, type Interval, requireConfidence, tEstimate } from './estimate.js';
import { wilsonInterval } from './wilson.js';

/** How often something happened. Plain JSON; two merge by adding. */
export interface Counts {
  readonly successes: number;
  readonly trials: number;
}

/** @throws RangeError when these are no counts of at least one trial */
export function requireCounts(name: string, { successes, trials }: Counts): Counts {
  requireWhole(`${name}.trials`, trials, 1);
  requireWhole(`${name}.successes`, successes, 0);
  if (successes > trials) {
    throw new RangeError(`${name}.successes must be at most the ${trials} trials, not ${successes}`);
  }
  return { successes, trials };
}

/**
 * Interval of the share of counts by the score test (Wilson 1927). Never leaves [0, 1], never empty at 0 or at all.
 *
 * @throws RangeError when these are no counts or the confidence is outside (0, 1)
 */
export function shareInterval(counts: Counts, confidence = CONFIDENCE): Interval {
  const { successes, trials } = requireCounts('counts', counts);
  return wilsonInterval(successes / trials, trials, normalUpperQuantile((1 - requireConfidence(confidence)) / 2));
}

/**
 * Difference of two shares, treatment minus control: the z test with the pooled share, and the interval of Newcombe
 * (1998, method 10), which puts two Wilson intervals together.
 *
 * @throws RangeError when these are no counts or the confidence is outside (0, 1)
 */
export function twoProportionsTest(control: Counts, treatment: Counts, confidence = CONFIDENCE): Estimate {
  requireCounts('control', control);
  requireCounts('treatment', treatment);
  const [p0, p1] = [control.successes / control.trials, treatment.successes / treatment.trials];
  const pooled = (control.successes + treatment.successes) / (control.trials + treatment.trials);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / control.trials + 1 / treatment.trials));
  const [w0, w1] = [shareInterval(control, confidence), shareInterval(treatment, confidence)];
  return {
    ...tEstimate(p1 - p0, standardError, Number.POSITIVE_INFINITY, confidence),
    low: p1 - p0 - Math.hypot(p1 - w1.low, w0.high - p0),
    high: p1 - p0 + Math.hypot(w1.high - p1, p0 - w0.low),
  };
}

/**
 * Score interval of the difference of two shares, treatment minus control: all differences d that the score test with
 * variance (p1 q1 / n1 + p0 q0 / n0) n / (n - 1) does not refuse, p1 and p0 the most likely shares with p1 - p0 = d
 * (Miettinen & Nurminen 1985).
 *
 * @throws RangeError when these are no counts or the confidence is outside (0, 1)
 */
export function scoreInterval(control: Counts, treatment: Counts, confidence = CONFIDENCE): Interval {
  requireCounts('control', control);
  requireCounts('treatment', treatment);
  const z = normalUpperQuantile((1 - requireConfidence(confidence)) / 2);
  const effect = treatment.successes / treatment.trials - control.successes / control.trials;
  const refused = (difference: number) => scoreOfDifference(control, treatment, difference) ** 2 > z * z;
  return { low: boundary(refused, -1, effect), high: boundary(refused, 1, effect) };
}

/** Where, between a kept and perhaps refused difference, the test changes its mind; by halving to the last digit. */
function boundary(refused: (difference: number) => boolean, end: number, effect: number): number {
  if (!refused(end)) return end;
  let [outside, inside] = [end, effect];
  for (;;) {
    const middle = (outside + inside) / 2;
    if (middle === outside || middle === inside) return inside;
    if (refused(middle)) outside = middle;
    else inside = middle;
  }
}

/** z of the score test that the shares differ by `difference`. */
function scoreOfDifference(control: Counts, treatment: Counts, difference: number): number {
  const [n0, n1] = [control.trials, treatment.trials];
  const n = n0 + n1;
  const p0 = constrainedShare(control, treatment, difference);
  const p1 = Math.min(1, Math.max(0, p0 + difference));
  const variance = ((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0) * (n / (n - 1));
  const distance = treatment.successes / n1 - control.successes / n0 - difference;
  return distance === 0 ? 0 : distance / Math.sqrt(variance);
}

/** The most likely p0 when p1 = p0 + d: the root of a cubic, by its cosine form (Miettinen & Nurminen 1985, app. 1). */
function constrainedShare(control: Counts, treatment: Counts, d: number): number {
  const [n0, n1] = [control.trials, treatment.trials];
  const [x0, x1] = [control.successes, treatment.successes];
  const n = n0 + n1;
  const l2 = (n1 + 2 * n0) * d - n - (x0 + x1);
  const l1 = (n0 * d - n - 2 * x0) * d + (x0 + x1);
  const l0 = x0 * d * (1 - d);
  const third = l2 / (3 * n);
  const q = third ** 3 - (l1 * l2) / (6 * n * n) + l0 / (2 * n);
  const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, third * third - l1 / (3 * n)));
  const cosine = p === 0 ? 0 : Math.min(1, Math.max(-1, q / p ** 3));
  const angle = (Math.PI + Math.acos(cosine)) / 3;
  return Math.min(Math.min(1, 1 - d), Math.max(Math.max(0, -d), 2 * p * Math.cos(angle) - third));
}
