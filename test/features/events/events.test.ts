import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { updateAbility } from '../../../src/engine/ability/eap.js';
import { listFacts, rebuildProjection, selectProfile } from '../../../src/features/learners/index.js';
import { type ApiClient, keyWith } from '../../support/api.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';

interface Result {
  key: string;
  result: 'recorded' | 'known' | 'refused';
  problem: { code: string; detail: string } | null;
}

describe('events that programs tell of', function () {
  this.timeout(30_000);
  let app: TestApp;
  let program: ApiClient;
  let watcher: ApiClient;
  let course: string;
  const catalogue = testCourse();
  const [item] = catalogue.items.filter(({ steps }) => steps.length === 1);
  const [problem] = catalogue.items.filter(({ steps }) => steps.length > 1);
  const itemId = item?.id ?? '';

  before(async () => {
    app = await startTestApp({ course: catalogue });
    program = await keyWith(app, ['courses:write', 'learners:write', 'events:write', 'evidence:write']);
    watcher = await keyWith(app, ['events:write']);
    const made = await program.post('courses', { externalId: 'c', title: 'C', catalogue: catalogue.id });
    course = made.body.courseId;
  });
  after(() => app?.close());

  async function newLearner(): Promise<string> {
    return (await program.post('learners', { externalId: randomUUID(), course })).body.userId;
  }
  const at = (minutes: number): string => new Date(app.clock().getTime() - 86_400_000 + minutes * 60_000).toISOString();
  const answer = (userId: string, key: string, changes: object = {}, minutes = 0) => ({
    key,
    userId,
    course,
    at: at(minutes),
    type: 'answer',
    data: { item: itemId, correct: true, seconds: 12, ...changes },
  });
  const event = (userId: string, type: string, data: object, more: object = {}) => ({
    ...{ key: `${type} 1`, userId, course, at: at(0), type, data },
    ...more,
  });
  async function send(events: object[], client = program): Promise<Result[]> {
    const sent = await client.post('events', { events });
    assert.equal(sent.status, 200, sent.text);
    assert.equal(sent.body.events.length, events.length);
    return sent.body.events;
  }
  const said = (results: readonly Result[]) => results.map(({ result, problem: why }) => why?.code ?? result);

  it('records answers in their order, and the profile is up to date by then', async () => {
    const userId = await newLearner();
    const owner = { userId, courseId: course };
    const events = Array.from({ length: 30 }, (_, index) =>
      answer(userId, `a${index}`, { correct: index % 3 > 0 }, index),
    );
    assert.ok((await send(events)).every(({ result }) => result === 'recorded'));
    const profile = await selectProfile(app.scope, owner);
    assert.deepEqual([profile.sequence, profile.behavioral_metrics.answers], [30, 30]);
    assert.equal(profile.behavioral_metrics.correct, 20);
    const facts = await listFacts(app.scope, owner);
    assert.deepEqual(
      facts.map(({ key }) => key),
      events.map(({ key }) => `event:${key}`),
    );
    assert.deepEqual(
      facts.map(({ timestamp }) => timestamp.toISOString()),
      events.map((each) => each.at),
    );
    const rebuilt = await rebuildProjection(app.scope, owner);
    assert.deepStrictEqual(profile.skill_profile, rebuilt.skill_profile);
    assert.deepStrictEqual(profile.behavioral_metrics, rebuilt.behavioral_metrics);
  });

  it('gives one profile, whether a history comes at once or event by event', async () => {
    const [whole, parts] = [await newLearner(), await newLearner()];
    const history = (userId: string) =>
      Array.from({ length: 12 }, (_, index) =>
        answer(userId, `a${index}`, { correct: index % 2 > 0, hints: index % 4 }, index),
      );
    await send(history(whole));
    for (const each of history(parts)) await send([each]);
    const [one, other] = await Promise.all(
      [whole, parts].map((userId) => selectProfile(app.scope, { userId, courseId: course })),
    );
    assert.deepStrictEqual(one?.skill_profile, other?.skill_profile);
    assert.deepStrictEqual(one?.behavioral_metrics, other?.behavioral_metrics);
  });

  it('counts an answer beside how hard the questions on its skill are, as practice here does', async () => {
    const userId = await newLearner();
    const owner = { userId, courseId: course };
    const { prior, learn, guess, slip } =
      catalogue.skills.find(({ id }) => id === 'ratios')?.parameters ?? assert.fail();
    await send([answer(userId, 'hard', { item: 'own-item', skills: ['ratios'], difficulty: 1 })]);
    // Five questions from -.95 to -.75, and the problem of three steps, at 0.
    const harder = 1 - (-0.95 - 0.9 - 0.85 - 0.8 - 0.75 + 0) / 6;
    const shown = (odds: number) => odds / (odds + Math.exp(harder));
    const [known, unknown] = [prior * shown((1 - slip) / slip), (1 - prior) * shown(guess / (1 - guess))];
    const posterior = known / (known + unknown);
    const { current_levels: levels } = (await selectProfile(app.scope, owner)).skill_profile;
    const difference = (levels.ratios?.known ?? 0) - (posterior + (1 - posterior) * learn);
    assert.ok(Math.abs(difference) < 1e-12, `${difference}`);
  });

  it('takes an item of unknown difficulty for the skill, and not for the ability', async () => {
    const userId = await newLearner();
    const owner = { userId, courseId: course };
    const own = { item: 'own-item', skills: ['ratios'] };
    const ability = async () => (await selectProfile(app.scope, owner)).skill_profile.ability;
    const before = await ability();
    await send([answer(userId, 'unknown', own), answer(userId, 'known', { ...own, difficulty: 1, correct: false })]);
    const { skill_profile: skills, behavioral_metrics: behaviour } = await selectProfile(app.scope, owner);
    assert.deepEqual([skills.current_levels.ratios?.answers, behaviour.answers], [2, 2]);
    assert.deepEqual(skills.ability, updateAbility(before, { discrimination: 1, difficulty: 1 }, false));
    assert.equal(behaviour.first_answers.count, 1);
    const rebuilt = await rebuildProjection(app.scope, owner);
    assert.deepStrictEqual(skills, rebuilt.skill_profile);
  });

  it('knows an event that comes again, and refuses its key for something else', async () => {
    const userId = await newLearner();
    const first = answer(userId, 'key');
    assert.deepEqual(said(await send([first, first])), ['recorded', 'known']);
    assert.deepEqual(said(await send([first])), ['known']);
    const others = [
      answer(userId, 'key', { correct: false }),
      answer(userId, 'key', { seconds: 13 }),
      answer(userId, 'key', {}, 1),
      event(userId, 'activity', { verb: 'saw', object: 'page', modality: 'text' }, { key: 'key' }),
    ];
    assert.deepEqual(said(await send(others)), ['conflict', 'conflict', 'conflict', 'conflict']);
    const profile = await selectProfile(app.scope, { userId, courseId: course });
    assert.equal(profile.sequence, 1);
    // The same key is another event of another learner.
    assert.deepEqual(said(await send([answer(await newLearner(), 'key')])), ['recorded']);
  });

  it('numbers events of one learner that race in many batches without gap and twin', async () => {
    const [one, other] = [await newLearner(), await newLearner()];
    const batches = Array.from({ length: 6 }, (_, batch) =>
      Array.from({ length: 5 }, (_each, index) => [
        answer(one, `${batch}-${index}`),
        answer(other, `${batch}-${index}`),
      ]).flat(),
    );
    const results = await Promise.all(batches.map((events) => send(events)));
    assert.ok(results.flat().every(({ result }) => result === 'recorded'));
    for (const userId of [one, other]) {
      const facts = await listFacts(app.scope, { userId, courseId: course });
      assert.deepEqual(
        facts.map(({ sequence }) => sequence),
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
    }
  });

  it('says of each event by itself why it is refused, and records the others', async () => {
    const userId = await newLearner();
    const stranger = 'nobody-at-all';
    const steps = problem?.id ?? '';
    const events = [
      answer(userId, 'good'),
      answer(stranger, 'x'),
      { ...answer(userId, 'x'), course: 'no-such-course' },
      answer(userId, 'unknown', { item: 'own-item' }),
      answer(userId, 'own', { item: 'own-item', skills: ['ratios'], difficulty: 1 }),
      answer(userId, 'own skill', { item: 'own-item', skills: ['no-such-skill'] }),
      answer(userId, 'both', { skills: ['ratios'] }),
      answer(userId, 'which step', { item: steps }),
      answer(userId, 'this step', { item: steps, step: problem?.steps[1]?.id }),
      answer(userId, 'no step', { item: steps, step: 'no-such-step' }),
      { ...answer(userId, 'future'), at: new Date(app.clock().getTime() + 3_600_000).toISOString() },
      { ...answer(userId, 'past'), at: '1999-12-31T23:59:59Z' },
      event(userId, 'lesson-opened', {}, { content: 'no-such-lesson' }),
      event(userId, 'coach-rated', { coach: 'nobody', helpful: true }),
      event(userId, 'placement', { segment: 'strong' }),
      event(userId, 'grade-delivered', {}),
    ];
    assert.deepEqual(said(await send(events)), [
      'recorded',
      'unknown-learner',
      'unknown-learner',
      'unknown-item',
      'recorded',
      'unknown-skill',
      'known-item',
      'step-needed',
      'recorded',
      'unknown-step',
      'not-yet',
      'too-long-ago',
      'unknown-lesson',
      'unknown-coach',
      'product-only',
      'product-only',
    ]);
    assert.equal((await listFacts(app.scope, { userId, courseId: course })).length, 3);
  });

  it('takes what is evidence only from a key that may tell it', async () => {
    const userId = await newLearner();
    const grade = { column: 'quiz-1', label: 'Quiz 1', score: 0.8 };
    const evidence = { ...grade, skills: [{ id: 'ratios', weight: 2 }] };
    const events = [
      answer(userId, 'answer'),
      event(userId, 'grade-read', evidence, { key: 'grade as evidence' }),
      event(userId, 'grade-read', grade, { key: 'grade to be shown' }),
      event(userId, 'content-viewed', { modality: 'video', seconds: 30 }, { content: 'film-1' }),
    ];
    assert.deepEqual(said(await send(events, watcher)), ['needs-evidence', 'needs-evidence', 'recorded', 'recorded']);
    assert.deepEqual(said(await send(events)), ['recorded', 'recorded', 'known', 'known']);
    const reader = await keyWith(app, ['learners:read']);
    assert.equal((await reader.post('events', { events })).status, 403);
    const stranger = await keyWith(app, ['events:write', 'evidence:write'], 'another-school');
    assert.ok((await send(events, stranger)).every(({ problem: why }) => why?.code === 'unknown-learner'));
  });

  it('takes every kind of thing that a program may say', async () => {
    const userId = await newLearner();
    const [lesson] = catalogue.lessons;
    const [coach] = catalogue.coaches;
    const events = [
      event(userId, 'lesson-opened', {}, { content: lesson?.id }),
      event(userId, 'lesson-completed', { modality: 'video', seconds: 60 }, { content: lesson?.id }),
      event(userId, 'activity', { verb: 'completed', object: 'forum', modality: 'other', skills: ['ratios'] }),
      event(userId, 'goals-set', {
        target_skill_level: 0.9,
        timeline: at(0),
        priority_areas: ['ratios'],
        motivation_type: 'mastery',
      }),
      event(userId, 'preferences-set', { session_minutes: 20, ...(coach && { preferred_characters: [coach.id] }) }),
      event(userId, 'style-quiz', { answers: { first: 'visual', second: 'mixed' } }),
      event(userId, 'signals-set', { off: ['habits'] }),
      event(userId, 'personalization-set', { paused: false }),
      event(userId, 'difficulty-felt', { decision: 'd1', felt: 'right' }),
      event(userId, 'survey-answered', { survey: 's1', useful: 5, enjoyable: 4 }),
      ...(coach ? [event(userId, 'coach-rated', { coach: coach.id, helpful: true })] : []),
    ];
    assert.ok((await send(events)).every(({ result }) => result === 'recorded'));
    assert.ok((await send(events)).every(({ result }) => result === 'known'));
  });

  it('refuses a batch that is none, whole, and says which events are wrong', async () => {
    const userId = await newLearner();
    const good = answer(userId, 'good');
    const { at: _, ...timeless } = good;
    const bad: [string, unknown][] = [
      ['no events', { events: [] }],
      ['too many', { events: Array.from({ length: 1_001 }, (_each, index) => answer(userId, `k${index}`)) }],
      ['no time', { events: [good, timeless] }],
      ['a kind that there is not', { events: [good, { ...good, type: 'magic' }] }],
      ['a field too many', { events: [good, { ...good, name: 'Ada' }] }],
      [
        'an answer without what it is about',
        { events: [good, event(userId, 'answer', { correct: true, seconds: 1 })] },
      ],
      ['a weight of its own', { events: [good, answer(userId, 'x', { weight: 1 })] }],
    ];
    for (const [what, body] of bad) {
      const refused = await program.post('events', body as object);
      assert.equal(refused.status, 400, what);
    }
    const refused = await program.post('events', { events: [good, timeless] });
    assert.match(refused.body.title, /events\[1\]/);
    assert.equal((await listFacts(app.scope, { userId, courseId: course })).length, 0);
  });
});
