import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { InfeasiblePathError, type PathModule, type PathProblem } from '../../../src/engine/paths/path-problem.js';
import type { PathPlan } from '../../../src/engine/paths/replan/path-plan.js';
import { replan } from '../../../src/engine/paths/replan/replan.js';
import type { PathProgress } from '../../../src/engine/paths/replan/triggers.js';
import { scoreOf, smallProblems } from './cases.js';
import { again, idsOf, plan } from './replan-cases.js';

/** A plan, and a later state of the same course in which anything may have happened. */
const situations = (most: number) =>
  fc
    .record({
      problem: smallProblems(most),
      budgetShare: fc.double({ min: 0, max: 1.5, noNaN: true }),
      did: fc.array(fc.tuple(fc.nat({ max: most }), fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined })), {
        maxLength: 4,
      }),
      due: fc.array(fc.tuple(fc.nat({ max: most }), fc.integer({ min: 0, max: 8 })), { maxLength: 3 }),
      must: fc.array(fc.nat({ max: most }), { maxLength: 2 }),
      never: fc.array(fc.nat({ max: most }), { maxLength: 2 }),
      first: fc.array(fc.nat({ max: most }), { maxLength: 1 }),
      later: fc.integer({ min: 0, max: 12 }),
      levels: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ problem, budgetShare, did, due, later, levels, ...pins }) => {
      const known = (at: number) => at < problem.modules.length;
      const idOf = (at: number) => `m${at}`;
      const dueOf = new Map(due.map(([at, day]) => [idOf(at), day]));
      const named = (list: readonly number[]) => list.filter(known).map(idOf);
      const now: PathProblem = {
        ...problem,
        modules: problem.modules.map((each) => ({
          ...each,
          ...(dueOf.has(each.id) && { dueDay: dueOf.get(each.id) as number }),
        })),
        budgetMinutes: Math.floor(problem.budgetMinutes * budgetShare),
        startLevels: levels,
        minutesPerDay: 20,
        pins: { must: named(pins.must), never: named(pins.never), first: named(pins.first) },
      };
      const progress: PathProgress = {
        day: 100 + later,
        done: did.filter(([at]) => known(at)).map(([at, minutes]) => ({ id: idOf(at), ...(minutes && { minutes }) })),
      };
      return { problem, now, progress };
    });

/** Undefined when what is pinned cannot be kept, which is a right answer; how often is counted by the caller. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof InfeasiblePathError) return undefined;
    throw error;
  }
}

function requireKept(now: PathProblem, progress: PathProgress, next: PathPlan): void {
  const ids = idsOf(next);
  const pace = next.pace;
  const slow = now.modules.map((each) => ({
    ...each,
    minutes: pace === 1 ? each.minutes : Math.ceil(pace * each.minutes),
  }));
  const finished = progress.done.map(({ id }) => id);
  // A done module needs nothing and is done with.
  assert.equal(scoreOf({ ...now, modules: slow, done: finished }, ids).fault, undefined);
  let clock = 0;
  for (const id of ids) {
    const { minutes, dueDay } = slow.find((each) => each.id === id) as PathModule;
    clock += minutes;
    assert.ok(dueDay === undefined || clock <= 20 * dueDay, `${id} ends at ${clock}`);
  }
  for (const id of now.pins?.never ?? []) assert.ok(!ids.includes(id));
  for (const id of [...(now.pins?.must ?? []), ...(now.pins?.first ?? [])]) {
    assert.ok(ids.includes(id) || finished.includes(id));
  }
}

describe('replan, whatever happens', () => {
  it('is never infeasible, and the same question again changes nothing', () => {
    let answered = 0;
    fc.assert(
      fc.property(situations(9), ({ problem, now, progress }) => {
        const next = tried(() => again(plan(problem), now, progress, { moves: 500 }));
        if (!next) return;
        answered++;
        requireKept(now, progress, next.plan);
        const same = replan(next.plan, now, progress, seededRandom(99), { moves: 500 });
        assert.deepEqual(same.adaptation.triggers, []);
        assert.equal(same.adaptation.outcome, 'kept');
        assert.deepEqual(same.plan.path.steps, next.plan.path.steps);
      }),
      { seed: 5, numRuns: 150 },
    );
    assert.ok(answered > 75, `${answered} of 150`);
  });

  it('keeps the plan when nothing has happened', () => {
    fc.assert(
      fc.property(smallProblems(10), (problem) => {
        const former = plan(problem);
        const next = again(former, problem, {});
        assert.deepEqual(next.adaptation.triggers, []);
        assert.deepEqual(idsOf(next.plan), idsOf(former));
        assert.ok(Math.abs(next.adaptation.objective - former.path.objective) < 1e-12);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('finds the best of F less the price of its changes over all sequences', () => {
    fc.assert(
      fc.property(smallProblems(5), fc.double({ min: 0.3, max: 1.6, noNaN: true }), (problem, share) => {
        const former = plan(problem);
        const now = { ...problem, budgetMinutes: Math.floor(problem.budgetMinutes * share) };
        const { plan: next } = again(former, now, {}, { moves: 10_000, asked: true, changePenalty: 0.01 });
        const worth = (ids: readonly string[]) => scoreOf(now, ids).objective - 0.01 * changes(idsOf(former), ids);
        const best = bestOf(now, worth);
        assert.ok(Math.abs(worth(idsOf(next)) - best) < 1e-9, `${worth(idsOf(next))} instead of ${best}`);
      }),
      { seed: 4, numRuns: 25 },
    );
  });
});

/** Least modules to add, leave out and move, by the longest common subsequence (dynamic programming). */
function changes(from: readonly string[], to: readonly string[]): number {
  const table = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let i = 1; i <= from.length; i++) {
    for (let j = 1; j <= to.length; j++) {
      const [up, left, across] = [table[i - 1]?.[j], table[i]?.[j - 1], table[i - 1]?.[j - 1]] as number[];
      (table[i] as number[])[j] =
        from[i - 1] === to[j - 1] ? (across as number) + 1 : Math.max(up as number, left as number);
    }
  }
  const common = table[from.length]?.[to.length] as number;
  const both = from.filter((id) => to.includes(id)).length;
  return from.length - both + (to.length - both) + (both - common);
}

function bestOf(problem: PathProblem, worth: (ids: readonly string[]) => number): number {
  let best = Number.NEGATIVE_INFINITY;
  const extend = (ids: string[]): void => {
    if (scoreOf(problem, ids).fault) return;
    best = Math.max(best, worth(ids));
    for (const { id } of problem.modules) if (!ids.includes(id)) extend([...ids, id]);
  };
  extend([]);
  return best;
}
