import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitTrend } from '../../../src/engine/forecasting/fit-trend.js';
import {
  advanceTrend,
  DEFAULT_TREND,
  foldTrend,
  foretellLevel,
  foretellTrajectory,
  type LevelSeen,
  learningVelocity,
  startTrend,
  type TrendParameters,
  type TrendState,
  trendLoss,
} from '../../../src/engine/forecasting/mastery-trend.js';
import { cholesky, solveCholesky } from '../../../src/engine/numerics/cholesky.js';
import { logistic, logit } from '../../../src/engine/numerics/logistic.js';
import { type RandomSource, seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const near = (actual: number, expected: number, tolerance: number, what = '') =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual} is not within ${tolerance} of ${expected}`);

const state: TrendState = {
  day: 3,
  level: 0.4,
  slope: 0.02,
  levelVariance: 0.3,
  covariance: 0.01,
  slopeVariance: 0.002,
};

describe('the trend of a learner’s level', () => {
  it('moves over a gap as over its parts', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number(0, 30), number(0, 30), number(0, 0.5), (first, second, damping) => {
        const parameters = { ...DEFAULT_TREND, damping };
        const whole = advanceTrend(state, 3 + first + second, parameters);
        const parts = advanceTrend(advanceTrend(state, 3 + first, parameters), 3 + first + second, parameters);
        for (const key of ['level', 'slope', 'levelVariance', 'covariance', 'slopeVariance'] as const) {
          near(whole[key], parts[key], 1e-7 * Math.max(1, Math.abs(whole[key])), key);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('agrees with Gaussian conditioning on all observations at once', () => {
    const parameters: TrendParameters = { levelVariance: 0.05, slopeVariance: 0.003, damping: 0, noise: 0.4 };
    const seen = [
      { day: 0, level: 0.3 },
      { day: 2, level: 0.5, weight: 2 },
      { day: 9, level: 0.45 },
      { day: 10, level: 0.8, weight: 0.5 },
    ];
    let folded = startTrend(0);
    const begin = folded;
    for (const each of seen) folded = foldTrend(folded, each, parameters);
    // Covariance of the levels at two days: of the start, of the level's own walk, and of the integrated walk of the slope.
    const covariance = (a: number, b: number) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)];
      const integrated = (early * early * (3 * late - early)) / 6;
      return (
        begin.levelVariance +
        begin.slopeVariance * a * b +
        parameters.levelVariance * early +
        parameters.slopeVariance * integrated
      );
    };
    const size = seen.length;
    const matrix = new Float64Array(size * size);
    for (const [row, a] of seen.entries()) {
      for (const [column, b] of seen.entries()) {
        matrix[row * size + column] =
          covariance(a.day, b.day) + (row === column ? parameters.noise / (a.weight ?? 1) : 0);
      }
    }
    const weights = solveCholesky(
      cholesky(matrix, size),
      size,
      Float64Array.from(seen, ({ level }) => logit(level)),
    );
    const expected = seen.reduce((sum, { day }, index) => sum + covariance(10, day) * (weights[index] as number), 0);
    near(folded.level, expected, 1e-9);
  });

  it('covers what comes as often as it says, by day 20 ahead and through gaps', () => {
    const parameters: TrendParameters = { levelVariance: 0.02, slopeVariance: 0.0005, damping: 0.05, noise: 0.3 };
    const random = seededRandom('coverage');
    let [inside, velocities] = [0, 0];
    const learners = 600;
    for (let learner = 0; learner < learners; learner++) {
      const { seen, levelAt, slopeAtEnd, last } = simulate(parameters, random);
      const folded = seen.reduce((before, each) => foldTrend(before, each, parameters), startTrend(0));
      const { low, high } = foretellLevel(folded, last + 20, parameters);
      inside += Number(low <= levelAt && levelAt <= high);
      const halfSlope = 1.645 * Math.sqrt(folded.slopeVariance);
      velocities += Number(Math.abs(slopeAtEnd - folded.slope) <= halfSlope);
    }
    near(inside / learners, 0.9, 0.035, 'level');
    near(velocities / learners, 0.9, 0.035, 'slope');
  });

  it('gives levels inside (0, 1), wider the further ahead', () => {
    const course = foretellTrajectory(state, [3, 10, 40, 200], DEFAULT_TREND);
    for (const [index, { value, low, high, day }] of course.entries()) {
      assert.ok(0 < low && low < value && value < high && high < 1, `day ${day}`);
      const before = course[index - 1];
      if (before) assert.ok(logit(high) - logit(low) > logit(before.high) - logit(before.low));
    }
  });

  it('tells velocity as the slope of the level', () => {
    const { value, low, high } = learningVelocity(state);
    const step = 1e-6;
    near(value, (logistic(state.level + state.slope * step) - logistic(state.level)) / step, 1e-6);
    assert.ok(low < value && value < high);
  });

  it('stays sane on extreme observations', () => {
    for (const level of [0, 1]) {
      const seen: LevelSeen[] = Array.from({ length: 200 }, (_, day) => ({ day, level }));
      const folded = seen.reduce<TrendState>((before, each) => foldTrend(before, each, DEFAULT_TREND), startTrend(0));
      const { value } = foretellLevel(folded, 201, DEFAULT_TREND);
      assert.ok(level === 1 ? value > 0.95 : value < 0.05);
      assert.ok(folded.levelVariance > 0 && folded.slopeVariance > 0);
    }
  });

  it('takes a late observation as one of its own day', () => {
    const late = foldTrend(state, { day: 1, level: 0.7 }, DEFAULT_TREND);
    assert.deepEqual(late, foldTrend(state, { day: 3, level: 0.7 }, DEFAULT_TREND));
  });

  it('names what is wrong', () => {
    assert.throws(() => startTrend(Number.NaN), /day must be a finite number/);
    assert.throws(() => advanceTrend(state, 2, DEFAULT_TREND), /days between observations/);
    assert.throws(() => foldTrend(state, { day: 4, level: 1.2 }, DEFAULT_TREND), /level must be in/);
    assert.throws(() => foldTrend(state, { day: 4, level: 0.2, weight: 0 }, DEFAULT_TREND), /weight/);
    assert.throws(() => foldTrend(state, { day: 4, level: 0.2 }, { ...DEFAULT_TREND, noise: 0 }), /noise/);
    assert.throws(() => foretellLevel(state, 4, DEFAULT_TREND, -1), /z must be/);
  });
});

describe('fitting a trend', () => {
  it('finds what explains many learners as well as the truth does', () => {
    const parameters: TrendParameters = { levelVariance: 0.05, slopeVariance: 0.0004, damping: 0.05, noise: 0.6 };
    const random = seededRandom('fit');
    const learners = Array.from({ length: 60 }, () => simulate(parameters, random).seen);
    const fitted = fitTrend(learners);
    near(Math.log(fitted.noise / parameters.noise), 0, 0.25, 'noise');
    const loss = (of: TrendParameters) => learners.reduce((sum, seen) => sum + trendLoss(seen, of), 0);
    // A slope that fades fast moves as the level's own walk does, so what must agree is what they foretell.
    assert.ok(loss(fitted) < loss(DEFAULT_TREND));
    assert.ok(loss(fitted) < loss(parameters) + 1);
  }).timeout(60_000);

  it('is near the default where there is next to nothing to learn from', () => {
    const fitted = fitTrend([[{ day: 0, level: 0.5 }], []]);
    for (const key of ['levelVariance', 'slopeVariance', 'damping', 'noise'] as const) {
      near(Math.log(fitted[key] / DEFAULT_TREND[key]), 0, 0.5, key);
    }
    assert.throws(() => fitTrend([]), /learners must not be empty/);
  });
});

/** A learner of the model, stepped in twentieths of a day, seen on about every third day with a gap of two weeks. */
function simulate(parameters: TrendParameters, random: RandomSource) {
  const step = 0.05;
  let level = sampleNormal(random);
  let slope = 0.05 * sampleNormal(random);
  const seen: LevelSeen[] = [];
  const last = 60;
  let slopeAtEnd = 0;
  for (let tick = 0; tick * step <= last + 20; tick++) {
    const day = tick * step;
    const whole = Math.round(day);
    if (
      Math.abs(day - whole) < 1e-9 &&
      whole <= last &&
      (whole < 20 || whole > 34) &&
      (whole % 3 === 0 || whole === last)
    ) {
      seen.push({ day: whole, level: logistic(level + Math.sqrt(parameters.noise) * sampleNormal(random)) });
    }
    if (Math.abs(day - last) < 1e-9) slopeAtEnd = slope;
    level += slope * step + Math.sqrt(parameters.levelVariance * step) * sampleNormal(random);
    slope += -parameters.damping * slope * step + Math.sqrt(parameters.slopeVariance * step) * sampleNormal(random);
  }
  return { seen, last, levelAt: logistic(level), slopeAtEnd };
}
