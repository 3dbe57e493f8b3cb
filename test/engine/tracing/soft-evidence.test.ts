import assert from 'node:assert/strict';
import fc from 'fast-check';
import { updateKnowledge } from '../../../src/engine/tracing/bkt.js';
import { weighEvidence } from '../../../src/engine/tracing/soft-evidence.js';

const PLAIN = { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 };
const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}`);

describe('evidence that is no answer', () => {
  it('moves the odds as the formula says, by hand', () => {
    // Even odds, two right: (0.9 / 0.2)² = 20.25 to 1. One right and one wrong: 4.5 / 8.
    near(weighEvidence(0.5, { right: 2, wrong: 0 }, PLAIN), 20.25 / 21.25);
    near(weighEvidence(0.5, { right: 1, wrong: 1 }, PLAIN), 0.5625 / 1.5625);
    assert.equal(weighEvidence(0.3, { right: 0, wrong: 0 }, PLAIN).toFixed(12), '0.300000000000');
  });

  it('is the same as answers without a chance to learn, whole or in parts', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const inner = fc.double({ min: 0.01, max: 0.45, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        share,
        share,
        inner,
        inner,
        (known, r, w, guess, slip) => {
          const parameters = { prior: 0.5, learn: 0, guess, slip };
          const stepwise = updateKnowledge(updateKnowledge(known, true, parameters, r), false, parameters, w);
          near(weighEvidence(known, { right: r, wrong: w }, { ...parameters, learn: 0.3 }), stepwise);
        },
      ),
      { seed: 31, numRuns: 200 },
    );
  });

  it('stays in [0, 1] at the edges and refuses what is out of range', () => {
    assert.equal(weighEvidence(1, { right: 0, wrong: 1e6 }, PLAIN), 1);
    assert.equal(weighEvidence(0, { right: 1e6, wrong: 0 }, PLAIN), 0);
    assert.equal(weighEvidence(0.4, { right: 1, wrong: 1 }, { ...PLAIN, slip: 0, guess: 0 }), 0.4);
    assert.equal(weighEvidence(0.4, { right: 0, wrong: 1 }, { ...PLAIN, slip: 0 }), 0);
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => weighEvidence(0.4, { right: bad, wrong: 0 }, PLAIN), RangeError);
    }
    assert.throws(() => weighEvidence(1.1, { right: 1, wrong: 0 }, PLAIN), /known/);
  });
});
