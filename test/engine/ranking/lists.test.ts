import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibrate, type Interesting } from '../../../src/engine/ranking/calibrate.js';
import { coldStart, trustInHistory } from '../../../src/engine/ranking/cold-start.js';
import { determinantal } from '../../../src/engine/ranking/determinantal.js';
import { fatigue, novelty } from '../../../src/engine/ranking/fatigue.js';

const about = (score: number, interest: string): Interesting => ({ score, interests: new Map([[interest, 1]]) });
const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}`);

describe('calibrate', () => {
  const ranked = [about(0.9, 'a'), about(0.8, 'a'), about(0.7, 'a'), about(0.6, 'a'), about(0.2, 'b'), about(0.1, 'b')];

  it('lists interests in the proportions of the learner', () => {
    const target = new Map([
      ['a', 2],
      ['b', 1],
    ]);
    const list = calibrate(ranked, target, 3, 0.9);
    assert.deepEqual(list.map((place) => [...(ranked[place] as Interesting).interests.keys()][0]).sort(), [
      'a',
      'a',
      'b',
    ]);
    assert.ok(list.includes(0) && list.includes(4));
  });

  it('follows the scores alone at strength 0', () => {
    assert.deepEqual(calibrate(ranked, new Map([['b', 1]]), 4, 0), [0, 1, 2, 3]);
  });

  it('lists each once, as many as there are, also without interests', () => {
    assert.deepEqual(calibrate(ranked, new Map(), 10, 0.5), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(calibrate([], new Map(), 3, 0.5), []);
    assert.deepEqual(calibrate(ranked, new Map([['a', 0]]), 2, 1), [0, 1]);
    assert.throws(() => calibrate(ranked, new Map(), 0, 0.5), /limit/);
    assert.throws(() => calibrate(ranked, new Map(), 1, 2), /strength/);
  });
});

describe('determinantal', () => {
  /** det of the matrix of those listed, by expansion. */
  const determinant = (matrix: number[][]): number =>
    matrix.length === 0
      ? 1
      : (matrix[0] as number[]).reduce(
          (sum, value, column) =>
            sum +
            (column % 2 === 0 ? 1 : -1) *
              value *
              determinant(matrix.slice(1).map((row) => row.filter((_, at) => at !== column))),
          0,
        );

  it('takes each time what makes the determinant largest', () => {
    const vectors = fc.array(
      fc.tuple(fc.double({ min: 0.1, max: 1, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(vectors, (given) => {
        const quality = given.map(([q]) => q);
        // Cosines of directions in the plane, raised by a diagonal so that no two are the same.
        const likeness = (i: number, j: number) =>
          i === j ? 1 : 0.8 * Math.cos((given[i]?.[1] ?? 0) - (given[j]?.[1] ?? 0));
        const kernel = (chosen: number[]) =>
          determinant(chosen.map((i) => chosen.map((j) => (quality[i] ?? 0) * (quality[j] ?? 0) * likeness(i, j))));
        const list = determinantal(quality, likeness, 3);
        for (const place of list.keys()) {
          const before = list.slice(0, place);
          const found = kernel(list.slice(0, place + 1));
          for (const other of quality.keys()) {
            if (!list.slice(0, place + 1).includes(other)) assert.ok(kernel([...before, other]) <= found + 1e-9);
          }
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('never lists the same thing twice in two clothes', () => {
    assert.deepEqual(
      determinantal([1, 0.9, 0.1], (i, j) => Number(i === j || i + j === 1), 3),
      [0, 2],
    );
    assert.deepEqual(
      determinantal([0, 0], () => 1, 2),
      [],
    );
    assert.throws(() => determinantal([-1], () => 1, 1), /quality\[0\]/);
    assert.throws(() => determinantal([1], () => 1, 0), /limit/);
  });
});

describe('novelty and fatigue', () => {
  it('novelty is in bits', () => {
    assert.equal(novelty(0, 7), 3);
    assert.equal(novelty(7, 7), 0);
    assert.throws(() => novelty(8, 7), /all must be/);
    assert.throws(() => novelty(-1, 7), /learners/);
  });

  it('each showing tires, and rest restores', () => {
    assert.equal(fatigue([]), 1);
    near(fatigue([0]), 0.7);
    near(fatigue([3]), 0.85);
    near(fatigue([0, 3]), 0.7 * 0.85);
    near(fatigue([0], { perShowing: 0.5, halfLifeDays: 1 }), 0.5);
    for (const wrong of [-1, Number.NaN]) assert.throws(() => fatigue([wrong]), /daysAgo/);
    assert.throws(() => fatigue([], { perShowing: 2 }), /perShowing/);
    assert.throws(() => fatigue([], { halfLifeDays: 0 }), /halfLifeDays/);
  });
});

describe('coldStart', () => {
  const best = Math.log(0.85 / 0.15);
  const content = (skill: string, difficulty: number, learners: number) => ({ skills: [skill], difficulty, learners });

  it('is a sum of parts, worked by hand', () => {
    const goals = new Map([['a', 1]]);
    const [first, second] = coldStart([content('a', -best, 3), content('b', 1 - best, 0)], {
      goals,
      ability: { mean: 0, standardError: 1 },
    });
    near(first?.score ?? 0, 1);
    near(second?.parts.level ?? 0, 0.3 * Math.exp(-1 / 4));
    near(second?.score ?? 0, 0.3 * Math.exp(-1 / 4));
  });

  it('tells levels apart less when the placement is unsure, and not at all without one', () => {
    const catalogue = [content('a', -best, 0), content('a', 3, 0)];
    const apart = (ability?: { mean: number; standardError: number }) => {
      const [near_, far] = coldStart(catalogue, { goals: new Map(), ability });
      return (near_?.score ?? 0) - (far?.score ?? 0);
    };
    assert.ok(apart({ mean: 0, standardError: 0.2 }) > apart({ mean: 0, standardError: 3 }));
    assert.equal(apart(), 0);
  });

  it('refuses numbers out of range', () => {
    assert.throws(() => coldStart([], { goals: new Map([['a', 2]]) }), /goal a/);
    assert.throws(() => coldStart([content('a', Number.NaN, 0)], { goals: new Map() }), /difficulty/);
    assert.throws(() => coldStart([content('a', 0, -1)], { goals: new Map() }), /learners/);
    const ability = { mean: 0, standardError: -1 };
    assert.throws(() => coldStart([content('a', 0, 0)], { goals: new Map(), ability }), /standardError/);
  });

  it('hands over to the history as it grows', () => {
    assert.equal(trustInHistory(0), 0);
    assert.equal(trustInHistory(5), 0.5);
    assert.ok(trustInHistory(100) > 0.95);
    assert.throws(() => trustInHistory(-1), /items/);
  });
});
