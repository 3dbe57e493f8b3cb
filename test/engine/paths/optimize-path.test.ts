import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PathProblem } from '../../../src/engine/paths/path-problem.js';
import { CycleError } from '../../../src/engine/paths/prerequisite-graph.js';
import { bestByEnumeration, moduleOf, problemOf, scoreOf, smallProblems } from './cases.js';
import { find, idsOf, METHODS } from './optimize-cases.js';

describe('optimizePath', () => {
  for (const method of METHODS) {
    it(`is feasible, and tells its objective rightly (${method})`, () => {
      fc.assert(
        fc.property(smallProblems(12), (problem) => {
          const path = find(problem, { method });
          const { objective, fault } = scoreOf(
            problem,
            path.steps.map(({ id }) => id),
          );
          assert.equal(fault, undefined);
          assert.ok(Math.abs(objective - path.objective) < 1e-9);
        }),
        { seed: 7, numRuns: 60 },
      );
    });

    it(`gives the same path for the same seed (${method})`, () => {
      const [problem] = fc.sample(smallProblems(12), { seed: 11, numRuns: 1 }) as [PathProblem];
      assert.equal(JSON.stringify(find(problem, { method })), JSON.stringify(find(problem, { method })));
    });
  }

  it('finds the best of all sequences on small problems, by both searches', () => {
    fc.assert(
      fc.property(smallProblems(6), (problem) => {
        const best = bestByEnumeration(problem);
        for (const method of ['anneal', 'genetic'] as const) {
          const { objective } = find(problem, { method, moves: 20_000 });
          assert.ok(Math.abs(objective - best) < 1e-9, `${method}: ${objective} instead of ${best}`);
        }
      }),
      { seed: 3, numRuns: 15 },
    );
  });

  it('works out the objective, minutes, levels and start times of a path done by hand', () => {
    const modules = [moduleOf('a', { difficulty: 0.2, gain: [0.5] }), moduleOf('b', { difficulty: 0.6, gain: [0.4] })];
    const path = find(problemOf(modules, { startLevels: [0.1] }));
    // 1 - .9 * .5 * .6 = .73; one jump of .4 costs .004.
    assert.ok(Math.abs(path.objective - 0.726) < 1e-12);
    assert.ok(Math.abs((path.levels[0] as number) - 0.73) < 1e-12);
    assert.equal(path.minutes, 20);
    assert.deepEqual(
      path.steps.map(({ startsAt }) => startsAt),
      [0, 10],
    );
  });

  it('stops at its deadline with a feasible path', () => {
    let asked = 0;
    const modules = Array.from({ length: 20 }, (_, index) => moduleOf(`m${index}`));
    for (const method of ['anneal', 'genetic'] as const) {
      const path = find(problemOf(modules), { method, moves: 1e9, deadline: () => ++asked > 3 });
      assert.equal(path.steps.length, 6);
    }
  });

  it('gives the empty path for nothing to choose from, no time, or nothing to gain', () => {
    assert.deepEqual(idsOf(problemOf([])), []);
    assert.deepEqual(idsOf(problemOf([moduleOf('a')], { budgetMinutes: 0 })), []);
    assert.deepEqual(idsOf(problemOf([moduleOf('a', { minutes: 61 })])), []);
    assert.deepEqual(idsOf(problemOf([moduleOf('a')], { goalWeights: [0] }), { method: 'greedy' }), []);
    assert.deepEqual(find(problemOf([], { startLevels: [], goalWeights: [] })).objective, 0);
  });

  it('leaves out steps without a reason when it is to be lean, and what only they needed', () => {
    const modules = [
      moduleOf('easy', { difficulty: 0 }),
      moduleOf('base', { difficulty: 0.3, gain: [0] }),
      moduleOf('bridge', { difficulty: 0.5, gain: [0], prerequisites: ['base'] }),
      moduleOf('hard', { difficulty: 1, prerequisites: ['needed'] }),
      moduleOf('needed', { difficulty: 1, gain: [0] }),
    ];
    // Without a jump between neighbours nothing is lost by the bridge, so a pin shows that it can stand there.
    assert.deepEqual(idsOf(problemOf(modules, { pins: { must: ['bridge'] } }), { lean: true }).length, 5);
    assert.deepEqual(idsOf(problemOf(modules), { lean: true }).sort(), ['easy', 'hard', 'needed']);
    fc.assert(
      fc.property(smallProblems(12), (problem) => {
        const path = find({ ...problem, goalWeights: [1, 0] }, { lean: true, method: 'listed' });
        assert.ok(path.steps.every(({ reasons }) => reasons.length > 0));
        assert.equal(
          scoreOf(
            problem,
            path.steps.map(({ id }) => id),
          ).fault,
          undefined,
        );
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('leaves out a module when one that it needs does not fit with it', () => {
    const modules = [moduleOf('base', { minutes: 55, gain: [0] }), moduleOf('top', { prerequisites: ['base'] })];
    assert.deepEqual(idsOf(problemOf(modules)), []);
  });
});

describe('the reasons of a step', () => {
  it('tell pins, the gap that it closes, what rests on it and when it is due', () => {
    const modules = [
      moduleOf('base', { gain: [0, 0.1], dueDay: 4 }),
      moduleOf('top', { gain: [0.5, 0.1], prerequisites: ['base'] }),
    ];
    const { steps } = find(
      problemOf(modules, {
        startLevels: [0.5, 0],
        goalWeights: [0.8, 0.2],
        minutesPerDay: 10,
        pins: { must: ['base'] },
      }),
    );
    assert.deepEqual(steps[0]?.reasons, [
      { kind: 'pinned' },
      { kind: 'closes-gap', skill: 1, share: 0.1, gain: 0.2 * 0.1 },
      { kind: 'needed-for', modules: ['top'] },
      { kind: 'due', day: 4 },
    ]);
    assert.deepEqual(steps[1]?.reasons, [{ kind: 'closes-gap', skill: 0, share: 0.5, gain: 0.2 }]);
    assert.ok(Math.abs((steps[1]?.gain ?? 0) - (0.2 + 0.2 * 0.9 * 0.1)) < 1e-12);
  });
});

describe('bad input of optimizePath', () => {
  const bad: [string, PathProblem, RegExp][] = [
    ['a NaN gain', problemOf([moduleOf('a', { gain: [Number.NaN] })]), /a gain of a must be in \[0, 1\), not NaN/],
    ['a gain of 1', problemOf([moduleOf('a', { gain: [1] })]), /a gain of a/],
    ['no minutes', problemOf([moduleOf('a', { minutes: 0 })]), /minutes of a/],
    ['a difficulty out of range', problemOf([moduleOf('a', { difficulty: 2 })]), /difficulty of a/],
    ['too many gains', problemOf([moduleOf('a', { gain: [0.1, 0.1] })]), /a has 2 gains, but there are 1 skills/],
    ['skills that do not match', problemOf([], { goalWeights: [1, 2] }), /1 start levels, but 2 goal weights/],
    ['a level out of range', problemOf([], { startLevels: [1.1] }), /startLevels\[0\]/],
    ['a weight below 0', problemOf([], { goalWeights: [-1] }), /goalWeights\[0\]/],
    ['a NaN budget', problemOf([], { budgetMinutes: Number.NaN }), /budgetMinutes/],
    ['a penalty below 0', problemOf([], { jumpPenalty: -1 }), /jumpPenalty/],
    ['an unknown done id', problemOf([], { done: ['q'] }), /done names q/],
  ];
  for (const [name, problem, message] of bad) {
    it(`refuses ${name}`, () => assert.throws(() => find(problem), message));
  }

  it('refuses a cyclic graph with its cycle, also when a part of it is done', () => {
    const modules = [moduleOf('a', { prerequisites: ['b'] }), moduleOf('b', { prerequisites: ['a'] })];
    assert.throws(() => find(problemOf(modules)), CycleError);
    assert.throws(() => find(problemOf(modules, { done: ['a'] })), CycleError);
  });

  it('refuses an effort that is not a whole number above 0', () => {
    assert.throws(() => find(problemOf([]), { moves: 0 }), /moves/);
    assert.throws(() => find(problemOf([]), { moves: 1.5 }), /moves/);
  });
});
