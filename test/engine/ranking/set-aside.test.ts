import assert from 'node:assert/strict';
import { setAside } from '../../../src/engine/ranking/set-aside.js';
import type { Reaction } from '../../../src/engine/ranking/suggestion.js';

const reaction = (action: Reaction['action'], daysAgo: number): Reaction => ({
  contentType: 'lesson',
  contentId: 'odds',
  action,
  daysAgo,
});

const loss = (...reactions: Reaction[]) => setAside(reactions)('lesson', 'odds');

describe('setAside', () => {
  it('hides for two days after "not now", for three after "done"', () => {
    assert.equal(loss(reaction('not-now', 0)), 'hidden');
    assert.equal(loss(reaction('not-now', 1.999)), 'hidden');
    assert.equal(loss(reaction('not-now', 2)), 0.6);
    assert.equal(loss(reaction('done', 2.999)), 'hidden');
    assert.equal(loss(reaction('done', 3)), 0.6);
  });

  it('then lets it come back slowly', () => {
    assert.equal(loss(reaction('not-now', 5)), 0.6 * Math.exp(-1));
    assert.equal(loss(reaction('done', 10)), 0.6 * Math.exp(-1));
    assert.ok(Number(loss(reaction('not-now', 60))) < 1e-8);
  });

  it('stays away twice as long after each further "not now", sixty days at most', () => {
    const said = (times: number, daysAgo: number) => loss({ ...reaction('not-now', daysAgo), times });
    for (const [times, days] of [
      [1, 2],
      [2, 4],
      [3, 8],
      [6, 60],
      [40, 60],
    ] as const) {
      assert.equal(said(times, days - 0.001), 'hidden');
      assert.equal(said(times, days), 0.6);
    }
    assert.equal(loss({ ...reaction('done', 3), times: 5 }), 0.6);
    assert.throws(() => said(0, 1), /RangeError: times/);
  });

  it('takes the reaction that takes most, in whatever order they come', () => {
    const [recent, old, hidden] = [reaction('not-now', 3), reaction('not-now', 30), reaction('not-now', 0.5)];
    assert.equal(loss(recent, old), loss(recent));
    assert.equal(loss(old, recent), loss(recent));
    assert.equal(loss(hidden, old), 'hidden');
    assert.equal(loss(old, hidden), 'hidden');
  });

  it('leaves everything else alone', () => {
    const losses = setAside([reaction('not-now', 0)]);
    assert.equal(losses('lesson', 'outs'), 0);
    assert.equal(losses('review', 'odds'), 0);
    assert.throws(() => setAside([reaction('done', Number.NaN)]), /RangeError: daysAgo of odds/);
  });
});
