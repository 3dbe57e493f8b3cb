import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changePrior } from '../../../src/engine/ability/change-prior.js';
import { estimate, initialAbility, updateAbility } from '../../../src/engine/ability/eap.js';
import { segmentPrior } from '../../../src/engine/ability/placement.js';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9, `${actual} is not ${expected}`);

describe('changePrior', () => {
  const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const prior = fc.record({ mean: double(-1, 1), sd: double(0.5, 1.5) });
  const answers = fc.array(
    fc.record({
      discrimination: double(0.3, 2),
      difficulty: double(-3, 3),
      correct: fc.boolean(),
      weight: double(0, 1),
    }),
    { maxLength: 15 },
  );

  it('gives the state that the answers would have made from the other prior', () => {
    fc.assert(
      fc.property(answers, prior, prior, (list, from, to) => {
        const fold = (start: typeof from) =>
          list.reduce(
            (state, { correct, weight, ...item }) => updateAbility(state, item, correct, weight),
            initialAbility(start),
          );
        const [changed, direct] = [estimate(changePrior(fold(from), to, from)), estimate(fold(to))];
        near(changed.mean, direct.mean);
        near(changed.sd, direct.sd);
      }),
      { seed: 65, numRuns: 100 },
    );
  });

  it('takes the standard normal for the old prior unless told otherwise', () => {
    const strong = segmentPrior('strong');
    near(estimate(changePrior(initialAbility(), strong)).mean, estimate(initialAbility(strong)).mean);
  });

  it('refuses a prior that is none', () => {
    assert.throws(() => changePrior(initialAbility(), { mean: 9, sd: 1 }), /RangeError: mean/);
    assert.throws(() => changePrior(initialAbility(), { mean: 0, sd: Number.NaN }), /sd/);
  });
});
