import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { optimizePath } from '../../../src/engine/paths/optimize-path.js';
import { InfeasiblePathError } from '../../../src/engine/paths/path-problem.js';
import { planPath } from '../../../src/engine/paths/replan/path-plan.js';
import { replan } from '../../../src/engine/paths/replan/replan.js';
import { moduleOf, problemOf, scoreOf, smallProblems } from './cases.js';

const listed = { method: 'listed' } as const;
const idsOf = ({ steps }: { steps: readonly { id: string }[] }): string[] => steps.map(({ id }) => id);

describe('a path in listed order', () => {
  it('is feasible, in the order of the list where nothing needs another order, and the same for every seed', () => {
    fc.assert(
      fc.property(smallProblems(8), (problem) => {
        const ids = idsOf(optimizePath(problem, seededRandom(1), listed));
        assert.equal(scoreOf(problem, ids).fault, undefined);
        assert.deepEqual(
          ids,
          problem.modules.map(({ id }) => id).filter((id) => ids.includes(id)),
        );
        assert.deepEqual(idsOf(optimizePath(problem, seededRandom(2), listed)), ids);
      }),
    );
  });

  it('passes over what does not fit, and stays when it is planned again', () => {
    const modules = ['a', 'b', 'c'].map((id, index) => moduleOf(id, { minutes: [30, 40, 20][index] ?? 0 }));
    const plan = planPath(problemOf(modules), 0, seededRandom(1), listed);
    assert.deepEqual(idsOf(plan.path), ['a', 'c']);
    const again = replan(plan, problemOf(modules), { day: 0, done: [] }, seededRandom(2), { ...listed, asked: true });
    assert.deepEqual([idsOf(again.plan.path), again.adaptation.outcome], [['a', 'c'], 'kept']);
  });
});

describe('a pace that the caller knows', () => {
  it('makes every step so much longer, and a change of it is a reason', () => {
    const problem = problemOf([moduleOf('a'), moduleOf('b')]);
    const plan = planPath(problem, 0, seededRandom(1), { pace: 2 });
    assert.deepEqual(
      plan.path.steps.map(({ minutes }) => minutes),
      [20, 20],
    );
    const progress = { day: 0, done: [] };
    assert.deepEqual(replan(plan, problem, progress, seededRandom(1), { pace: 2 }).adaptation.triggers, []);
    const { triggers } = replan(plan, problem, progress, seededRandom(1), { pace: 1 }).adaptation;
    assert.deepEqual(triggers, [{ kind: 'pace-changed', from: 2, to: 1 }]);
    assert.throws(() => planPath(problem, 0, seededRandom(1), { pace: 0 }), RangeError);
  });
});

describe('pins that clash', () => {
  it('say with what', () => {
    const chain = [moduleOf('a'), moduleOf('b', { prerequisites: ['a'] }), moduleOf('c', { dueDay: 1 })];
    const conflictOf = (pins: object, rest: object = {}): unknown => {
      try {
        optimizePath(problemOf(chain, { pins, minutesPerDay: 60, ...rest }), seededRandom(1), listed);
      } catch (error) {
        return error instanceof InfeasiblePathError ? error.conflict : error;
      }
      return undefined;
    };
    assert.deepEqual(conflictOf({ must: ['b'], never: ['a'] }), { kind: 'barred', modules: ['b', 'a'] });
    const long = { kind: 'no-time', modules: ['a', 'b', 'c'], minutes: 30, budget: 25 };
    assert.deepEqual(conflictOf({ must: ['b', 'c'] }, { budgetMinutes: 25 }), long);
    assert.deepEqual(conflictOf({ must: ['c'] }, { minutesPerDay: 5 }), { kind: 'dates', modules: ['c'] });
    assert.equal(conflictOf({ must: ['b', 'c'] }), undefined);
  });
});
