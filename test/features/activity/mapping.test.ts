import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { activityId } from '../../../src/features/activity/ids.js';
import { createMappingApplier, createReadingBook } from '../../../src/features/activity/index.js';
import { AS_IMPORTED } from '../../../src/features/catalogue/index.js';
import { levelOf, rebuildProfiles, selectProfile, trailOf } from '../../../src/features/learners/index.js';
import { TENANT } from '../../support/app.js';
import { ActivityRoom, ISSUER } from './support/activity-room.js';

const quiz = (results: { sub: string; score: number }[]) => ({
  ...{ lineItem: `${ISSUER}/items/7`, label: 'Quiz on counting', resourceId: null, tag: null },
  results,
});
const QUIZ = activityId('ags', `${ISSUER}/items/7`);

describe('grades that are read from the LMS', () => {
  let room: ActivityRoom;
  let book: ReturnType<typeof createReadingBook>;
  before(async () => {
    room = await ActivityRoom.open();
    book = createReadingBook({ storage: room.app.app.storage, inForce: AS_IMPORTED, newId: randomUUID });
  });
  after(() => room.close());

  const read = (...columns: Parameters<typeof book.apply>[2][number][]) =>
    book.apply(TENANT, room.courseId, columns, room.app.clock());
  const grades = async (owner = room.ada as { userId: string; courseId: string }) =>
    (await room.facts(owner, 'grade-read')).map(({ performance_metrics: { score, skills, again } }) => ({
      score,
      skills: (skills as { id: string }[]).map(({ id }) => id),
      again: again === true,
    }));
  const apply = () =>
    createMappingApplier({
      ...{ storage: room.app.app.storage, inForce: AS_IMPORTED, clock: room.app.clock, newId: randomUUID },
    })({
      ...{ _id: 'x', tenant: TENANT, kind: 'activity-mapping', subject: { courseId: room.courseId }, revision: 1 },
      ...{ state: 'pending', attempts: 1, due_at: new Date(), lease: null, problem: null },
      ...{ created_at: new Date(), updated_at: new Date() },
    });

  it('are facts once, and again when they change', async () => {
    const first = [
      quiz([
        { sub: 'ada', score: 0.8 },
        { sub: 'cleo', score: 0.4 },
        { sub: 'nobody', score: 1 },
      ]),
    ] as const;
    assert.deepEqual(await read(...first), { facts: 2, unknown: 1 });
    assert.deepEqual(await read(...first), { facts: 0, unknown: 1 });
    assert.deepEqual(await read(quiz([{ sub: 'ada', score: 0.9 }])), { facts: 1, unknown: 0 });
    assert.deepEqual(await read(quiz([{ sub: 'ada', score: 0.8 }])), { facts: 1, unknown: 0 });
    assert.deepEqual(await read(quiz([{ sub: 'ada', score: 0.800_01 }])), { facts: 0, unknown: 0 });
    assert.deepEqual(
      (await grades()).map(({ score }) => score),
      [0.8, 0.9, 0.8],
    );
    assert.deepEqual(
      (await grades(room.cleo)).map(({ score }) => score),
      [0.4],
      'one whom only the roster knows has a ledger too',
    );
  });

  it('take extra credit as full marks, and know our own columns', async () => {
    const own = { ...quiz([{ sub: 'ben', score: 1.2 }]), lineItem: `${ISSUER}/lineitems/1`, label: 'Practice' };
    await read(own, quiz([{ sub: 'ada', score: 0.8 }]));
    const [fact] = await room.facts(room.ben, 'grade-read');
    assert.equal(fact?.performance_metrics.score, 1);
    assert.equal(fact?.performance_metrics.ours, true);
  });

  it('wait on the page for a mapping, with their number', async () => {
    const page = await room.press('activity');
    assert.equal(page.status, 200);
    assert.match(page.text, /Quiz on counting/);
    assert.match(page.text, /4 grades/);
    assert.match(page.text, /Attune’s own columns/);
    const key = await room.key('courses:read');
    const list = await room.call('get', `courses/${room.courseId}/activity?state=unmapped`, key);
    assert.equal(list.status, 200);
    assert.deepEqual(
      list.body.items.map(({ id, facts, learners }: { id: string; facts: number; learners: number }) => [
        id,
        facts,
        learners,
      ]),
      [[QUIZ, 4, 2]],
    );
  });

  it('are evidence for the skills that an instructor maps them to, also those read before', async () => {
    const before = await selectProfile(room.app.scope, room.ada);
    assert.equal(levelOf(before, 'counting'), undefined);
    const choosing = await room.press('activity/choose', { id: QUIZ });
    assert.match(choosing.text, /value="counting"/);
    assert.equal((await room.press('activity/map', { id: QUIZ, choice: 'map' })).status, 400);
    const saved = await room.press('activity/map', { id: QUIZ, choice: 'map', skills: ['counting'], weight: '2' });
    assert.match(saved.text, /Counts for Counting/);
    assert.deepEqual(await apply(), { result: 'delivered' });
    assert.deepEqual(await apply(), { result: 'delivered' });
    const after = levelOf(await selectProfile(room.app.scope, room.ada), 'counting');
    assert.equal(after?.evidence, 2, 'the grade counts as much as two answers, once');
    const told = (await grades()).filter(({ again }) => again);
    assert.deepEqual(
      told.map(({ score, skills }) => [score, skills]),
      [
        [0.8, ['counting']],
        [0.9, ['counting']],
        [0.8, ['counting']],
      ],
    );
    assert.deepEqual(await read(quiz([{ sub: 'ada', score: 0.5 }])), { facts: 1, unknown: 0 });
    const newest = (await grades()).at(-1);
    assert.deepEqual(newest, { score: 0.5, skills: ['counting'], again: false });
  });

  it('may be mapped by programs, who must have seen what they change', async () => {
    const path = `courses/${room.courseId}/activity-mapping`;
    const key = await room.key('courses:read', 'courses:write');
    const seen = await room.call('get', path, key);
    assert.deepEqual(seen.body.entries, [{ id: QUIZ, ignored: false, skills: [{ skill: 'counting', weight: 2 }] }]);
    const put = (body: object, tag?: string) => {
      const call = room.call('put', path, key);
      return (tag === undefined ? call : call.set('If-Match', tag)).send(body);
    };
    const entries = [...seen.body.entries, { id: 'csv:essay', ignored: true, skills: [] }];
    assert.equal((await put({ entries })).status, 428);
    assert.equal((await put({ entries }, '"another"')).status, 412);
    const done = await put({ entries }, seen.headers.etag);
    assert.equal(done.status, 200);
    assert.deepEqual(done.body, { entries });
    assert.equal((await put({ entries: [] }, seen.headers.etag)).status, 412);
    const contradictory = [
      { entries: [{ id: QUIZ, ignored: false, skills: [{ skill: 'no-such', weight: 1 }] }] },
      {
        entries: [
          { id: QUIZ, ignored: true, skills: [] },
          { id: QUIZ, ignored: true, skills: [] },
        ],
      },
    ];
    for (const body of contradictory) assert.equal((await put(body, '*')).status, 409, JSON.stringify(body));
    const bad = [
      { entries: [{ id: QUIZ, ignored: false, skills: [{ skill: 'counting', weight: 0 }] }] },
      { entries: [{ id: '__proto__', ignored: false, skills: [] }] },
      { entries: 'all' },
    ];
    for (const body of bad) assert.equal((await put(body, '*')).status, 400, JSON.stringify(body));
  });

  it('are evidence for a skill that is added later, and the trail and a rebuild say the same', async () => {
    const levels = async () => (await selectProfile(room.app.scope, room.ada)).skill_profile.current_levels;
    const before = await levels();
    await room.press('activity/map', { id: QUIZ, choice: 'map', skills: ['counting', 'ratios'], weight: '2' });
    await apply();
    const { counting, ratios } = await levels();
    assert.deepEqual(counting, before.counting);
    assert.equal(ratios?.evidence, 2);
    const trail = await trailOf(room.app.scope, room.ada, 'ratios');
    assert.equal(trail.at(-1)?.after?.known, ratios.known);
    assert.equal((await rebuildProfiles(room.app.scope, { dryRun: true })).different, 0);
  });

  it('are nobody else’s business', async () => {
    const student = await room.app.signIn(room.ada);
    const path = `courses/${room.courseId}/activity-mapping`;
    assert.equal((await room.call('get', path, student.token)).status, 403);
    assert.equal((await room.call('get', path, await room.key('events:write'))).status, 403);
    const key = await room.key('courses:read', 'courses:write');
    assert.equal((await room.call('get', 'courses/nowhere/activity-mapping', key)).status, 404);
    const elsewhere = await room.app.arrive({ sub: 'other', role: 'staff', context: { id: 'course-2', title: 'B' } });
    const other = await room.app.signIn(elsewhere, 'staff');
    assert.equal((await room.call('get', path, other.token)).status, 404);
    const page = await request(room.app.app.web)
      .post(`${student.base}/activity`)
      .type('form')
      .send({ session: student.token });
    assert.equal(page.status, 403);
  });

  it('say to staff what is in the way of reading them', async () => {
    await room.press('activity/read');
    await book.problem(TENANT, room.courseId, 'The right result.readonly is missing.');
    const page = await room.press('activity');
    assert.match(page.text, /The right result\.readonly is missing\./);
    assert.match(page.text, /A reading is under way/);
  });
});
