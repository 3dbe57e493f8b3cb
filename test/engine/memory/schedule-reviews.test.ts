import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_CORRECTION } from '../../../src/engine/memory/correction.js';
import { daysUntil } from '../../../src/engine/memory/fsrs.js';
import { FSRS_DEFAULTS } from '../../../src/engine/memory/fsrs-parameters.js';
import { DEFAULT_MEMORY_MODEL, recallChance } from '../../../src/engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../../src/engine/memory/memory-trace.js';
import { recallBinsMeter } from '../../../src/engine/memory/recall-bins.js';
import { intervalSlack, reviewInterval } from '../../../src/engine/memory/review-interval.js';
import { type Reviewable, type SchedulePlan, scheduleReviews } from '../../../src/engine/memory/schedule-reviews.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const model = DEFAULT_MEMORY_MODEL;
const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

function trace(stability: number, difficulty = 5): MemoryTrace {
  return { ...recordReview(null, 0, 3, model), stability, difficulty };
}

function plan(changes: Partial<SchedulePlan> = {}): SchedulePlan {
  return { today: 100, horizon: 30, dailyCap: 10, retention: 0.9, model, random: seededRandom('plan'), ...changes };
}

const items = fc
  .array(
    fc.record({
      stability: fc.double({ min: 0.2, max: 200, noNaN: true }),
      ago: fc.integer({ min: 0, max: 60 }),
      importance: fc.double({ min: 0, max: 5, noNaN: true }),
    }),
    { maxLength: 60 },
  )
  .map((list): Reviewable[] =>
    list.map(({ stability, ago, importance }, index) => ({
      id: `item-${index}`,
      trace: trace(stability),
      lastReview: 100 - ago,
      importance,
    })),
  );

describe('reviewInterval', () => {
  it('is the inverse of the curve, and of FSRS’s without a correction', () => {
    const corrected = { weights: FSRS_DEFAULTS, correction: NO_CORRECTION.with(6, -0.4).with(0, 0.2) };
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        fc.double({ min: 0.7, max: 0.97, noNaN: true }),
        (stability, retention) => {
          const plain = reviewInterval(trace(stability), retention, model, 36_500);
          near(plain / Math.min(36_500, daysUntil(retention, stability, FSRS_DEFAULTS)), 1, 1e-6);
          const days = reviewInterval(trace(stability), retention, corrected, 36_500);
          if (days < 36_500) near(recallChance(trace(stability), days, corrected), retention, 1e-6);
        },
      ),
      { seed: 41, numRuns: 200 },
    );
  });

  it('ends at the most that is allowed, and refuses what is no retention', () => {
    assert.equal(reviewInterval(trace(1_000), 0.9, model), 365);
    assert.equal(reviewInterval(trace(1_000), 0.9, model, 0.5), 0.5);
    for (const retention of [0, 1, Number.NaN])
      assert.throws(() => reviewInterval(trace(3), retention, model), /retention/);
    assert.throws(() => reviewInterval(trace(3), 0.9, model, 0), /most/);
  });

  it('may be moved by as much as Anki’s fuzz', () => {
    assert.equal(intervalSlack(2.4), 0);
    near(intervalSlack(7), 1 + 0.15 * 4.5, 1e-12);
    near(intervalSlack(20), 1 + 0.15 * 4.5 + 0.1 * 13, 1e-12);
    near(intervalSlack(100), 1 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * 80, 1e-12);
  });
});

describe('scheduleReviews', () => {
  it('never plans more than the cap, never twice, and leaves nothing out while there is room', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 5 }), (list, dailyCap) => {
        const { reviews, left, load } = scheduleReviews(list, plan({ dailyCap }));
        assert.ok(load.every((count) => count <= dailyCap));
        for (const [index, count] of load.entries()) {
          assert.equal(reviews.filter(({ day }) => day === 100 + index).length, count);
        }
        const ids = [...reviews.map(({ id }) => id), ...left];
        assert.equal(new Set(ids).size, ids.length);
        if (left.length > 0) assert.ok(load.at(-1) === dailyCap);
        for (const { id, due } of reviews) {
          const item = list.find((each) => each.id === id) as Reviewable;
          const interval = reviewInterval(item.trace, 0.9, model);
          assert.equal(due, item.lastReview + Math.max(1, Math.round(interval)));
        }
      }),
      { seed: 42, numRuns: 100 },
    );
  });

  it('puts a review on the day it is due, within its slack when there is room', () => {
    const one = [{ id: 'a', trace: trace(20), lastReview: 95 }];
    const { reviews } = scheduleReviews(one, plan());
    assert.equal(reviews.length, 1);
    const [{ day, due, reason, chance } = assert.fail()] = reviews;
    assert.equal(due, 115);
    assert.ok(Math.abs(day - due) <= Math.floor(intervalSlack(20)));
    assert.equal(reason, 'due');
    near(chance, recallChance(trace(20), day - 95, model), 1e-12);
  });

  it('spreads what is due together over the days around', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ id: `i${index}`, trace: trace(15), lastReview: 100 }));
    const { load } = scheduleReviews(many, plan({ dailyCap: 40 }));
    const slack = Math.floor(intervalSlack(15));
    const used = load.filter((count) => count > 0);
    assert.equal(used.length, 2 * slack + 1);
    assert.ok(Math.max(...used) - Math.min(...used) <= 1);
  });

  it('takes up a backlog by what would lose most by waiting, day after day', () => {
    const late = Array.from({ length: 25 }, (_, index) => ({
      id: `i${String(index).padStart(2, '0')}`,
      trace: trace(1 + index),
      lastReview: 40,
      importance: index === 24 ? 1_000 : 1,
    }));
    const { reviews, load } = scheduleReviews(late, plan({ dailyCap: 10 }));
    assert.deepEqual(load.slice(0, 4), [10, 10, 5, 0]);
    assert.equal(reviews[0]?.id, 'i24');
    assert.ok(reviews.every(({ reason }) => reason === 'overdue'));
    const loss = (stability: number) =>
      recallChance(trace(stability), 60, model) - recallChance(trace(stability), 61, model);
    const order = reviews.slice(1).map(({ id }) => loss(1 + Number(id.slice(1))));
    for (let index = 1; index < order.length; index++)
      assert.ok((order[index - 1] as number) >= (order[index] as number));
  });

  it('brings forward what an exam needs, so that the chance on its day is as wanted', () => {
    const exam = { day: 112, retention: 0.93, ids: ['asked'] };
    const list = ['asked', 'other'].map((id) => ({ id, trace: trace(30), lastReview: 90 }));
    const { reviews } = scheduleReviews(list, plan({ exams: [exam] }));
    const asked = reviews.find(({ id }) => id === 'asked') ?? assert.fail();
    const other = reviews.find(({ id }) => id === 'other') ?? assert.fail();
    assert.equal(asked.reason, 'exam');
    assert.ok(asked.day < exam.day);
    const after = recordReview(trace(30), asked.day - 90, 3, model);
    assert.ok(recallChance(after, exam.day - asked.day, model) >= 0.93);
    assert.equal(other.reason, 'due');
    assert.ok(other.day > exam.day);
  });

  it('leaves alone what an exam finds in memory anyway, past exams, and what a second review can hold', () => {
    const list = [{ id: 'a', trace: trace(200), lastReview: 99 }];
    const exams = [
      { day: 105, retention: 0.9 },
      { day: 90, retention: 0.99 },
    ];
    assert.deepEqual(scheduleReviews(list, plan({ exams })).reviews, []);
    const weak = [{ id: 'b', trace: trace(2), lastReview: 99 }];
    const { reviews } = scheduleReviews(weak, plan({ exams: [{ day: 129, retention: 0.9 }] }));
    assert.equal(reviews[0]?.reason, 'due');
  });

  it('reviews on the eve when no day before the exam gives enough', () => {
    const list = [{ id: 'a', trace: trace(0.3, 9), lastReview: 99 }];
    const { reviews } = scheduleReviews(list, plan({ exams: [{ day: 103, retention: 0.999 }], retention: 0.5 }));
    assert.deepEqual([reviews[0]?.day, reviews[0]?.reason], [102, 'exam']);
  });

  it('gives the same plan for the same seed', () => {
    const list = Array.from({ length: 30 }, (_, index) => ({
      id: `i${index}`,
      trace: trace(5 + index),
      lastReview: 96,
    }));
    assert.deepEqual(scheduleReviews(list, plan()), scheduleReviews([...list].reverse(), plan()));
  });

  it('refuses numbers that are none', () => {
    const one = (changes: Partial<Reviewable>) => [{ id: 'a', trace: trace(3), lastReview: 99, ...changes }];
    assert.throws(() => scheduleReviews(one({}), plan({ horizon: 0 })), /horizon/);
    assert.throws(() => scheduleReviews(one({}), plan({ dailyCap: -1 })), /dailyCap/);
    assert.throws(() => scheduleReviews(one({}), plan({ today: Number.NaN })), /today/);
    assert.throws(() => scheduleReviews(one({ lastReview: 101 }), plan()), /days since the last review/);
    assert.throws(() => scheduleReviews(one({ importance: -1 }), plan()), /importance/);
    assert.throws(() => scheduleReviews(one({}), plan({ exams: [{ day: 105, retention: 1 }] })), /exam's retention/);
    assert.deepEqual(scheduleReviews([], plan()), { reviews: [], left: [], load: new Array(30).fill(0) });
  });
});

describe('recallBinsMeter', () => {
  it('is the error within bins that the formulas of FSRS-Optimizer give', () => {
    const meter = recallBinsMeter();
    // Alike but for the days, 4 and 12, on one side of 3.62^2 = 13.1: one bin. Mean chance .7, recalled .5.
    meter.add(0.8, true, 4, 1, 0);
    meter.add(0.6, false, 12, 1, 0);
    near(meter.rmseBins(), 0.2, 1e-12);
    // 14 days lie beyond, and a lapse is a bin of its own.
    meter.add(0.9, true, 14, 1, 0);
    meter.add(0.5, false, 4, 1, 1);
    near(meter.rmseBins(), Math.sqrt((2 * 0.2 ** 2 + 0.1 ** 2 + 0.5 ** 2) / 4), 1e-12);
    assert.throws(() => meter.add(1.2, true, 1, 1, 0), RangeError);
    assert.ok(Number.isNaN(recallBinsMeter().rmseBins()));
  });
});
