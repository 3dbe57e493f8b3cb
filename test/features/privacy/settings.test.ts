import assert from 'node:assert/strict';
import { rebuildProfiles } from '../../../src/features/learners/index.js';
import { Classroom, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { problem, testCourse } from '../../support/course.js';

describe('the settings of a learner', function () {
  this.timeout(30_000);
  let room: Classroom;
  before(async () => {
    // Every answer is about the skill that was asked for: no problem whose steps ask about others.
    const items = testCourse().items.filter(({ id }) => id !== problem().id);
    room = await Classroom.open({ course: testCourse({ id: 'settings', items }) });
  });
  after(() => room?.close());

  const suggestions = ({ html }: Page): number => [...html.matchAll(/data-suggestion=/g)].length;
  async function answer(pupil: Pupil, how: 'right' | 'wrong'): Promise<void> {
    const asked = await pupil.question();
    const page = await pupil.press(await pupil.visit(), 'practice/answer', asked[how]);
    const after = hasForm(page, 'practice/next') ? page : await pupil.press(page, 'practice/solution');
    await pupil.press(after, 'practice/next');
  }

  it('are shown as they are, and a GET writes nothing', async () => {
    const pupil = await room.pupil();
    const page = await pupil.visit('settings');
    assert.equal(page.status, 200);
    for (const name of ['preferences', 'limits', 'signals', 'pause'])
      assert.ok(hasForm(page, `settings/${name}`), name);
    assert.doesNotMatch(page.html, /control\.|next\.signals/, 'no key of a locale file is left');
    assert.deepEqual(await pupil.facts(), []);
  });

  it('keep what the learner likes, and take it back when it is emptied', async () => {
    const pupil = await room.pupil();
    const said = { preferred_content_type: 'visual', session_minutes: '20', difficulty_progression_rate: 'slow' };
    const saved = await pupil.post('settings/preferences', { ...said, reviews_per_day: '7', no_ai: 'yes' });
    assert.match(saved.html, /role="status"[^>]*>Saved\./);
    const { learning_style, controls } = await pupil.profile();
    assert.equal(learning_style.stated.session_minutes, 20);
    assert.equal(learning_style.stated.reviews_per_day, 7);
    assert.equal(learning_style.stated.difficulty_progression_rate, 'slow');
    assert.equal(controls.no_ai, true);
    await pupil.post('settings/preferences', { preferred_content_type: '', session_minutes: '' });
    const after = await pupil.profile();
    assert.equal(after.learning_style.stated.session_minutes, null);
    assert.equal(after.controls.no_ai, false);
    assert.equal((await pupil.post('settings/preferences', { session_minutes: '3' })).status, 400);
  });

  it('pause personalization at once, and say so on the pages', async () => {
    const pupil = await room.pupil();
    await pupil.post('path/make');
    const page = await pupil.press(await pupil.visit('settings'), 'settings/pause');
    assert.match(page.html, /It is paused/);
    assert.match((await pupil.post('next')).html, /paused/);
    assert.match((await pupil.post('path')).html, /Personalization is paused/);
    await pupil.post('practice/start');
    const decisions = room.app.app.storage.connection.collection('decisions');
    const paused = await decisions.findOne({ user_id: pupil.student.userId, kind: 'next-item' });
    assert.equal(paused?.policy, 'fixed');
    await pupil.press(await pupil.visit('settings'), 'settings/pause');
    assert.doesNotMatch((await pupil.post('next')).html, /paused/);
  });

  it('switch signals here and on "what next", with the same effect', async () => {
    const pupil = await room.pupil();
    await pupil.press(await pupil.visit('settings'), 'settings/signals', { use: ['skills', 'goals'] });
    const here = (await pupil.profile()).controls.signals_off;
    assert.deepEqual(here, ['forgetting', 'grades', 'similar-learners', 'habits', 'preferences']);
    await pupil.press(await pupil.post('next'), 'next/signals', { use: ['skills', 'goals', 'habits'] });
    assert.match((await pupil.visit('settings')).html, /value="habits" checked/);
  });

  it('limit the suggestions of a day; the next day there are some again', async () => {
    const pupil = await room.pupil();
    await pupil.post('settings/limits', { suggestions_per_day: '1', minutes_per_day: '' });
    const limited = await pupil.post('next');
    assert.equal(suggestions(limited), 1);
    assert.match(limited.html, /as many suggestions today/);
    assert.equal(suggestions(await pupil.visit('next')), 1);
    await pupil.post('settings/limits', { suggestions_per_day: '', minutes_per_day: '' });
    assert.equal(suggestions(await pupil.post('next')), 3);
  });

  it('suggest a break after so many minutes, and stop nobody', async () => {
    const pupil = await room.pupil();
    await pupil.post('settings/limits', { suggestions_per_day: '', minutes_per_day: '5', quiet_introductions: 'yes' });
    assert.equal((await pupil.profile()).controls.quiet_introductions, true);
    await pupil.post('practice/start');
    await answer(pupil, 'right');
    assert.doesNotMatch((await pupil.visit()).html, /good place to stop/);
    room.app.clock.advance(6 * 60_000);
    await answer(pupil, 'right');
    const page = await pupil.visit();
    assert.match(page.html, /good place to stop/);
    assert.ok(hasForm(page, 'practice/answer'));
  });

  it('count the minutes of a day from midnight, also of work that began before it', async () => {
    const { clock } = room.app;
    const DAY_MS = 86_400_000;
    const midnight = new Date(Math.ceil(clock().getTime() / DAY_MS) * DAY_MS);
    clock.set(new Date(midnight.getTime() - 2 * 60_000));
    const pupil = await room.pupil();
    await pupil.post('settings/limits', { suggestions_per_day: '', minutes_per_day: '5' });
    await pupil.post('practice/start');
    const workOn = async (): Promise<string> => {
      clock.advance(4 * 60_000);
      await answer(pupil, 'right');
      return (await pupil.visit()).html;
    };
    assert.doesNotMatch(await workOn(), /good place to stop/, 'four minutes, two of them today');
    assert.match(await workOn(), /You have worked 6 minutes today/);
  });

  it('change the choice of the first launch, which no other switch undoes', async () => {
    const pupil = await room.pupil();
    const page = await pupil.post('privacy/choose', { consent: 'course-order' });
    assert.match(page.html, /only the course order/);
    await pupil.post('settings/pause', { paused: 'false' });
    assert.equal((await pupil.profile()).controls.paused, true);
    const settings = await pupil.visit('settings');
    assert.ok(!hasForm(settings, 'settings/pause'));
    assert.match(settings.html, /value="habits" disabled/);
    await pupil.post('privacy/choose', { consent: 'personal' });
    assert.equal((await pupil.profile()).controls.paused, false);
  });

  for (const policy of ['best', 'latest'] as const) {
    it(`start a skill afresh, and no grade gets lower by it: "${policy}"`, async () => {
      const pupil = await room.pupil({ attune_skills: 'counting', attune_target: '0.99', attune_grade: policy });
      await pupil.post('practice/start');
      for (let count = 0; count < 3; count += 1) await answer(pupil, 'right');
      const before = await pupil.grade();
      const facts = (await pupil.facts()).length;
      assert.ok((before?.intended?.score ?? 0) > 0.3);
      const asked = await pupil.press(await pupil.visit('settings'), 'settings/reset');
      assert.match(asked.html, /Yes, start afresh/);
      assert.equal((await pupil.facts()).length, facts);
      const done = await pupil.post('settings/reset', { skill: 'counting', sure: 'yes' });
      assert.match(done.html, /starts afresh/);
      const profile = await pupil.profile();
      assert.equal(profile.skill_profile.current_levels.counting, undefined);
      assert.equal((await pupil.facts()).length, facts + 1);
      assert.equal((await pupil.facts('answer')).length, 3);
      await answer(pupil, 'wrong');
      const after = await pupil.grade();
      assert.ok((after?.intended?.score ?? 0) >= (before?.intended?.score ?? 1));
      assert.ok((after?.now ?? 1) < (before?.now ?? 0), 'what it is worth now is told as it is');
    });
  }

  it('know no skill that the course does not have', async () => {
    const pupil = await room.pupil();
    assert.equal((await pupil.post('settings/reset', { skill: 'nowhere', sure: 'yes' })).status, 404);
  });

  it('come out the same when all profiles are made again from their facts', async () => {
    const { different, profiles } = await rebuildProfiles(room.app.scope, { dryRun: true });
    assert.ok(profiles > 5);
    assert.equal(different, 0);
  });
});
