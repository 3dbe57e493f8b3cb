import assert from 'node:assert/strict';
import { answerTable } from '../../../src/engine/ability/answers.js';
import { type CalibratedItem, calibrate } from '../../../src/engine/ability/calibrate.js';
import { flagItem } from '../../../src/engine/ability/flag-items.js';
import { meanSquares, summedScoreFit } from '../../../src/engine/ability/item-fit.js';
import { lineOf } from '../../../src/engine/ability/item-line.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { near, simulate, someBank } from './simulated.js';

describe('meanSquares', () => {
  it('has the values of a case worked by hand', () => {
    // P = 1/2 for learner 0 and 4/5 for learner 1 (at ln 4); both wrong: z^2 = 1 and 4, residuals .25 and .64.
    const answers = answerTable([
      { learner: 0, item: 0, score: 0 },
      { learner: 1, item: 0, score: 0 },
    ]);
    const [fit] = meanSquares(answers, [{ slope: 1, intercept: 0, guessing: 0, upper: 1 }], [0, Math.log(4)]);
    near(fit?.outfit, 2.5, 1e-12);
    near(fit?.infit, 0.89 / 0.41, 1e-12);
    assert.equal(fit?.answers, 2);
  });

  it('is near 1 at the true abilities, above it for noise, NaN without answers', () => {
    const bank = someBank(10, 'squares');
    const { abilities, answers } = simulate(bank, 3000, 'squares');
    const random = seededRandom('noise');
    const score = answers.score.map((value, k) => (answers.item[k] === 4 ? Number(random.next() < 0.5) : value));
    const fits = meanSquares(
      { ...answers, score, items: 11 },
      [...bank, { discrimination: 1, difficulty: 0 }].map(lineOf),
      abilities,
    );
    for (const [item, { infit }] of fits.slice(0, 10).entries()) {
      if (item === 4) assert.ok(infit > 1.15, `${infit}`);
      else near(infit, 1, 0.06);
    }
    assert.ok(Number.isNaN(fits[10]?.infit));
  });

  it('refuses lists that do not match', () => {
    const answers = answerTable([{ learner: 0, item: 0, score: 1 }]);
    assert.throws(() => meanSquares(answers, [], [0]), /lines/);
    assert.throws(() => meanSquares(answers, [{ slope: 1, intercept: 0, guessing: 0, upper: 1 }], []), /abilities/);
    assert.throws(
      () => meanSquares(answers, [{ slope: 1, intercept: 0, guessing: 0, upper: 1 }], [Number.NaN]),
      /abilities/,
    );
  });
});

describe('summedScoreFit', () => {
  it('expects by brute force over all patterns what the recursion expects', () => {
    const bank = someBank(4, 'four');
    const lines = bank.map(lineOf);
    const { answers } = simulate(bank, 400, 'four');
    const fits = summedScoreFit(answers, lines, 0);
    // All 16 patterns, integrated by midpoints; groups 1, 2, 3 are each large enough to stand alone.
    const [right, total] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    for (let pattern = 0; pattern < 16; pattern++) {
      const scores = [0, 1, 2, 3].map((item) => (pattern >> item) & 1);
      const sum = scores.reduce((a, b) => a + b, 0);
      if (sum === 0 || sum === 4) continue;
      let mass = 0;
      for (let step = 0; step < 400; step++) {
        const at = -6 + (12 * (step + 0.5)) / 400;
        mass += bank.reduce(
          (p, { discrimination, difficulty }, item) => {
            const chance = 1 / (1 + Math.exp(-discrimination * (at - difficulty)));
            return p * (scores[item] === 1 ? chance : 1 - chance);
          },
          Math.exp((-at * at) / 2),
        );
      }
      total[sum] = (total[sum] ?? 0) + mass;
      if (scores[1] === 1) right[sum] = (right[sum] ?? 0) + mass;
    }
    const groups = [1, 2, 3].map((sum) => {
      const of = Array.from({ length: 400 }, (_, learner) => {
        const own = answers.score.subarray(learner * 4, learner * 4 + 4);
        return { sum: own.reduce((a, b) => a + b, 0), second: own[1] as number };
      }).filter((person) => person.sum === sum);
      return { n: of.length, observed: of.filter(({ second }) => second === 1).length / of.length };
    });
    const statistic = groups.reduce((sum, { n, observed }, k) => {
      const e = (right[k + 1] as number) / (total[k + 1] as number);
      return sum + (n * (observed - e) ** 2) / (e * (1 - e));
    }, 0);
    near(fits[1]?.statistic, statistic, 1e-3);
    assert.equal(fits[1]?.degreesOfFreedom, 3);
    // Chi-square with 3 degrees has the density sqrt(x) exp(-x / 2) / sqrt(2 pi); summed by midpoints.
    let below = 0;
    for (let step = 0; step < 20_000; step++) {
      const x = (statistic * (step + 0.5)) / 20_000;
      below += (Math.sqrt(x) * Math.exp(-x / 2) * statistic) / 20_000 / Math.sqrt(2 * Math.PI);
    }
    near(fits[1]?.pValue, 1 - below, 1e-3);
  });

  it('keeps its size under a true model and finds a curve that is not there', () => {
    const bank = someBank(25, 'sx2');
    const { answers } = simulate(bank, 2000, 'sx2');
    const fits = summedScoreFit(answers, calibrate(answers).items, 2);
    assert.ok(fits.every(({ deviate }) => deviate < 3.5));
    assert.ok(fits.filter(({ deviate }) => deviate > 1.96).length <= 4);
    const random = seededRandom('flat');
    const odd = answers.score.map((value, k) =>
      answers.item[k] === 7 && random.next() < 0.5 ? Number(random.next() < 0.5) : value,
    );
    const lines = bank.map(lineOf);
    assert.ok((summedScoreFit({ ...answers, score: odd }, lines, 0)[7]?.deviate ?? 0) > 5);
  });

  it('leaves out who was not asked everything, and says when nothing can be compared', () => {
    const answers = answerTable([
      { learner: 0, item: 0, score: 1 },
      { learner: 1, item: 1, score: 0 },
    ]);
    const lines = someBank(2, 'two').map(lineOf);
    assert.deepEqual(summedScoreFit(answers, lines, 2)[0], {
      statistic: 0,
      degreesOfFreedom: 0,
      deviate: 0,
      pValue: 1,
    });
    assert.throws(() => summedScoreFit(answers, lines.slice(1), 2), /lines/);
  });

  it('counts patterns by their frequency', () => {
    const bank = someBank(4, 'four');
    const { answers } = simulate(bank, 100, 'hundred');
    const lines = bank.map(lineOf);
    const [once, twice] = [1, 2].map((times) =>
      summedScoreFit({ ...answers, frequency: new Float64Array(100).fill(times) }, lines, 0),
    );
    near(twice?.[0]?.statistic, 2 * (once?.[0]?.statistic ?? 0), 1e-9);
  });
});

describe('flagItem', () => {
  const good: CalibratedItem = {
    slope: 1,
    intercept: 0,
    guessing: 0,
    upper: 1,
    errors: { slope: 0.1, intercept: 0.1, guessing: 0, upper: 0 },
    answers: 500,
    share: 0.6,
  };
  it('says what is wrong, and nothing of a good item', () => {
    assert.deepEqual(flagItem(good), []);
    assert.deepEqual(flagItem({ ...good, answers: 12 }), ['too-few-answers']);
    assert.deepEqual(flagItem({ ...good, share: 1, slope: -1 }), ['all-alike']);
    assert.deepEqual(flagItem({ ...good, slope: -0.2 }), ['negative-discrimination']);
    assert.deepEqual(flagItem({ ...good, slope: 0.1 }), ['low-discrimination']);
    assert.deepEqual(flagItem(good, { squares: { outfit: 1.8, infit: 1, answers: 500 } }), ['misfit']);
    assert.deepEqual(flagItem(good, { squares: { outfit: 1, infit: 0.5, answers: 500 } }), ['misfit']);
    assert.deepEqual(flagItem(good, { summed: { statistic: 90, degreesOfFreedom: 20, deviate: 6, pValue: 1e-10 } }), [
      'misfit',
    ]);
    assert.deepEqual(flagItem(good, { summed: { statistic: 90, degreesOfFreedom: 0, deviate: 0, pValue: 1 } }), []);
    const unsure = { ...good.errors, intercept: Number.POSITIVE_INFINITY };
    assert.deepEqual(flagItem({ ...good, errors: unsure }), ['uncertain']);
    assert.throws(
      () =>
        flagItem(
          good,
          {},
          { leastAnswers: -1, leastDiscrimination: 0.3, meanSquare: { low: 0, high: 2 }, mostDeviate: 3, mostError: 1 },
        ),
      /leastAnswers/,
    );
  });
});
