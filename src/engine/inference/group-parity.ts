import { chiSquareSurvival } from '../numerics/distributions-chi-square.js';
import { normalUpperQuantile } from '../numerics/distributions-normal.js';
import { CONFIDENCE, type Interval, requireConfidence } from './estimate.js';
import { type Counts, requireCounts, twoProportionsTest } from './proportions.js';
import type { Verdict } from './verdict.js';

/** How often something was given to (or wrongly said of) the learners of each group. Plain JSON. */
export type GroupCounts = Readonly<Record<string, Counts>>;

/** How often each group was shown something, beside the group that was shown it most. */
export interface ExposureParity {
  readonly groups: readonly (Interval & {
    readonly group: string;
    readonly share: number;
    /** Share of this group over the largest share; `low` and `high` bound it (log method of Katz et al. 1978). */
    readonly ratio: number;
  })[];
  /** The smallest ratio. */
  readonly worstRatio: number;
  /** Chi-square of equal shares, groups - 1 degrees of freedom. */
  readonly statistic: number;
  readonly pValue: number;
  readonly verdict: Verdict<'alike' | 'less-often-for-some' | 'below-four-fifths'>;
}

/** The rule of the Uniform Guidelines on Employee Selection Procedures (1978): no share below 4/5 of the largest. */
const FOUR_FIFTHS = 0.8;
const WATCH_BELOW = 0.9;
const SIGNIFICANT = 0.05;

/**
 * Are all groups shown something (a coach, a harder path, a recommendation) equally often?
 *
 * @param counts  successes: shown; trials: occasions; at least two groups
 * @throws RangeError when there are fewer than two groups, or a group's counts are none
 */
export function exposureParity(counts: GroupCounts, confidence = CONFIDENCE): ExposureParity {
  const entries = requireGroups(counts);
  const z = normalUpperQuantile((1 - requireConfidence(confidence)) / 2);
  const shareOf = ({ successes, trials }: Counts) => successes / trials;
  const best = entries.reduce((most, entry) => (shareOf(entry[1]) > shareOf(most[1]) ? entry : most));
  const groups = entries.map(([group, own]) => {
    const share = shareOf(own);
    const ratio = best[1].successes === 0 ? 1 : share / shareOf(best[1]);
    if (group === best[0]) return { group, share, ratio, low: 1, high: 1 };
    const spread = Math.sqrt(
      Math.max(0, 1 / own.successes - 1 / own.trials + 1 / best[1].successes - 1 / best[1].trials),
    );
    const [low, high] =
      own.successes === 0
        ? [0, Number.POSITIVE_INFINITY]
        : [ratio * Math.exp(-z * spread), ratio * Math.exp(z * spread)];
    return { group, share, ratio, low, high };
  });
  const worstRatio = Math.min(...groups.map(({ ratio }) => ratio));
  const { statistic, pValue } = equalShares(entries.map(([, each]) => each));
  return { groups, worstRatio, statistic, pValue, verdict: verdictOf(worstRatio, pValue) };
}

/** How often a group was told wrongly, beside all others. */
export interface ErrorRateGap extends Interval {
  readonly group: string;
  readonly rate: number;
  /** Rate of this group minus that of all others together; `low` and `high` bound it (Newcombe 1998). */
  readonly difference: number;
  readonly pValue: number;
  readonly verdict: Verdict<'alike' | 'more-often-wrong' | 'less-often-wrong'>;
}

const WATCH_GAP = 0.05;
const ACT_GAP = 0.1;

/**
 * Is a decision wrong more often for one group (false alarms among learners who are not at risk, or misses among those
 * who are; each is one call)?
 *
 * @param counts  successes: wrong; trials: learners of whom it could have been wrong; at least two groups
 * @throws RangeError when there are fewer than two groups, or a group's counts are none
 */
export function errorRateGaps(counts: GroupCounts, confidence = CONFIDENCE): ErrorRateGap[] {
  const entries = requireGroups(counts);
  return entries.map(([group, own]) => {
    const others = entries
      .filter(([other]) => other !== group)
      .reduce((all, [, each]) => add(all, each), { successes: 0, trials: 0 });
    const { effect: difference, low, high, pValue } = twoProportionsTest(others, own, confidence);
    const line = { group, rate: own.successes / own.trials, difference, low, high, pValue };
    const size = Math.abs(difference);
    if (size < WATCH_GAP || pValue > 1 - confidence) return { ...line, verdict: { severity: 'none', reason: 'alike' } };
    const reason = difference > 0 ? 'more-often-wrong' : 'less-often-wrong';
    return { ...line, verdict: { severity: size < ACT_GAP ? 'watch' : 'act', reason } };
  });
}

function equalShares(groups: readonly Counts[]): { statistic: number; pValue: number } {
  const all = groups.reduce(add);
  const share = all.successes / all.trials;
  if (share === 0 || share === 1) return { statistic: 0, pValue: 1 };
  const statistic = groups.reduce(
    (sum, { successes, trials }) => sum + (successes - trials * share) ** 2 / (trials * share * (1 - share)),
    0,
  );
  return { statistic, pValue: chiSquareSurvival(statistic, groups.length - 1) };
}

function verdictOf(worstRatio: number, pValue: number): ExposureParity['verdict'] {
  if (pValue >= SIGNIFICANT || worstRatio >= WATCH_BELOW) return { severity: 'none', reason: 'alike' };
  if (worstRatio >= FOUR_FIFTHS) return { severity: 'watch', reason: 'less-often-for-some' };
  return { severity: 'act', reason: 'below-four-fifths' };
}

function requireGroups(counts: GroupCounts): [string, Counts][] {
  const entries = Object.entries(counts).map(
    ([group, each]) => [group, requireCounts(group, each)] as [string, Counts],
  );
  if (entries.length < 2) throw new RangeError(`two groups or more are needed, not ${entries.length}`);
  return entries;
}

function add(a: Counts, b: Counts): Counts {
  return { successes: a.successes + b.successes, trials: a.trials + b.trials };
}
