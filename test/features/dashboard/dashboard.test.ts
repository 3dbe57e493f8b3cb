import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AnswerMetrics, FactDraft } from '../../../src/features/learners/index.js';
import { recordFact } from '../../../src/features/learners/index.js';
import { recommendationCollection } from '../../../src/features/recommendations/model.js';
import { Classroom, hasForm, type Page, type Pupil, signInAs } from '../../support/classroom.js';
import { answer } from '../learners/some-facts.js';

const DAY_MS = 86_400_000;
const WIDGETS = ['skills', 'insights', 'goal-tracker', 'review-queue', 'free-choice', 'progress-chart'];
const PARTS = { skills: 'overview-heading', path: 'way-heading', goal: 'goal-heading', insights: 'insights-heading' };

describe('the dashboard', function () {
  this.timeout(40_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
    await room.app.arrive({ sub: 'somebody', link: { id: 'practice link', title: 'Practice' } });
  });
  after(() => room?.close());

  const partsOf = ({ html }: Page): string[] =>
    Object.entries(PARTS)
      .filter(([, heading]) => html.includes(`id="${heading}"`))
      .map(([part]) => part);
  const suggestionsOf = ({ html }: Page): number => html.match(/data-suggestion="/g)?.length ?? 0;
  const newcomer = () => room.pupil({ attune_kind: 'dashboard' });

  async function record(pupil: Pupil, draft: Pick<FactDraft, 'type' | 'metrics'>): Promise<void> {
    const now = room.app.clock();
    const fact = { ...draft, key: randomUUID(), contentId: null, at: now } as FactDraft;
    await room.app.scope.transaction((tx) => recordFact(tx, pupil.student, fact, { id: randomUUID(), now }));
  }
  async function answers(pupil: Pupil, count: number, changes: Partial<AnswerMetrics> = {}): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await record(pupil, { type: 'answer', metrics: answer({ decision: randomUUID(), ...changes }) });
    }
  }
  const goal = (timeline: Date | null) => ({
    type: 'goals-set' as const,
    metrics: {
      target_skill_level: 0.8,
      timeline: timeline?.toISOString() ?? null,
      priority_areas: ['counting'],
      motivation_type: null,
    },
  });

  it('shows a newcomer one thing to do, and says what will come', async () => {
    const page = await (await newcomer()).post('dashboard');
    assert.equal(page.status, 200);
    assert.deepEqual([suggestionsOf(page), partsOf(page)], [1, []]);
    assert.match(page.html, /After your next answer: where you stand in each skill\./);
    assert.match(page.html, /After 5 more answers: your path, with dates\./);
    assert.equal(page.html.match(/class="btn btn-primary"/g)?.length, 1, 'one primary action');
  });

  it('gets its parts as there is something to show in them', async () => {
    const pupil = await newcomer();
    await answers(pupil, 1);
    const first = await pupil.post('dashboard');
    assert.deepEqual([suggestionsOf(first), partsOf(first)], [3, ['skills']]);
    assert.match(first.html, /After 4 more answers: how it goes, and what to try\./);
    await answers(pupil, 4);
    const page = await pupil.post('dashboard');
    assert.deepEqual(partsOf(page), ['skills', 'path', 'goal', 'insights']);
    assert.doesNotMatch(page.html, /What will be here/);
    assert.match(page.html, /<dd>5<\/dd>/, 'five answers');
    assert.match(page.html, /<dd>100%<\/dd>/, 'all right');
    assert.match(page.html, /Not known yet<\/dd>\s*<dd class="rests">Known after 3 days of practice; 1 so far\./);
    assert.match(page.html, /You have set no goal\./);
    assert.match(page.html, /Likely done by|More than two years/);
    assert.doesNotMatch(page.html, /dashboard\.[a-z]/, 'no key of a locale file is left');
  });

  it('points out no parts to come to a learner who wants none pointed out', async () => {
    const pupil = await newcomer();
    await record(pupil, { type: 'preferences-set', metrics: { quiet_introductions: true } });
    assert.doesNotMatch((await pupil.post('dashboard')).html, /What will be here|After your next answer/);
  });

  it('calls no level reached before it is one', async () => {
    const pupil = await newcomer();
    await answers(pupil, 2);
    const page = await pupil.post('dashboard');
    assert.match(page.html, /Not enough answers yet/);
    assert.doesNotMatch(page.html, /Goal reached/);
    await answers(pupil, 1);
    assert.match((await pupil.post('dashboard')).html, /Goal reached · 9\d%/);
  });

  it('counts lessons and films into the time, as into that of the week', async () => {
    const pupil = await newcomer();
    await answers(pupil, 6, { seconds: 30 });
    await record(pupil, { type: 'content-viewed', metrics: { modality: 'video', seconds: 1_800, share: 1 } });
    const [, all, week] =
      /<dd>([^<]+)<\/dd><dd class="rests">All work that we know of, ([^<]+?) of it this week\./.exec(
        (await pupil.post('dashboard')).html,
      ) ?? [];
    assert.deepEqual([all, week], ['33 minutes', '33 minutes']);
    const evidence = await pupil.post('evidence', { of: 'time', back: 'dashboard' });
    assert.match(evidence.html, /<b>33 minutes<\/b>/);
    const days = await pupil.post('evidence', { of: 'active-days', back: 'dashboard' });
    assert.match(days.html, /<b>1 day<\/b>/);
  });

  it('writes nothing when it is opened, and shows what stands', async () => {
    const pupil = await newcomer();
    await answers(pupil, 6);
    await pupil.post('dashboard');
    const state = async () => [
      await pupil.facts(),
      await pupil.profile(),
      await room.app.scope.collection(recommendationCollection).find({ user_id: pupil.student.userId }),
    ];
    const before = await state();
    const page = await pupil.visit('dashboard');
    assert.equal(suggestionsOf(page), 3);
    assert.ok(partsOf(page).includes('path'));
    for (const widget of WIDGETS) assert.equal((await pupil.visit(widget)).status, 200);
    assert.deepEqual(await state(), before);
    assert.match(page.html, new RegExp(`data-sequence="${(await pupil.profile()).sequence}"`));
  });

  it('follows a goal from the day on which it is set, with its date', async () => {
    const pupil = await newcomer();
    await record(pupil, goal(new Date(room.app.clock().getTime() + 30 * DAY_MS)));
    const page = await pupil.post('dashboard');
    assert.deepEqual(partsOf(page), ['goal']);
    assert.match(page.html, /Know one skill at 80%: Counting\./);
    assert.match(page.html, /After three days of work we can tell whether the date fits\./);
    await answers(pupil, 12);
    const widget = await pupil.visit('goal-tracker');
    assert.match(widget.html, /You have reached it\. Reviews keep it that way\./);
    assert.deepEqual(partsOf(widget), ['goal']);
  });

  it('says that suggestions are paused', async () => {
    const pupil = await newcomer();
    await record(pupil, { type: 'personalization-set', metrics: { paused: true } });
    assert.match((await pupil.post('dashboard')).html, /Suggestions are paused: this is the order of the course\./);
  });

  it('says so while the course is not set up', async () => {
    const context = { id: `course ${randomUUID()}`, title: 'Another course' };
    const pupil = await room.pupil({ attune_kind: 'dashboard' }, { context });
    for (const address of ['dashboard', ...WIDGETS]) {
      const page = await pupil.post(address);
      assert.equal(page.status, 200);
      assert.match(page.html, /Not open yet/, address);
    }
  });

  it('begins practice in a small frame, goes on with it there, and comes back to it', async () => {
    const pupil = await room.pupil({ attune_kind: 'free' });
    const choice = await pupil.visit('free-choice');
    assert.match(choice.html, /data-live="free-choice"/);
    const question = await pupil.press(choice, 'free', { length: '5' });
    assert.ok(hasForm(question, 'free/answer'));
    const waiting = await pupil.visit('free-choice');
    assert.match(waiting.html, /You can go on where you were\./);
    const same = await pupil.press(waiting, 'free');
    assert.ok(hasForm(same, 'free/answer'));
    const end = await pupil.press(same, 'free/finish');
    assert.match((await pupil.press(end, 'free-choice')).html, /name="length"/);
  });

  it('shows in a small frame how the level changes, and what that rests on', async () => {
    const pupil = await room.pupil({ attune_kind: 'progress' });
    assert.match((await pupil.visit('progress-chart')).html, /There is nothing to draw yet/);
    await answers(pupil, 3);
    const page = await pupil.visit('progress-chart');
    assert.match(page.html, /What your last answers changed/);
    const evidence = await pupil.press(page, 'evidence');
    assert.equal(evidence.status, 200);
    assert.match((await pupil.press(evidence, 'progress-chart')).html, /data-live="progress-chart"/);
  });

  it('is what staff preview, with the way back', async () => {
    for (const [kind, sign] of [
      ['dashboard', /A good place to begin/],
      ['skills', /id="overview-heading"/],
      ['insights', /id="insights-heading"/],
      ['goals', /id="goal-heading"/],
      ['reviews', /id="queue-heading"/],
      ['free', /name="length"/],
      ['progress', /id="mastery-heading"/],
    ] as const) {
      const link = { id: `preview of ${kind}`, title: kind };
      const arrived = await room.app.arrive({ sub: 'teacher', role: 'staff', link, custom: { attune_kind: kind } });
      const teacher = await signInAs(room, arrived, 'staff');
      const own = await teacher.post('staff');
      assert.match(own.html, /It gives no grade\./);
      const page = await teacher.press(own, 'preview');
      assert.match(page.html, sign, kind);
      assert.match(page.html, /Preview – nothing here is graded/);
      assert.ok(hasForm(page, 'staff'), 'the way back');
    }
  });

  it('is where one goes on after a word to a suggestion', async () => {
    const pupil = await newcomer();
    await answers(pupil, 2);
    const page = await pupil.post('dashboard');
    const put = await pupil.press(page, 'next/dismiss');
    assert.match(put.html, /data-live="dashboard"/);
    assert.equal((await pupil.facts('suggestion-dismissed')).length, 1);
    const rated = await pupil.press(put, 'next/rate', { score: '4' });
    assert.match(rated.html, /data-live="dashboard"[\s\S]*Thank you\. You rated/);
  });

  it('leads to the practice of the course, and to its other pages', async () => {
    const pupil = await newcomer();
    assert.ok(!hasForm(await pupil.post('dashboard'), 'path'), 'not at first');
    await answers(pupil, 1);
    const page = await pupil.post('dashboard');
    assert.match(page.html, /aria-current="page">Overview/);
    assert.ok(hasForm(page, 'path'));
    const practice = await pupil.press(page, 'dashboard/practice');
    assert.equal(practice.status, 200);
    assert.ok(hasForm(practice, 'practice/answer'), 'a round has begun');
  });
});
