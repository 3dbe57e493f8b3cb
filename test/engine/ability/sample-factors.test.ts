import assert from 'node:assert/strict';
import { answerTable } from '../../../src/engine/ability/answers.js';
import { fitFactors } from '../../../src/engine/ability/fit-factors.js';
import { polyaGammaMean, samplePolyaGamma } from '../../../src/engine/ability/polya-gamma.js';
import { drawnProbability, sampleFactors } from '../../../src/engine/ability/sample-factors.js';
import { logLoss } from '../../../src/engine/metrics/binary.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { near } from './simulated.js';

describe('samplePolyaGamma', () => {
  it('has the mean and the variance of the distribution', () => {
    for (const x of [0, 0.5, -2, 6]) {
      const random = seededRandom(`pg:${x}`);
      const draws = Array.from({ length: 40_000 }, () => samplePolyaGamma(x, random));
      const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
      const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
      // Moments of PG(1, x) in Polson, Scott & Windle 2013, section 2.3; 1/4 and 1/24 at 0.
      const trueMean = x === 0 ? 1 / 4 : Math.tanh(x / 2) / (2 * x);
      const trueVariance = x === 0 ? 1 / 24 : (Math.sinh(x) - x) / (4 * x ** 3 * Math.cosh(x / 2) ** 2);
      near(mean, trueMean, 5 * Math.sqrt(trueVariance / draws.length));
      near(variance / trueVariance, 1, 0.06);
      near(polyaGammaMean(x), trueMean, 1e-12);
      assert.ok(draws.every((draw) => draw > 0));
    }
    assert.throws(() => samplePolyaGamma(Number.NaN, seededRandom(1)), /x/);
  });
});

/** 300 learners of two abilities on 20 items in two groups, 60 % answered; true chances of the others. */
function world() {
  const random = seededRandom('two abilities');
  const uniform = (): number => Math.sqrt(12) * (random.next() - 0.5);
  const people = Array.from({ length: 300 }, () => [uniform(), uniform()] as const);
  const items = Array.from({ length: 20 }, (_, item) => [1.2, item % 2 === 0 ? 1 : -1, uniform()] as const);
  const all = people.flatMap(([a, b], learner) =>
    items.map(([s, t, d], item) => {
      const chance = 1 / (1 + Math.exp(-(s * a + t * b + d)));
      return { learner, item, chance, score: Number(random.next() < chance), known: random.next() < 0.6 };
    }),
  );
  const size = { learners: 300, items: 20 };
  const test = all.filter(({ known }) => !known);
  return {
    train: answerTable(
      all.filter(({ known }) => known),
      size,
    ),
    test: answerTable(test, size),
    chances: Float64Array.from(test, ({ chance }) => chance),
    groups: Int32Array.from({ length: 20 }, (_, item) => item % 2),
  };
}

describe('sampleFactors', () => {
  const { train, test, chances, groups } = world();
  const predictions = (draws: ReturnType<typeof sampleFactors>): Float64Array =>
    Float64Array.from(test.learner, (learner, k) => drawnProbability(draws, learner, test.item[k] as number));
  const short = { count: 30, burnIn: 20, thinning: 1 };

  it('predicts close to the true chances, with groups and without', () => {
    for (const options of [{}, { groups }]) {
      const draws = sampleFactors(train, fitFactors(train, { factors: 2, ...options }), short);
      const p = predictions(draws);
      const share = Float64Array.from(p, () => train.score.reduce((sum, score) => sum + score, 0) / train.score.length);
      const [ours, best, worst] = [p, chances, share].map((each) => logLoss(each, test.score)) as [
        number,
        number,
        number,
      ];
      // Of what could be known beyond the overall share, more than two thirds is.
      assert.ok(ours < best + (worst - best) / 3, `${ours} between ${best} and ${worst}`);
      assert.ok(p.every((value) => value > 0 && value < 1));
    }
  });

  it('gives the same bytes for the same seed, other draws for another', () => {
    const model = fitFactors(train, { factors: 2 });
    const [one, same, other] = [1, 1, 2].map((seed) =>
      sampleFactors(train, model, { count: 2, burnIn: 0, thinning: 1, seed }),
    );
    assert.deepEqual(one, same);
    assert.notDeepEqual(one?.lines, other?.lines);
  });

  it('stays sane with one item, all right, and nobody asked', () => {
    const alone = answerTable(
      Array.from({ length: 30 }, (_, learner) => ({ learner, item: 0, score: 1 })),
      { learners: 31, items: 2 },
    );
    const draws = sampleFactors(alone, fitFactors(alone, { factors: 1 }), short);
    assert.ok(drawnProbability(draws, 0, 0) > 0.85);
    const unknown = drawnProbability(draws, 30, 1);
    assert.ok(unknown > 0.2 && unknown < 1);
  });

  it('refuses what does not belong together', () => {
    const model = fitFactors(train, { factors: 1, iterations: 1 });
    assert.throws(() => sampleFactors({ ...train, items: 21 }, model), /answers must be of 300 learners on 20 items/);
    assert.throws(() => sampleFactors(train, model, { count: 0 }), /count/);
    assert.throws(() => sampleFactors(train, model, { burnIn: -1 }), /burnIn/);
    assert.throws(() => sampleFactors(train, model, { thinning: 0 }), /thinning/);
    const draws = sampleFactors(train, model, { count: 1, burnIn: 0 });
    assert.throws(() => drawnProbability(draws, 300, 0), /learner/);
    assert.throws(() => drawnProbability(draws, 0, 20), /item/);
  });
});
