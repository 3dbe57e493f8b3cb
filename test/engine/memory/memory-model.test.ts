import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CORRECTION_NAMES, NO_CORRECTION } from '../../../src/engine/memory/correction.js';
import { fitCorrection } from '../../../src/engine/memory/fit-correction.js';
import { fitMemory, recencyWeight } from '../../../src/engine/memory/fit-memory.js';
import { type Rating, recallProbability } from '../../../src/engine/memory/fsrs.js';
import { FSRS_DEFAULTS } from '../../../src/engine/memory/fsrs-parameters.js';
import {
  DEFAULT_MEMORY_MODEL,
  explainRecall,
  recallChance,
  requireMemoryModel,
} from '../../../src/engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../../src/engine/memory/memory-trace.js';
import { buildReviewTree, type Review, type ReviewHistory } from '../../../src/engine/memory/review-tree.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const model = DEFAULT_MEMORY_MODEL;

function fold(history: ReviewHistory, by = model): MemoryTrace {
  const trace = history.reduce<MemoryTrace | null>(
    (t, { elapsed, rating }) => recordReview(t, elapsed, rating, by),
    null,
  );
  return trace as MemoryTrace;
}

const reviews = fc.array(
  fc.record({ elapsed: fc.integer({ min: 0, max: 90 }), rating: fc.constantFrom<Rating>(1, 2, 3, 4) }),
  { minLength: 1, maxLength: 12 },
);

/** Learners who forget more after a review that was hard, by two in the logit; FSRS has no fall of stability for that. */
function made(cards: number, seed: string): ReviewHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: cards }, () => {
    const history: Review[] = [{ elapsed: 0, rating: random.next() < 0.5 ? 2 : 3 }];
    for (let place = 0; place < 6; place++) {
      const elapsed = 1 + Math.floor(60 * random.next());
      const logit = 3 - 0.4 * Math.log(elapsed) - (history.at(-1)?.rating === 2 ? 2 : 0);
      const recalled = random.next() < 1 / (1 + Math.exp(-logit));
      history.push({ elapsed, rating: recalled ? (random.next() < 0.5 ? 2 : 3) : 1 });
    }
    return history;
  });
}

function lossOf(histories: readonly ReviewHistory[], by: typeof model): number {
  let [loss, rows] = [0, 0];
  for (const history of histories) {
    for (let place = 1; place < history.length; place++) {
      const { elapsed, rating } = history[place] as Review;
      const p = recallChance(fold(history.slice(0, place), by), elapsed, by);
      loss -= Math.log(rating > 1 ? p : 1 - p);
      rows++;
    }
  }
  return loss / rows;
}

describe('recordReview', () => {
  it('keeps what the reviews were', () => {
    const trace = fold([
      { elapsed: 99, rating: 1 },
      { elapsed: 3, rating: 3 },
      { elapsed: 8, rating: 1 },
      { elapsed: 2, rating: 2 },
    ]);
    const { stability, difficulty, lastRecall, ...kept } = trace;
    assert.deepEqual(kept, {
      reviews: 4,
      lapses: 1,
      firstRating: 1,
      lastRating: 2,
      lastInterval: 2,
      intervalBefore: 8,
    });
    assert.ok(stability > 0 && difficulty >= 1 && lastRecall < 1);
  });

  it('folds a stored trace on as if it had never been stored', () => {
    fc.assert(
      fc.property(reviews, reviews, (before, after) => {
        const stored = JSON.parse(JSON.stringify(fold(before))) as MemoryTrace;
        const on = after.reduce((trace, { elapsed, rating }) => recordReview(trace, elapsed, rating, model), stored);
        assert.deepEqual(on, fold([...before, ...after]));
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  it('takes a hundred thousand reviews of one card', () => {
    const trace = fold(
      Array.from({ length: 100_000 }, (_, place) => ({ elapsed: place % 9, rating: (1 + (place % 4)) as Rating })),
    );
    assert.equal(trace.reviews, 100_000);
    assert.ok(recallChance(trace, 5, model) > 0);
  });
});

describe('recallChance', () => {
  it('is FSRS’s own without a correction, away from certainty', () => {
    fc.assert(
      fc.property(reviews, fc.double({ min: 0.5, max: 400, noNaN: true }), (history, days) => {
        const trace = fold(history);
        const fsrs = recallProbability(days, trace.stability, FSRS_DEFAULTS);
        near(recallChance(trace, days, model), Math.min(0.9999, Math.max(0.0001, fsrs)));
      }),
      { seed: 32, numRuns: 200 },
    );
  });

  it('adds up to its parts, the largest first', () => {
    const correction = NO_CORRECTION.map((part, index) => part * 0.6 + 0.01 * index);
    const trace = fold([
      { elapsed: 0, rating: 3 },
      { elapsed: 6, rating: 1 },
    ]);
    const { chance, intercept, parts } = explainRecall(trace, 4, { ...model, correction });
    const logit = parts.reduce((sum, { effect }) => sum + effect, intercept);
    near(chance, 1 / (1 + Math.exp(-logit)));
    const sizes = parts.map(({ effect }) => Math.abs(effect));
    assert.deepEqual(
      sizes,
      sizes.toSorted((a, b) => b - a),
    );
    assert.deepEqual(
      explainRecall(trace, 4, model).parts.map(({ name }) => name),
      [CORRECTION_NAMES[0]],
    );
  });

  it('refuses a time that is none and a model that is none', () => {
    const trace = fold([{ elapsed: 0, rating: 3 }]);
    for (const days of [-1, Number.NaN]) assert.throws(() => recallChance(trace, days, model), /elapsed/);
    assert.throws(() => requireMemoryModel({ ...model, correction: [1, 2] }), /a correction is 16 finite numbers/);
    assert.throws(() => requireMemoryModel({ ...model, correction: NO_CORRECTION.with(3, Number.NaN) }), RangeError);
    assert.equal(requireMemoryModel(model), model);
  });
});

describe('fitMemory', () => {
  const [train, test] = [made(600, 'train'), made(600, 'test')];

  it('learns what FSRS leaves out, for cards it has not seen', () => {
    const { model: fitted, rows } = fitMemory(buildReviewTree(train));
    assert.equal(rows, 3_600);
    const without = lossOf(test, { ...fitted, correction: NO_CORRECTION });
    assert.ok(lossOf(test, fitted) < without - 0.01, `${lossOf(test, fitted)} against ${without}`);
  });

  it('stays with the prior where there is nothing to learn from, and near it with little', () => {
    const prior = { weights: FSRS_DEFAULTS.with(2, 7), correction: NO_CORRECTION.with(5, -0.3) };
    assert.deepEqual(fitMemory(buildReviewTree([]), { prior }).model, prior);
    assert.deepEqual(fitMemory(buildReviewTree([[{ elapsed: 0, rating: 3 }]]), { prior }).model, prior);
    const { weights } = fitMemory(buildReviewTree(train.slice(0, 1)), { prior, shrinkage: 1_000, ridge: 1_000 }).model;
    for (const [index, weight] of weights.entries()) near(weight, prior.weights[index] as number, 0.05);
  });

  it('gives a learner with few reviews the course’s memory, moved by what the few say', () => {
    const course = fitMemory(buildReviewTree(train)).model;
    const few = buildReviewTree(made(4, 'learner'));
    const [withCourse, alone] = [fitMemory(few, { prior: course }).model, fitMemory(few).model];
    const later = made(300, 'later');
    assert.ok(lossOf(later, withCourse) < lossOf(later, alone) - 0.01);
    assert.notDeepEqual(withCourse, course);
  });

  it('is sane when all is recalled, all is forgotten, or one card has everything', () => {
    const of = (rating: Rating, length: number): ReviewHistory =>
      Array.from({ length }, (_, place) => ({ elapsed: place === 0 ? 0 : 1 + (place % 30), rating }));
    for (const history of [of(3, 3_000), of(1, 3_000), of(2, 2)]) {
      const { model: fitted } = fitMemory(buildReviewTree([history]));
      requireMemoryModel(fitted);
      const chance = recallChance(fold(history, fitted), 10, fitted);
      if (history.length > 2) assert.ok(history[0]?.rating === 3 ? chance > 0.9 : chance < 0.1, `${chance}`);
    }
  });

  it('gives the same bytes for the same reviews, and refuses a prior or a pull that is none', () => {
    const tree = () => buildReviewTree(train.slice(0, 80));
    assert.deepEqual(fitMemory(tree()), fitMemory(tree()));
    assert.throws(() => fitMemory(tree(), { ridge: 0 }), /ridge/);
    assert.throws(() => fitMemory(tree(), { shrinkage: -1 }), /shrinkage/);
    assert.throws(() => fitMemory(tree(), { prior: { ...model, correction: [] } }), /correction/);
  });

  it('weighs by recency from a tenth to one', () => {
    assert.equal(recencyWeight(1), 1);
    near(recencyWeight(0), 0.1);
    near(recencyWeight(0.5), 0.1 + 0.9 / 8);
    for (const x of [-0.1, 1.1, Number.NaN]) assert.throws(() => recencyWeight(x), RangeError);
  });
});

describe('fitCorrection', () => {
  it('ends where no coefficient could move and lower the penalised loss', () => {
    const histories = made(200, 'least');
    const tree = buildReviewTree(histories);
    const ridge = 3;
    const found = fitCorrection(tree, FSRS_DEFAULTS, ridge);
    // A weaker pull fits these data at least as well, a stronger one at most as well.
    const loss = (correction: readonly number[]) => lossOf(histories, { weights: FSRS_DEFAULTS, correction });
    assert.ok(loss(fitCorrection(tree, FSRS_DEFAULTS, 0.01)) <= loss(found));
    assert.ok(loss(found) <= loss(fitCorrection(tree, FSRS_DEFAULTS, 1_000)));
    assert.ok(loss(found) < loss(NO_CORRECTION));
    // The intercept's own derivative: residuals and pull balance (the normal equation of a logistic regression).
    const huge = fitCorrection(tree, FSRS_DEFAULTS, 1e9);
    for (const [index, part] of NO_CORRECTION.entries()) near(huge[index] as number, part, 1e-3);
  });

  it('leaves a coefficient where the prior has it when its feature never varies', () => {
    const alike = Array.from({ length: 30 }, (_, card) => [
      { elapsed: 0, rating: 3 as Rating },
      { elapsed: 1 + (card % 7), rating: (card % 3 === 0 ? 1 : 3) as Rating },
    ]);
    const prior = NO_CORRECTION.with(15, 0.7);
    assert.equal(fitCorrection(buildReviewTree(alike), FSRS_DEFAULTS, 1, prior)[15], 0.7);
  });
});
