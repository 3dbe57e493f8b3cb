import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import request from 'supertest';
import { createKey } from '../../../src/features/api-keys/index.js';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import {
  type FactDraft,
  type FactType,
  foldFact,
  recordFact,
  selectProfile,
} from '../../../src/features/learners/index.js';
import { profileCollection } from '../../../src/features/learners/model.js';
import { chooseQuestion } from '../../../src/features/practice/choose.js';
import { assignedSkills } from '../../../src/features/practice/index.js';
import {
  Measure,
  PersonalizationProfile as ProfileSchema,
  UserProfileAnalyzer,
} from '../../../src/features/profiles/index.js';
import { GoalProgress, ProgressAnalytics, SkillPrediction } from '../../../src/features/profiles/schema.js';
import type { ApiScope } from '../../../src/http/index.js';
import { Classroom, type Pupil, signInAs } from '../../support/classroom.js';
import { answer, PLAIN } from '../learners/some-facts.js';

const DAY = 86_400_000;

describe('profiles through the API', function () {
  this.timeout(60_000);
  let room: Classroom;
  let pupil: Pupil;
  let key: string;
  before(async () => {
    room = await Classroom.open();
    pupil = await room.pupil();
    key = await newKey('learners:read', 'learners:write');
  });
  after(() => room?.close());

  const newKey = (...scopes: ApiScope[]) =>
    createKey(
      room.app.scope,
      { name: 'test', scopes, expiresAt: null },
      { id: randomUUID().slice(0, 20), secret: randomBytes(32).toString('base64url'), now: room.app.clock() },
    );
  const call = (method: 'get' | 'put' | 'post', path: string, token: string) =>
    request(room.app.app.web)[method](path).set('Authorization', `Bearer ${token}`);
  const get = (path: string, token = pupil.token) => call('get', `/api/users/me/${path}`, token);

  async function record(who: Pupil, ...facts: { type: FactType; metrics: object; content?: string; at?: Date }[]) {
    for (const { type, metrics, content = null, at = room.app.clock() } of facts) {
      const draft = { type, metrics, contentId: content, key: randomUUID(), at } as FactDraft;
      const stamp = { id: randomUUID(), now: room.app.clock() };
      await room.app.scope.transaction((tx) => recordFact(tx, who.student, draft, stamp));
    }
  }

  /** Six days of four answers each; the second skill goes wrong. */
  async function week(who: Pupil): Promise<void> {
    for (let day = 0; day < 6; day += 1) {
      for (let turn = 0; turn < 4; turn += 1) {
        const skill = turn === 3 ? 'ratios' : 'counting';
        const metrics = answer({
          decision: randomUUID(),
          skill,
          skills: [{ id: skill, ...PLAIN }],
          correct: skill === 'counting',
          misconception: skill === 'ratios' ? 'ratios:upside-down' : null,
        });
        await record(who, { type: 'answer', metrics, content: `item-${skill}` });
        room.app.clock.advance(120_000);
      }
      room.app.clock.advance(DAY);
    }
  }

  it('says "unknown" of everything that there is too little evidence for', async () => {
    const fresh = await room.pupil();
    const { status, body } = await get('profile', fresh.token);
    assert.equal(status, 200);
    const profile = ProfileSchema.parse(body);
    assert.equal(profile.userId, fresh.student.userId);
    const measures: Measure[] = [];
    JSON.stringify(body, (_key, value: unknown) => {
      const measure = Measure.safeParse(value);
      if (measure.success) measures.push(measure.data);
      return value;
    });
    assert.ok(measures.length > 8, `${measures.length} measures`);
    for (const { value, low, high, enough, unknown, formula } of measures) {
      if (value === null) assert.deepEqual([low, high], [null, null]);
      assert.equal(unknown === null, value !== null);
      assert.ok(formula.length > 5);
      if (!enough) assert.equal(value, null);
    }
    assert.ok(Object.values(profile.skillProfile.current_levels).every(({ known }) => known.value === null));
    assert.deepEqual([profile.goals, profile.learningStyle.preferred_content_type.value], [null, null]);
  });

  it('says what the facts say, with interval and evidence, and the facts are one click away', async () => {
    await week(pupil);
    // A session lasts an hour.
    pupil = await pupil.comeBack();
    const profile = ProfileSchema.parse((await get('profile')).body);
    const { current_levels, weak_areas, mastered_concepts, learning_velocity, misconceptions, improvement_trajectory } =
      profile.skillProfile;
    const counting = current_levels.counting?.known;
    assert.ok(counting && counting.value !== null && counting.low !== null && counting.high !== null);
    assert.ok(counting.low < counting.value && counting.value <= counting.high && counting.value > 0.9);
    assert.deepEqual([counting.evidence, counting.enough, current_levels.counting?.answers], [18, true, 18]);
    assert.deepEqual(mastered_concepts, ['counting']);
    assert.deepEqual(
      weak_areas.map(({ skill }) => skill),
      ['ratios'],
    );
    assert.equal(learning_velocity.enough, true);
    assert.equal(improvement_trajectory.find(({ skill }) => skill === 'counting')?.points.length, 6);
    assert.deepEqual(
      misconceptions.map(({ key: name, times }) => [name, times]),
      [['ratios:upside-down', 6]],
    );
    const { engagement_patterns: habits } = profile.behavioralMetrics;
    assert.deepEqual([habits.active_days.value, habits.session_minutes.value], [6, 6]);

    const first = await get('evidence?skill=ratios&type=answer&limit=4');
    const second = await get(`evidence?skill=ratios&type=answer&limit=4&cursor=${first.body.next}`);
    const sequences = [...first.body.items, ...second.body.items].map((fact: { sequence: number }) => fact.sequence);
    assert.equal(second.body.next, null);
    assert.deepEqual(
      sequences,
      sequences.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(sequences).size, 6);
    assert.ok([...first.body.items].every(({ says }) => says.skill === 'ratios'));
    assert.equal((await get('evidence?type=hint')).body.items.length, 0);
    for (const bad of ['type=gossip', 'limit=0', 'limit=201', `skill=${'s'.repeat(241)}`]) {
      assert.equal((await get(`evidence?${bad}`)).status, 400, bad);
    }
    assert.equal((await get('evidence?cursor=x')).status, 404);
  });

  it('foretells skills, progress and the way to a goal', async () => {
    const { body: predictions } = await get('skill-predictions');
    const skills = SkillPrediction.array().parse(predictions.skills);
    const [counting, ratios] = ['counting', 'ratios'].map((id) => skills.find(({ skill }) => skill === id));
    assert.ok(counting?.reached && counting.right_now.value !== null && ratios?.right_now.value !== null);
    assert.ok(counting.right_now.value > (ratios?.right_now.value ?? 1));
    // 1 - slip is the most that there is.
    assert.ok(counting.right_now.value <= 0.9);
    assert.deepEqual(
      ratios?.mastery.map(({ days, known }) => [days, known.enough]),
      [
        [7, true],
        [28, true],
      ],
    );
    assert.deepEqual((await get('skill-predictions')).body, predictions);

    const progress = ProgressAnalytics.parse((await get('progress-analytics')).body);
    assert.equal(
      progress.time.weeks.reduce((sum, { answers }) => sum + answers, 0),
      24,
    );
    assert.deepEqual([progress.time.seconds, progress.time.sessions], [24 * 20, 6]);
    assert.equal(progress.overall.forecast.length, 3);
    const placement = progress.gradebook.find(({ placement: id }) => id === pupil.student.placementId);
    assert.deepEqual([placement?.now, placement?.earned], [null, null]);

    const goal = {
      target_skill_level: 0.9,
      timeline: new Date(room.app.clock().getTime() + 60 * DAY).toISOString(),
      priority_areas: ['counting', 'ratios'],
      motivation_type: 'mastery',
    };
    const set = await call('post', '/api/users/me/goals', pupil.token).send(goal);
    assert.deepEqual([set.status, set.headers.location], [201, '/api/users/me/goals']);
    const goals = GoalProgress.parse((await get('goals')).body);
    assert.deepEqual([goals.total, goals.reached, goals.goals?.target_skill_level], [2, 1, 0.9]);
    assert.ok(goals.minutes_left !== null && goals.minutes_left > 0 && goals.expected_at);
    assert.ok((goals.on_time.value ?? -1) >= 0 && goals.on_time.enough);
    for (const [name, changes] of Object.entries({
      'a skill of nobody': { priority_areas: ['nobody'] },
      'a time that is over': { timeline: '2020-01-01T00:00:00Z' },
      'no target': { target_skill_level: 0 },
      'a field too many': { wish: 'x' },
    })) {
      const refused = await call('post', '/api/users/me/goals', pupil.token).send({ ...goal, ...changes });
      assert.equal(refused.status, name.startsWith('a skill') || name.startsWith('a time') ? 409 : 400, name);
      assert.match(refused.headers['content-type'] ?? '', /problem\+json/);
    }
  });

  it('takes what a learner says once it was seen, as facts, and only what is new', async () => {
    const other = await room.pupil();
    const put = (body: object, match?: string) => {
      const sent = call('put', '/api/users/me/profile', other.token);
      return (match === undefined ? sent : sent.set('If-Match', match)).send(body);
    };
    const change = {
      preferences: { preferred_content_type: 'visual', session_minutes: 25, preferred_characters: ['coach.ada'] },
      style_quiz: { answers: { q1: 'visual', q2: 'analytical' } },
      signals_off: ['habits'],
      paused: true,
      no_ai: true,
    };
    const { etag } = (await get('profile', other.token)).headers;
    assert.equal((await put(change)).status, 428);
    assert.equal((await put(change, '"other"')).status, 412);
    const done = await put(change, etag);
    assert.equal(done.status, 200);
    const profile = ProfileSchema.parse(done.body);
    const unsaid = { consent: null, language: null, minutes_per_day: null, suggestions_per_day: null };
    const said = { signals_off: ['habits'], paused: true, no_ai: true };
    assert.deepEqual(profile.controls, { ...unsaid, quiet_introductions: false, ...said });
    const { preferred_content_type: type, optimal_session_length: length } = profile.learningStyle;
    assert.deepEqual([type.value, type.source, length.stated], ['visual', 'stated', 25]);
    assert.deepEqual(profile.behavioralMetrics.preferred_characters, ['coach.ada']);
    assert.equal(length.measured.unknown, 'switched-off');
    assert.equal((await put(change, etag)).status, 412);
    const types = (await other.facts()).map(({ interaction_type }) => interaction_type);
    assert.deepEqual(types, ['preferences-set', 'style-quiz', 'signals-set', 'personalization-set']);
    assert.equal((await put(change, done.headers.etag)).status, 200);
    assert.equal((await other.facts()).length, 4);
    for (const bad of [
      { signals_off: ['thoughts'] },
      { name: 'x' },
      { preferences: { session_minutes: 1 } },
      { preferences: { no_ai: true } },
      { style_quiz: { answers: { q1: 'loud' } } },
      { paused: 'yes' },
      [],
      null,
    ]) {
      const sent = call('put', '/api/users/me/profile', other.token).set('If-Match', '*').type('json');
      assert.equal((await sent.send(JSON.stringify(bad))).status, 400, JSON.stringify(bad));
    }
  });

  it('chooses the same questions from the same candidates whatever a learner likes', async () => {
    const catalogue = await loadCatalogue(room.app.scope, room.catalogue);
    const situation = {
      placement: await room.placement(pupil),
      catalogue,
      catalogueAt: async () => catalogue,
      skills: assignedSkills(catalogue, []),
      profile: await pupil.profile(),
      attempt: null,
      now: room.app.clock(),
      closed: false,
    };
    const likes = [
      { preferred_content_type: 'visual', difficulty_progression_rate: 'slow', session_minutes: 5 },
      {
        preferred_content_type: 'analytical',
        difficulty_progression_rate: 'fast',
        motivation_factors: ['competitive'],
      },
    ];
    for (const decision of ['d1', 'd2', 'd3', 'd4']) {
      const plain = chooseQuestion(situation, decision);
      assert.ok(plain);
      for (const metrics of likes) {
        const { sequence } = situation.profile;
        const wish = {
          sequence,
          interaction_type: 'preferences-set',
          content_id: null,
          timestamp: situation.now,
        } as const;
        const folded = foldFact(situation.profile, { ...wish, performance_metrics: metrics });
        const wished = chooseQuestion({ ...situation, profile: { ...situation.profile, ...folded } }, decision);
        assert.deepEqual([wished?.item, wished?.decision.saw], [plain.item, plain.decision.saw]);
      }
    }
  });

  it('says nothing from a signal that is switched off', async () => {
    const { profile, catalogue, now } = {
      profile: await pupil.profile(),
      catalogue: null,
      now: room.app.clock(),
    };
    const analyzer = new UserProfileAnalyzer();
    const off = { ...profile, controls: { ...profile.controls, signals_off: ['skills' as const, 'habits' as const] } };
    const said = analyzer.analyze({ profile: off, catalogue, now });
    assert.equal(said.skillProfile.learning_velocity.unknown, 'switched-off');
    assert.equal(said.behavioralMetrics.engagement_patterns.active_days.unknown, 'switched-off');
    assert.deepEqual(said.behavioralMetrics.optimal_study_times, []);
    const course = await loadCatalogue(room.app.scope, room.catalogue);
    const wayOf = (who: typeof profile) => analyzer.goalProgress({ profile: who, catalogue: course, now });
    const ofNobody = {
      ...off,
      behavioral_metrics: { ...off.behavioral_metrics, sessions: [], answers: 0, seconds: 0 },
    };
    assert.deepEqual(wayOf(off), wayOf(ofNobody), 'the pace and the days of work are those of nobody in particular');
    assert.notDeepEqual(wayOf({ ...off, controls: profile.controls }), wayOf(off));
    // The record itself stays: what is known is what was shown.
    assert.notEqual(said.skillProfile.current_levels.counting?.known.value, null);
  });

  it('computes anew, says what changed since, and mends a stored profile that is wrong', async () => {
    const since = new Date(room.app.clock().getTime() - 3.5 * DAY).toISOString();
    const { body, status } = await call('post', '/api/users/me/profile/analyze', pupil.token).send({ since });
    assert.equal(status, 200);
    assert.equal(body.since, since);
    // Three of the six days of four answers, and the goal.
    assert.equal(body.facts_since, 13);
    assert.ok(body.changed.some(({ what }: { what: string }) => what === 'skillProfile.current_levels.ratios.known'));
    assert.deepEqual(body.facts, { answer: 24, 'goals-set': 1 });
    const [{ see }] = body.evidence.filter(({ what }: { what: string }) => what.includes('ratios'));
    assert.equal((await call('get', see, key)).body.items.length, 6);

    const { userId } = pupil.student;
    const force = (token: string, sent: object = { userId }) =>
      call('post', '/api/ml/profile/update', token).send(sent);
    assert.equal((await force(pupil.token)).status, 403);
    assert.equal((await force(await newKey('learners:read'))).status, 403);
    assert.equal((await force(key, { userId: 'nobody' })).status, 404);
    assert.equal((await force(key, {})).status, 400);
    const good = await force(key);
    assert.deepEqual([good.status, good.body.mended], [200, false]);
    const stored = await selectProfile(room.app.scope, pupil.student);
    await room.app.scope.collection(profileCollection).exchangeMany([{ ...stored, goals: null }]);
    const mended = await force(key);
    assert.deepEqual([mended.body.mended, mended.body.profile.goals?.target_skill_level], [true, 0.9]);
    assert.deepEqual(await pupil.profile(), stored);
  });

  it('is open to the learner, their teachers and keys of their institution, and to nobody else', async () => {
    const { userId } = pupil.student;
    const stranger = await room.pupil();
    const teacher = await room.app.arrive({ sub: 'teacher', role: 'staff' });
    const { token: staff } = await signInAs(room, teacher, 'staff');
    const reads = ['profile', 'progress-analytics', 'skill-predictions', 'goals', 'evidence'];
    for (const path of reads) {
      const at = `/api/users/${userId}/${path}`;
      assert.equal((await call('get', at, staff)).status, 200, `staff read ${path}`);
      assert.equal((await call('get', at, key)).status, 200, `a key reads ${path}`);
      assert.equal((await call('get', at, stranger.token)).status, 404, `a stranger asks for ${path}`);
      assert.equal((await call('get', `/api/users/me/${path}`, key)).status, 404, `a key has no ${path} of its own`);
      assert.equal((await request(room.app.app.web).get(at)).status, 401, `nobody asks for ${path}`);
      assert.equal((await call('get', `/api/users/constructor/${path}`, key)).status, 404);
      assert.equal((await call('get', at, await newKey('courses:read'))).status, 403);
    }
    const goal = { target_skill_level: 0.8, timeline: null, priority_areas: [], motivation_type: null };
    assert.equal((await call('post', `/api/users/${userId}/goals`, staff).send(goal)).status, 403);
    assert.equal((await call('put', `/api/users/${userId}/profile`, staff).set('If-Match', '*').send({})).status, 403);
    assert.equal((await call('put', `/api/users/${userId}/profile`, key).set('If-Match', '*').send({})).status, 200);
  });

  it('answers as of another time for a key', async () => {
    const at = new Date(room.app.clock().getTime() + 30 * DAY).toISOString();
    const { body } = await call('get', `/api/users/${pupil.student.userId}/profile?at=${at}`, key);
    assert.equal(body.as_of, at);
    assert.equal(body.behavioralMetrics.engagement_patterns.active_days.value, 0);
  });
});
