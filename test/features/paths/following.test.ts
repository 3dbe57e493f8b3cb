import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { importCourse } from '../../../src/features/catalogue/index.js';
import {
  listPathsFollowed,
  type PathDependencies,
  replayPath,
  runPathJobs,
  selectOptionalPath,
} from '../../../src/features/paths/index.js';
import type { Job, JobQueue } from '../../../src/jobs/index.js';
import { SKILLS, testCourse } from '../../support/course.js';
import { ahead, goals, PATH, PathRoom, type Step } from './support/path-room.js';

const DAY = 86_400_000;

describe('learning paths', function () {
  this.timeout(60_000);
  let paths: PathRoom;
  before(async () => {
    paths = await PathRoom.open();
  });
  after(() => paths?.close());

  it('are made with everything that a step needs before it, a reason for each, and dates', async () => {
    const { pupil } = await paths.school();
    assert.equal((await paths.call('get', PATH, pupil.token)).status, 404);
    const answer = await paths.call('post', PATH, pupil.token, {});
    assert.deepEqual(
      [answer.status, answer.headers.location],
      [201, `/api/users/${pupil.student.userId}/learning-path`],
    );
    const steps: Step[] = answer.body.steps;
    const modules = steps.map(({ module }) => module);
    for (const skill of SKILLS) assert.ok(modules.includes(`practice:${skill}`), skill);
    const isBefore = (a: string, b: string) => assert.ok(modules.indexOf(a) < modules.indexOf(b), `${a} before ${b}`);
    isBefore('practice:counting', 'practice:ratios');
    isBefore('practice:ratios', 'practice:odds.basic');
    isBefore('lesson:lesson.ratios', 'practice:ratios');
    isBefore('practice:counting', 'practice:constructor');
    assert.equal(steps[0]?.state, 'current');
    assert.ok(steps.every(({ reasons }) => reasons.length > 0 && reasons.every(({ text }) => text.length > 10)));
    const dates = steps.map(({ expectedBy }) => new Date(expectedBy ?? assert.fail()).getTime());
    assert.deepEqual(
      dates,
      [...dates].sort((a, b) => a - b),
    );
    const { low, median, high } = answer.body.estimatedCompletion;
    assert.ok(low <= median && median <= high);
    assert.equal(dates.at(-1), new Date(median).getTime());
    const read = await paths.call('get', PATH, pupil.token);
    assert.deepEqual([read.status, read.body, read.headers.etag], [200, answer.body, answer.headers.etag]);
  });

  it('are followed as far as what is done, which is left no more', async () => {
    const { pupil } = await paths.school();
    await paths.make(pupil);
    const planned = (await paths.stored(pupil)).path_config.plan.path.steps.length;
    const [lesson = ''] = ahead((await paths.call('get', PATH, pupil.token)).body).filter((id) =>
      id.startsWith('lesson:'),
    );
    await paths.tell(pupil, paths.lessonDone(lesson.slice('lesson:'.length)));
    const path = await paths.make(pupil);
    // The plan stays as it was decided, with the step that is behind.
    assert.equal((await paths.stored(pupil)).path_config.plan.path.steps.length, planned);
    const [followed, ...others] = await listPathsFollowed(paths.app.scope, pupil.student.courseId);
    assert.deepEqual(followed, { userId: pupil.student.userId, done: 1, left: ahead(path).length });
    assert.deepEqual([others, ahead(path).length], [[], planned - 1]);
  });

  it('are decided again by what is stored of them, first and after each change', async () => {
    const { pupil } = await paths.school();
    await paths.make(pupil);
    const first = await paths.stored(pupil);
    assert.deepEqual(replayPath(first.path_config.decided).plan, first.path_config.plan);
    await paths.tell(pupil, paths.fact('goals-set', goals(['odds.basic'])));
    await paths.make(pupil);
    const second = await paths.stored(pupil);
    assert.equal(second.version, 2);
    const again = replayPath(second.path_config.decided);
    assert.deepEqual(again.plan, second.path_config.plan);
    const { objective, added, removed, moved } = second.adaptation_history.at(-1) ?? assert.fail();
    assert.deepEqual(again.adaptation && { ...picked(again.adaptation) }, { objective, added, removed, moved });
  });
  const picked = ({
    objective,
    added,
    removed,
    moved,
  }: {
    objective: number;
    added: object;
    removed: object;
    moved: object;
  }) => ({
    ...{ objective, added, removed, moved },
  });

  it('move with what the learner does, stay as they are otherwise, and end', async () => {
    const { pupil } = await paths.school();
    const first = await paths.make(pupil);
    assert.equal((await paths.make(pupil)).version, first.version);
    await paths.tell(pupil, paths.lessonDone('lesson.counting'));
    const second = await paths.make(pupil);
    assert.deepEqual([second.currentPosition, second.steps[0].state, second.version], [1, 'done', 2]);
    assert.deepEqual(ahead(second), ahead(first).slice(1));
    for (const lesson of ['lesson.ratios', 'lesson.odds']) await paths.tell(pupil, paths.lessonDone(lesson));
    for (const skill of SKILLS) await paths.tell(pupil, ...paths.mastery(skill));
    const last = await paths.make(pupil);
    const left = ahead(last).filter((step) => !step.startsWith('review:'));
    assert.deepEqual([last.state, left, last.minutesLeft], ['completed', [], 0]);
    assert.equal((await paths.make(pupil)).id, last.id);
  });

  it('lead to the skills of the goal, by what these need, and end when only reviews are left', async () => {
    const { pupil } = await paths.school();
    await paths.tell(pupil, paths.fact('goals-set', goals(['ratios'])));
    const path = await paths.make(pupil);
    const needed = ['lesson:lesson.counting', 'lesson:lesson.ratios', 'practice:counting', 'practice:ratios'];
    assert.deepEqual(ahead(path).sort(), needed);
    for (const lesson of ['lesson.counting', 'lesson.ratios']) await paths.tell(pupil, paths.lessonDone(lesson));
    for (const skill of ['counting', 'ratios']) await paths.tell(pupil, ...paths.mastery(skill));
    const reached = await paths.make(pupil);
    assert.deepEqual([reached.state, reached.minutesLeft], ['completed', 0]);
    assert.ok(
      ahead(reached).every((step) => step.startsWith('review:')),
      ahead(reached).join(),
    );
    assert.equal((await paths.make(pupil)).id, reached.id);
  });

  it('have a review on the day that the page of reviews has it for, and no sooner', async () => {
    const { pupil } = await paths.school();
    await paths.tell(pupil, ...paths.mastery('counting'));
    await paths.make(pupil);
    const { body } = await paths.call('get', '/api/users/me/reviews', pupil.token);
    const [{ skill, planned_at: planned } = assert.fail(), ...others] = [...body.today, ...body.upcoming];
    assert.deepEqual([skill.id, others], ['counting', []]);
    const dates = Object.entries((await paths.stored(pupil)).path_config.plan.dates);
    const [[, date] = assert.fail()] = dates.filter(([id]) => id.startsWith('review:counting@'));
    assert.equal(Math.round((date.available ?? 0) * DAY), Date.parse(planned));
  });

  it('follow in the background, as of the last fact, and twice is once', async () => {
    const { pupil } = await paths.school();
    const { job, asked } = listening();
    const { tenant, userId, courseId } = pupil.student;
    const data = { tenant, user: userId, course: courseId };
    await job.run(data);
    assert.equal(await selectOptionalPath(paths.app.scope, pupil.student), null);
    await paths.make(pupil);
    await paths.tell(pupil, ...paths.mastery('counting'), paths.lessonDone('lesson.counting'));
    await job.run(data);
    const moved = await paths.stored(pupil);
    assert.deepEqual([moved.current_position, moved.version], [2, 2]);
    assert.deepEqual(moved.updated_at, (await pupil.profile()).updated_at);
    await job.run(data);
    assert.deepEqual(await paths.stored(pupil), moved);
    assert.equal(asked, 0);
  });

  /** The job as a worker has it, without waiting for Redis. */
  function listening() {
    const jobs: Job<unknown>[] = [];
    const queue = { process: (job: Job<never>) => void jobs.push(job as never) } as Pick<
      JobQueue,
      'process'
    > as JobQueue;
    const deps: PathDependencies = { storage: paths.app.app.storage, newId: randomUUID, policyOf: async () => null };
    runPathJobs(deps, queue);
    return { job: jobs[0] ?? assert.fail(), asked: 0 };
  }

  it('are planned anew for new goals, new content and long silence, and say so', async () => {
    const { pupil } = await paths.school();
    await paths.make(pupil);
    const reasons = async (): Promise<string[]> => {
      const { body } = await paths.call('get', `${PATH}/history?limit=1`, pupil.token);
      return body.items[0].triggers.map(({ code }: { code: string }) => code);
    };
    assert.deepEqual(await reasons(), ['first-path']);
    await paths.tell(pupil, paths.fact('goals-set', goals(['constructor'])));
    await paths.make(pupil);
    assert.ok((await reasons()).includes('goals-changed'));
    const lesson = { id: 'lesson.more', title: 'More', skills: ['constructor'], minutes: 4, bodyMarkdown: 'More.' };
    const { lessons } = testCourse();
    await importCourse(paths.app.scope, testCourse({ lessons: [...lessons, lesson] }), paths.app.clock());
    const renewed = await paths.make(pupil);
    assert.ok((await reasons()).includes('catalogue-changed'));
    assert.ok(ahead(renewed).includes('lesson:lesson.more'));
    await importCourse(paths.app.scope, testCourse(), paths.app.clock());
    paths.app.clock.advance(9 * DAY);
    const back = await paths.app.signIn({ ...pupil.student, landing: 'path' });
    const late = await paths.call('post', PATH, back.token, {});
    assert.ok(!ahead(late.body).includes('lesson:lesson.more'));
    const history = await paths.call('get', `${PATH}/history?limit=1`, back.token);
    const codes = history.body.items[0].triggers.map(({ code }: { code: string }) => code);
    assert.ok(codes.includes('stalled') && codes.includes('modules-gone'), codes.join());
    const next = await paths.call('get', `${PATH}/history?limit=50&cursor=${history.body.next}`, back.token);
    assert.deepEqual([next.body.items.length, next.body.next], [3, null]);
  });
});
