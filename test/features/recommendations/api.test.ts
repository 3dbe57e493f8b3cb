import assert from 'node:assert/strict';
import request from 'supertest';
import type { SIGNALS } from '../../../src/features/learners/index.js';
import { answerQuestion, decisionCollection, goOn, startRound } from '../../../src/features/practice/index.js';
import type { Recommendation } from '../../../src/features/recommendations/api-schema.js';
import { readArms } from '../../../src/features/recommendations/arms.js';
import type { SeenForSet } from '../../../src/features/recommendations/decision.js';
import { replaySlots, reproduceScore } from '../../../src/features/recommendations/index.js';
import { recommendationCollection } from '../../../src/features/recommendations/model.js';
import { setSignals } from '../../../src/features/recommendations/set-signals.js';
import { Classroom, type Pupil, signInAs } from '../../support/classroom.js';
import { keyWith } from '../practice/support/practice-client.js';

const DAY = 86_400_000;
const ME = '/api/users/me/recommendations';

describe('recommendations through the API', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  const get = (bearer: string, path: string) =>
    request(room.app.app.web).get(path).set('Authorization', `Bearer ${bearer}`);
  const post = (bearer: string, path: string, body: object) =>
    request(room.app.app.web).post(path).set('Authorization', `Bearer ${bearer}`).send(body);
  const generate = async ({ token }: Pupil, more: object = {}) => {
    const answer = await post(token, '/api/ml/recommendations/generate', { user_id: 'me', limit: 20, ...more });
    assert.equal(answer.status, 201, answer.text);
    return answer.body as { set_id: string; stale: boolean; items: Recommendation[] };
  };
  const key = ({ content_type, content_id }: Recommendation) => `${content_type}:${content_id}`;

  async function answer(pupil: Pupil, right: readonly boolean[]): Promise<void> {
    await startRound(room.deps, pupil.student);
    for (const isRight of right) {
      const { current } = await pupil.attempt();
      if (!current) return;
      const { decision, step, tries } = current;
      const { right: good, wrong: bad } = await pupil.question();
      await answerQuestion(room.deps, pupil.student, { decision, step, tries }, isRight ? good : bad);
      if (!isRight) continue;
      await goOn(room.deps, pupil.student, decision, step);
    }
  }

  it('makes a set, tells it, explains it, and says when it is old', async () => {
    const pupil = await room.pupil();
    const none = await get(pupil.token, ME);
    assert.deepEqual([none.status, none.body], [200, { set_id: null, stale: true, items: [] }]);
    const made = await generate(pupil);
    assert.equal(made.stale, false);
    const told = await get(pupil.token, `${ME}?limit=20`);
    assert.deepEqual(told.body, made);
    const lessons = await get(pupil.token, `${ME}?type=course&limit=2`);
    assert.deepEqual(new Set(lessons.body.items.map((one: Recommendation) => one.content_type)), new Set(['course']));
    const [first] = made.items;
    const one = await get(pupil.token, `${ME}/${first?.id}`);
    assert.equal(one.status, 200);
    assert.equal(one.body.explanation.reproduced_score, first?.recommendation_score);
    assert.ok(one.body.explanation.sentences.length > 0);
    await answer(pupil, [true]);
    assert.equal((await get(pupil.token, ME)).body.stale, true, 'after an answer');
    assert.equal((await generate(pupil)).stale, false);
    assert.equal((await get(pupil.token, ME)).body.stale, false);
    room.app.clock.advance(DAY);
    assert.equal((await get((await pupil.comeBack()).token, ME)).body.stale, true, 'after a day');
  });

  it('takes feedback once, as facts, and the arm of the slot learns from it', async () => {
    const pupil = await room.pupil();
    const [first, second] = (await generate(pupil)).items;
    assert.ok(first && second);
    const course = pupil.student.courseId;
    const earned = async () => Object.values(await readArms(room.app.scope, course));
    const sumOf = (arms: readonly { count: number; sum: number }[]) => [
      arms.reduce((total, { count }) => total + count, 0),
      arms.reduce((total, { sum }) => total + sum, 0),
    ];
    const [count = 0, sum = 0] = sumOf(await earned());
    for (const _ of [1, 2]) {
      const said = await post(pupil.token, `${ME}/${first.id}/feedback`, { action: 'accepted', score: 4 });
      assert.deepEqual([said.status, said.body.user_action, said.body.feedback_score], [200, 'accepted', 4]);
    }
    await post(pupil.token, `${ME}/${first.id}/feedback`, { action: 'completed' });
    await post(pupil.token, `${ME}/${second.id}/feedback`, { action: 'dismissed' });
    assert.deepEqual(sumOf(await earned()), [count + 2, sum + 1]);
    for (const [type, times] of [
      ['suggestion-seen', 2],
      ['suggestion-accepted', 1],
      ['suggestion-rated', 1],
      ['suggestion-completed', 1],
      ['suggestion-dismissed', 1],
    ] as const) {
      assert.equal((await pupil.facts(type)).length, times, type);
    }
    for (const bad of [{}, { score: 6 }, { score: 2.5 }, { action: 'eaten' }]) {
      assert.equal((await post(pupil.token, `${ME}/${first.id}/feedback`, bad)).status, 400);
    }
  });

  it('never gives back tomorrow what was put off, and longer when it was put off again', async () => {
    let pupil = await room.pupil();
    const target = (await generate(pupil)).items[0];
    assert.ok(target);
    const isThere = async () => (await generate(pupil)).items.find((one) => key(one) === key(target));
    for (const days of [2, 4]) {
      const shown = await isThere();
      assert.ok(shown);
      await post(pupil.token, `${ME}/${shown.id}/feedback`, { action: 'dismissed' });
      room.app.clock.advance((days - 0.01) * DAY);
      pupil = await pupil.comeBack();
      assert.equal(await isThere(), undefined, `${days} days`);
      const why = await get(
        pupil.token,
        `${ME}/why-not?content_type=${target.content_type}&content_id=${target.content_id}`,
      );
      assert.equal(why.body.left_out?.code, 'set-aside');
      room.app.clock.advance(40 * DAY);
      pupil = await pupil.comeBack();
    }
  });

  it('uses nothing that is switched off, at once, and follows the course while it is paused', async () => {
    const pupil = await room.pupil();
    await answer(pupil, [true, false, true]);
    await generate(pupil);
    const off: (typeof SIGNALS)[number][] = ['skills', 'habits'];
    await setSignals(room.deps, pupil.student, off);
    const { items } = await generate(pupil);
    assert.ok(items.length > 0);
    for (const { parts, reasons, engagement } of items) {
      assert.ok([...parts, ...reasons].every(({ signal }) => signal !== 'skills' && signal !== 'habits'));
      assert.equal(engagement, null);
    }
    const body = { user_id: 'me', content_type: 'course', content_id: 'lesson.odds' };
    assert.equal((await post(pupil.token, '/api/ml/engagement/predict', body)).body.engagement, null);
    await setSignals(room.deps, pupil.student, []);
    const known = await post(pupil.token, '/api/ml/engagement/predict', body);
    assert.ok(known.body.engagement > 0 && known.body.engagement < 1);
  });

  it('heeds preferences and goals without hiding or adding anything, and a pause without scores', async () => {
    const pupil = await room.pupil();
    await answer(pupil, [true, false]);
    const change = async (body: object) => {
      const seen = await get(pupil.token, '/api/users/me/profile');
      const changed = await request(room.app.app.web)
        .put('/api/users/me/profile')
        .set({ Authorization: `Bearer ${pupil.token}`, 'If-Match': String(seen.headers.etag) })
        .send(body);
      assert.equal(changed.status, 200, changed.text);
    };
    const ranked = async () => {
      const { set_id, items } = await generate(pupil);
      const decision = await room.app.scope.collection(decisionCollection).findOne({ _id: set_id });
      assert.ok(decision);
      const { candidates } = decision.saw as unknown as SeenForSet;
      const names = candidates.map(({ contentType, contentId }) => `${contentType}:${contentId}`).sort();
      const partsOf = (name: string) => items.filter(({ parts }) => parts.some((part) => part.name === name));
      return { policy: decision.saw.policy, names, items, partsOf };
    };
    const plain = await ranked();
    assert.deepEqual(
      [plain.policy, plain.partsOf('preference').length, plain.partsOf('goal').length],
      ['engine', 0, 0],
    );
    await change({ preferences: { preferred_content_type: 'interactive' } });
    const liked = await ranked();
    assert.deepEqual(liked.names, plain.names, 'what can be suggested does not depend on what somebody likes');
    const preferred = liked.partsOf('preference');
    assert.ok(preferred.length > 0);
    assert.ok(preferred.every(({ content_type }) => content_type === 'assessment' || content_type === 'review'));
    const { status } = await post(pupil.token, '/api/users/me/goals', {
      ...{ target_skill_level: 0.9, priority_areas: ['odds.basic'], timeline: null },
      motivation_type: 'mastery',
    });
    assert.equal(status, 201);
    const aiming = await ranked();
    assert.deepEqual(aiming.names, plain.names);
    const meant = aiming.partsOf('goal');
    const ids = { $in: meant.map(({ id }) => id) };
    const stored = await room.app.scope.collection(recommendationCollection).find({ _id: ids });
    assert.ok(stored.length > 0 && stored.every(({ reasoning }) => reasoning.skills.includes('odds.basic')));
    await change({ paused: true });
    const paused = await ranked();
    assert.equal(paused.policy, 'fixed');
    assert.ok(paused.items.length > 0);
    assert.ok(paused.items.every(({ parts, reasons }) => parts.length === 0 && reasons[0]?.code === 'course-order'));
    await change({ paused: false });
    assert.equal((await ranked()).policy, 'engine');
  });

  it('keeps enough to make every score and every draw again', async () => {
    const documents = await room.app.scope.collection(recommendationCollection).find({});
    assert.ok(documents.length > 20);
    for (const one of documents) assert.equal(reproduceScore(one), one.recommendation_score);
    const decisions = await room.app.scope.collection(decisionCollection).find({ kind: 'recommendations' });
    assert.ok(decisions.length > 5);
    for (const one of decisions) assert.deepEqual(replaySlots(one), one.saw.slots);
  });

  it('says why not that: its rank and what stands before it, or why it cannot be', async () => {
    const pupil = await room.pupil();
    const ask = (type: string, id: string) =>
      get(pupil.token, `${ME}/why-not?content_type=${type}&content_id=${encodeURIComponent(id)}`);
    const lesson = await ask('course', 'lesson.odds');
    assert.equal(lesson.status, 200);
    assert.ok(lesson.body.rank >= 1 && lesson.body.sentences.length > 0);
    assert.equal(lesson.body.outranked_by.length, Math.min(5, lesson.body.rank - 1));
    const review = await ask('review', 'counting');
    assert.deepEqual([review.body.rank, review.body.left_out.code], [null, 'not-practised']);
    for (const id of ['constructor', '__proto__', 'none']) assert.equal((await ask('course', id)).status, 404);
    assert.equal((await ask('lesson', 'lesson.odds')).status, 400);
  });

  it('is for the learner, their teachers to read, and keys with the scope', async () => {
    const pupil = await room.pupil();
    const stranger = await room.pupil({}, { context: { id: 'another course', title: null } });
    const [first] = (await generate(pupil)).items;
    const { userId, courseId } = pupil.student;
    const theirs = `/api/users/${userId}/recommendations`;
    const feedback = `${theirs}/${first?.id}/feedback`;
    assert.equal((await get(stranger.token, theirs)).status, 404);
    assert.equal((await get(stranger.token, `${ME}/${first?.id}`)).status, 404);
    assert.equal((await post(stranger.token, feedback, { seen: true })).status, 404);
    const arrived = await room.app.arrive({ sub: 'teacher', role: 'staff', name: null });
    const teacher = await signInAs(room, arrived, 'staff');
    assert.equal((await get(teacher.token, theirs)).status, 200);
    assert.equal((await post(teacher.token, feedback, { seen: true })).status, 403);
    const reading = await keyWith(room.app, 'learners:read');
    assert.equal((await get(reading, `${theirs}?course=${courseId}`)).status, 200);
    assert.equal((await post(reading, feedback, { seen: true })).status, 403);
    const writing = await keyWith(room.app, 'learners:write');
    assert.equal((await post(writing, feedback, { seen: true })).body.seen, true);
    const at = new Date(room.app.clock().getTime() + 5 * DAY).toISOString();
    const later = await post(writing, `/api/ml/recommendations/generate?at=${at}`, {
      user_id: userId,
      course: courseId,
    });
    assert.equal(later.body.items[0].recommended_at, at);
  });
});
