import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { createKey } from '../../../src/features/api-keys/index.js';
import { importCourse } from '../../../src/features/catalogue/index.js';
import { type FactDraft, recordFact } from '../../../src/features/learners/index.js';
import {
  listPathsFollowed,
  type PathDependencies,
  replayPath,
  runPathJobs,
  selectOptionalPath,
} from '../../../src/features/paths/index.js';
import { pathCollection } from '../../../src/features/paths/model.js';
import type { ApiScope } from '../../../src/http/index.js';
import type { Job, JobQueue } from '../../../src/jobs/index.js';
import { listAudit } from '../../../src/storage/index.js';
import { type Actor, Classroom, type Pupil, signInAs } from '../../support/classroom.js';
import { SKILLS, testCourse } from '../../support/course.js';

const DAY = 86_400_000;
const PATH = '/api/users/me/learning-path';

interface Step {
  readonly module: string;
  readonly state: string;
  readonly minutes: number;
  readonly expectedBy: string | null;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

describe('learning paths', function () {
  this.timeout(60_000);
  let room: Classroom;
  let courses = 0;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  /** A learner and a teacher in a course of their own. */
  async function school(custom: Record<string, string> = {}): Promise<{ pupil: Pupil; teacher: Actor }> {
    courses += 1;
    const context = { id: `paths ${courses}`, title: null };
    const staff = await room.app.arrive({ sub: 'teacher', role: 'staff', context, link: null });
    return { pupil: await room.pupil(custom, { context }), teacher: await signInAs(room, staff, 'staff') };
  }
  const key = async (...scopes: ApiScope[]): Promise<string> =>
    createKey(
      room.app.scope,
      { name: 'test', scopes, expiresAt: null },
      { id: randomUUID(), secret: randomUUID() + randomUUID().slice(0, 8), now: room.app.clock() },
    );
  const call = (method: 'get' | 'post' | 'put', path: string, token: string, body?: object, seen?: string) => {
    const sent = request(room.app.app.web)[method](path).set('Authorization', `Bearer ${token}`);
    if (seen !== undefined) void sent.set('If-Match', seen);
    return body ? sent.send(body) : sent;
  };
  const make = async ({ token }: Actor, body: object = {}) => {
    const answer = await call('post', PATH, token, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  };
  const ahead = (path: { steps: Step[] }): string[] =>
    path.steps.filter(({ state }) => state !== 'done').map(({ module }) => module);
  const stored = async ({ student }: Pupil) => (await selectOptionalPath(room.app.scope, student)) ?? assert.fail();
  const tell = ({ student }: Pupil, ...drafts: FactDraft[]): Promise<void> =>
    room.app.scope.transaction(async (tx) => {
      for (const draft of drafts) {
        await recordFact(tx, student, draft, { id: randomUUID(), now: room.app.clock() });
      }
    });
  const fact = <T extends FactDraft['type']>(
    type: T,
    metrics: Extract<FactDraft, { type: T }>['metrics'],
    contentId: string | null = null,
  ) => ({ type, key: randomUUID(), contentId, metrics, at: room.app.clock() }) as FactDraft;
  const lessonDone = (lesson: string) => fact('lesson-completed', { modality: 'text', seconds: 120 }, lesson);
  /** Right answers without help, enough to master the skill. */
  const mastery = (skill: string): FactDraft[] =>
    Array.from({ length: 8 }, () =>
      fact(
        'answer',
        {
          ...{ decision: randomUUID(), placement: null, step: 'only', skill, family: null },
          ...{ correct: true, attempt: 1, hints: 0, weight: 1, seconds: 40 },
          item: { discrimination: 1, difficulty: 0 },
          skills: [{ id: skill, prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 }],
        },
        `${skill}-1`,
      ),
    );

  it('are made with everything that a step needs before it, a reason for each, and dates', async () => {
    const { pupil } = await school();
    assert.equal((await call('get', PATH, pupil.token)).status, 404);
    const answer = await call('post', PATH, pupil.token, {});
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
    const read = await call('get', PATH, pupil.token);
    assert.deepEqual([read.status, read.body, read.headers.etag], [200, answer.body, answer.headers.etag]);
  });

  it('are followed as far as what is done, which is left no more', async () => {
    const { pupil } = await school();
    await make(pupil);
    const planned = (await stored(pupil)).path_config.plan.path.steps.length;
    const [lesson = ''] = ahead((await call('get', PATH, pupil.token)).body).filter((id) => id.startsWith('lesson:'));
    await tell(pupil, lessonDone(lesson.slice('lesson:'.length)));
    const path = await make(pupil);
    // The plan stays as it was decided, with the step that is behind.
    assert.equal((await stored(pupil)).path_config.plan.path.steps.length, planned);
    const [followed, ...others] = await listPathsFollowed(room.app.scope, pupil.student.courseId);
    assert.deepEqual(followed, { userId: pupil.student.userId, done: 1, left: ahead(path).length });
    assert.deepEqual([others, ahead(path).length], [[], planned - 1]);
  });

  it('are decided again by what is stored of them, first and after each change', async () => {
    const { pupil } = await school();
    await make(pupil);
    const first = await stored(pupil);
    assert.deepEqual(replayPath(first.path_config.decided).plan, first.path_config.plan);
    await tell(pupil, fact('goals-set', goals(['odds.basic'])));
    await make(pupil);
    const second = await stored(pupil);
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
  const goals = (areas: string[], timeline: string | null = null) => ({
    ...{ target_skill_level: 0.9, timeline, priority_areas: areas, motivation_type: null },
  });

  it('move with what the learner does, stay as they are otherwise, and end', async () => {
    const { pupil } = await school();
    const first = await make(pupil);
    assert.equal((await make(pupil)).version, first.version);
    await tell(pupil, lessonDone('lesson.counting'));
    const second = await make(pupil);
    assert.deepEqual([second.currentPosition, second.steps[0].state, second.version], [1, 'done', 2]);
    assert.deepEqual(ahead(second), ahead(first).slice(1));
    for (const lesson of ['lesson.ratios', 'lesson.odds']) await tell(pupil, lessonDone(lesson));
    for (const skill of SKILLS) await tell(pupil, ...mastery(skill));
    const last = await make(pupil);
    const left = ahead(last).filter((step) => !step.startsWith('review:'));
    assert.deepEqual([last.state, left, last.minutesLeft], ['completed', [], 0]);
    assert.equal((await make(pupil)).id, last.id);
  });

  it('lead to the skills of the goal, by what these need, and end when only reviews are left', async () => {
    const { pupil } = await school();
    await tell(pupil, fact('goals-set', goals(['ratios'])));
    const path = await make(pupil);
    const needed = ['lesson:lesson.counting', 'lesson:lesson.ratios', 'practice:counting', 'practice:ratios'];
    assert.deepEqual(ahead(path).sort(), needed);
    for (const lesson of ['lesson.counting', 'lesson.ratios']) await tell(pupil, lessonDone(lesson));
    for (const skill of ['counting', 'ratios']) await tell(pupil, ...mastery(skill));
    const reached = await make(pupil);
    assert.deepEqual([reached.state, reached.minutesLeft], ['completed', 0]);
    assert.ok(
      ahead(reached).every((step) => step.startsWith('review:')),
      ahead(reached).join(),
    );
    assert.equal((await make(pupil)).id, reached.id);
  });

  it('have a review on the day that the page of reviews has it for, and no sooner', async () => {
    const { pupil } = await school();
    await tell(pupil, ...mastery('counting'));
    await make(pupil);
    const { body } = await call('get', '/api/users/me/reviews', pupil.token);
    const [{ skill, due_at: due } = assert.fail(), ...others] = [...body.today, ...body.upcoming];
    assert.deepEqual([skill.id, others], ['counting', []]);
    const dates = Object.entries((await stored(pupil)).path_config.plan.dates);
    const [[, date] = assert.fail()] = dates.filter(([id]) => id.startsWith('review:counting@'));
    assert.equal(Math.round((date.available ?? 0) * DAY), Date.parse(due));
  });

  it('follow in the background, as of the last fact, and twice is once', async () => {
    const { pupil } = await school();
    const { job, asked } = listening();
    const { tenant, userId, courseId } = pupil.student;
    const data = { tenant, user: userId, course: courseId };
    await job.run(data);
    assert.equal(await selectOptionalPath(room.app.scope, pupil.student), null);
    await make(pupil);
    await tell(pupil, ...mastery('counting'), lessonDone('lesson.counting'));
    await job.run(data);
    const moved = await stored(pupil);
    assert.deepEqual([moved.current_position, moved.version], [2, 2]);
    assert.deepEqual(moved.updated_at, (await pupil.profile()).updated_at);
    await job.run(data);
    assert.deepEqual(await stored(pupil), moved);
    assert.equal(asked, 0);
  });

  /** The job as a worker has it, without waiting for Redis. */
  function listening() {
    const jobs: Job<unknown>[] = [];
    const queue = { process: (job: Job<never>) => void jobs.push(job as never) } as Pick<
      JobQueue,
      'process'
    > as JobQueue;
    const deps: PathDependencies = { storage: room.app.app.storage, newId: randomUUID, policyOf: async () => null };
    runPathJobs(deps, queue);
    return { job: jobs[0] ?? assert.fail(), asked: 0 };
  }

  it('are planned anew for new goals, new content and long silence, and say so', async () => {
    const { pupil } = await school();
    await make(pupil);
    const reasons = async (): Promise<string[]> => {
      const { body } = await call('get', `${PATH}/history?limit=1`, pupil.token);
      return body.items[0].triggers.map(({ code }: { code: string }) => code);
    };
    assert.deepEqual(await reasons(), ['first-path']);
    await tell(pupil, fact('goals-set', goals(['constructor'])));
    await make(pupil);
    assert.ok((await reasons()).includes('goals-changed'));
    const lesson = { id: 'lesson.more', title: 'More', skills: ['constructor'], minutes: 4, bodyMarkdown: 'More.' };
    const { lessons } = testCourse();
    await importCourse(room.app.scope, testCourse({ lessons: [...lessons, lesson] }), room.app.clock());
    const renewed = await make(pupil);
    assert.ok((await reasons()).includes('catalogue-changed'));
    assert.ok(ahead(renewed).includes('lesson:lesson.more'));
    await importCourse(room.app.scope, testCourse(), room.app.clock());
    room.app.clock.advance(9 * DAY);
    const back = await room.app.signIn({ ...pupil.student, landing: 'path' });
    const late = await call('post', PATH, back.token, {});
    assert.ok(!ahead(late.body).includes('lesson:lesson.more'));
    const history = await call('get', `${PATH}/history?limit=1`, back.token);
    const codes = history.body.items[0].triggers.map(({ code }: { code: string }) => code);
    assert.ok(codes.includes('stalled') && codes.includes('modules-gone'), codes.join());
    const next = await call('get', `${PATH}/history?limit=50&cursor=${history.body.next}`, back.token);
    assert.deepEqual([next.body.items.length, next.body.next], [3, null]);
  });

  it('heed what the learner wants, when they have seen what they change', async () => {
    const { pupil } = await school();
    const first = await call('post', PATH, pupil.token, {});
    const update = (body: object, seen?: string) => call('put', `${PATH}/update`, pupil.token, body, seen);
    assert.equal((await update({ skip: [] })).status, 428);
    assert.equal((await update({ skip: [] }, '"other"')).status, 412);
    assert.equal((await update({ minutesPerWeek: 5 }, first.headers.etag)).status, 400);
    assert.equal((await update({ skip: ['x'] }, first.headers.etag)).status, 400);
    const wishes = { skip: ['lesson:lesson.counting'], first: ['practice:constructor'], minutesPerWeek: 200 };
    const changed = await update(wishes, first.headers.etag);
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.deepEqual(ahead(changed.body).slice(0, 2), ['practice:counting', 'practice:constructor']);
    assert.deepEqual([changed.body.minutesPerWeek, changed.body.saw.weeklyMinutesFrom], [200, 'wish']);
    assert.ok(changed.body.estimatedCompletion.median < first.body.estimatedCompletion.median);
    assert.deepEqual(changed.body.wishes, { ...wishes, prefer: null });
    const back = await update({ skip: [], first: [] }, changed.headers.etag);
    assert.deepEqual([...ahead(back.body)].sort(), [...ahead(first.body)].sort());
    assert.equal(back.body.minutesPerWeek, 200);
    assert.notEqual((await make(pupil, { fresh: true })).id, first.body.id);
    const states = await room.app.scope.collection(pathCollection).find({ user_id: pupil.student.userId });
    assert.deepEqual(states.map(({ state }) => state).sort(), ['active', 'replaced']);
  });

  it('look only at what the learner lets them look at', async () => {
    const { pupil } = await school();
    await tell(pupil, ...mastery('counting'), fact('goals-set', goals(['counting'])));
    await make(pupil);
    const open = (await stored(pupil)).path_config;
    assert.ok(!open.plan.path.steps.some(({ id }) => id === 'practice:counting'));
    await tell(pupil, fact('signals-set', { off: ['skills', 'goals'] }));
    const closed = await make(pupil);
    assert.ok(ahead(closed).includes('practice:counting'));
    assert.equal((await stored(pupil)).path_config.saw.goals, null);
    await tell(pupil, fact('personalization-set', { paused: true }));
    const paused = await make(pupil, { fresh: true });
    assert.equal(paused.policy, 'course-order');
    const practice = ahead(paused).filter((module) => module.startsWith('practice:'));
    assert.deepEqual(
      practice,
      SKILLS.map((skill) => `practice:${skill}`),
    );
  });

  it('keep the dates of assignments, or say which they miss', async () => {
    const due = new Date(room.app.clock().getTime() + 3 * DAY).toISOString();
    const { pupil } = await school({ attune_due_at: due, attune_skills: 'constructor', attune_length: '5' });
    const path = await make(pupil);
    const module = `assessment:${pupil.student.placementId}`;
    const step = path.steps.find((each: Step) => each.module === module) as Step;
    assert.ok(step.reasons.some(({ code }) => code === 'due'));
    const { html } = await pupil.visit('path');
    assert.ok(
      html.includes(`Due: <time datetime="${due}" data-local>`),
      'the moment, which a browser puts into its zone',
    );
    const before = path.steps.slice(0, path.steps.indexOf(step) + 1);
    const minutes = before.reduce((sum: number, each: Step) => sum + each.minutes, 0);
    assert.ok(minutes <= (3 * path.minutesPerWeek) / 7, `${minutes}`);
    const seen = (await call('get', PATH, pupil.token)).headers.etag;
    const slow = await call('put', `${PATH}/update`, pupil.token, { minutesPerWeek: 20 }, seen);
    assert.ok(ahead(slow.body).includes(module));
    assert.deepEqual(
      slow.body.warnings.map(({ code }: { code: string }) => code),
      ['misses-due-date'],
    );
  });

  it('hold what staff pinned, in every path of their course and in no other', async () => {
    const [{ pupil, teacher }, other] = [await school(), await school()];
    const address = `/api/courses/${pupil.student.courseId}/path-pins`;
    const empty = await call('get', address, teacher.token);
    assert.deepEqual([empty.status, empty.body], [200, { version: 0, pins: [] }]);
    const pin = (kind: string, id: string, place: string, dates = {}) => ({ target: { kind, id }, place, ...dates });
    const put = (pins: object[], seen = empty.headers.etag, token = teacher.token) =>
      call('put', address, token, { pins }, seen);
    const dates = { availableAt: new Date(room.app.clock().getTime() + 5 * DAY).toISOString() };
    const pins = [
      pin('skill', 'constructor', 'first'),
      pin('lesson', 'lesson.odds', 'never'),
      pin('practice', 'ratios', 'dated', dates),
    ];
    assert.equal((await call('put', address, teacher.token, { pins })).status, 428);
    const saved = await put(pins);
    assert.deepEqual([saved.status, saved.body.version, saved.body.pins.length], [200, 1, 3]);
    assert.equal((await put(pins)).status, 412);
    const path = await make(pupil);
    const modules = ahead(path);
    assert.deepEqual(modules.filter((each) => each.startsWith('practice:')).slice(0, 2), [
      'practice:counting',
      'practice:constructor',
    ]);
    assert.ok(!modules.includes('lesson:lesson.odds') && modules.includes('practice:odds.basic'));
    const ratios = path.steps.find(({ module }: Step) => module === 'practice:ratios') as Step;
    assert.ok(ratios.reasons.some(({ code }) => code === 'pinned'));
    assert.ok(ahead(await make(other.pupil)).includes('lesson:lesson.odds'));
    const [entry] = await listAudit(room.app.scope, { action: 'path-pins-changed', limit: 1 });
    assert.deepEqual(entry?.details, { course: pupil.student.courseId, pins: 3, version: 1 });
    const freed = await put([], saved.headers.etag);
    assert.equal(freed.body.version, 2);
    assert.ok(ahead(await make(pupil)).includes('lesson:lesson.odds'));
  });

  it('refuse pins that no path can keep, and name what clashes', async () => {
    const { pupil, teacher } = await school();
    const address = `/api/courses/${pupil.student.courseId}/path-pins`;
    const put = async (...pins: object[]) => {
      const answer = await call('put', address, teacher.token, { pins }, '*');
      return [answer.status, answer.body.title ?? ''];
    };
    const soon = new Date(room.app.clock().getTime() + 3_600_000).toISOString();
    const odds = { kind: 'practice', id: 'odds.basic' };
    const refusals = [
      await put({ target: odds, place: 'first' }, { target: { kind: 'practice', id: 'ratios' }, place: 'never' }),
      await put({ target: odds, place: 'first' }, { target: { kind: 'skill', id: 'odds.basic' }, place: 'never' }),
      await put({ target: odds, place: 'dated', dueAt: soon }),
    ];
    for (const [status, title] of refusals) {
      assert.equal(status, 409);
      assert.match(String(title), /Basic odds/);
    }
    const [status, title] = await put({ target: { kind: 'skill', id: 'juggling' }, place: 'never' });
    assert.equal(status, 409);
    assert.match(String(title), /juggling/);
    assert.equal((await put({ target: odds, place: 'first', dueAt: soon }))[0], 400);
    assert.deepEqual((await call('get', address, teacher.token)).body.pins, []);
  });

  it('are for those whose they are', async () => {
    const [{ pupil, teacher }, other] = [await school(), await school()];
    await make(pupil);
    const own = `/api/users/${pupil.student.userId}/learning-path`;
    const pins = `/api/courses/${pupil.student.courseId}/path-pins`;
    const status = async (...parts: Parameters<typeof call>) => (await call(...parts)).status;
    assert.equal(await status('get', own, teacher.token), 200);
    assert.equal(await status('get', `${own}/history`, teacher.token), 200);
    assert.equal(await status('post', own, teacher.token, {}), 403);
    for (const stranger of [other.pupil, other.teacher]) {
      assert.equal(await status('get', own, stranger.token), 404);
      assert.equal(await status('get', `${own}/history`, stranger.token), 404);
    }
    assert.equal(await status('get', pins, other.teacher.token), 404);
    assert.equal(await status('put', pins, other.teacher.token, { pins: [] }, '*'), 404);
    assert.equal(await status('get', pins, pupil.token), 403);
    const [reader, writer, none] = [
      await key('learners:read', 'courses:read'),
      await key('learners:write', 'courses:write'),
      await key('models:read'),
    ];
    assert.equal(await status('get', own, reader), 200);
    assert.equal(await status('post', own, reader, {}), 403);
    assert.equal(await status('post', own, writer, {}), 201);
    assert.equal(await status('put', pins, writer, { pins: [] }, '*'), 200);
    assert.equal(await status('get', pins, none), 403);
    assert.equal(await status('get', '/api/users/constructor/learning-path', reader), 404);
    assert.equal(await status('get', `${own}/history?cursor=x`, reader), 404);
  });

  it('offer no step to be skipped that staff hold, and call none skipped that lies ahead', async () => {
    const { pupil, teacher } = await school();
    const module = 'lesson:lesson.counting';
    await pupil.post('path/make');
    assert.match((await pupil.post('path/skip', { module })).html, /Put it back/);
    await teacher.post('path-settings/add', { version: '0', target: module, place: 'first' });
    const { html } = await pupil.post('path');
    const [held = '', ...others] = html.split('data-step="').slice(1);
    assert.ok(held.startsWith(module), 'it is the first step');
    assert.doesNotMatch(held, /path\/skip/);
    assert.ok(others.length > 0 && others.every((step) => step.includes('/path/skip"')));
    assert.doesNotMatch(html, /Put it back/);
    assert.match(html, new RegExp(`data-live="path" data-sequence="${(await pupil.profile()).sequence}"`));
  });

  it('have a page that opens the current step, and one where staff set what all hold', async () => {
    const { pupil, teacher } = await school();
    const none = await pupil.visit('path');
    let page = await pupil.press(none, 'path/make');
    assert.match(page.html, /How to count/);
    const lesson = await pupil.post('path/open', { module: 'lesson:lesson.counting' });
    assert.match(lesson.html, /<strong>two<\/strong>/);
    assert.equal(lesson.html.split('btn-primary').length, 2, 'one thing to do: say that it is done');
    page = await pupil.press(lesson, 'path/done');
    assert.match(page.html, /One step done/);
    await pupil.post('lessons/lesson.counting/done');
    assert.equal((await pupil.facts('lesson-completed')).length, 1, 'wherever it is said, it is done once a day');
    page = await pupil.post('path/skip', { module: 'practice:counting' });
    assert.match(page.html, /Put it back/);
    page = await pupil.post('path/wishes', { minutes: '300', prefer: 'text' });
    assert.match(page.html, /about 300 minutes a week/);
    assert.equal((await pupil.post('path/wishes', { minutes: '1', prefer: 'text' })).status, 400);
    assert.equal((await pupil.post('path/open', { module: 'lesson:none' })).status, 404);
    const practice = await pupil.post('path/open', { module: 'practice:ratios' });
    assert.match(practice.html, /Prompt of/);
    const first = await pupil.post('path/first', { module: 'practice:ratios' });
    assert.match(first.html, /You wanted to begin with it/);
    assert.doesNotMatch(first.html, /Your teacher wants it done/);
    const settings = await teacher.visit('path-settings');
    const fields = { target: 'lesson:lesson.odds', place: 'never' };
    const added = await teacher.post('path-settings/add', { version: '0', ...fields });
    assert.match(added.html, /What odds are<\/strong> · Never/);
    assert.equal(settings.status, 200);
    assert.equal((await teacher.post('path-settings/add', { version: '0', ...fields })).status, 409);
    const removed = await teacher.post('path-settings/remove', { version: '1', target: 'lesson:lesson.odds' });
    assert.match(removed.html, /Nothing is set/);
    assert.equal((await pupil.visit('path-settings')).status, 403);
  });
});
