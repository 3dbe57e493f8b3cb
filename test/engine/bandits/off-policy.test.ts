import assert from 'node:assert/strict';
import {
  doublyRobust,
  inversePropensity,
  type LoggedDecision,
  type PolicyValue,
  selfNormalised,
} from '../../../src/engine/bandits/off-policy.js';
import { pickWeighted, type RandomSource, seededRandom } from '../../../src/engine/numerics/random.js';

const near = (actual: number, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);

/** Two kinds of learners, three arms; what each arm earns in the mean, and who plays what. */
const MEANS = [
  [0.2, 0.5, 0.8],
  [0.7, 0.4, 0.1],
] as const;
const LOGGING = [
  [0.5, 0.3, 0.2],
  [0.25, 0.25, 0.5],
] as const;
const TARGET = [
  [0.1, 0.2, 0.7],
  [0.6, 0.3, 0.1],
] as const;
const TRUTH =
  TARGET.reduce((sum, row, kind) => sum + row.reduce((part, p, arm) => part + p * (MEANS[kind]?.[arm] ?? 0), 0), 0) / 2;

function logsOf(count: number, random: RandomSource, model: (kind: 0 | 1, arm: number) => number): LoggedDecision[] {
  return Array.from({ length: count }, () => {
    const kind = random.next() < 0.5 ? 0 : 1;
    const arm = pickWeighted(LOGGING[kind], random);
    return {
      reward: Number(random.next() < (MEANS[kind][arm] ?? 0)),
      propensity: LOGGING[kind][arm] ?? 0,
      target: TARGET[kind][arm] ?? 0,
      expected: model(kind, arm),
      expectedOfTarget: TARGET[kind].reduce((sum: number, p, index) => sum + p * model(kind, index), 0),
    };
  });
}

const decision = (reward: number, propensity: number, target: number): LoggedDecision => ({
  reward,
  propensity,
  target,
});

describe('off-policy evaluation by hand', () => {
  // Weights 2, 0 and 1/2; rewards 1, 1 and 0.
  const logs = [decision(1, 0.5, 1), decision(1, 0.5, 0), decision(0, 0.8, 0.4)];

  it('IPS: the mean of w r', () => {
    const { value, standardError, low, high, effectiveDecisions } = inversePropensity(logs, 2);
    near(value, 2 / 3);
    // Parts 2, 0, 0: variance 4/3, so sqrt(4/9).
    near(standardError, 2 / 3);
    near(low, -2 / 3);
    near(high, 2);
    near(effectiveDecisions, 2.5 ** 2 / 4.25);
  });

  it('SNIPS: the sum of w r over the sum of w', () => {
    const { value, standardError } = selfNormalised(logs);
    near(value, 0.8);
    near(standardError, Math.sqrt(1.5 * (0.4 ** 2 + 0.4 ** 2)) / 2.5);
  });

  it('DR: the model, and what it missed', () => {
    const withModel = logs.map((each) => ({ ...each, expected: 0.5, expectedOfTarget: 0.6 }));
    // .6 + 2 * .5, .6, .6 - .25.
    near(doublyRobust(withModel).value, 2.55 / 3);
  });

  it('says that one decision alone tells nothing of its error', () => {
    for (const estimate of [inversePropensity, selfNormalised]) {
      assert.equal(estimate([decision(1, 0.5, 0.5)]).high, Number.POSITIVE_INFINITY);
    }
  });

  it('refuses bad input', () => {
    assert.throws(() => inversePropensity([]), /logs must not be empty/);
    assert.throws(() => inversePropensity([decision(1, 0, 1)]), /propensity of decision 0/);
    assert.throws(() => inversePropensity([decision(1, 1.5, 1)]), /propensity of decision 0/);
    assert.throws(() => inversePropensity([decision(Number.NaN, 1, 1)]), /reward of decision 0/);
    assert.throws(() => inversePropensity([decision(1, 1, -0.1)]), /target of decision 0/);
    assert.throws(() => inversePropensity([decision(1, 1, 1)], 0), /deviate/);
    assert.throws(() => selfNormalised([decision(1, 1, 0)]), /none of the logged arms/);
    assert.throws(() => doublyRobust([decision(1, 1, 1)]), /expected of decision 0/);
  });
});

describe('off-policy evaluation over 1,000 simulated logs of 400 decisions', () => {
  const rough = (kind: 0 | 1, arm: number): number => 0.5 + 0.5 * ((MEANS[kind][arm] ?? 0) - 0.5);
  const wrong = (): number => 0.9;
  const estimates: [string, (logs: LoggedDecision[]) => PolicyValue, typeof rough][] = [
    ['IPS', inversePropensity, rough],
    ['SNIPS', selfNormalised, rough],
    ['DR with a rough model', doublyRobust, rough],
    ['DR with a wrong model', doublyRobust, wrong],
  ];
  const spread = new Map<string, number>();
  for (const [name, estimate, model] of estimates) {
    it(`${name} is unbiased, and its 95 % interval holds the truth 95 % of the time`, () => {
      const random = seededRandom('off-policy');
      const rounds = 1_000;
      let [held, sum, squares] = [0, 0, 0];
      for (let round = 0; round < rounds; round++) {
        const { value, low, high } = estimate(logsOf(400, random, model));
        held += Number(low <= TRUTH && TRUTH <= high);
        sum += value - TRUTH;
        squares += (value - TRUTH) ** 2;
      }
      const error = Math.sqrt(squares / rounds);
      spread.set(name, error);
      // Three and a half standard errors of 1,000 rounds.
      assert.ok(Math.abs(sum / rounds) < (3.5 * error) / Math.sqrt(rounds), `bias ${sum / rounds}`);
      assert.ok(Math.abs(held / rounds - 0.95) < 3.5 * Math.sqrt((0.95 * 0.05) / rounds), `coverage ${held / rounds}`);
    });
  }

  it('is the less noisy the more it knows', () => {
    const of = (name: string): number => spread.get(name) ?? Number.NaN;
    assert.ok(of('SNIPS') < of('IPS'));
    assert.ok(of('DR with a rough model') < of('SNIPS'));
  });
});
