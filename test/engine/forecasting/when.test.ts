import assert from 'node:assert/strict';
import { type CompletionQuestion, estimateCompletion } from '../../../src/engine/forecasting/completion-date.js';
import { timeToLevel } from '../../../src/engine/forecasting/first-passage.js';
import type { TrendState } from '../../../src/engine/forecasting/mastery-trend.js';
import { logit } from '../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleExponential, sampleGamma } from '../../../src/engine/numerics/sample.js';

const sure: TrendState = { day: 0, level: 0, slope: 0.05, levelVariance: 0, covariance: 0, slopeVariance: 0 };

describe('time to a level', () => {
  it('has the distribution of Brownian motion with drift', () => {
    const parameters = { levelVariance: 0.04, slopeVariance: 0, damping: 0, noise: 1 };
    for (const horizon of [10, 30, 60]) {
      const { chance } = timeToLevel(sure, 0.8, parameters, seededRandom('passage'), { horizon, courses: 8000 });
      const expected = passageChance(logit(0.8), 0.05, 0.04, horizon);
      assert.ok(Math.abs(chance - expected) < 0.02, `${horizon}: ${chance} and ${expected}`);
    }
  });

  it('is the distance over the slope where nothing is uncertain', () => {
    const still = { levelVariance: 0, slopeVariance: 0, damping: 0, noise: 1 };
    const { chance, low, median, high } = timeToLevel(sure, 0.8, still, seededRandom(1), { courses: 10 });
    assert.equal(chance, 1);
    for (const time of [low, median, high]) assert.ok(Math.abs((time as number) - logit(0.8) / 0.05) <= 1);
  });

  it('is now when the level is there, and beyond the horizon when the learner stalls', () => {
    const still = { levelVariance: 0, slopeVariance: 0, damping: 0, noise: 1 };
    assert.deepEqual(timeToLevel({ ...sure, level: 3 }, 0.8, still, seededRandom(1)), {
      chance: 1,
      median: 0,
      low: 0,
      high: 0,
    });
    const stalled = timeToLevel({ ...sure, slope: -0.01 }, 0.8, still, seededRandom(1));
    assert.deepEqual(stalled, { chance: 0, median: null, low: null, high: null });
  });

  it('repeats itself with the same seed, and names what is wrong', () => {
    const parameters = { levelVariance: 0.01, slopeVariance: 0.001, damping: 0.1, noise: 1 };
    const unsure = { ...sure, levelVariance: 0.2, covariance: 0.01, slopeVariance: 0.003 };
    const ask = () => timeToLevel(unsure, 0.9, parameters, seededRandom(7));
    assert.deepEqual(ask(), ask());
    assert.throws(() => timeToLevel(sure, 1, parameters, seededRandom(1)), /p must be in/);
    assert.throws(() => timeToLevel(sure, 0.5, parameters, seededRandom(1), { share: 1 }), /share/);
    assert.throws(() => timeToLevel(sure, 0.5, parameters, seededRandom(1), { step: 0 }), /step/);
  });
});

describe('the estimated completion date', () => {
  const everyDay = [true, true, true, true, true, true, true] as const;
  const question: CompletionQuestion = {
    remaining: 600,
    done: Array.from({ length: 200 }, () => 30),
    prior: { mean: 30, deviation: 1, days: 1 },
    today: 20_000,
    weekdays: everyDay,
  };

  it('is work left over pace where the pace is steady', () => {
    const { low, median, high } = estimateCompletion(question, seededRandom(1));
    for (const day of [low, median, high]) assert.ok(Math.abs((day as number) - 20_020) <= 1, `${day}`);
  });

  it('counts working days only', () => {
    // Day 20,000 is 2024-10-04, a Friday: 20 days of work from Monday on end on a Friday four weeks later.
    const weekdays = [true, true, true, true, true, false, false] as const;
    const { median } = estimateCompletion({ ...question, weekdays }, seededRandom(1));
    assert.ok([20_027, 20_028, 20_031].includes(median as number), `${median}`);
    const daysOff = Array.from({ length: 100 }, (_, index) => 20_001 + index);
    const later = estimateCompletion({ ...question, daysOff }, seededRandom(1));
    assert.ok(Math.abs((later.median as number) - 20_120) <= 1);
  });

  it('knows the days of the week before 1970, too', () => {
    const weekdays = [true, true, true, true, true, false, false] as const;
    const on = (today: number) => estimateCompletion({ ...question, today, weekdays }, seededRandom(1)).median;
    const weeks = 7 * 3_000;
    assert.equal(on(question.today - weeks), (on(question.today) as number) - weeks);
  });

  it('covers the day on which simulated learners finish as often as it says', () => {
    const random = seededRandom('completion');
    let inside = 0;
    const learners = 800;
    for (let learner = 0; learner < learners; learner++) {
      const pace = (sampleGamma(4, random) / 4) * 30;
      const work = () => (random.next() < 0.3 ? 0 : sampleExponential(0.7 / pace, random));
      const done = Array.from({ length: 15 }, work);
      let [left, day] = [900, 20_000];
      while (left > 0) {
        left -= work();
        day++;
      }
      const { low, high } = estimateCompletion(
        { ...question, remaining: 900, done, prior: { mean: 30, deviation: 35, days: 1 } },
        random,
        { courses: 300, horizon: 4000 },
      );
      inside += Number((low as number) <= day && day <= (high ?? Number.POSITIVE_INFINITY));
    }
    assert.ok(Math.abs(inside / learners - 0.8) < 0.05, `${inside / learners}`);
  }).timeout(30_000);

  it('is today when nothing is left, unknown when it is too far, and wider for a new learner', () => {
    assert.deepEqual(estimateCompletion({ ...question, remaining: 0 }, seededRandom(1)), {
      median: 20_000,
      low: 20_000,
      high: 20_000,
    });
    const far = estimateCompletion({ ...question, remaining: 1e6 }, seededRandom(1));
    assert.deepEqual(far, { median: null, low: null, high: null });
    const prior = { mean: 30, deviation: 30, days: 5 };
    const width = (done: number[]) => {
      const { low, high } = estimateCompletion({ ...question, done, prior }, seededRandom(1));
      return (high as number) - (low as number);
    };
    assert.ok(width([]) > width(Array.from({ length: 200 }, (_, index) => 60 * (index % 2))));
  });

  it('names what is wrong', () => {
    const ask = (part: Partial<CompletionQuestion>, share = 0.8) =>
      estimateCompletion({ ...question, ...part }, seededRandom(1), { share });
    assert.throws(() => ask({ remaining: Number.NaN }), /remaining/);
    assert.throws(() => ask({ done: [3, -1] }), /done\[1\]/);
    assert.throws(() => ask({ prior: { mean: 0, deviation: 1, days: 1 } }), /prior.mean/);
    assert.throws(() => ask({ weekdays: [false, false, false, false, false, false, false] }), /working day/);
    assert.throws(() => ask({}, 1), /share/);
  });
});

/** P(T <= t) for Brownian motion with drift that starts `distance` below (Karatzas & Shreve 1991, eq. 5.12 integrated). */
function passageChance(distance: number, drift: number, variance: number, time: number): number {
  const spread = Math.sqrt(variance * time);
  return (
    normalCdf((drift * time - distance) / spread) +
    Math.exp((2 * drift * distance) / variance) * normalCdf((-drift * time - distance) / spread)
  );
}

/** Abramowitz & Stegun 1964, 26.2.17, to 7.5e-8. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = terms.reduce((total, term, index) => total + term * t ** (index + 1), 0);
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return x >= 0 ? 1 - tail : tail;
}
