import assert from 'node:assert/strict';
import { type AdaptiveWindow, EMPTY_WINDOW, withObservation } from '../../../src/engine/inference/adaptive-window.js';
import {
  type CalibrationSums,
  calibrationByGroup,
  withPrediction,
} from '../../../src/engine/inference/calibration-by-group.js';
import { calibrationDrift, NO_CALIBRATION_DRIFT } from '../../../src/engine/inference/calibration-drift.js';
import { errorRateGaps, exposureParity } from '../../../src/engine/inference/group-parity.js';
import { kolmogorovSmirnov } from '../../../src/engine/inference/kolmogorov-smirnov.js';
import { NO_PAGE_HINKLEY, pageHinkley } from '../../../src/engine/inference/page-hinkley.js';
import { populationStability } from '../../../src/engine/inference/population-stability.js';
import { gravest } from '../../../src/engine/inference/verdict.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const near = (actual: number, expected: number, tolerance = 1e-10) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

describe('fairness by group', () => {
  it('finds the group that is promised too little', () => {
    const random = seededRandom('groups');
    let sums: CalibrationSums = {};
    for (let index = 0; index < 6_000; index++) {
      const group = ['a', 'b', 'c'][index % 3] as string;
      const p = random.next() * 0.8 + 0.1;
      sums = withPrediction(sums, group, p, random.next() < p + (group === 'b' ? 0.1 : 0));
    }
    const found = calibrationByGroup(withPrediction(sums, 'toString', 0.5, true));
    assert.deepEqual(found.map(({ group, verdict }) => [group, verdict.severity]).slice(1, 2), [['b', 'act']]);
    assert.equal(found[1]?.verdict.reason, 'promised-too-little');
    assert.ok((found[1]?.low ?? 1) < 0.1 && (found[1]?.high ?? 0) > 0.1);
    assert.equal(found.length, 3);
    assert.throws(() => withPrediction({}, 'a', 1.5, true), /predicted must be in/);
  });

  it('says nothing of few, and nothing is wrong where nothing is', () => {
    let sums: CalibrationSums = {};
    for (let index = 0; index < 20; index++) sums = withPrediction(sums, index % 2 ? 'a' : 'b', 0.5, index % 4 < 2);
    assert.deepEqual(
      calibrationByGroup(sums).map(({ verdict }) => verdict.reason),
      ['too-few-predictions', 'too-few-predictions'],
    );
    assert.equal(calibrationByGroup(sums, { leastCount: 5 })[0]?.verdict.reason, 'fair');
    const { a } = sums;
    assert.equal(calibrationByGroup(a ? { a } : {}).length, 1);
  });

  it('sees exposure below four fifths', () => {
    const found = exposureParity({ x: { successes: 300, trials: 500 }, y: { successes: 210, trials: 500 } });
    near(found.worstRatio, 0.7);
    // Chi-square of the 2 x 2 table by hand: 1000 (300 * 290 - 200 * 210)^2 / (500 500 510 490).
    near(found.statistic, (1000 * (300 * 290 - 200 * 210) ** 2) / (500 * 500 * 510 * 490));
    assert.equal(found.verdict.reason, 'below-four-fifths');
    const y = found.groups[1];
    near(Math.log((y?.high ?? 0) / 0.7), 1.959963984540054 * Math.sqrt(1 / 210 - 1 / 500 + 1 / 300 - 1 / 500));
    assert.equal(
      exposureParity({ x: { successes: 500, trials: 1_000 }, y: { successes: 430, trials: 1_000 } }).verdict.severity,
      'watch',
    );
    assert.equal(
      exposureParity({ x: { successes: 5, trials: 9 }, y: { successes: 4, trials: 9 } }).verdict.severity,
      'none',
    );
    // The group that is shown most need not come first.
    const later = exposureParity({ y: { successes: 210, trials: 500 }, x: { successes: 300, trials: 500 } });
    assert.deepEqual(
      later.groups.map(({ group, low, high }) => [group, low, high]),
      [
        ['y', y?.low, y?.high],
        ['x', 1, 1],
      ],
    );
    near(later.statistic, found.statistic);
    const nobody = exposureParity({ x: { successes: 0, trials: 9 }, y: { successes: 0, trials: 9 } });
    assert.deepEqual([nobody.worstRatio, nobody.pValue], [1, 1]);
    assert.throws(() => exposureParity({ x: { successes: 0, trials: 9 } }), /two groups or more/);
  });

  it('sees error rates apart', () => {
    const gaps = (wrong: number) =>
      errorRateGaps({ x: { successes: 100, trials: 1_000 }, y: { successes: wrong, trials: 1_000 } });
    assert.deepEqual(
      gaps(100).map(({ verdict }) => verdict.reason),
      ['alike', 'alike'],
    );
    assert.deepEqual(gaps(170)[1]?.verdict, { severity: 'watch', reason: 'more-often-wrong' });
    assert.deepEqual(gaps(250)[0]?.verdict, { severity: 'act', reason: 'less-often-wrong' });
  });
});

describe('drift', () => {
  it('of a histogram is worked by hand, and knows chance', () => {
    const found = populationStability([5_000, 5_000], [6_500, 3_500]);
    const [p, q] = [0.5, 6_500.5 / 10_001];
    near(found.index, (p - q) * Math.log(p / q) + (q - p) * Math.log((1 - p) / (1 - q)));
    assert.equal(populationStability([5_000, 5_000], [7_500, 2_500]).verdict.reason, 'shifted-far');
    assert.equal(populationStability([5_000, 5_000], [6_700, 3_300]).verdict.severity, 'watch');
    assert.equal(populationStability([3, 3], [4, 2]).verdict.severity, 'none');
    assert.throws(() => populationStability([1], [1]), /two or more bins/);
    assert.throws(() => populationStability([0, 0], [1, 2]), /before must have a bin above 0/);
    assert.throws(() => populationStability([1, -1], [1, 2]), /before\[1\]/);
  });

  it('of a distribution has the exact chance, counted over all orders', () => {
    // All 6 ways to place 2 among 4: distance 1 in 2 of them, 1/2 or more in all.
    near(kolmogorovSmirnov([1, 2], [3, 4]).pValue, 2 / 6);
    near(kolmogorovSmirnov([1, 3], [2, 4]).pValue, 1);
    assert.equal(kolmogorovSmirnov([1, 1], [1, 1]).distance, 0);
    assert.equal(kolmogorovSmirnov([1, 1], [1, 1]).pValue, 1);
    // scipy 1.17.1: ks_2samp([1, 2, 3, 4.5], [2.5, 3.5, 5, 6, 7], method='exact')
    const found = kolmogorovSmirnov([1, 2, 3, 4.5], [2.5, 3.5, 5, 6, 7]);
    near(found.distance, 0.6);
    near(found.pValue, 2 / 7);
    const random = seededRandom('ks');
    const draw = (n: number, shift: number) => Array.from({ length: n }, () => random.next() + shift);
    assert.equal(kolmogorovSmirnov(draw(2_500, 0), draw(2_500, 0.15)).verdict.severity, 'watch');
    assert.equal(kolmogorovSmirnov(draw(500, 0), draw(500, 0.4)).verdict.severity, 'act');
    assert.throws(() => kolmogorovSmirnov([], [1]), /before.length/);
  });

  for (const bound of ['proved', 'variance'] as const) {
    it(`cuts an adaptive window soon after a change and hardly ever before (${bound})`, () => {
      const random = seededRandom(`adwin ${bound}`);
      let window: AdaptiveWindow = EMPTY_WINDOW;
      let last = withObservation(window, 0, { bound });
      const feed = (share: number, count: number) => {
        for (let index = 0; index < count; index++) {
          last = withObservation(window, Number(random.next() < share), { bound });
          window = last.window;
        }
      };
      feed(0.2, 3_000);
      assert.deepEqual([window.cuts, last.count], [0, 3_000]);
      near(last.mean, 0.2, 0.03);
      feed(0.6, 400);
      assert.ok(window.cuts > 0 && window.lastChange > 0.1);
      assert.ok(last.count < 1_000 && Math.abs(last.mean - 0.6) < 0.1, `${last.count} ${last.mean}`);
      assert.ok(window.sizes.flat().length <= 5 * Math.ceil(Math.log2(3_400) + 1));
    });
  }

  it('of an adaptive window asks for a look when it is small', () => {
    let window: AdaptiveWindow = EMPTY_WINDOW;
    const seen = new Map<string, number>();
    for (let index = 0; index < 4_000; index++) {
      const look = withObservation(window, index < 2_000 ? 0.5 : 0.56);
      window = look.window;
      if (look.cut) seen.set(`${look.verdict.severity} ${look.verdict.reason}`, index);
      else assert.deepEqual(look.verdict, { severity: 'none', reason: 'steady' });
    }
    assert.deepEqual([...seen.keys()], ['watch changed']);
    near(window.lastChange, 0.06, 0.01);
    assert.ok([...seen.values()].every((index) => index >= 2_000));
  });

  it('of an adaptive window refuses what is no share', () => {
    assert.throws(() => withObservation(EMPTY_WINDOW, 2), /value must be in/);
    assert.throws(() => withObservation(EMPTY_WINDOW, 0.5, { delta: 0 }), /delta must be inside/);
  });

  it('of a mean is told by Page and Hinkley in its direction, and it begins anew', () => {
    const run = (values: number[]) => {
      let state = NO_PAGE_HINKLEY;
      const seen = new Set<string>();
      for (const value of values) {
        state = pageHinkley(state, value, { limit: 5 });
        seen.add(`${state.verdict.severity} ${state.verdict.reason}`);
      }
      return { seen, state };
    };
    const steps = (from: number, to: number) => [...new Array(50).fill(from), ...new Array(12).fill(to)];
    assert.deepEqual([...run(steps(0, 1)).seen], ['none steady', 'watch rising', 'act rising']);
    assert.ok(run(steps(1, 0)).seen.has('act falling'));
    assert.ok(run(steps(0, 1)).state.count < 20);
    assert.throws(() => pageHinkley(NO_PAGE_HINKLEY, Number.NaN), /value/);
  });

  it('of calibration is told with its kind, and seldom without reason', () => {
    const alarm = (change: (p: number) => number, seed: string, averageRun: number) => {
      const random = seededRandom(seed);
      let state = NO_CALIBRATION_DRIFT;
      for (let index = 1; index <= 5_000; index++) {
        const p = random.next();
        state = calibrationDrift(state, p, random.next() < change(p), averageRun);
        if (state.verdict.severity === 'act') return { index, reason: state.verdict.reason };
      }
      return { index: 5_000, reason: 'calibrated' };
    };
    assert.equal(alarm((p) => 0.2 + 0.8 * p, 'a', 1e4).reason, 'promises-too-little');
    assert.equal(alarm((p) => 0.8 * p, 'b', 1e4).reason, 'promises-too-much');
    assert.equal(alarm((p) => 0.25 + 0.5 * p, 'c', 1e4).reason, 'too-sure');
    assert.equal(alarm((p) => Math.min(1, Math.max(0, 2 * p - 0.5)), 'd', 1e4).reason, 'too-cautious');
    // The average run of a calibrated model is at least the one asked for; here 200, over 300 streams.
    let total = 0;
    for (let stream = 0; stream < 300; stream++) total += alarm((p) => p, `calm ${stream}`, 200).index;
    assert.ok(total / 300 >= 190, `the average run is ${total / 300}`);
    const again = calibrationDrift(
      { ...NO_CALIBRATION_DRIFT, count: 9, verdict: { severity: 'act', reason: 'too-sure' } },
      0.5,
      true,
    );
    assert.equal(again.count, 1);
    assert.throws(() => calibrationDrift(NO_CALIBRATION_DRIFT, 2, true), /predicted/);
    assert.throws(() => calibrationDrift(NO_CALIBRATION_DRIFT, 0.2, true, 0), /averageRun/);
  });

  it('of calibration is a fair bet while the chances are true', () => {
    const random = seededRandom('fair');
    let state = NO_CALIBRATION_DRIFT;
    for (let index = 0; index < 200; index++) {
      const p = random.next();
      const [won, lost] = [calibrationDrift(state, p, true), calibrationDrift(state, p, false)];
      for (const [bet, held] of state.capital.entries()) {
        // The mean over what may happen: what was held, and the 1 that each step puts in.
        near(p * (won.capital[bet] as number) + (1 - p) * (lost.capital[bet] as number), 1 + held);
      }
      state = random.next() < p ? won : lost;
    }
    near(state.evidence, state.capital.reduce((sum, value) => sum + value, 0) / state.capital.length);
  });

  it('of calibration asks for a look before it asks for action', () => {
    let state = NO_CALIBRATION_DRIFT;
    const told: string[] = [];
    for (let index = 0; index < 40; index++) {
      state = calibrationDrift(state, 0.3, true);
      told.push(`${state.verdict.severity} ${state.verdict.reason}`);
      assert.equal(state.verdict.severity, state.evidence < 1e4 ? 'none' : state.evidence < 1e5 ? 'watch' : 'act');
      if (state.verdict.severity === 'act') break;
    }
    const kinds = [...new Set(told)];
    assert.deepEqual(kinds, ['none calibrated', 'watch promises-too-little', 'act promises-too-little']);
  });

  it('is as grave as its gravest part', () => {
    assert.equal(gravest(['none', 'act', 'watch']), 'act');
    assert.equal(gravest([]), 'none');
  });
});
