import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ArmSums } from '../../../src/engine/bandits/arm-sums.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { diversify } from '../../../src/engine/ranking/diversify.js';
import { fillSlots, SLOT_RULES, type SlotCandidate } from '../../../src/engine/ranking/fill-slots.js';
import type { ContentType } from '../../../src/engine/ranking/suggestion.js';

const candidate = (
  contentType: ContentType,
  contentId: string,
  score: number,
  more: Partial<SlotCandidate> = {},
): SlotCandidate => ({ contentType, contentId, skills: [contentId], score, needs: [], ...more });

const arms = (more: Partial<Record<ContentType, ArmSums>> = {}): Record<ContentType, ArmSums> => {
  const none = { count: 0, sum: 0, squares: 0 };
  return { lesson: none, practice: none, review: none, coach: none, ...more };
};
const random = () => seededRandom('a decision');

const candidates: fc.Arbitrary<SlotCandidate[]> = fc
  .uniqueArray(
    fc.record({
      contentType: fc.constantFrom<ContentType>('lesson', 'practice', 'review', 'coach'),
      contentId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      skills: fc.uniqueArray(fc.constantFrom('s0', 's1', 's2', 's3'), { minLength: 1, maxLength: 3 }),
      score: fc.double({ min: 0.01, max: 1, noNaN: true }),
      needs: fc.uniqueArray(fc.constantFrom('s0', 's1', 's2'), { maxLength: 2 }),
    }),
    { selector: ({ contentType, contentId }) => `${contentType} ${contentId}`, maxLength: 15 },
  )
  .map((list) => list.sort((a, b) => b.score - a.score));
const sums: fc.Arbitrary<ArmSums> = fc
  .tuple(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([count, share]) => ({ count, sum: count * share, squares: count * share }));
const learned = fc.record({ lesson: sums, practice: sums, review: sums, coach: sums });

describe('fillSlots', () => {
  it('takes the best for each slot, as `diversify`, when nothing is learned and nothing lacks a prerequisite', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 8 }), (list, limit) => {
        const ready = list.map((one) => ({ ...one, needs: [] }));
        const scored = ready.map((one) => ({ ...one, parts: [], reasons: [] }));
        assert.deepEqual(
          fillSlots(ready, null, limit, random()).map((slot) => ready[slot.candidate]?.contentId),
          diversify(scored, limit).map(({ content }) => content.contentId),
        );
      }),
      { seed: 601, numRuns: 200 },
    );
  });

  it('fills every slot once, keeps floor and cap, and gives propensities that sum to 1', () => {
    fc.assert(
      fc.property(candidates, learned, fc.integer({ min: 1, max: 8 }), fc.string(), (list, known, limit, seed) => {
        const slots = fillSlots(list, known, limit, seededRandom(seed));
        assert.equal(slots.length, Math.min(limit, list.length));
        assert.equal(new Set(slots.map((slot) => slot.candidate)).size, slots.length);
        for (const { kinds, decision } of slots) {
          const total = decision.propensities.reduce((sum, each) => sum + each, 0);
          assert.ok(Math.abs(total - 1) < 1e-9);
          assert.equal(decision.propensity, decision.propensities[decision.arm]);
          for (const [index, kind] of kinds.entries()) {
            const given = decision.propensities[index] ?? Number.NaN;
            if (index > 0 && known[kind].count < SLOT_RULES.enough) assert.ok(given <= SLOT_RULES.cap + 1e-9);
            if (given > 0 && kinds.length > 1) assert.ok(given >= SLOT_RULES.floor - 1e-9);
          }
        }
        assert.deepEqual(
          fillSlots(list, known, limit, seededRandom(seed)),
          slots,
          'the same seed fills the same slots',
        );
      }),
      { seed: 602, numRuns: 200 },
    );
  });

  it('never tries what is far below the best', () => {
    const list = [candidate('lesson', 'a', 0.8), candidate('coach', 'b', 0.8 * SLOT_RULES.margin - 0.01)];
    const known = arms({ coach: { count: 100, sum: 100, squares: 100 }, lesson: { count: 100, sum: 0, squares: 0 } });
    for (let seed = 0; seed < 50; seed += 1) {
      const [first] = fillSlots(list, known, 1, seededRandom(String(seed)));
      assert.deepEqual([first?.candidate, first?.decision.propensities], [0, [1, 0]]);
    }
  });

  it('learns which kind is taken up: it comes first as often as its propensity says', () => {
    const list = [candidate('lesson', 'a', 0.5), candidate('practice', 'b', 0.48)];
    const known = arms({
      lesson: { count: 200, sum: 20, squares: 20 },
      practice: { count: 200, sum: 160, squares: 160 },
    });
    let taken = 0;
    for (let seed = 0; seed < 400; seed += 1) {
      const [first] = fillSlots(list, known, 1, seededRandom(String(seed)));
      if (first?.candidate === 1) taken += 1;
    }
    // The floor keeps the other kind at 3 %.
    assert.ok(Math.abs(taken / 400 - (1 - SLOT_RULES.floor)) < 0.03, `${taken}`);
    const [one] = fillSlots(list, known, 1, random());
    assert.equal(one?.itsTurn, true);
  });

  it('puts what is about a missing prerequisite before what lacks it, when it is there and ready itself', () => {
    const next = candidate('lesson', 'next', 0.6, { skills: ['next'], needs: ['base'] });
    const base = candidate('practice', 'base', 0.2, { skills: ['base'] });
    const slots = fillSlots([next, base], null, 2, random());
    assert.deepEqual(
      slots.map(({ candidate: index, instead }) => [index, instead]),
      [
        [1, 0],
        [0, null],
      ],
    );
    const unready = { ...base, needs: ['root'] };
    assert.equal(fillSlots([next, unready], null, 1, random())[0]?.candidate, 0);
    assert.throws(() => fillSlots([next], null, 0, random()), /RangeError: limit/);
  });
});
