import assert from 'node:assert/strict';
import { estimate, initialAbility } from '../../../src/engine/ability/eap.js';
import {
  type EarlierLearner,
  type FirstAnswers,
  LEAST_EARLIER_LEARNERS,
  placementSegment,
  type Segment,
  segmentOf,
  segmentPrior,
} from '../../../src/engine/ability/placement.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const segments: readonly Segment[] = ['beginning', 'building', 'strong'];

/** Learners whose first answers scatter around a centre of their segment. */
function cohort(count: number, seed: string): EarlierLearner[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, learner) => {
    const level = learner % 3;
    const first = {
      shareCorrect: 0.1 + 0.3 * level + 0.2 * random.next(),
      meanDifficulty: level - 1 + random.next(),
      meanLogSeconds: 4 - 0.5 * level + random.next(),
      shareHinted: 0.6 - 0.25 * level + 0.1 * random.next(),
    };
    return { first, segment: segments[level] ?? assert.fail() };
  });
}

/** The oracle: all distances sorted, the first k counted; null when the vote is a tie. */
function byBruteForce(newcomer: FirstAnswers, earlier: readonly EarlierLearner[], k: number): Segment | null {
  const names = ['shareCorrect', 'meanDifficulty', 'meanLogSeconds', 'shareHinted'] as const;
  const spread = names.map((name) => {
    const values = earlier.map(({ first }) => first[name]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  });
  const nearest = earlier
    .map(({ first, segment }) => ({
      segment,
      distance: names.reduce((sum, name, at) => sum + ((first[name] - newcomer[name]) / (spread[at] ?? 1)) ** 2, 0),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, k);
  const votes = segments
    .map((segment) => ({ segment, count: nearest.filter((voter) => voter.segment === segment).length }))
    .sort((a, b) => b.count - a.count);
  return votes[0]?.count === votes[1]?.count ? null : (votes[0]?.segment ?? null);
}

describe('placementSegment', () => {
  const earlier = cohort(150, 'earlier');

  it('agrees with counting the nearest by hand', () => {
    const random = seededRandom('newcomers');
    let compared = 0;
    for (let round = 0; round < 200; round++) {
      const newcomer = {
        shareCorrect: random.next(),
        meanDifficulty: 4 * random.next() - 2,
        meanLogSeconds: 3 + 2 * random.next(),
        shareHinted: random.next(),
      };
      const expected = byBruteForce(newcomer, earlier, 7);
      const actual = placementSegment(newcomer, earlier);
      if (expected !== null) {
        compared++;
        assert.equal(actual, expected);
      }
    }
    assert.ok(compared > 150, `${compared} votes without a tie`);
  });

  it('puts newcomers with their like', () => {
    const right = cohort(90, 'later').filter(({ first, segment }) => placementSegment(first, earlier) === segment);
    assert.ok(right.length >= 80, `${right.length} of 90`);
  });

  it('scales the measures: seconds do not drown the share of right answers', () => {
    const same = Array.from({ length: 60 }, (_, at) => ({
      first: { shareCorrect: at % 2, meanDifficulty: 0, meanLogSeconds: 100 * (at % 7), shareHinted: 0 },
      segment: (at % 2 === 1 ? 'strong' : 'beginning') as Segment,
    }));
    const newcomer = { shareCorrect: 1, meanDifficulty: 0, meanLogSeconds: 310, shareHinted: 0 };
    assert.equal(placementSegment(newcomer, same), 'strong');
  });

  it('says nothing with too few earlier learners', () => {
    const first = { shareCorrect: 1, meanDifficulty: 0, meanLogSeconds: 3, shareHinted: 0 };
    assert.equal(placementSegment(first, []), null);
    assert.equal(placementSegment(first, earlier.slice(0, LEAST_EARLIER_LEARNERS - 1)), null);
    assert.notEqual(placementSegment(first, earlier.slice(0, LEAST_EARLIER_LEARNERS)), null);
  });

  it('takes earlier learners who are all alike, and a k above their number', () => {
    const first = { shareCorrect: 0.5, meanDifficulty: 0, meanLogSeconds: 3, shareHinted: 0 };
    const alike = new Array<EarlierLearner>(40).fill({ first, segment: 'building' });
    assert.equal(placementSegment(first, alike), 'building');
    assert.equal(placementSegment(first, alike, 1000), 'building');
  });

  it('lets the most recent two thousand vote', () => {
    const first = { shareCorrect: 0.5, meanDifficulty: 0, meanLogSeconds: 3, shareHinted: 0 };
    const old = new Array<EarlierLearner>(500).fill({ first, segment: 'beginning' });
    const spread = cohort(2000, 'recent');
    assert.equal(placementSegment(first, [...old, ...spread]), placementSegment(first, spread));
    assert.notEqual(placementSegment(first, spread), 'beginning');
    assert.equal(placementSegment(first, [...spread, ...old]), 'beginning');
  });

  it('refuses measures that are none', () => {
    const first = { shareCorrect: 0.5, meanDifficulty: 0, meanLogSeconds: 3, shareHinted: 0 };
    assert.throws(() => placementSegment({ ...first, shareCorrect: 1.2 }, earlier), /RangeError: shareCorrect/);
    assert.throws(() => placementSegment({ ...first, meanLogSeconds: Number.NaN }, earlier), /meanLogSeconds/);
    assert.throws(() => placementSegment(first, earlier, 0), /k must be a whole number/);
    const broken = [...earlier, { first: { ...first, shareHinted: -1 }, segment: 'strong' as const }];
    assert.throws(() => placementSegment(first, broken), /shareHinted/);
  });
});

describe('segmentPrior', () => {
  it('is ordered, symmetrical, and together as wide as the standard normal', () => {
    const [low, middle, high] = segments.map(segmentPrior);
    assert.ok(low && middle && high);
    assert.equal(middle.mean, 0);
    assert.equal(low.mean, -high.mean);
    assert.ok(high.mean > 0.4 && high.mean < 0.7);
    // A mixture of the three, a third each, has mean 0 and variance 1 again: nothing is invented.
    const variance = [low, middle, high].reduce((sum, { mean, sd }) => sum + (sd ** 2 + mean ** 2) / 3, 0);
    assert.ok(Math.abs(variance - 1) < 1e-12, `${variance}`);
    assert.ok(estimate(initialAbility(high)).mean > 0.4);
  });
});

describe('segmentOf', () => {
  it('cuts the standard normal into thirds', () => {
    assert.deepEqual([-3, -0.44, -0.43, 0, 0.43, 0.44, 3].map(segmentOf), [
      'beginning',
      'beginning',
      'building',
      'building',
      'building',
      'strong',
      'strong',
    ]);
    assert.throws(() => segmentOf(Number.NaN), /ability/);
  });
});
