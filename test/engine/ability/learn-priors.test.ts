import assert from 'node:assert/strict';
import { type CalibratedItem, calibrate } from '../../../src/engine/ability/calibrate.js';
import { learnPriors } from '../../../src/engine/ability/learn-priors.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';
import { near, simulate } from './simulated.js';

const errors = { slope: 0, intercept: 0, guessing: 0, upper: 0 };
const item = (slope: number, intercept: number, more: Partial<CalibratedItem['errors']> = {}): CalibratedItem => ({
  slope,
  intercept,
  guessing: 0,
  upper: 1,
  errors: { ...errors, ...more },
  answers: 100,
  share: 0.5,
});

describe('learnPriors', () => {
  it('has the moments of a case worked by hand', () => {
    // ln slopes -1, -.5, 0, .5, 1: mean 0, variance 2.5 / 4 = .625; errors of .3 on each: .625 - .09 = .535.
    const items = [-1, -0.5, 0, 0.5, 1].map((z) => item(Math.exp(z), 0, { slope: 0.3 * Math.exp(z) }));
    near(learnPriors(items).logDiscrimination?.mean, 0, 1e-12);
    near(learnPriors(items).logDiscrimination?.sd, Math.sqrt(0.535), 1e-12);
    // Difficulties are all 0: the least spread.
    assert.deepEqual(learnPriors(items).difficulty, { mean: 0, sd: 0.3 });
  });

  it('leaves out what has no error or points the wrong way, and says nothing of few', () => {
    const good = [0.8, 1, 1.2, 1.4].map((slope) => item(slope, 0));
    assert.deepEqual(learnPriors([...good, item(-1, 0), item(1, 0, { slope: Number.POSITIVE_INFINITY })]), {});
    assert.deepEqual(learnPriors([]), {});
  });

  it('finds the spread that made the bank, and brings sparse items nearer the truth', () => {
    const random = seededRandom('spread');
    const bank = Array.from({ length: 60 }, () => ({
      discrimination: Math.exp(0.2 + 0.3 * sampleNormal(random)),
      difficulty: sampleNormal(random),
    }));
    const { answers } = simulate(bank, 500, 'spread', 0.5);
    const plain = calibrate(answers);
    const priors = learnPriors(plain.items);
    near(priors.logDiscrimination?.mean, 0.2, 0.12);
    near(priors.logDiscrimination?.sd, 0.3, 0.12);
    near(priors.difficulty?.sd, 1, 0.3);
    const error = (items: readonly CalibratedItem[]) =>
      items.reduce((sum, { slope }, k) => sum + (slope - (bank[k]?.discrimination ?? 0)) ** 2, 0);
    assert.ok(error(calibrate(answers, { priors }).items) < 0.8 * error(plain.items));
  });
});
