import { welchStatistic, welchTest } from '../../src/engine/inference/means.js';
import { type Moments, NO_MOMENTS, withValue } from '../../src/engine/inference/moments.js';
import { sampleRatio } from '../../src/engine/inference/sample-ratio.js';
import { sequentialDifference } from '../../src/engine/inference/sequential-means.js';
import { twoSharesEvidence } from '../../src/engine/inference/sequential-proportions.js';
import { tUpperQuantile } from '../../src/engine/numerics/distributions-t.js';
import type { RandomSource } from '../../src/engine/numerics/random.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { sampleExponential, sampleNormal } from '../../src/engine/numerics/sample.js';

export const ALPHA = 0.05;

/** What an experiment measures of one learner; the lift is what the treatment adds. */
export type Measure = (random: RandomSource, lift: number) => number;

const bernoulli =
  (share: number): Measure =>
  (random, lift) =>
    random.next() < share + lift ? 1 : 0;

export const MEASURES: Readonly<Record<string, Measure>> = {
  normal: (random, lift) => lift + sampleNormal(random),
  'yes or no, half': bernoulli(0.5),
  'yes or no, a tenth': bernoulli(0.1),
  exponential: (random, lift) => lift + sampleExponential(1, random),
  'log-normal': (random, lift) => lift + Math.exp(sampleNormal(random)),
};

export interface Peeking {
  /** Share of experiments in which the sequential test found something at some look. */
  readonly sequential: number;
  /** The same for Welch's test, looked at as often. */
  readonly naive: number;
  /** Share in which Welch's test, looked at once at the end, found something. */
  readonly once: number;
  /** Mean pairs until the sequential test ended, or all. */
  readonly pairs: number;
}

/** Experiments looked at after every pair of learners, from the second on. */
export function peek(measure: Measure, lift: number, experiments: number, pairs: number, seed: string): Peeking {
  const found = { sequential: 0, naive: 0, once: 0, pairs: 0 };
  // Above this no t of so few degrees of freedom needs looking up.
  const limits = new Map<number, number>();
  const limitAt = (df: number): number => {
    const key = Math.floor(df);
    const held = limits.get(key) ?? tUpperQuantile(ALPHA / 2, key);
    limits.set(key, held);
    return held;
  };
  for (let experiment = 0; experiment < experiments; experiment++) {
    const random = seededRandom(`${seed}:${experiment}`);
    let [control, treatment]: [Moments, Moments] = [NO_MOMENTS, NO_MOMENTS];
    let [ended, naive] = [0, false];
    for (let pair = 1; pair <= pairs; pair++) {
      control = withValue(control, measure(random, 0));
      treatment = withValue(treatment, measure(random, lift));
      if (pair < 2) continue;
      if (ended === 0 && sequentialDifference(control, treatment, { bestAt: pairs }).pValue <= ALPHA) ended = pair;
      if (!naive) {
        const { effect, standardError, df } = welchStatistic(control, treatment);
        naive = standardError > 0 && Math.abs(effect / standardError) > limitAt(df);
      }
    }
    found.sequential += Number(ended > 0);
    found.naive += Number(naive);
    found.once += Number(welchTest(control, treatment).pValue <= ALPHA);
    found.pairs += ended === 0 ? pairs : ended;
  }
  return {
    sequential: found.sequential / experiments,
    naive: found.naive / experiments,
    once: found.once / experiments,
    pairs: found.pairs / experiments,
  };
}

type Mutable = { successes: number; trials: number };

/** The same for the exact evidence on shares: learners come one by one and are assigned by a fair coin. */
export function peekShares(share: number, lift: number, experiments: number, learners: number, seed: string): number {
  let found = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const random = seededRandom(`${seed}:${experiment}`);
    const groups = [
      { successes: 0, trials: 0 },
      { successes: 0, trials: 0 },
    ] as [Mutable, Mutable];
    for (let learner = 0; learner < learners; learner++) {
      const treated = random.next() < 0.5 ? 1 : 0;
      groups[treated].trials++;
      groups[treated].successes += random.next() < share + (treated ? lift : 0) ? 1 : 0;
      if (twoSharesEvidence(groups[0], groups[1]).pValue <= ALPHA) {
        found++;
        break;
      }
    }
  }
  return found / experiments;
}

/** Share of experiments in which the check of the sample ratio once asks for action; chance of the treatment given. */
export function peekRatio(chance: number, experiments: number, learners: number, seed: string): number {
  let found = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const random = seededRandom(`${seed}:${experiment}`);
    const counts: [number, number] = [0, 0];
    for (let learner = 0; learner < learners; learner++) {
      counts[random.next() < chance ? 1 : 0]++;
      if (sampleRatio(counts, [0.5, 0.5]).sequentialPValue <= ALPHA) {
        found++;
        break;
      }
    }
  }
  return found / experiments;
}
