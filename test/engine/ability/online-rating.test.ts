import assert from 'node:assert/strict';
import {
  expectedScore,
  NEW_ITEM,
  NEW_LEARNER,
  type Rating,
  rateAnswer,
} from '../../../src/engine/ability/online-rating.js';
import { correlation, near, simulate, someBank } from './simulated.js';

describe('rateAnswer', () => {
  it('has the values of the worked example of Glickman (1999), one game', () => {
    // Rating 1500 (RD 200) beats 1400 (RD 30) on the Elo scale: q = ln 10 / 400, g = .9955, E = .639.
    const q = Math.log(10) / 400;
    const learner = { mean: 1500 * q, variance: (200 * q) ** 2 };
    const item = { mean: 1400 * q, variance: (30 * q) ** 2 };
    const after = rateAnswer(learner, item, true).learner;
    const g = 0.9955;
    const e = 0.639;
    const d2 = 1 / (q * q * g * g * e * (1 - e));
    const variance = 1 / (1 / 200 ** 2 + 1 / d2);
    near(after.mean / q, 1500 + q * variance * g * (1 - e), 0.1);
    near(Math.sqrt(after.variance) / q, Math.sqrt(variance), 0.1);
  });

  it('mirrors: what the learner gains the item loses when both are as uncertain', () => {
    const [learner, item] = [
      { mean: 0.3, variance: 1 },
      { mean: 0.3, variance: 1 },
    ];
    const after = rateAnswer(learner, item, true);
    near(after.learner.mean - 0.3, 0.3 - after.item.mean, 1e-12);
    near(after.learner.variance, after.item.variance, 1e-12);
    near(after.expected, 0.5, 1e-12);
  });

  it('finds abilities and difficulties from sparse answers, with honest errors', () => {
    const bank = someBank(60, 'rated').map(({ difficulty }) => ({ discrimination: 1, difficulty }));
    const { abilities, answers } = simulate(bank, 2000, 'rated', 0.5);
    const learners: Rating[] = abilities.map(() => NEW_LEARNER);
    const items: Rating[] = bank.map(() => NEW_ITEM);
    // Answers come learner by learner; taken item by item they would be no stream.
    for (let k = 0; k < answers.learner.length; k++) {
      const [u, i] = [answers.learner[k] as number, answers.item[k] as number];
      const after = rateAnswer(learners[u] as Rating, items[i] as Rating, answers.score[k] === 1);
      learners[u] = after.learner;
      items[i] = after.item;
    }
    assert.ok(
      correlation(
        items.map((r) => r.mean),
        bank.map((b) => b.difficulty),
      ) > 0.97,
    );
    const late = abilities.slice(1000);
    assert.ok(
      correlation(
        learners.slice(1000).map((r) => r.mean),
        late,
      ) > 0.85,
    );
    const z = late.map(
      (ability, k) => ((learners[1000 + k]?.mean ?? 0) - ability) / Math.sqrt(learners[1000 + k]?.variance ?? 1),
    );
    const spread = Math.sqrt(z.reduce((sum, value) => sum + value * value, 0) / z.length);
    assert.ok(spread > 0.8 && spread < 1.3, `${spread}`);
  });

  it('stays uncertain when abilities drift, and sane after a million right answers', () => {
    let rating = NEW_LEARNER;
    for (let k = 0; k < 1_000_000; k++) rating = rateAnswer(rating, { mean: 0, variance: 0.1 }, true).learner;
    assert.ok(Number.isFinite(rating.mean) && rating.mean > 3 && rating.mean < 20 && rating.variance > 0);
    let drifting = NEW_LEARNER;
    const options = { learnerDrift: 0.01, itemDrift: 0.01 };
    for (let k = 0; k < 1000; k++) drifting = rateAnswer(drifting, NEW_ITEM, k % 2 === 0, options).learner;
    // The variance settles where an answer takes away what drift brings: v^2 I = .01 with I about .25 x g^2 = .15.
    near(drifting.variance, Math.sqrt(0.01 / 0.155), 0.05);
  });

  it('says the chance, flattened by doubt', () => {
    near(expectedScore({ mean: 1, variance: 1e-12 }, { mean: 0, variance: 1e-12 }), 1 / (1 + Math.exp(-1)), 1e-9);
    near(expectedScore({ mean: 1, variance: 1e-12 }, { mean: 0, variance: 1e-12 }, 2), 1 / (1 + Math.exp(-2)), 1e-9);
    assert.ok(expectedScore(NEW_LEARNER, { mean: -2, variance: 2 }) < 1 / (1 + Math.exp(-2)));
  });

  it('refuses what is no rating', () => {
    assert.throws(() => rateAnswer({ mean: Number.NaN, variance: 1 }, NEW_ITEM, true), /RangeError: learner.mean/);
    assert.throws(() => rateAnswer(NEW_LEARNER, { mean: 0, variance: 0 }, true), /item.variance/);
    assert.throws(() => rateAnswer(NEW_LEARNER, NEW_ITEM, true, { learnerDrift: -1 }), /learnerDrift/);
    assert.throws(() => rateAnswer(NEW_LEARNER, NEW_ITEM, true, { discrimination: 0 }), /discrimination/);
    assert.throws(() => expectedScore(NEW_LEARNER, NEW_ITEM, Number.NaN), /discrimination/);
  });
});
