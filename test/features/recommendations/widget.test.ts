import assert from 'node:assert/strict';
import { giveConsent } from '../../../src/features/privacy/index.js';
import { PersonalizationEngine } from '../../../src/features/recommendations/index.js';
import { type RecommendedType, recommendationCollection } from '../../../src/features/recommendations/model.js';
import { launchReceiver } from '../../../src/launch-receiver.js';
import { arrivalOfStudent, TENANT } from '../../support/app.js';
import { Actor, Classroom, formOf, hasForm, type Page, type Pupil } from '../../support/classroom.js';

describe('the widget "What next"', function () {
  this.timeout(30_000);
  let room: Classroom;
  let pupil: Pupil;
  let engine: PersonalizationEngine;
  before(async () => {
    room = await Classroom.open();
    engine = new PersonalizationEngine(room.deps);
    await room.app.arrive({ sub: 'student', link: { id: 'assignment', title: 'The assignment' } });
  });
  after(() => room?.close());
  beforeEach(async () => {
    pupil = await room.pupil({ attune_kind: 'next' });
    await engine.generateRecommendations(pupil.student);
  });

  const ids = (page: Page): string[] => [...page.html.matchAll(/data-suggestion="([^"]+)"/g)].map(([, id = '']) => id);
  const documents = () =>
    room.app.scope.collection(recommendationCollection).find({ user_id: pupil.student.userId }, { sort: { _id: 1 } });
  /** A suggestion of a kind, put into the set by hand. */
  async function suggestion(content_type: RecommendedType, content_id: string): Promise<string> {
    const [first] = await engine.currentRecommendations(pupil.student);
    assert.ok(first);
    await room.app.scope.collection(recommendationCollection).replace({ ...first, content_type, content_id });
    return first._id;
  }

  it('shows three suggestions with their reasons, and writes nothing when it is opened', async () => {
    const before = [await documents(), await pupil.facts(), await pupil.profile()];
    const page = await pupil.visit('next');
    assert.equal(page.status, 200);
    assert.equal(ids(page).length, 3);
    for (const name of ['accept', 'dismiss', 'complete']) assert.ok(hasForm(page, `next/${name}`));
    assert.doesNotMatch(page.html, /reason\.|next\.why\./, 'no key of a locale file is left');
    assert.deepEqual([await documents(), await pupil.facts(), await pupil.profile()], before);
    // Even with nothing to show.
    await room.app.scope.collection(recommendationCollection).deleteMany({ user_id: pupil.student.userId });
    assert.deepEqual(ids(await pupil.visit('next')), []);
    assert.deepEqual(await documents(), []);
    assert.equal(ids(await pupil.post('next')).length, 3);
  });

  it('shows the same when one looks again in the same sitting, and the next day what was left counts for less', async () => {
    const shown = ids(await pupil.post('next'));
    const first = async () => (await engine.currentRecommendations(pupil.student))[0] ?? assert.fail();
    const before = await first();
    const look = async (afterMs: number) => {
      room.app.clock.advance(afterMs);
      pupil = await pupil.comeBack();
      return ids(await pupil.post('next'));
    };
    assert.deepEqual(await look(60_000), shown);
    assert.deepEqual(await look(3 * 3_600_000), shown);
    await look(86_400_000);
    const set = await engine.currentRecommendations(pupil.student);
    const { reasoning } = set.find(({ content_id }) => content_id === before.content_id) ?? assert.fail();
    const tired = ({ parts }: typeof reasoning) => parts.find(({ name }) => name === 'fatigue')?.value ?? 0;
    assert.equal(tired(before.reasoning), 0);
    assert.ok(tired(reasoning) < 0, JSON.stringify(reasoning.parts));
  });

  it('puts away what the learner says "not now" to, and shows the rest', async () => {
    const page = await pupil.visit('next');
    const [first = ''] = ids(page);
    const after = await pupil.post('next/dismiss', { recommendation: first });
    assert.equal(after.status, 200);
    assert.ok(ids(after).length >= 2 && !ids(after).includes(first));
    const gone = (await documents()).find(({ _id }) => _id === first);
    const left = (await documents()).filter(({ current }) => current);
    assert.ok(left.every(({ content_id }) => content_id !== gone?.content_id));
  });

  it('keeps itself up to date with the kind that was chosen, and lets an answer to its reader stand', async () => {
    const page = await pupil.post('next', { type: 'review' });
    const [, address = '', sequence] = /data-live="([^"]+)" data-sequence="(\d+)"/.exec(page.html) ?? [];
    assert.equal(Number(sequence), (await pupil.profile()).sequence);
    assert.match((await pupil.visit(address)).html, /<option value="review" selected>/);
    const asked = await pupil.post('next/why-not', { content: 'review:counting' });
    assert.match(asked.html, /role="status">\s*<h3/);
    assert.doesNotMatch(asked.html, /data-live=/);
  });

  it('opens a lesson, once a day a fact', async () => {
    const recommendation = await suggestion('course', 'lesson.ratios');
    for (const _ of [1, 2]) {
      const page = await pupil.post('next/accept', { recommendation });
      assert.match(page.html, /How to compare/);
      assert.match(page.html, /<math/);
      assert.ok(hasForm(page, 'next/complete'));
    }
    assert.equal((await pupil.facts('lesson-opened')).length, 1);
    assert.equal((await pupil.facts('suggestion-accepted')).length, 1);
    assert.deepEqual(Object.keys((await pupil.profile()).behavioral_metrics.lessons), ['lesson.ratios']);
    room.app.clock.advance(86_400_000);
    const later = await pupil.comeBack();
    await later.post('next/accept', { recommendation });
    assert.equal((await pupil.facts('lesson-opened')).length, 2);
  });

  /** Accepts a suggestion to practise on a link with these settings. */
  async function openAssignment(id: string, custom: Record<string, string>) {
    const { placementId } = await room.app.arrive({ sub: 'student', link: { id, title: `Link ${id}` }, custom });
    const recommendation = await suggestion('assessment', placementId ?? '');
    return { placementId, page: await pupil.post('next/accept', { recommendation }) };
  }

  it('begins a round of the assignment, in a session of its own, and practice there counts', async () => {
    const { placementId, page } = await openAssignment('free', {});
    assert.match(page.html, /Link free/);
    const { action, hidden } = formOf(page, 'practice/solution');
    const there = new Actor(room, action.replace('/practice/solution', ''), hidden.session ?? '');
    assert.notEqual(there.base, pupil.base);
    await there.press(page, 'practice/solution');
    const [answer, ...more] = await pupil.facts('answer');
    assert.equal(answer?.performance_metrics.placement, placementId);
    assert.deepEqual(more, []);
  });

  it('uses up no round of an assignment that gives few: the learner begins it', async () => {
    const { page } = await openAssignment('few', { attune_attempts: '2' });
    assert.ok(hasForm(page, 'practice/start') && !hasForm(page, 'practice/answer'));
    assert.deepEqual(await pupil.facts('round-started'), []);
  });

  it('counts as seen at the end of a round, too, once', async () => {
    const there = await room.pupil();
    await there.press(await there.visit(), 'practice/start');
    const end = await there.post('practice/finish');
    const shown = ids(end);
    assert.ok(shown.length > 0);
    const seen = async () =>
      (await there.facts('suggestion-seen')).map(({ performance_metrics: { recommendation } }) => recommendation);
    assert.deepEqual((await seen()).sort(), [...shown].sort());
    await there.visit();
    assert.equal((await seen()).length, shown.length);
    const set = await engine.currentRecommendations(there.student);
    const unseen = set.filter(({ _id, seen_at }) => shown.includes(_id) && !seen_at);
    assert.deepEqual(unseen, []);
  });

  it('opens a coach who says hello', async () => {
    const page = await pupil.post('next/accept', { recommendation: await suggestion('character', 'otto') });
    assert.match(page.html, /Otto speaks: hello\./);
    assert.match(page.html, /Basic odds/);
  });

  it('answers 404 for what is no longer there, and for what was suggested to somebody else', async () => {
    for (const [type, id] of [
      ['course', 'lesson.gone'],
      ['character', 'nobody'],
      ['assessment', 'no placement'],
    ] as const) {
      const page = await pupil.post('next/accept', { recommendation: await suggestion(type, id) });
      assert.equal(page.status, 404, type);
    }
    const stranger = await room.pupil({ attune_kind: 'next' });
    const [theirs] = await engine.generateRecommendations(stranger.student);
    for (const name of ['accept', 'dismiss', 'complete']) {
      const before = [await documents(), await stranger.facts(), await pupil.facts()];
      assert.equal((await pupil.post(`next/${name}`, { recommendation: theirs?._id ?? '' })).status, 404);
      assert.equal((await pupil.post(`next/${name}`, { recommendation: '' })).status, 400);
      assert.deepEqual([await documents(), await stranger.facts(), await pupil.facts()], before);
    }
  });

  it('finds its suggestions made by the launch, once its learner has chosen', async () => {
    const receiver = launchReceiver({
      storage: room.app.app.storage,
      clock: room.app.clock,
      newId: room.deps.newId,
      engine,
      paths: { storage: room.app.app.storage, newId: room.deps.newId, policyOf: async () => null },
    });
    const { tenant, issuer, deployment } = arrivalOfStudent();
    const launch = {
      tenant,
      issuer,
      deployment,
      clientId: 'client-1',
      deploymentId: '1',
      subject: 'fresh',
      names: { full: null, given: null, family: null },
      roles: { role: 'learner', institutionAdmin: false, testUser: false },
      context: { id: 'course-1', title: null },
      resourceLink: { id: 'widget link', title: null },
      custom: { attune_kind: 'next' },
      ags: null,
      messageType: 'resource-link',
      platformFamily: null,
    } as unknown as Parameters<typeof receiver.receive>[0];
    const first = await receiver.receive(launch);
    assert.equal(first.consentDue, true);
    assert.deepEqual(await engine.currentRecommendations({ ...first, tenant: TENANT }), []);
    await giveConsent(room.deps, { ...first, tenant: TENANT }, 'personal');
    const arrived = await receiver.receive(launch);
    assert.equal(arrived.consentDue, false);
    assert.equal(arrived.landing, 'next');
    const shown = await engine.currentRecommendations({ ...arrived, tenant: TENANT });
    assert.deepEqual(
      shown.map(({ seen_at }) => Boolean(seen_at)),
      shown.map((_, place) => place < 3),
    );
    assert.ok(shown.length >= 3);
  });
});
