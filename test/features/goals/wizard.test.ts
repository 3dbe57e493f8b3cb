import assert from 'node:assert/strict';
import { selectOptionalPath } from '../../../src/features/paths/index.js';
import { Classroom, formOf, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { draftOf, headingOf, tell, tellMastery, WIZARD } from './support/goal-pupil.js';

describe('the goal wizard', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  const go = (pupil: Pupil, step: string): Promise<Page> => pupil.post(`${WIZARD}/go`, { step });
  const confirm = (pupil: Pupil, page: Page): Promise<Page> =>
    pupil.post(`${WIZARD}/confirm`, { draft: formOf(page, 'confirm').hidden.draft ?? '' });
  const goalFacts = async (pupil: Pupil) =>
    (await pupil.facts()).filter(({ interaction_type: type }) => /^(goals|preferences|style)-/.test(type));

  it('leads through every step, writes what was said at once, and leads to the path', async () => {
    const pupil = await room.pupil();
    const start = await pupil.visit('goals');
    assert.match(start.html, /You have no goal yet/);
    let page = await pupil.press(start, 'begin');
    assert.equal(headingOf(page), 'Where you stand');
    page = await go(pupil, 'time');
    assert.equal(headingOf(page), 'Your time');
    page = await pupil.post(`${WIZARD}/time`, { when: 'date', until: '2086-06-01', minutes: '120', go: 'next' });
    assert.equal(headingOf(page), 'What you want to learn');
    assert.match(page.html, /Needs before it: <bdi[^>]*>Counting/);
    page = await pupil.post(`${WIZARD}/areas`, { scope: 'some', skills: ['counting', 'ratios'], target: 'by-heart' });
    assert.equal(headingOf(page), 'What drives you');
    const drives = { why: 'mastery', proud: 'social', fun: 'mastery' };
    page = await pupil.post(`${WIZARD}/motivation`, drives);
    assert.equal(headingOf(page), 'How you like to learn');
    const likes = { new: 'visual', stuck: 'visual', remember: 'analytical', explain: 'visual', tired: 'mixed' };
    page = await pupil.post(`${WIZARD}/style`, likes);
    assert.equal(headingOf(page), 'Your goal at a glance');
    assert.match(page.html, /Counting and Ratios/);
    assert.deepEqual(await goalFacts(pupil), [], 'nothing counts before it is confirmed');

    const path = await confirm(pupil, page);
    assert.equal(headingOf(path), 'Your path');
    assert.deepEqual(
      (await goalFacts(pupil)).map(({ interaction_type, performance_metrics }) => [
        interaction_type,
        performance_metrics,
      ]),
      [
        [
          'goals-set',
          {
            target_skill_level: 0.95,
            timeline: '2086-06-01T23:59:59Z',
            priority_areas: ['counting', 'ratios'],
            motivation_type: 'mastery',
          },
        ],
        ['preferences-set', { motivation_factors: ['mastery', 'social'] }],
        ['style-quiz', { answers: likes }],
      ],
    );
    assert.equal((await selectOptionalPath(room.app.scope, pupil.student))?.path_config.wishes.minutesPerWeek, 120);
    assert.equal(await draftOf(pupil), null);
    const again = await confirm(pupil, page);
    assert.equal(headingOf(again), 'Your goal', 'a second click shows the goal');
    assert.equal((await goalFacts(pupil)).length, 3);
    assert.match(again.html, /0 of 2 skills reached/);
    assert.match(again.html, /There is no rush/, 'it speaks to somebody who wants to understand');
  });

  it('lets every step be skipped: then the goal is the whole course, without a date', async () => {
    const pupil = await room.pupil();
    let page = await pupil.post(WIZARD);
    assert.equal(headingOf(page), 'Where you stand');
    await go(pupil, 'time');
    for (const step of ['time', 'areas', 'motivation', 'style'])
      page = await pupil.post(`${WIZARD}/${step}`, { go: 'skip' });
    await confirm(pupil, page);
    const [fact, ...others] = await goalFacts(pupil);
    assert.deepEqual(others, []);
    assert.deepEqual(fact?.performance_metrics, {
      target_skill_level: 0.85,
      timeline: null,
      priority_areas: [],
      motivation_type: null,
    });
  });

  it('keeps what was chosen over a reload, the way back and another session, and forgets it when told', async () => {
    const pupil = await room.pupil();
    assert.equal(headingOf(await pupil.visit(WIZARD)), 'Where you stand');
    assert.equal(await draftOf(pupil), null, 'a GET only reads');
    await pupil.post(`${WIZARD}/time`, { when: 'weeks', weeks: '6', minutes: '45' });
    await pupil.post(`${WIZARD}/areas`, { scope: 'some', skills: 'odds.basic', target: 'basics', go: 'back' });
    for (const page of [await pupil.visit(WIZARD), await (await pupil.comeBack()).visit(WIZARD)]) {
      assert.equal(headingOf(page), 'Your time', 'back from the areas');
      assert.match(page.html, /name="weeks"[^>]*value="6"/);
      assert.match(page.html, /name="minutes"[^>]*value="45"/);
    }
    assert.match((await go(pupil, 'areas')).html, /value="odds\.basic" checked/);
    const goals = await pupil.visit('goals');
    assert.match(goals.html, /You have begun to set a goal/);
    await pupil.press(goals, 'discard');
    assert.equal(await draftOf(pupil), null);
    assert.deepEqual(await goalFacts(pupil), []);
  });

  it('says what it cannot take, keeps what was typed, and goes back all the same', async () => {
    const pupil = await room.pupil();
    const refused = async (step: string, fields: Record<string, string>, says: RegExp): Promise<void> => {
      const page = await pupil.post(`${WIZARD}/${step}`, fields);
      assert.equal(page.status, 200);
      assert.match(page.html, says);
      assert.match(page.html, /class="field-error"/);
    };
    await refused('time', { when: 'weeks', weeks: '0', minutes: '30' }, /from 1 to 104/);
    await refused('time', { when: 'weeks', weeks: 'six', minutes: '5' }, /from 10 to 3000[\s\S]*/);
    await refused('time', { when: 'date', until: '2086-03-04' }, /This day is over/);
    await refused('time', { when: 'date', until: '2099-01-01' }, /more than two years away/);
    await refused('time', { when: 'date', until: 'soon', minutes: '33' }, /value="33"/);
    await refused('areas', { scope: 'some', target: 'well' }, /at least one skill/);
    await refused('areas', { scope: 'some', skills: 'no-such-skill' }, /at least one skill/);
    assert.deepEqual((await draftOf(pupil))?.choices, {});
    assert.equal(headingOf(await pupil.post(`${WIZARD}/areas`, { scope: 'some', go: 'back' })), 'Your time');
    // What is no answer is not said, and what is no step is nowhere.
    await pupil.post(`${WIZARD}/motivation`, { why: 'money', proud: 'none', fun: 'social' });
    assert.deepEqual((await draftOf(pupil))?.choices.motivation, { why: null, proud: null, fun: 'social' });
    assert.equal((await go(pupil, 'nowhere')).status, 400);
    assert.equal((await pupil.post(`${WIZARD}/level/answer`, { decision: 'none' })).status, 400);
  });

  it('says honestly whether a goal fits, and what would', async () => {
    const pupil = await room.pupil();
    const check = (weeks: string, minutes: string): Promise<Page> =>
      pupil.post(`${WIZARD}/time`, { when: 'weeks', weeks, minutes, go: 'check' });
    const tight = await check('2', '10');
    assert.equal(headingOf(tight), 'Your time', 'it stays on the page');
    assert.match(tight.html, /It is too tight/);
    const needed = /<li>(\d+) minutes a week<\/li>/.exec(tight.html)?.[1];
    assert.ok(needed && Number(needed) > 10);
    assert.match((await check('2', needed)).html, /It fits/);
    assert.doesNotMatch((await check('2', String(Number(needed) - 10))).html, /It fits/);
    const page = await pupil.post(`${WIZARD}/areas`, {
      scope: 'some',
      skills: 'counting',
      target: 'basics',
      go: 'check',
    });
    assert.match(page.html, /For the skills that you chose/);
    await tellMastery(pupil, 'counting');
    assert.match((await pupil.visit(WIZARD)).html, /You have reached all of this already/);
  });

  it('lets a goal be changed part by part, and taken back', async () => {
    const pupil = await room.pupil();
    await pupil.post(`${WIZARD}/areas`, { scope: 'some', skills: 'ratios', target: 'well' });
    await pupil.post(`${WIZARD}/motivation`, { why: 'competitive' });
    await confirm(pupil, await go(pupil, 'confirm'));
    let page = await pupil.press(await pupil.visit('goals'), 'begin');
    assert.equal(headingOf(page), 'Your goal at a glance');
    assert.match(page.html, /Doing better and better/);
    page = await pupil.post(`${WIZARD}/go`, { step: 'time', after: 'confirm' });
    page = await pupil.press(page, 'time', {});
    assert.equal(headingOf(page), 'Your goal at a glance', 'back to where the change was asked for');
    page = await pupil.post(`${WIZARD}/go`, { step: 'level', after: 'confirm' });
    page = await pupil.press(page, 'start');
    page = await pupil.press(page, 'unknown');
    page = await pupil.press(page, 'end');
    page = await pupil.press(page, 'go');
    assert.equal(headingOf(page), 'Your goal at a glance', 'back also after the questions');
    await confirm(pupil, page);
    assert.deepEqual((await pupil.profile()).goals?.priority_areas, ['ratios']);
    assert.equal((await pupil.profile()).goals?.motivation_type, 'competitive');
    page = await pupil.press(await pupil.visit('goals'), 'remove');
    assert.match(page.html, /You have no goal yet/);
    assert.equal((await pupil.profile()).goals, null);
    await pupil.post('goals/remove');
    assert.equal((await pupil.facts('goals-removed')).length, 1, 'nothing is taken back twice');
  });

  it('is glad about a goal that is reached, and offers the next one', async () => {
    const pupil = await room.pupil();
    await pupil.post(`${WIZARD}/areas`, { scope: 'some', skills: 'counting', target: 'well' });
    await confirm(pupil, await go(pupil, 'confirm'));
    assert.equal(headingOf(await pupil.visit('goals')), 'Your goal');
    await tellMastery(pupil, 'counting');
    const reached = await pupil.visit('goals');
    assert.equal(headingOf(reached), 'You have reached your goal');
    const page = await pupil.post(`${WIZARD}/begin`, { skills: ['ratios', 'constructor'] });
    assert.match(
      reached.html,
      /value="ratios"[\s\S]*value="constructor"/,
      'both build on counting, and nothing else does',
    );
    assert.equal(headingOf(page), 'Your time');
    assert.deepEqual((await draftOf(pupil))?.choices.areas?.skills, ['ratios', 'constructor']);
  });

  it('tells a learner who switched goals off that nothing follows theirs', async () => {
    const pupil = await room.pupil();
    await confirm(pupil, await go(pupil, 'confirm'));
    await tell(pupil, { type: 'signals-set', metrics: { off: ['goals'] } });
    const { html } = await pupil.visit('goals');
    assert.match(html, /Your goal is kept, but nothing follows it/);
    assert.doesNotMatch(html, /How far you are|skills reached/);
    await pupil.post(`${WIZARD}/begin`);
    assert.match((await pupil.visit(WIZARD)).html, /Your goal is kept, but nothing follows it/);
  });

  it('waits for a course that is not set up', async () => {
    const context = { id: 'empty', title: null };
    const pupil = await room.pupil({}, { context });
    for (const path of ['goals', WIZARD]) {
      const page = await pupil.visit(path);
      assert.match(page.html, /Not open yet/);
      assert.equal(hasForm(page, 'begin'), false);
    }
    assert.match((await pupil.post(`${WIZARD}/time`, { when: 'none' })).html, /Not open yet/);
  });
});
