import assert from 'node:assert/strict';
import fc from 'fast-check';
import { updateKnowledge } from '../../../src/engine/tracing/bkt.js';
import { rightAnswersNeeded } from '../../../src/engine/tracing/right-answers-needed.js';

const PARAMETERS = { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 };

describe('right answers that are needed', () => {
  it('are counted as by hand', () => {
    // .25 -> .6 after Bayes, .648 after learning; -> .8923, .9052.
    assert.equal(rightAnswersNeeded({ known: 0.25, evidence: 5, target: 0.85 }, PARAMETERS), 2);
    assert.equal(rightAnswersNeeded({ known: 0.9, evidence: 5, target: 0.85 }, PARAMETERS), 0);
  });

  it('are as many as it takes to be sure', () => {
    assert.equal(rightAnswersNeeded({ known: 0.9, evidence: 0, target: 0.85 }, PARAMETERS), 3);
    assert.equal(rightAnswersNeeded({ known: 0.9, evidence: 2.5, target: 0.85 }, PARAMETERS), 1);
  });

  it('are not told when they would be too many', () => {
    const stubborn = { prior: 0.1, learn: 0, guess: 0.49, slip: 0.49 };
    assert.equal(rightAnswersNeeded({ known: 0.1, evidence: 9, target: 0.99 }, stubborn, 20), null);
  });

  it('reach the target, and one fewer does not', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(share, share, (known, target) => {
        const count = rightAnswersNeeded({ known, evidence: 3, target }, PARAMETERS);
        assert.ok(count !== null);
        let level = known;
        for (let done = 0; done < count; done += 1) {
          assert.ok(level < target);
          level = updateKnowledge(level, true, PARAMETERS);
        }
        assert.ok(level >= target);
      }),
    );
  });

  it('refuse what is no share', () => {
    assert.throws(() => rightAnswersNeeded({ known: 0.5, evidence: -1, target: 0.85 }, PARAMETERS), RangeError);
    assert.throws(() => rightAnswersNeeded({ known: 0.5, evidence: 1, target: 2 }, PARAMETERS), RangeError);
  });
});
