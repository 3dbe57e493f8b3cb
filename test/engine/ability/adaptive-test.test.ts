import assert from 'node:assert/strict';
import { runAdaptiveTest, stoppingReason } from '../../../src/engine/ability/adaptive-test.js';
import { sympsonHetterParameters } from '../../../src/engine/ability/exposure.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { chance, near, someBank } from './simulated.js';

const bank = someBank(200, 'adaptive');
const learner = (ability: number, seed: string) => {
  const random = seededRandom(seed);
  const draws = bank.map(() => random.next());
  return (item: number) => (draws[item] as number) < chance(bank[item] as (typeof bank)[number], ability);
};
const abilities = Array.from({ length: 120 }, (_, k) => -2 + (4 * k) / 119);

describe('runAdaptiveTest', () => {
  it('reaches the standard error that was asked, which is what the errors really are', () => {
    const results = abilities.map((ability, k) =>
      runAdaptiveTest({ bank, answer: learner(ability, `learner ${k}`), stopping: { standardError: 0.3 } }),
    );
    let squares = 0;
    for (const [k, { ability, given, reason, correct }] of results.entries()) {
      assert.ok(ability.sd < 0.3 && reason === 'standard-error');
      assert.equal(new Set(given).size, given.length);
      assert.equal(correct.length, given.length);
      squares += (ability.mean - (abilities[k] ?? 0)) ** 2 / abilities.length;
    }
    // 120 errors of sd .3: the root mean square is within .06 of it but one time in a thousand.
    near(Math.sqrt(squares), 0.3, 0.07);
  });

  it('reaches the error that the answers alone warrant, a little later', () => {
    const answer = learner(0.4, 'alone');
    const alone = runAdaptiveTest({ bank, answer, stopping: { informationError: 0.3 } });
    const helped = runAdaptiveTest({ bank, answer, stopping: { standardError: 0.3 } });
    const information = alone.given.reduce((sum, index) => {
      const { discrimination } = bank[index] as (typeof bank)[number];
      const p = chance(bank[index] as (typeof bank)[number], alone.ability.mean);
      return sum + discrimination ** 2 * p * (1 - p);
    }, 0);
    assert.ok(1 / Math.sqrt(information) < 0.3 && alone.given.length >= helped.given.length);
    assert.throws(
      () => stoppingReason({ items: 1, ability: alone.ability, information: 1 }, { informationError: 0 }),
      /informationError/,
    );
  });

  it('needs fewer items than questions in a random order', () => {
    const items = (among: number) =>
      abilities.reduce((sum, ability, k) => {
        const random = seededRandom(`order ${k}`);
        const answer = learner(ability, `learner ${k}`);
        return sum + runAdaptiveTest({ bank, answer, among, random, stopping: { standardError: 0.4 } }).given.length;
      }, 0);
    assert.ok(items(1) < 0.7 * items(200));
  });

  it('keeps exposures under the cap by Sympson-Hetter parameters found in simulation', () => {
    let admission = bank.map(() => 1);
    const run = (round: number) => {
      const proposed = bank.map(() => 0);
      const given = bank.map(() => 0);
      for (const [k, ability] of abilities.entries()) {
        const random = seededRandom(`round ${round}, ${k}`);
        const answer = learner(ability, `learner ${k}`);
        const result = runAdaptiveTest({ bank, answer, admission, random, stopping: { most: 10 } });
        for (const item of [...result.given, ...result.passedOver]) proposed[item] = (proposed[item] ?? 0) + 1;
        for (const item of result.given) given[item] = (given[item] ?? 0) + 1;
      }
      admission = sympsonHetterParameters(proposed, abilities.length, 0.25);
      return Math.max(...given) / abilities.length;
    };
    assert.equal(run(0), 1);
    let largest = 1;
    for (let round = 1; round < 8; round++) largest = run(round);
    assert.ok(largest < 0.36, `${largest}`);
  });

  it('ends when no item is left, and is the same for the same seed', () => {
    const short = bank.slice(0, 3);
    const run = () =>
      runAdaptiveTest({
        bank: short,
        answer: (item) => item % 2 === 0,
        among: 2,
        random: seededRandom('same'),
        stopping: { standardError: 0.01 },
      });
    assert.equal(run().reason, 'no-item');
    assert.equal(run().given.length, 3);
    assert.deepEqual(run(), run());
  });

  it('ends when no item left would tell much', () => {
    const result = runAdaptiveTest({
      bank,
      answer: learner(0, 'gain'),
      stopping: { leastGain: 0.05, least: 5 },
    });
    assert.equal(result.reason, 'gain');
    assert.ok(result.given.length > 5 && result.given.length < 60);
    const all = runAdaptiveTest({ bank: bank.slice(0, 1), answer: () => true, stopping: { leastGain: 0.01 } });
    assert.equal(all.reason, 'gain');
  });
});

describe('stoppingReason', () => {
  const at = { items: 10, ability: { mean: 0.5, sd: 0.35 }, before: { mean: 0.48, sd: 0.36 } };
  it('follows each rule', () => {
    assert.equal(stoppingReason(at, {}), null);
    assert.equal(stoppingReason(at, { standardError: 0.36 }), 'standard-error');
    assert.equal(stoppingReason(at, { standardError: 0.35 }), null);
    assert.equal(stoppingReason(at, { standardError: 0.4, least: 11 }), null);
    assert.equal(stoppingReason(at, { most: 10, least: 20 }), 'length');
    // 1 / sqrt(16) = .25.
    assert.equal(stoppingReason({ ...at, information: 16 }, { informationError: 0.26 }), 'standard-error');
    assert.equal(stoppingReason({ ...at, information: 16 }, { informationError: 0.25 }), null);
    assert.equal(stoppingReason(at, { informationError: 0.26 }), null);
    assert.equal(stoppingReason(at, { change: 0.03 }), 'change');
    assert.equal(stoppingReason(at, { change: 0.01 }), null);
    // v I = .1225 x 1 = .1225; .1225 / 1.1225 = .109.
    assert.equal(stoppingReason({ ...at, bestInformation: 1 }, { leastGain: 0.11 }), 'gain');
    assert.equal(stoppingReason({ ...at, bestInformation: 1 }, { leastGain: 0.1 }), null);
  });

  it('refuses rules that are none', () => {
    assert.throws(() => stoppingReason(at, { standardError: 0 }), /standardError/);
    assert.throws(() => stoppingReason(at, { change: -1 }), /change/);
    assert.throws(() => stoppingReason(at, { most: 0 }), /most/);
    assert.throws(() => stoppingReason(at, { least: 0.5 }), /least/);
    assert.throws(() => stoppingReason({ ...at, bestInformation: 1 }, { leastGain: 0 }), /leastGain/);
  });
});
