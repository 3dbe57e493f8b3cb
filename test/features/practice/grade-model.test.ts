import assert from 'node:assert/strict';
import fc from 'fast-check';
import { problem, testCourse } from '../../support/course.js';
import { GradedRoom } from '../../support/graded-room.js';
import { commands } from './support/grade-commands.js';
import { type Flavour, GradeOracle, type Policy, SKILLS, TARGET } from './support/grade-oracle.js';
import { Watch } from './support/grade-watch.js';

const RUNS = process.env.ATTUNE_LONG ? 210 : 6;
const DUE_MS = 300_000;

const POLICIES: readonly (readonly [Policy, 'practice' | 'keep'])[] = [
  ['best', 'practice'],
  ['best', 'keep'],
  ['latest', 'practice'],
  ['latest', 'keep'],
  ['at-due', 'keep'],
];

/**
 * How things are: whether the launch names the column, how far the clock of the LMS is ahead when it goes by its own,
 * and what the ids of decisions begin with, which are the seeds of their draws.
 */
const worlds = fc.record({
  coupled: fc.boolean(),
  aheadMs: fc.constantFrom(null, null, 90_000),
  ids: fc.uuid(),
});

describe('grades under every policy, with every trouble on their way, against a model', function () {
  this.timeout(process.env.ATTUNE_LONG ? 3_600_000 : 60_000);
  let graded: GradedRoom;
  let [ids, count] = ['', 0];
  before(async () => {
    const items = testCourse().items.filter(({ id }) => id !== problem().id);
    graded = await GradedRoom.open({ course: testCourse({ id: 'grading', items }), newId: () => `${ids}-${++count}` });
  });
  after(() => graded?.close());

  async function start(policy: Policy, afterDue: 'practice' | 'keep', flavour: Flavour, coupled: boolean) {
    const due = graded.room.app.clock().getTime() + DUE_MS;
    const custom = {
      attune_skills: SKILLS.join(','),
      attune_target: String(TARGET),
      attune_grade: policy,
      attune_due: afterDue,
      attune_due_at: new Date(due).toISOString(),
    };
    const pupil = await graded.pupil(custom, { family: flavour, coupled });
    const real = { graded, pupil, watch: new Watch(graded, pupil), process: graded.newProcess() };
    return { model: new GradeOracle(policy, afterDue === 'keep', due, flavour), real };
  }

  for (const [block, flavour] of (['moodle', 'canvas'] as const).entries()) {
    for (const [index, [policy, afterDue]] of POLICIES.entries()) {
      it(`in ${flavour}: "${policy}", and "${afterDue}" after the due date`, async () => {
        let [highest, taken] = [0, 0];
        const property = fc.asyncProperty(worlds, commands, async ({ coupled, aheadMs, ids: prefix }, list) => {
          [ids, count] = [prefix, 0];
          graded.lms.reset();
          Object.assign(graded.lms, { flavour, stampsAheadMs: aheadMs });
          const { model, real } = await start(policy, afterDue, flavour, coupled);
          await fc.asyncModelRun(() => ({ model, real }), list);
          await graded.settleDown(real.pupil, real.process);
          await real.watch.end(model);
          highest = Math.max(highest, model.intended?.score ?? 0);
          taken += real.watch.taken.size;
        });
        await fc.assert(property, { seed: 310 + 10 * block + index, numRuns: RUNS, endOnFailure: true });
        assert.ok(highest > 0.3, 'the runs got somewhere');
        assert.ok(taken >= RUNS, `the LMS took ${taken} grades`);
      });
    }
  }
});
