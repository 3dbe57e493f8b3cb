import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type GradePolicy, gradeToReport } from '../../../src/engine/grading/grade-to-report.js';

const dueAt = new Date('2026-03-01T12:00:00Z');
const at = (minutes: number) => new Date(dueAt.getTime() + minutes * 60_000);

interface Answer {
  readonly score: number;
  readonly minutes: number;
}

/** Answers in the order of time, with the scores after them. */
const answers: fc.Arbitrary<Answer[]> = fc
  .array(fc.record({ score: fc.constantFrom(0, 0.25, 0.5, 0.75, 1), minutes: fc.integer({ min: -30, max: 30 }) }))
  .map((list) => list.sort((a, b) => a.minutes - b.minutes));

/** What the gradebook has after all answers. */
function play(policy: GradePolicy, list: readonly Answer[], lateWorkCounts = true): number | null {
  return list.reduce<number | null>((previous, { score, minutes }) => {
    const situation = { policy, previous, current: score, now: at(minutes), dueAt, lateWorkCounts };
    return gradeToReport(situation).grade;
  }, null);
}

describe('gradeToReport', () => {
  it('best has the highest of all scores', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const highest = list.length === 0 ? null : Math.max(...list.map(({ score }) => score));
        assert.equal(play('best', list), highest);
      }),
      { seed: 101, numRuns: 200 },
    );
  });

  it('latest has the last score', () => {
    fc.assert(
      fc.property(answers, (list) => {
        assert.equal(play('latest', list), list.at(-1)?.score ?? null);
      }),
      { seed: 102, numRuns: 200 },
    );
  });

  it('at-due has the last score up to and at the due moment, late work or not', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (list, lateWorkCounts) => {
        const inTime = list.filter(({ minutes }) => minutes <= 0);
        assert.equal(play('at-due', list, lateWorkCounts), inTime.at(-1)?.score ?? null);
      }),
      { seed: 103, numRuns: 200 },
    );
  });

  it('best and latest leave out late answers when late work does not count', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom<GradePolicy>('best', 'latest'), (list, policy) => {
        const inTime = list.filter(({ minutes }) => minutes <= 0);
        assert.equal(play(policy, list, false), play(policy, inTime));
      }),
      { seed: 104, numRuns: 200 },
    );
  });

  it('reports only a change, and never a fall under best', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom<GradePolicy>('best', 'latest', 'at-due'),
        fc.option(score),
        score,
        fc.integer({ min: -5, max: 5 }),
        (policy, previous, current, minutes) => {
          const decision = gradeToReport({ policy, previous, current, now: at(minutes), dueAt });
          if (decision.report) assert.notEqual(decision.grade, previous);
          else assert.equal(decision.grade, previous);
          if (policy === 'best' && previous !== null) assert.ok((decision.grade ?? -1) >= previous);
        },
      ),
      { seed: 105, numRuns: 300 },
    );
  });

  it('says why', () => {
    const decide = (policy: GradePolicy, previous: number | null, current: number, minutes = -1) => {
      const { report, because } = gradeToReport({ policy, previous, current, now: at(minutes), dueAt });
      return [report, because];
    };
    assert.deepEqual(decide('best', null, 0), [true, 'first']);
    assert.deepEqual(decide('best', 0.5, 0.6), [true, 'higher']);
    assert.deepEqual(decide('best', 0.5, 0.4), [false, 'not-higher']);
    assert.deepEqual(decide('latest', 0.5, 0.4), [true, 'latest']);
    assert.deepEqual(decide('latest', 0.5, 0.5), [false, 'unchanged']);
    assert.deepEqual(decide('at-due', 0.5, 0.4, 0), [true, 'latest']);
    assert.deepEqual(decide('at-due', 0.5, 0.9, 1 / 60_000), [false, 'after-due']);
    assert.deepEqual(decide('at-due', null, 0.9, 1), [false, 'after-due']);
    assert.deepEqual(decide('latest', 0.5, 0.9, 1), [true, 'higher']);
  });

  it('is never late without a due moment', () => {
    const now = at(1_000_000);
    const decision = gradeToReport({ policy: 'at-due', previous: 0.9, current: 0.2, now, lateWorkCounts: false });
    assert.deepEqual(decision, { report: true, grade: 0.2, because: 'latest' });
    assert.deepEqual(gradeToReport({ policy: 'at-due', previous: null, current: 0.2, now, dueAt: null }).grade, 0.2);
  });

  it('refuses scores and dates that are none', () => {
    const situation = { policy: 'best' as const, previous: null, current: 0.5, now: dueAt, dueAt };
    assert.throws(() => gradeToReport({ ...situation, current: Number.NaN }), /RangeError: current/);
    assert.throws(() => gradeToReport({ ...situation, previous: 1.1 }), /previous/);
    assert.throws(() => gradeToReport({ ...situation, now: new Date(Number.NaN) }), /now must be a valid date/);
    assert.throws(() => gradeToReport({ ...situation, dueAt: new Date('never') }), /dueAt/);
  });
});
