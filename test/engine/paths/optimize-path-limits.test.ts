import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InfeasiblePathError, type PathProblem } from '../../../src/engine/paths/path-problem.js';
import { moduleOf, problemOf, smallProblems } from './cases.js';
import { find, idsOf, METHODS } from './optimize-cases.js';

describe('optimizePath with what is done and pinned', () => {
  const chain = [
    moduleOf('a', { gain: [0.01] }),
    moduleOf('b', { gain: [0.02], prerequisites: ['a'] }),
    moduleOf('c', { gain: [0.03], prerequisites: ['b'] }),
    moduleOf('d', { gain: [0.3] }),
    moduleOf('e', { gain: [0.3] }),
  ];

  it('takes done modules, and what lies behind them, as given', () => {
    const problem = problemOf(chain, { budgetMinutes: 30, done: ['b'] });
    assert.deepEqual(idsOf(problem).sort(), ['c', 'd', 'e']);
  });

  it('brings in what must be there with all that it needs', () => {
    for (const method of METHODS) {
      const ids = idsOf(problemOf(chain, { budgetMinutes: 40, pins: { must: ['c'] } }), { method });
      assert.deepEqual(
        ids.filter((id) => 'abc'.includes(id)),
        ['a', 'b', 'c'],
      );
      assert.equal(ids.length, 4);
    }
  });

  it('opens with what comes first, in the order given', () => {
    for (const method of METHODS) {
      const ids = idsOf(problemOf(chain, { pins: { first: ['e', 'b'] } }), { method });
      assert.deepEqual(ids.slice(0, 3), ['e', 'a', 'b']);
    }
  });

  it('bars what must never come, and all that needs it', () => {
    const ids = idsOf(problemOf(chain, { pins: { never: ['a', 'd'] } }));
    assert.deepEqual(ids, ['e']);
    assert.deepEqual(idsOf(problemOf(chain, { done: ['a', 'b'], pins: { never: ['a', 'd'] } })).sort(), ['c', 'e']);
  });

  it('lets a pin on what is done rest', () => {
    assert.ok(!idsOf(problemOf(chain, { done: ['d'], pins: { must: ['d'], first: ['d'] } })).includes('d'));
  });

  it('says why pins cannot be kept', () => {
    const refused = (rest: Partial<PathProblem>, message: RegExp) =>
      assert.throws(
        () => find(problemOf(chain, rest)),
        (error) => error instanceof InfeasiblePathError && message.test(error.message),
      );
    refused({ pins: { must: ['c'], never: ['a'] } }, /barred/);
    refused({ pins: { must: ['c'] }, budgetMinutes: 20 }, /c is pinned, but with what it needs/);
    refused({ pins: { must: ['d', 'e', 'a'] }, budgetMinutes: 20 }, /take 30 minutes, but there are 20/);
    assert.throws(() => find(problemOf(chain, { pins: { must: ['z'] } })), /pins.must names z/);
  });
});

describe('optimizePath with dates and a mix', () => {
  it('keeps dates, waiting where nothing is available', () => {
    const modules = [
      moduleOf('late', { availableDay: 2, gain: [0.4], difficulty: 0 }),
      moduleOf('soon', { dueDay: 1, gain: [0.1], difficulty: 1 }),
      moduleOf('never', { availableDay: 3, dueDay: 3, gain: [0.4] }),
    ];
    for (const method of METHODS) {
      const { steps } = find(problemOf(modules, { minutesPerDay: 10 }), { method });
      assert.deepEqual(
        steps.map(({ id, startsAt }) => [id, startsAt]),
        [
          ['soon', 0],
          ['late', 20],
        ],
      );
    }
  });

  it('never misses a date, whatever they are', () => {
    const day = fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined });
    fc.assert(
      fc.property(
        smallProblems(10),
        fc.array(fc.tuple(day, day), { minLength: 10, maxLength: 10 }),
        (problem, days) => {
          const modules = problem.modules.map((module, index) => {
            const [availableDay, dueDay] = days[index] ?? [];
            return {
              ...module,
              ...(availableDay !== undefined && { availableDay }),
              ...(dueDay !== undefined && { dueDay }),
            };
          });
          for (const method of METHODS) {
            for (const { id, startsAt, minutes } of find({ ...problem, modules, minutesPerDay: 20 }, { method })
              .steps) {
              const module = modules.find((each) => each.id === id);
              assert.ok(startsAt >= 20 * (module?.availableDay ?? 0));
              assert.ok(startsAt + minutes <= 20 * (module?.dueDay ?? Number.POSITIVE_INFINITY));
            }
          }
        },
      ),
      { seed: 13, numRuns: 40 },
    );
  });

  it('orders pinned modules by when they are due, and what they need before them', () => {
    const modules = [
      moduleOf('a', { dueDay: 3, difficulty: 0 }),
      moduleOf('b', { dueDay: 2, difficulty: 1, prerequisites: ['c'] }),
      moduleOf('c', { difficulty: 0.5 }),
    ];
    const pinned = problemOf(modules, { minutesPerDay: 10, pins: { must: ['a', 'b'] } });
    assert.deepEqual(idsOf(pinned, { method: 'greedy' }), ['c', 'b', 'a']);
    const late = modules.map((each) => (each.id === 'a' ? { ...each, dueDay: 2 } : each));
    assert.throws(() => find({ ...pinned, modules: late }), InfeasiblePathError);
    assert.throws(() => find(problemOf(modules)), /minutesPerDay, which dates need,/);
  });

  it('moves towards the wanted mix as far as its penalty is worth it', () => {
    const modules = [
      moduleOf('v1', { modality: 'video', gain: [0.3] }),
      moduleOf('v2', { modality: 'video', gain: [0.3] }),
      moduleOf('t1', { modality: 'text', gain: [0.2] }),
      moduleOf('x', { gain: [0.1] }),
    ];
    const shares = { video: 0.5, text: 0.5 };
    const base = problemOf(modules, { budgetMinutes: 20, jumpPenalty: 0 });
    assert.deepEqual(idsOf(base).sort(), ['v1', 'v2']);
    const mixed = find({ ...base, mix: { shares, penalty: 0.5 } });
    assert.deepEqual(mixed.steps.map(({ id }) => id[0]).sort(), ['t', 'v']);
    // 1 - .7 * .8 with nothing off; two videos would give .51 - .5 * (|1 - .5| + |0 - .5|) / 2 = .26.
    assert.ok(Math.abs(mixed.objective - 0.44) < 1e-12);
    assert.deepEqual(idsOf({ ...base, mix: { shares, penalty: 0 } }).sort(), ['v1', 'v2']);
    assert.throws(() => find({ ...base, mix: { shares: { video: 0.8, text: 0.4 }, penalty: 1 } }), /more than 1/);
  });
});
