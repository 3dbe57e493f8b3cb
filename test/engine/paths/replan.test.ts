import assert from 'node:assert/strict';
import { InfeasiblePathError } from '../../../src/engine/paths/path-problem.js';
import { CycleError } from '../../../src/engine/paths/prerequisite-graph.js';
import type { PathPlan } from '../../../src/engine/paths/replan/path-plan.js';
import type { replan } from '../../../src/engine/paths/replan/replan.js';
import { moduleOf, problemOf } from './cases.js';
import { again, base, idsOf, plan, six } from './replan-cases.js';

const done = (...ids: string[]) => ids.map((id) => ({ id, minutes: 10 }));
const kindsOf = ({ adaptation }: ReturnType<typeof replan>) => adaptation.triggers.map(({ kind }) => kind);

describe('replan', () => {
  it('leaves the rest as it is when the learner does what was planned', () => {
    const former = plan(base);
    assert.deepEqual(idsOf(former).sort(), ['a', 'b', 'c', 'd']);
    const [first, second] = idsOf(former) as [string, string];
    const level = (id: string) => 1 - (six.find((each) => each.id === id)?.gain[0] as number);
    const now = { ...base, budgetMinutes: 20, startLevels: [1 - level(first) * level(second)] };
    const next = again(former, now, { day: 102, lastActiveDay: 102, done: done(second, first) });
    assert.deepEqual(idsOf(next.plan), idsOf(former).slice(2));
    assert.equal(next.adaptation.outcome, 'kept');
    assert.deepEqual(next.adaptation.triggers, []);
    assert.deepEqual(next.plan.done, [second, first]);
  });

  it('fills the time that a module mastered early sets free', () => {
    const former = plan(base);
    const last = idsOf(former).at(-1) as string;
    const next = again(former, base, { done: [{ id: last }] });
    assert.deepEqual(next.adaptation.triggers[0], { kind: 'jumped-ahead', modules: [last] });
    assert.deepEqual(next.adaptation.added, [{ id: 'e', reason: 'gains-more' }]);
    assert.deepEqual(next.adaptation.removed, []);
    assert.ok(!idsOf(next.plan).includes(last));
    assert.ok(next.adaptation.objective > next.adaptation.objectiveKept);
  });

  it('sees a stall once', () => {
    const former = plan(base);
    assert.deepEqual(again(former, base, { day: 106, lastActiveDay: 100 }).adaptation.triggers, []);
    const next = again(former, base, { day: 107, lastActiveDay: 99 });
    assert.deepEqual(next.adaptation.triggers, [{ kind: 'stalled', days: 7 }]);
    assert.equal(next.adaptation.outcome, 'kept');
    assert.deepEqual(kindsOf(again(next.plan, base, { day: 107, lastActiveDay: 99 })), []);
    assert.deepEqual(kindsOf(again(former, base, { day: 120, lastActiveDay: 99 }, { stallDays: 30 })), []);
    const all = { ...base, startLevels: [1], budgetMinutes: 0 };
    assert.ok(!kindsOf(again(former, all, { day: 120, done: done(...idsOf(former)) })).includes('stalled'));
  });

  it('plans fewer modules for a learner who takes longer', () => {
    const former = plan(base);
    const first = idsOf(former)[0] as string;
    const now = { ...base, budgetMinutes: 30, startLevels: [0.3] };
    const next = again(former, now, { done: [{ id: first, minutes: 60 }] });
    // (60 + 60) / (10 + 60) = 1.714: 18 minutes each.
    const pace = next.adaptation.triggers.find(({ kind }) => kind === 'pace-changed');
    assert.deepEqual(pace, { kind: 'pace-changed', from: 1, to: 120 / 70 });
    assert.deepEqual(
      next.plan.path.steps.map(({ minutes }) => minutes),
      [18],
    );
    assert.deepEqual(
      next.adaptation.removed.map(({ reason }) => reason),
      ['no-time', 'no-time'],
    );
    const little = again(former, now, { done: [{ id: first, minutes: 20 }] });
    assert.equal(little.plan.pace, 1);
    const endless = again(former, now, { done: [{ id: first, minutes: 9_999 }] });
    assert.equal(endless.plan.pace, 3);
  });

  it('takes the cheapest out when the budget shrinks, and adds when it grows', () => {
    const former = plan(base);
    const less = again(former, { ...base, budgetMinutes: 25 }, {});
    assert.deepEqual(less.adaptation.triggers, [{ kind: 'budget-changed', from: 40, to: 25 }]);
    assert.deepEqual(idsOf(less.plan).sort(), ['a', 'b']);
    assert.deepEqual(less.adaptation.removed.map(({ id, reason }) => `${id} ${reason}`).sort(), [
      'c no-time',
      'd no-time',
    ]);
    const more = again(former, { ...base, budgetMinutes: 60 }, {});
    assert.deepEqual(more.adaptation.added.map(({ id }) => id).sort(), ['e', 'f']);
    assert.deepEqual(more.adaptation.moved, []);
    assert.deepEqual(idsOf(again(former, { ...base, budgetMinutes: 0 }, {}).plan), []);
  });

  it('notices dates that move, but not that time passes', () => {
    const dated = (due: number, available: number) => ({
      ...base,
      modules: six.map((each) =>
        each.id === 'd' ? { ...each, dueDay: due } : each.id === 'b' ? { ...each, availableDay: available } : each,
      ),
    });
    const former = plan(dated(5, 1));
    assert.deepEqual(kindsOf(again(former, dated(4, 0), { day: 101, lastActiveDay: 101 })), []);
    const soon = again(former, dated(1, 1), {});
    assert.deepEqual(soon.adaptation.triggers, [{ kind: 'dates-changed', modules: ['d'] }]);
    assert.equal(idsOf(soon.plan)[0], 'd');
    assert.deepEqual(soon.plan.dates, { b: { available: 101 }, d: { due: 101 } });
    const gone = again(former, base, {});
    assert.deepEqual(gone.adaptation.triggers, [{ kind: 'dates-changed', modules: ['b', 'd'] }]);
  });

  it('says that a step no longer fits when its date has come too near', () => {
    const modules = six.map((each) => (each.id === 'a' ? { ...each, dueDay: 2 } : each));
    const former = plan({ ...base, modules });
    const late = six.map((each) => (each.id === 'a' ? { ...each, dueDay: 0.5 } : each));
    const next = again(former, { ...base, modules: late }, { day: 101.5, lastActiveDay: 101.5 });
    assert.deepEqual(next.adaptation.triggers, [{ kind: 'no-longer-fits', modules: ['a'] }]);
    assert.deepEqual(next.adaptation.removed, [{ id: 'a', reason: 'date' }]);
  });

  it('obeys what an instructor pins', () => {
    const former = plan(base);
    const must = again(former, { ...base, pins: { must: ['f'] } }, {});
    assert.deepEqual(must.adaptation.triggers, [{ kind: 'pins-changed' }]);
    assert.deepEqual(must.adaptation.added, [{ id: 'f', reason: 'pinned' }]);
    const never = again(former, { ...base, pins: { never: ['a'] } }, {});
    assert.deepEqual(never.adaptation.removed, [{ id: 'a', reason: 'barred' }]);
    const end = idsOf(former).at(-1) as string;
    const first = again(former, { ...base, pins: { first: [end] } }, {});
    assert.equal(idsOf(first.plan)[0], end);
    assert.deepEqual(first.adaptation.moved, [end]);
    assert.deepEqual(kindsOf(again(must.plan, { ...base, pins: { must: ['f', 'f'], never: [] } }, {})), []);
  });

  it('lets go of modules that no longer exist, and of those whose new prerequisite does not fit', () => {
    const former = plan(base);
    const without = { ...base, modules: six.filter(({ id }) => id !== 'b') };
    const next = again(former, without, { done: [{ id: 'x' }] });
    assert.deepEqual(next.adaptation.triggers, [{ kind: 'modules-gone', modules: ['b'] }]);
    assert.deepEqual(next.adaptation.removed, [{ id: 'b', reason: 'gone' }]);
    const huge = {
      ...base,
      modules: [...without.modules, moduleOf('x', { minutes: 50 }), moduleOf('b', { prerequisites: ['x'] })],
    };
    const blocked = again(former, huge, {});
    assert.deepEqual(blocked.adaptation.triggers, [{ kind: 'no-longer-fits', modules: ['b'] }]);
    assert.deepEqual(blocked.adaptation.removed, [{ id: 'b', reason: 'no-time' }]);
    const needing = six.map((each) => (each.id === 'a' ? { ...each, prerequisites: ['f'] } : each));
    const brought = idsOf(again(former, { ...base, budgetMinutes: 42, modules: needing }, {}).plan);
    assert.ok(!brought.includes('a') || brought.indexOf('f') < brought.indexOf('a'));
  });

  it('changes a path only when that gains more than the threshold', () => {
    const former = plan(base);
    const better = six.map((each) => (each.id === 'e' ? { ...each, gain: [0.2] } : each));
    // d gains .18 where e would gain .2: at most .02 of what a, b and c leave, for two changes.
    const now = { ...base, modules: better };
    const kept = again(former, now, {}, { asked: true, changePenalty: 0.01 });
    assert.deepEqual(kept.adaptation.triggers, [{ kind: 'asked' }]);
    assert.equal(kept.adaptation.outcome, 'kept');
    const changed = again(former, now, {}, { asked: true, changePenalty: 0 });
    assert.deepEqual(changed.adaptation.removed, [{ id: 'd', reason: 'gains-less' }]);
    assert.deepEqual(changed.adaptation.added, [{ id: 'e', reason: 'gains-more' }]);
  });

  it('looks anew when the levels are not what was expected', () => {
    const former = plan(base);
    const next = again(former, { ...base, startLevels: [0.1] }, {});
    assert.deepEqual(next.adaptation.triggers, [{ kind: 'levels-differ', by: 0.1 }]);
    const nothing = { ...base, goalWeights: [0], startLevels: [0.9] };
    assert.deepEqual(kindsOf(again(former, nothing, {})), []);
  });

  it('falls back on what is pinned when the former order cannot keep its dates', () => {
    const modules = [
      moduleOf('x', { difficulty: 0 }),
      moduleOf('y', { difficulty: 1 }),
      moduleOf('z', { difficulty: 0 }),
    ];
    const problem = problemOf(modules, { minutesPerDay: 10, pins: { must: ['x', 'y'] } });
    const former = plan(problem);
    const order = idsOf(former).filter((id) => id !== 'z');
    const second = order[1] as string;
    const tight = modules.map((each) => (each.id === second ? { ...each, dueDay: 1 } : each));
    const next = again(former, { ...problem, modules: tight }, {});
    assert.equal(idsOf(next.plan)[0], second);
    assert.ok(idsOf(next.plan).includes(order[0] as string));
    const both = tight.map((each) => ({ ...each, dueDay: 1 }));
    assert.throws(() => again(former, { ...problem, modules: both }, {}), InfeasiblePathError);
  });

  it('is plain data, and the same for the same seed', () => {
    const former = plan(base);
    const now = { ...base, budgetMinutes: 55, pins: { must: ['f'] } };
    const stored = JSON.parse(JSON.stringify(former)) as PathPlan;
    const [one, other] = [again(former, now, {}), again(stored, now, {})];
    assert.equal(JSON.stringify(one), JSON.stringify(other));
    assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
  });
});

describe('bad input of replan', () => {
  const former = plan(base);
  const refused = (name: string, work: () => unknown, message: RegExp) =>
    it(name, () => assert.throws(work, (error) => error instanceof RangeError && message.test(error.message)));
  refused('a NaN day', () => plan(base, Number.NaN), /day/);
  refused('a NaN day now', () => again(former, base, { day: Number.NaN }), /day/);
  refused('a NaN last day', () => again(former, base, { lastActiveDay: Number.NaN }), /lastActiveDay/);
  refused('no minutes taken', () => again(former, base, { done: [{ id: 'a', minutes: 0 }] }), /minutes taken for a/);
  refused('a penalty below 0', () => again(former, base, {}, { changePenalty: -1 }), /changePenalty/);
  refused(
    'other skills',
    () => again(former, { ...base, startLevels: [0, 0], goalWeights: [1, 1] }, {}),
    /the plan has 1 skills, the problem 2/,
  );
  refused('a NaN budget', () => again(former, { ...base, budgetMinutes: Number.NaN }, {}), /budgetMinutes/);
  refused(
    'an unknown prerequisite',
    () => again(former, problemOf([moduleOf('a', { prerequisites: ['z'] })]), {}),
    /a needs z/,
  );
  refused(
    'an id given twice',
    () => again(former, problemOf([moduleOf('a'), moduleOf('a')]), {}),
    /the id a is given twice/,
  );

  it('a cycle, which is shown', () => {
    const cyclic = [moduleOf('a', { prerequisites: ['b'] }), moduleOf('b', { prerequisites: ['a'] })];
    assert.throws(
      () => again(former, problemOf(cyclic), {}),
      (error) => error instanceof CycleError && error.cycle[0] === error.cycle.at(-1) && error.cycle.length === 3,
    );
  });

  it('no modules at all: an empty path', () => {
    const next = again(former, problemOf([]), {});
    assert.deepEqual(next.plan.path.steps, []);
    assert.ok(next.adaptation.removed.every(({ reason }) => reason === 'gone'));
  });
});
