import { requireNonNegative, requirePositive, requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { sampleGamma, sampleNormal } from '../numerics/sample.js';

/** What is left, how the learner has worked, and when work is possible. Days are whole days since 1970-01-01. */
export interface CompletionQuestion {
  /** Work left, e.g. minutes, at least 0. */
  readonly remaining: number;
  /** Work done on each past day on which work was possible, zeros for days without any. */
  readonly done: readonly number[];
  /** What is believed of the daily work before any day is seen, and how many days' worth that belief is. */
  readonly prior: { readonly mean: number; readonly deviation: number; readonly days: number };
  /** The last day that is over, in whole days since 1970-01-01; before it, negative. */
  readonly today: number;
  /** Monday to Sunday: whether the learner works then. */
  readonly weekdays: readonly [boolean, boolean, boolean, boolean, boolean, boolean, boolean];
  /** Days without work beside those: holidays, breaks. */
  readonly daysOff?: readonly number[];
}

/** Days on which the work will be done; null: later than the horizon. */
export interface CompletionDate {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How wide the interval is, how many courses are drawn, and how far ahead. */
export interface CompletionOptions {
  /** Share of the courses inside the interval, in (0, 1). */
  readonly share?: number;
  readonly courses?: number;
  /** Calendar days looked ahead. */
  readonly horizon?: number;
}

/**
 * Estimated completion date: the day on which the sum of daily work first reaches what is left.
 *
 * Daily work has mean m and variance v, from past days and the prior. The mean itself is uncertain: it is drawn from a
 * gamma distribution with mean m and variance v / n, n the days seen and believed. The number of working days is then
 * drawn from the first passage of Brownian motion with that drift: inverse Gaussian with mean R / mu and shape R^2 / v
 * (Schroedinger 1915; drawn as in Michael, Schucany & Haas 1976), and counted off on the calendar.
 *
 * @throws RangeError when a number is negative or not finite, or no weekday is a working day
 */
export function estimateCompletion(
  question: CompletionQuestion,
  random: RandomSource,
  { share = 0.8, courses = 1000, horizon = 730 }: CompletionOptions = {},
): CompletionDate {
  const { remaining, done, prior, today, weekdays, daysOff = [] } = question;
  requireNonNegative('remaining', remaining);
  requirePositive('prior.mean', prior.mean);
  requirePositive('prior.deviation', prior.deviation);
  requirePositive('prior.days', prior.days);
  requireWhole('today', today, Number.MIN_SAFE_INTEGER);
  requireWhole('courses', courses, 1);
  requireWhole('horizon', horizon, 1);
  if (!(share > 0 && share < 1)) throw new RangeError(`share must be in (0, 1), not ${share}`);
  if (!weekdays.includes(true)) throw new RangeError('weekdays must have a working day');
  if (remaining === 0) return { median: today, low: today, high: today };
  const { mean, variance, days } = paceOf(done, prior);
  const shape = (mean * mean * days) / variance;
  const needed = Float64Array.from({ length: courses }, () => {
    const pace = (sampleGamma(shape, random) * mean) / shape;
    return sampleInverseGaussian(remaining / pace, (remaining * remaining) / variance, random);
  }).sort();
  const calendar = workingDays(today, weekdays, new Set(daysOff), horizon);
  const at = (quantile: number): number | null => {
    const count = Math.ceil(needed[Math.min(courses - 1, Math.floor(quantile * courses))] as number);
    return calendar[Math.max(1, count) - 1] ?? null;
  };
  return { median: at(0.5), low: at((1 - share) / 2), high: at((1 + share) / 2) };
}

/** Mean, variance and number of days, prior days counted in. */
function paceOf(done: readonly number[], prior: CompletionQuestion['prior']) {
  let [days, sum] = [prior.days, prior.days * prior.mean];
  for (const [index, amount] of done.entries()) {
    sum += requireNonNegative(`done[${index}]`, amount);
    days++;
  }
  const mean = sum / days;
  let squared = prior.days * (prior.deviation ** 2 + (prior.mean - mean) ** 2);
  for (const amount of done) squared += (amount - mean) ** 2;
  return { mean, variance: squared / days, days };
}

/** The coming working days, at most `horizon` calendar days ahead. */
function workingDays(
  today: number,
  weekdays: readonly boolean[],
  daysOff: ReadonlySet<number>,
  horizon: number,
): readonly number[] {
  const coming = Array.from({ length: horizon }, (_, index) => today + 1 + index);
  // Day 0, 1970-01-01, was a Thursday, which is index 3 from Monday.
  return coming.filter((day) => weekdays[(((day + 3) % 7) + 7) % 7] === true && !daysOff.has(day));
}

function sampleInverseGaussian(mean: number, shape: number, random: RandomSource): number {
  const y = sampleNormal(random) ** 2;
  const share = mean / (2 * shape);
  const root = Math.sqrt(4 * mean * shape * y + mean * mean * y * y);
  // The smaller root as a product: the plain difference loses its digits when the mean is large beside the shape.
  const smaller = mean / (1 + share * (y + root / mean));
  return random.next() <= mean / (mean + smaller) ? smaller : (mean * mean) / smaller;
}
