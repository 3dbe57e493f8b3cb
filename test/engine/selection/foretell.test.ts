import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logistic } from '../../../src/engine/numerics/logistic.js';
import { foretell } from '../../../src/engine/selection/foretell.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const level = fc.double({ min: -4, max: 4, noNaN: true });
const parameters = { prior: 0.3, learn: 0.1, guess: 0.2, slip: 0.1 };
const item = fc.record({ discrimination: fc.double({ min: 0.2, max: 3, noNaN: true }), difficulty: level });

describe('foretelling an answer', () => {
  it('is the curve of the item while there is no evidence on the skill', () => {
    fc.assert(
      fc.property(share, item, level, level, (known, curve, ability, usualDifficulty) => {
        const chance = foretell({
          skills: [{ known, parameters, evidence: 0 }],
          item: curve,
          ability,
          usualDifficulty,
        });
        const expected = logistic(curve.discrimination * (ability - curve.difficulty));
        assert.ok(Math.abs(chance - Math.min(0.99, Math.max(0.01, expected))) < 1e-12);
      }),
    );
  });

  it('comes to what tracing says of a usual item as evidence grows', () => {
    const skills = [{ known: 0.5, parameters, evidence: 1e9 }];
    const chance = foretell({ skills, item: { discrimination: 1, difficulty: 1 }, ability: -3, usualDifficulty: 1 });
    // P(right) = 0.5 (1 - 0.1) + 0.5 0.2
    assert.ok(Math.abs(chance - 0.55) < 1e-6);
  });

  it('rises with what is known and with ability, and falls with difficulty', () => {
    fc.assert(
      fc.property(share, fc.nat(30), item, level, level, (known, evidence, curve, ability, usualDifficulty) => {
        const of = (changes: { known?: number; ability?: number; difficulty?: number }) =>
          foretell({
            skills: [{ known: changes.known ?? known, parameters, evidence }],
            item: { ...curve, difficulty: changes.difficulty ?? curve.difficulty },
            ability: changes.ability ?? ability,
            usualDifficulty,
          });
        const now = of({});
        assert.ok(now >= 0.01 && now <= 0.99);
        assert.ok(of({ known: Math.min(1, known + 0.1) }) >= now - 1e-12);
        assert.ok(of({ ability: ability + 0.5 }) >= now - 1e-12);
        assert.ok(of({ difficulty: curve.difficulty + 0.5 }) <= now + 1e-12);
      }),
    );
  });

  it('refuses numbers out of range', () => {
    const good = {
      skills: [{ known: 0.5, parameters, evidence: 1 }],
      item: { discrimination: 1, difficulty: 0 },
      ability: 0,
      usualDifficulty: 0,
    };
    assert.throws(() => foretell({ ...good, skills: [] }), RangeError);
    assert.throws(() => foretell({ ...good, skills: [{ known: 0.5, parameters, evidence: -1 }] }), RangeError);
    assert.throws(() => foretell({ ...good, ability: Number.NaN }), RangeError);
  });
});
