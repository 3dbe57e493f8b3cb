import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseLinear, type LinearPolicy, linearPropensities } from '../../../src/engine/bandits/choose-linear.js';
import { LinearArm } from '../../../src/engine/bandits/linear-arm.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const near = (actual: number | undefined, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} instead of ${expected}`);

describe('LinearArm', () => {
  it('is the ridge regression done by hand', () => {
    const arm = new LinearArm(2, 1);
    near(arm.width([3, 4]), 5);
    arm.add([1, 0], 2);
    arm.add([1, 1], 3);
    // A = [[3, 1], [1, 2]], b = [5, 3]: w = A^-1 b = [7/5, 4/5]; x = [1, 2]: x'A^-1 x = (2 - 4 + 12) / 5 = 2.
    near(arm.weights[0], 1.4);
    near(arm.weights[1], 0.8);
    near(arm.mean([1, 2]), 3);
    near(arm.width([1, 2]), Math.sqrt(2));
  });

  it('forgets with a discount, but never its ridge', () => {
    const arm = new LinearArm(1, 2);
    arm.add([1], 1, 0.5);
    arm.add([2], 1, 0.5);
    // A = 2 + .5 + 4, b = .5 + 2.
    near(arm.mean([1]), 2.5 / 6.5);
    near(arm.width([1]), Math.sqrt(1 / 6.5));
    assert.equal(arm.count, 1.5);
  });

  it('stays exact over thousands of rewards', () => {
    const random = seededRandom(1);
    const arm = new LinearArm(3, 0.5);
    const moments = [
      [0.5, 0, 0],
      [0, 0.5, 0],
      [0, 0, 0.5],
    ];
    const responses = [0, 0, 0];
    for (let step = 0; step < 3_000; step++) {
      const x = [sampleNormal(random), 1, 100 * sampleNormal(random)];
      const reward = 2 * (x[0] ?? 0) - 1 + 0.1 * (x[2] ?? 0) + sampleNormal(random);
      arm.add(x, reward);
      for (const [row, own] of x.entries()) {
        responses[row] = (responses[row] ?? 0) + own * reward;
        for (const [column, other] of x.entries()) {
          const line = moments[row] ?? [];
          line[column] = (line[column] ?? 0) + own * other;
        }
      }
    }
    // A w = b, checked without solving anything.
    for (const [row, line] of moments.entries()) {
      const got = line.reduce((sum, value, column) => sum + value * (arm.weights[column] ?? 0), 0);
      assert.ok(Math.abs(got / (responses[row] ?? 0) - 1) < 1e-8, `row ${row}: ${got}`);
    }
  });

  it('is stored and read back bit for bit, and goes on as if it had never been stored', () => {
    const numbers = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers, numbers), { maxLength: 30 }), (rewards) => {
        const whole = new LinearArm(2, 1);
        let stored = new LinearArm(2, 1);
        for (const [a, b, reward] of rewards) {
          whole.add([a, b], reward);
          stored = LinearArm.from(JSON.parse(JSON.stringify(stored.state())));
          stored.add([a, b], reward);
        }
        assert.equal(JSON.stringify(stored.state()), JSON.stringify(whole.state()));
        assert.deepEqual(stored.weights, whole.weights);
      }),
      { seed: 6 },
    );
  });

  it('refuses bad numbers', () => {
    const arm = new LinearArm(2, 1);
    assert.throws(() => new LinearArm(0, 1), /dimension/);
    assert.throws(() => new LinearArm(2, 0), /ridge/);
    assert.throws(() => LinearArm.from({ ...arm.state(), moments: [1] }), /moments must hold 4 numbers, not 1/);
    assert.throws(() => LinearArm.from({ ...arm.state(), responses: [1, Number.NaN] }), /responses/);
    assert.throws(() => arm.add([1], 1), /context must hold 2 numbers, not 1/);
    assert.throws(() => arm.add([1, Number.NaN], 1), /context\[1\]/);
    assert.throws(() => arm.add([1, 1], Number.POSITIVE_INFINITY), /reward/);
    assert.throws(() => arm.add([1, 1], 1, 0), /discount/);
  });
});

describe('chooseLinear', () => {
  const armsOf = (...weights: [number, number][]) => {
    const random = seededRandom(2);
    return weights.map(([a, b], index) => {
      const arm = new LinearArm(2, 1);
      for (let round = 0; round < 20 * (index + 1); round++) {
        const x = [sampleNormal(random), sampleNormal(random)];
        arm.add(x, a * (x[0] ?? 0) + b * (x[1] ?? 0));
      }
      return arm;
    });
  };

  it('plays the highest bound', () => {
    const known = new LinearArm(1, 1);
    for (let round = 0; round < 99; round++) known.add([1], 1);
    const unknown = new LinearArm(1, 1);
    // Known: .99 + width / 10; unknown: 0 + width.
    const choose = (width: number) => chooseLinear([known, unknown], [1], { kind: 'lin-ucb', width }, seededRandom(1));
    assert.equal(choose(1), 0);
    assert.equal(choose(1.2), 1);
    assert.equal(choose(0), 0);
    assert.deepEqual(linearPropensities([known, unknown], [1], { kind: 'lin-ucb', width: 1.2 }), [0, 1]);
  });

  it('explores less the fewer decisions are left', () => {
    const arms = [new LinearArm(1, 1), new LinearArm(1, 1)] as const;
    for (let round = 0; round < 3; round++) arms[0].add([1], 0.5);
    const choose = (horizon?: number) =>
      chooseLinear(arms, [1], { kind: 'lin-ucb', width: 0.5, ...(horizon && { horizon }) }, seededRandom(1));
    // 5 left, n = 4 and 1: .375 + .5 * 1/2 * sqrt(ln 1.25) = .493 against 0 + .5 * sqrt(ln 5) = .634.
    assert.equal(choose(8), 1);
    // 2 left: .375 (4 > 2) against .5 * sqrt(ln 2) = .416; 1 left, and none: .375 against 0.
    assert.equal(choose(5), 1);
    assert.equal(choose(4), 0);
    assert.equal(choose(2), 0);
    // No horizon: .375 + .25 against .5.
    assert.equal(choose(), 0);
  });

  it('draws each arm as often as its propensity says', () => {
    const arms = armsOf([0.2, 0], [0, 0.3], [0.1, 0.1]);
    const policy: LinearPolicy = { kind: 'lin-thompson', width: 1 };
    const context = [0.7, 0.5];
    const random = seededRandom(4);
    const plays = [0, 0, 0];
    for (let round = 0; round < 20_000; round++) {
      const arm = chooseLinear(arms, context, policy, random);
      plays[arm] = (plays[arm] as number) + 1;
    }
    for (const [arm, each] of linearPropensities(arms, context, policy).entries()) near(plays[arm], 20_000 * each, 300);
  });

  it('is even where the context tells nothing', () => {
    const even = linearPropensities(armsOf([1, 0], [0, 1]), [0, 0], { kind: 'lin-thompson', width: 1 });
    for (const each of even) near(each, 0.5, 1e-9);
  });

  it('learns which arm suits which context', () => {
    for (const policy of [
      { kind: 'lin-ucb', width: 0.3, horizon: 2_000 },
      { kind: 'lin-thompson', width: 0.3 },
    ] as const) {
      const random = seededRandom(8);
      const arms = [new LinearArm(2, 1), new LinearArm(2, 1)] as const;
      let right = 0;
      for (let step = 0; step < 2_000; step++) {
        const side = random.next() < 0.5 ? 1 : -1;
        const arm = chooseLinear(arms, [1, side], policy, random);
        right += Number((arm === 0) === (side === 1));
        (arms[arm] as LinearArm).add([1, side], (arm === 0 ? 0.5 : -0.5) * side + 0.3 * sampleNormal(random));
      }
      assert.ok(right > 1_900, `${policy.kind}: ${right}`);
    }
  });

  it('refuses what does not fit', () => {
    const random = seededRandom(1);
    const arm = new LinearArm(2, 1);
    assert.throws(() => chooseLinear([], [1, 1], { kind: 'lin-ucb', width: 1 }, random), /arms must not be empty/);
    assert.throws(() => chooseLinear([arm], [1], { kind: 'lin-ucb', width: 1 }, random), /context must hold 2/);
    assert.throws(() => chooseLinear([arm], [1, 1], { kind: 'lin-ucb', width: -1 }, random), /width/);
    assert.throws(() => chooseLinear([arm], [1, 1], { kind: 'lin-thompson', width: 0 }, random), /width/);
    assert.throws(() => chooseLinear([arm], [1, 1], { kind: 'lin-ucb', width: 1, horizon: 0 }, random), /horizon/);
    assert.throws(
      () => linearPropensities([arm, new LinearArm(1, 1)], [1, 1], { kind: 'lin-ucb', width: 1 }),
      /differ in dimension/,
    );
  });
});
