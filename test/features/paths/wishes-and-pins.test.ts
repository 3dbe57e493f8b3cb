import assert from 'node:assert/strict';
import { pathCollection } from '../../../src/features/paths/model.js';
import { listAudit } from '../../../src/storage/index.js';
import { SKILLS } from '../../support/course.js';
import { ahead, goals, PATH, PathRoom, type Step } from './support/path-room.js';

const DAY = 86_400_000;

describe('learning paths', function () {
  this.timeout(60_000);
  let paths: PathRoom;
  before(async () => {
    paths = await PathRoom.open();
  });
  after(() => paths?.close());

  it('heed what the learner wants, when they have seen what they change', async () => {
    const { pupil } = await paths.school();
    const first = await paths.call('post', PATH, pupil.token, {});
    const update = (body: object, seen?: string) => paths.call('put', `${PATH}/update`, pupil.token, body, seen);
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
    assert.notEqual((await paths.make(pupil, { fresh: true })).id, first.body.id);
    const states = await paths.app.scope.collection(pathCollection).find({ user_id: pupil.student.userId });
    assert.deepEqual(states.map(({ state }) => state).sort(), ['active', 'replaced']);
  });

  it('look only at what the learner lets them look at', async () => {
    const { pupil } = await paths.school();
    await paths.tell(pupil, ...paths.mastery('counting'), paths.fact('goals-set', goals(['counting'])));
    await paths.make(pupil);
    const open = (await paths.stored(pupil)).path_config;
    assert.ok(!open.plan.path.steps.some(({ id }) => id === 'practice:counting'));
    await paths.tell(pupil, paths.fact('signals-set', { off: ['skills', 'goals'] }));
    const closed = await paths.make(pupil);
    assert.ok(ahead(closed).includes('practice:counting'));
    assert.equal((await paths.stored(pupil)).path_config.saw.goals, null);
    await paths.tell(pupil, paths.fact('personalization-set', { paused: true }));
    const paused = await paths.make(pupil, { fresh: true });
    assert.equal(paused.policy, 'course-order');
    const practice = ahead(paused).filter((module) => module.startsWith('practice:'));
    assert.deepEqual(
      practice,
      SKILLS.map((skill) => `practice:${skill}`),
    );
  });

  it('keep the dates of assignments, or say which they miss', async () => {
    const due = new Date(paths.app.clock().getTime() + 3 * DAY).toISOString();
    const { pupil } = await paths.school({ attune_due_at: due, attune_skills: 'constructor', attune_length: '5' });
    const path = await paths.make(pupil);
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
    const seen = (await paths.call('get', PATH, pupil.token)).headers.etag;
    const slow = await paths.call('put', `${PATH}/update`, pupil.token, { minutesPerWeek: 20 }, seen);
    assert.ok(ahead(slow.body).includes(module));
    assert.deepEqual(
      slow.body.warnings.map(({ code }: { code: string }) => code),
      ['misses-due-date'],
    );
  });

  it('hold what staff pinned, in every path of their course and in no other', async () => {
    const [{ pupil, teacher }, other] = [await paths.school(), await paths.school()];
    const address = `/api/courses/${pupil.student.courseId}/path-pins`;
    const empty = await paths.call('get', address, teacher.token);
    assert.deepEqual([empty.status, empty.body], [200, { version: 0, pins: [] }]);
    const pin = (kind: string, id: string, place: string, dates = {}) => ({ target: { kind, id }, place, ...dates });
    const put = (pins: object[], seen = empty.headers.etag, token = teacher.token) =>
      paths.call('put', address, token, { pins }, seen);
    const dates = { availableAt: new Date(paths.app.clock().getTime() + 5 * DAY).toISOString() };
    const pins = [
      pin('skill', 'constructor', 'first'),
      pin('lesson', 'lesson.odds', 'never'),
      pin('practice', 'ratios', 'dated', dates),
    ];
    assert.equal((await paths.call('put', address, teacher.token, { pins })).status, 428);
    const saved = await put(pins);
    assert.deepEqual([saved.status, saved.body.version, saved.body.pins.length], [200, 1, 3]);
    assert.equal((await put(pins)).status, 412);
    const path = await paths.make(pupil);
    const modules = ahead(path);
    assert.deepEqual(modules.filter((each) => each.startsWith('practice:')).slice(0, 2), [
      'practice:counting',
      'practice:constructor',
    ]);
    assert.ok(!modules.includes('lesson:lesson.odds') && modules.includes('practice:odds.basic'));
    const ratios = path.steps.find(({ module }: Step) => module === 'practice:ratios') as Step;
    assert.ok(ratios.reasons.some(({ code }) => code === 'pinned'));
    assert.ok(ahead(await paths.make(other.pupil)).includes('lesson:lesson.odds'));
    const [entry] = await listAudit(paths.app.scope, { action: 'path-pins-changed', limit: 1 });
    assert.deepEqual(entry?.details, { course: pupil.student.courseId, pins: 3, version: 1 });
    const freed = await put([], saved.headers.etag);
    assert.equal(freed.body.version, 2);
    assert.ok(ahead(await paths.make(pupil)).includes('lesson:lesson.odds'));
  });

  it('refuse pins that no path can keep, and name what clashes', async () => {
    const { pupil, teacher } = await paths.school();
    const address = `/api/courses/${pupil.student.courseId}/path-pins`;
    const put = async (...pins: object[]) => {
      const answer = await paths.call('put', address, teacher.token, { pins }, '*');
      return [answer.status, answer.body.title ?? ''];
    };
    const soon = new Date(paths.app.clock().getTime() + 3_600_000).toISOString();
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
    assert.deepEqual((await paths.call('get', address, teacher.token)).body.pins, []);
  });

  it('are for those whose they are', async () => {
    const [{ pupil, teacher }, other] = [await paths.school(), await paths.school()];
    await paths.make(pupil);
    const own = `/api/users/${pupil.student.userId}/learning-path`;
    const pins = `/api/courses/${pupil.student.courseId}/path-pins`;
    const status = async (...parts: Parameters<PathRoom['call']>) => (await paths.call(...parts)).status;
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
      await paths.key('learners:read', 'courses:read'),
      await paths.key('learners:write', 'courses:write'),
      await paths.key('models:read'),
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
    const { pupil, teacher } = await paths.school();
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

  it('lead to an assignment while it asks about a skill, and else to practice on it', async () => {
    const { pupil } = await paths.school({ attune_skills: 'counting', attune_target: '0.5' });
    await paths.make(pupil);
    const asked = await pupil.post('path/open', { module: 'practice:counting' });
    assert.match(asked.html, /action="[^"]*\/practice\/answer"/);
    const answered = await pupil.press(await pupil.visit(), 'answer', (await pupil.question()).right);
    assert.match(answered.html, /SOLUTION/);
    assert.ok(ahead(await paths.make(pupil)).includes('practice:counting'), 'the goal of the path lies higher');
    for (const skill of ['counting', 'ratios']) {
      const free = await pupil.post('path/open', { module: `practice:${skill}` });
      assert.match(free.html, /action="[^"]*\/free\/answer"/, skill);
    }
  });

  it('lead past an assignment whose day is over', async () => {
    const due = new Date(paths.app.clock().getTime() + DAY).toISOString();
    let { pupil } = await paths.school({ attune_due_at: due, attune_due: 'closed' });
    await paths.make(pupil);
    const open = async () => (await pupil.post('path/open', { module: 'practice:counting' })).html;
    assert.match(await open(), /action="[^"]*\/practice\/answer"/);
    paths.app.clock.advance(DAY + 1);
    pupil = await pupil.comeBack();
    assert.match(await open(), /action="[^"]*\/free\/answer"/);
  });

  it('lead past an assignment whose rounds are used up', async () => {
    const { pupil } = await paths.school({ attune_attempts: '1' });
    await paths.make(pupil);
    await pupil.press(await pupil.visit(), 'practice/start');
    const open = async () => (await pupil.post('path/open', { module: 'practice:counting' })).html;
    assert.match(await open(), /action="[^"]*\/practice\/answer"/);
    await pupil.press(await pupil.visit(), 'answer', (await pupil.question()).right);
    await pupil.press(await pupil.visit(), 'practice/finish');
    assert.match(await open(), /action="[^"]*\/free\/answer"/);
  });

  it('have a page that opens the current step, and one where staff set what all hold', async () => {
    const { pupil, teacher } = await paths.school();
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
