import assert from 'node:assert/strict';
import { finishRound, type Gradebook } from '../../../src/features/practice/index.js';
import { TENANT } from '../../support/app.js';
import type { Classroom } from '../../support/classroom.js';
import { GradebookRoom } from './support/gradebook-room.js';

describe('what is to be sent of a grade', function () {
  this.timeout(30_000);
  let grades: GradebookRoom;
  let room: Classroom;
  let book: Gradebook;
  before(async () => {
    grades = await GradebookRoom.open();
    ({ room, book } = grades);
  });
  after(() => grades?.close());
  const graded = (changes?: Parameters<GradebookRoom['graded']>[0]) => grades.graded(changes);

  it('says all that a delivery needs', async () => {
    const pupil = await graded({ sub: 'lms-user-7', link: { id: 'link-7', title: 'Week 7' } });
    const grade = await book.select(TENANT, pupil.gradeId);
    assert.deepEqual(grade, {
      gradeId: pupil.gradeId,
      placementId: pupil.student.placementId,
      platform: { issuer: 'http://127.0.0.1:3100', clientId: 'client-1' },
      deploymentId: '1',
      sub: 'lms-user-7',
      scoreMaximum: 100,
      label: 'Week 7',
      resourceId: pupil.student.placementId,
      tag: 'attune-practice',
      resourceLinkId: 'link-7',
      formerResourceLinkIds: [],
      columnsOfOthers: [],
      services: {
        lineItems: 'http://127.0.0.1:3100/lineitems',
        lineItem: 'http://127.0.0.1:3100/lineitems/1',
        scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      },
      family: 'moodle',
    });
  });

  it('says of the work what belongs to the score that leaves, also when that came after the grade was selected', async () => {
    const pupil = await graded();
    const { started_at } = await pupil.attempt();
    const begin = async () => (await book.beginSend(TENANT, pupil.gradeId, room.app.clock())) ?? assert.fail();
    const work = async () => {
      const { activityProgress, startedAt, submittedAt, newSubmission } = await begin();
      return { activityProgress, startedAt, submittedAt, newSubmission };
    };
    const first = { activityProgress: 'InProgress', startedAt: started_at, submittedAt: null, newSubmission: true };
    assert.deepEqual(await work(), first);
    assert.ok(await book.select(TENANT, pupil.gradeId));
    room.app.clock.advance(1_000);
    await finishRound(room.deps, pupil.student);
    const finished = { ...first, activityProgress: 'Completed', submittedAt: room.app.clock() };
    assert.deepEqual(await work(), finished);
    const { revision } = await begin();
    const settled = { revision, outcome: 'accepted', earned: null, at: room.app.clock() } as const;
    await book.settle(TENANT, pupil.gradeId, settled);
    assert.equal(await book.select(TENANT, pupil.gradeId), null);
  });

  describe('by what it finds the column of a copy', () => {
    let course = 0;
    const copyIn = async (custom: Record<string, string>) => {
      const context = { id: `copied course ${++course}`, title: null };
      await room.app.arrive({ sub: 'teacher', role: 'staff', context, link: null });
      const here = { context, lineItem: null };
      const pupil = await graded({ ...here, custom: { attune_placement: 'stable', ...custom } });
      const traces = async () => {
        const grade = (await book.select(TENANT, pupil.gradeId)) ?? assert.fail();
        return [grade.resourceId, grade.formerResourceLinkIds, grade.columnsOfOthers];
      };
      return {
        pupil,
        traces,
        arrive: (link: string, lineItem: string | null) =>
          room.app.arrive({ ...here, link: { id: link, title: null }, lineItem }),
      };
    };

    it('names the former ids of its link, but none that is a link of the course', async () => {
      const histories = { attune_link_history: '12,3', attune_course_history: '7' };
      const { traces, arrive, pupil } = await copyIn(histories);
      assert.deepEqual(await traces(), ['stable', ['12', '3'], []]);
      await arrive('12', 'http://127.0.0.1:3100/lineitems/12');
      assert.deepEqual(await traces(), ['stable', ['3'], ['http://127.0.0.1:3100/lineitems/12']]);
      await book.rememberLineItem(TENANT, pupil.student.placementId, 'http://127.0.0.1:3100/lineitems/9');
      assert.deepEqual(await traces(), ['stable', [], []]);
    });

    it('names none in a course that is no copy: there the link was copied, not the course', async () => {
      const { traces } = await copyIn({ attune_link_history: '12' });
      assert.deepEqual(await traces(), ['stable', [], []]);
    });
  });

  it('gives nothing where there is nothing to send, or nobody to send it for', async () => {
    assert.equal(await book.select(TENANT, 'made:up'), null);
    const pupil = await graded();
    assert.equal(await book.select('another-school', pupil.gradeId), null);
    // The LMS says only later that this is its test student.
    const { sub } = await room.learner(pupil);
    await room.app.arrive({ sub, testUser: true });
    assert.equal(await book.select(TENANT, pupil.gradeId), null);
    await assert.rejects(book.beginSend(TENANT, 'made:up', room.app.clock()), { code: 'not-found' });
  });
});
