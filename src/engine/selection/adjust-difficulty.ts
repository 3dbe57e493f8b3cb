import { requireNonNegative } from '../numerics/guards.js';

/** A first try on the skill. */
export interface RecentTry {
  readonly correct: boolean;
  /** Time taken over the learner's usual time for a question, above 0. */
  readonly pace: number;
}

/** How quickly what was aimed for follows what happens. It never makes anything easier by itself. */
export type ProgressionRate = 'slow' | 'moderate' | 'fast';

/** All that the adjustment of one skill rests on. */
export interface PerformanceMetrics {
  /** Oldest first. */
  readonly recent: readonly RecentTry[];
  /** Wrong ideas that showed on this skill: how often, and right answers since. */
  readonly misconceptions: readonly { readonly times: number; readonly rightSince: number }[];
  /** What questions felt like, oldest first. */
  readonly felt: readonly { readonly felt: 'too-easy' | 'right' | 'too-hard'; readonly days: number }[];
  /** Minutes of this session over the usual length of one: 1 is as long as usual. */
  readonly fatigue: number;
  readonly rate: ProgressionRate;
}

/** What moves the aim. */
export const ADJUSTMENT_PARTS = ['scores', 'time', 'errors', 'misconceptions', 'felt', 'engagement'] as const;
/** One of the things that move the aim. */
export type AdjustmentPart = (typeof ADJUSTMENT_PARTS)[number];

/** The chance of a right answer to aim for, and what moved it. */
export interface DifficultyAdjustment {
  /** In [0.52, 0.88]. */
  readonly targetSuccess: number;
  /** Where it starts from. */
  readonly base: number;
  /** In the order of ADJUSTMENT_PARTS. The effects add up to `targetSuccess - base`; above 0 is easier. */
  readonly parts: readonly { readonly name: AdjustmentPart; readonly value: number; readonly effect: number }[];
}

/** Hard enough to teach, easy enough to go on. */
const BASE = 0.7;
/** The aim moves less than this from the base, whatever comes together. */
const REACH = 0.18;
/** The most that each part can do. */
const MOST: Readonly<Record<AdjustmentPart, number>> = {
  scores: 0.12,
  time: 0.04,
  errors: 0.08,
  misconceptions: 0.05,
  felt: 0.08,
  engagement: 0.05,
};
/** What an answer counts beside the one after it. */
const MEMORY: Readonly<Record<ProgressionRate, number>> = { slow: 0.9, moderate: 0.8, fast: 0.6 };
/** From so many answers on, what they say counts half or more. */
const ANSWERS_OF_HALF = 3;
const DAYS_OF_FEELING = 7;

/**
 * The chance of a right answer to aim for on a skill. Six parts, each smooth and bounded:
 *
 *   scores          .12 tanh(2.5 (0.7 - share right)) n / (n + 3), the share by answers that fade by the rate
 *   time            .04 tanh(mean ln pace), n / (n + 3); quick and wrong is no reason to make it harder
 *   errors          .08 (1 - e^(-(k - 1) / 2)) for the run of k wrong answers that goes on now, 0 up to k = 1
 *   misconceptions  .05 (1 - e^(-m / 2)), m = sum of times / (1 + right answers since)
 *   felt            .08 (too hard - too easy) / (count + 2), each fading over a week
 *   engagement      .05 f^2 / (1 + f^2), f = how far beyond its usual length the session is
 *
 *   aim = 0.7 + 0.18 tanh(sum / 0.18)
 *
 * The constants are conventions of ours. The rate decides how soon old answers fade; with answers that are all alike it
 * changes nothing, so that wishing for slow progress never makes anything easier.
 *
 * @throws RangeError when a number is negative or not finite
 */
export function adjustDifficulty(performance: PerformanceMetrics): DifficultyAdjustment {
  const raw: Readonly<Record<AdjustmentPart, { value: number; effect: number }>> = {
    scores: scoresPart(performance),
    time: timePart(performance),
    errors: errorsPart(performance),
    misconceptions: misconceptionsPart(performance),
    felt: feltPart(performance),
    engagement: engagementPart(performance),
  };
  const sum = ADJUSTMENT_PARTS.reduce((total, name) => total + raw[name].effect, 0);
  const moved = REACH * Math.tanh(sum / REACH);
  const scale = sum === 0 ? 1 : moved / sum;
  return {
    targetSuccess: BASE + moved,
    base: BASE,
    parts: ADJUSTMENT_PARTS.map((name) => ({ name, value: raw[name].value, effect: raw[name].effect * scale })),
  };
}

/** Mean of what answers say, the newest counting most. */
function fadingMean(values: readonly number[], rate: ProgressionRate): number {
  const keep = MEMORY[rate];
  let [sum, weights] = [0, 0];
  for (const value of values) {
    sum = sum * keep + value;
    weights = weights * keep + 1;
  }
  return weights === 0 ? 0 : sum / weights;
}

const trust = (answers: number): number => answers / (answers + ANSWERS_OF_HALF);

function scoresPart({ recent, rate }: PerformanceMetrics) {
  if (recent.length === 0) return { value: BASE, effect: 0 };
  const share = fadingMean(
    recent.map(({ correct }) => (correct ? 1 : 0)),
    rate,
  );
  return { value: share, effect: MOST.scores * Math.tanh(2.5 * (BASE - share)) * trust(recent.length) };
}

function timePart({ recent, rate }: PerformanceMetrics) {
  const logs = recent.map(({ correct, pace }) => {
    if (!(pace > 0 && Number.isFinite(pace))) throw new RangeError(`pace must be above 0, not ${pace}`);
    const log = Math.log(pace);
    return correct ? log : Math.max(0, log);
  });
  const value = fadingMean(logs, rate);
  return { value, effect: MOST.time * Math.tanh(value) * trust(recent.length) };
}

function errorsPart({ recent }: PerformanceMetrics) {
  const run = recent.length - 1 - recent.findLastIndex(({ correct }) => correct);
  return { value: run, effect: MOST.errors * -Math.expm1(-Math.max(0, run - 1) / 2) };
}

function misconceptionsPart({ misconceptions }: PerformanceMetrics) {
  const value = misconceptions.reduce((sum, { times, rightSince }) => {
    return sum + requireNonNegative('times', times) / (1 + requireNonNegative('rightSince', rightSince));
  }, 0);
  return { value, effect: MOST.misconceptions * -Math.expm1(-value / 2) };
}

const FEELING = { 'too-easy': -1, right: 0, 'too-hard': 1 } as const;

function feltPart({ felt }: PerformanceMetrics) {
  let [sum, weights] = [0, 0];
  for (const { felt: feeling, days } of felt) {
    const weight = Math.exp(-requireNonNegative('days', days) / DAYS_OF_FEELING);
    sum += weight * FEELING[feeling];
    weights += weight;
  }
  const value = sum / (weights + 2);
  return { value, effect: MOST.felt * value };
}

function engagementPart({ fatigue }: PerformanceMetrics) {
  const beyond = Math.max(0, requireNonNegative('fatigue', fatigue) - 1);
  return { value: fatigue, effect: (MOST.engagement * beyond ** 2) / (1 + beyond ** 2) };
}
