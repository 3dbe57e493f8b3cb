import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitFsrs } from '../../../src/engine/memory/fit-fsrs.js';
import { firstMemory, nextMemory, type Rating, recallProbability } from '../../../src/engine/memory/fsrs.js';
import { fsrsLoss, fsrsWorkspace } from '../../../src/engine/memory/fsrs-loss.js';
import { FSRS_BOUNDS, FSRS_DEFAULTS, FSRS_SIZE, FSRS_SPREAD } from '../../../src/engine/memory/fsrs-parameters.js';
import { buildReviewTree, type ReviewHistory } from '../../../src/engine/memory/review-tree.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const ratings = fc.constantFrom<Rating>(1, 2, 3, 4);
const reviews = fc.array(fc.record({ elapsed: fc.integer({ min: 0, max: 200 }), rating: ratings }), { maxLength: 10 });
const collections = fc.array(reviews, { minLength: 1, maxLength: 8 });
/** Well inside the bounds, where the loss is smooth. */
const weights = fc.tuple(
  ...FSRS_BOUNDS.map(([low, high], index) => {
    const [least, most] = index < 4 ? [0.2, 20] : [low, high];
    return fc.double({ min: least + 0.1 * (most - least), max: most - 0.1 * (most - least), noNaN: true });
  }),
);

/** The loss card by card, from the scheduler's own formulas. */
function plainLoss(histories: readonly ReviewHistory[], w: readonly number[], weightOf: (card: number) => number) {
  let loss = 0;
  for (const [card, history] of histories.entries()) {
    let memory: ReturnType<typeof firstMemory> | undefined;
    for (const { elapsed, rating } of history) {
      if (memory && elapsed >= 1) {
        const p = recallProbability(elapsed, memory.stability, w);
        loss -= weightOf(card) * Math.log(rating > 1 ? p : Math.max(1e-9, 1 - p));
      }
      memory = memory ? nextMemory(memory, elapsed, rating, w) : firstMemory(rating, w);
    }
  }
  return loss;
}

/** Learners whose memory follows FSRS-6 with the weights `w`. */
function simulated(w: readonly number[], cards: number, seed: string): ReviewHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: cards }, () => {
    const first = (1 + Math.floor(4 * random.next())) as Rating;
    const history = [{ elapsed: 0, rating: first }];
    let memory = firstMemory(first, w);
    for (let review = 0; review < 8; review++) {
      const elapsed = Math.max(1, Math.round(memory.stability * (0.3 + 3 * random.next())));
      const recalled = random.next() < recallProbability(elapsed, memory.stability, w);
      const rating: Rating = recalled ? ((2 + Math.floor(3 * random.next())) as Rating) : 1;
      history.push({ elapsed, rating });
      memory = nextMemory(memory, elapsed, rating, w);
    }
    return history;
  });
}

describe('fsrsLoss', () => {
  it('is the loss of the scheduler’s formulas, card by card and weighted', () => {
    fc.assert(
      fc.property(weights, collections, (w, histories) => {
        const tree = buildReviewTree(histories, (card) => 1 + card);
        const loss = fsrsLoss(tree, Float64Array.from(w), new Float64Array(FSRS_SIZE), fsrsWorkspace(tree));
        const expected = plainLoss(histories, w, (card) => 1 + card);
        assert.ok(Math.abs(loss - expected) <= 1e-8 * (1 + expected), `${loss} is not ${expected}`);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('has the gradient that differences of the loss give', () => {
    fc.assert(
      fc.property(weights, collections, (w, histories) => {
        const tree = buildReviewTree(histories);
        const space = fsrsWorkspace(tree);
        const gradient = new Float64Array(FSRS_SIZE);
        const aside = new Float64Array(FSRS_SIZE);
        const centre = fsrsLoss(tree, Float64Array.from(w), gradient, space);
        for (let index = 0; index < FSRS_SIZE; index++) {
          const step = 1e-5 * (w[index] as number);
          const at = (moved: number) =>
            fsrsLoss(tree, Float64Array.from(w.with(index, (w[index] as number) + moved)), aside, space);
          const [below, above] = [(centre - at(-step)) / step, (at(step) - centre) / step];
          // At a kink (a bound, the cap after forgetting) either side may be the gradient.
          const [low, high] = [Math.min(below, above), Math.max(below, above)];
          const slack = 1e-4 * (1 + Math.abs(low) + Math.abs(high));
          const value = gradient[index] as number;
          assert.ok(
            value >= low - slack && value <= high + slack,
            `weight ${index}: ${value} is not in ${low}..${high}`,
          );
        }
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});

describe('fitFsrs', () => {
  const truth = FSRS_DEFAULTS.with(2, 6).with(8, 1.2).with(11, 2.5).with(20, 0.4);
  const histories = simulated(truth, 1_500, 'truth');

  it('comes closer to weights that made the data than the defaults are, and predicts other cards as they do', () => {
    const fit = fitFsrs(buildReviewTree(histories));
    assert.ok(fit.converged);
    assert.equal(fit.rows, 12_000);
    for (const index of [2, 20]) {
      const distance = (w: readonly number[]) => Math.abs((w[index] as number) - (truth[index] as number));
      assert.ok(distance(fit.parameters) < distance(FSRS_DEFAULTS) / 2, `weight ${index}`);
    }
    const others = simulated(truth, 1_500, 'others');
    const loss = (w: readonly number[]) => plainLoss(others, w, () => 1) / 12_000;
    assert.ok(loss(fit.parameters) < loss(truth) + 0.002);
    assert.ok(loss(fit.parameters) < loss(FSRS_DEFAULTS) - 0.01);
  });

  it('ends where no small move of any weight lowers loss and penalty by much', () => {
    const tree = buildReviewTree(histories);
    const { parameters } = fitFsrs(tree, { tolerance: 1e-9, maxIterations: 300 });
    const value = (w: readonly number[]) =>
      plainLoss(histories, w, () => 1) +
      w.reduce(
        (sum, weight, i) => sum + ((weight - (FSRS_DEFAULTS[i] as number)) / (FSRS_SPREAD[i] as number)) ** 2,
        0,
      );
    const least = value(parameters);
    for (const [index, [low, high]] of FSRS_BOUNDS.entries()) {
      for (const side of [-0.05, 0.05]) {
        const moved = (parameters[index] as number) + side * (FSRS_SPREAD[index] as number);
        if (moved < low || moved > high) continue;
        assert.ok(value(parameters.with(index, moved)) > least - 0.05, `weight ${index}`);
      }
    }
  });

  it('stays at the prior without data, near it with little, and leaves it with much', () => {
    assert.deepEqual(fitFsrs(buildReviewTree([])).parameters, FSRS_DEFAULTS);
    assert.deepEqual(fitFsrs(buildReviewTree([[{ elapsed: 0, rating: 3 }]]), { prior: truth }).parameters, truth);
    const gone = (cards: number, shrinkage: number) => {
      const { parameters } = fitFsrs(buildReviewTree(histories.slice(0, cards)), { shrinkage });
      return Math.abs((parameters[20] as number) - (FSRS_DEFAULTS[20] as number));
    };
    assert.ok(gone(3, 1) < gone(1_500, 1));
    assert.ok(gone(1_500, 1_000) < gone(1_500, 1));
    assert.ok(gone(3, 1_000) < 0.002);
  });

  it('is sane when all is recalled, all is forgotten, or one review is all there is', () => {
    const of = (rating: Rating, length: number): ReviewHistory =>
      Array.from({ length }, (_, index) => ({ elapsed: index === 0 ? 0 : 5, rating }));
    for (const history of [of(3, 400), of(1, 400), of(4, 2), of(1, 2)]) {
      const { parameters, logLoss } = fitFsrs(buildReviewTree([history]));
      assert.ok(Number.isFinite(logLoss));
      for (const [index, [low, high]] of FSRS_BOUNDS.entries()) {
        assert.ok((parameters[index] as number) >= low && (parameters[index] as number) <= high);
      }
    }
  });

  it('gives the same bytes for the same reviews', () => {
    const tree = () => buildReviewTree(histories.slice(0, 200));
    assert.deepEqual(fitFsrs(tree()), fitFsrs(tree()));
  });

  it('refuses a prior out of bounds and a shrinkage of nothing', () => {
    const tree = buildReviewTree(histories.slice(0, 2));
    assert.throws(() => fitFsrs(tree, { prior: FSRS_DEFAULTS.with(7, 3) }), /weight 7/);
    assert.throws(() => fitFsrs(tree, { shrinkage: 0 }), /shrinkage/);
  });
});

describe('buildReviewTree', () => {
  it('holds what histories have in common once and counts every prediction', () => {
    const start = [
      { elapsed: 0, rating: 3 },
      { elapsed: 4, rating: 1 },
    ] as const;
    const tree = buildReviewTree([
      [...start, { elapsed: 2, rating: 3 }],
      [...start, { elapsed: 0, rating: 3 }],
      start,
      [],
    ]);
    assert.deepEqual([...tree.parent], [-1, 0, 1, 1]);
    assert.deepEqual([...tree.weight], [0, 3, 1, 0]);
    assert.equal(tree.rows, 4);
  });

  it('refuses a rating or a time that is none', () => {
    assert.throws(() => buildReviewTree([[{ elapsed: 0, rating: 7 as Rating }]]), /rating/);
    const late = (elapsed: number) => [
      [
        { elapsed: 0, rating: 3 as Rating },
        { elapsed, rating: 3 as Rating },
      ],
    ];
    assert.throws(() => buildReviewTree(late(Number.NaN)), /elapsed/);
    assert.throws(() => buildReviewTree(late(-1)), /elapsed/);
    assert.throws(() => buildReviewTree(late(2), () => Number.NaN), /weight/);
  });
});
