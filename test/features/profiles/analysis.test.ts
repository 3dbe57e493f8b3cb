import assert from 'node:assert/strict';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import { selectProfile } from '../../../src/features/learners/index.js';
import { profileCollection } from '../../../src/features/learners/model.js';
import {
  Measure,
  PersonalizationProfile as ProfileSchema,
  UserProfileAnalyzer,
} from '../../../src/features/profiles/index.js';
import { GoalProgress, ProgressAnalytics, SkillPrediction } from '../../../src/features/profiles/schema.js';
import { DAY, ProfileRoom } from './support/profile-room.js';

describe('profiles through the API', function () {
  this.timeout(60_000);
  let profiles: ProfileRoom;
  let key: string;
  before(async () => {
    profiles = await ProfileRoom.open();
    key = await profiles.newKey('learners:read', 'learners:write');
  });
  after(() => profiles?.close());

  it('says "unknown" of everything that there is too little evidence for', async () => {
    const fresh = await profiles.room.pupil();
    const { status, body } = await profiles.get('profile', fresh.token);
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
    await profiles.week(profiles.pupil);
    // A session lasts an hour.
    profiles.pupil = await profiles.pupil.comeBack();
    const profile = ProfileSchema.parse((await profiles.get('profile')).body);
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

    const first = await profiles.get('evidence?skill=ratios&type=answer&limit=4');
    const second = await profiles.get(`evidence?skill=ratios&type=answer&limit=4&cursor=${first.body.next}`);
    const sequences = [...first.body.items, ...second.body.items].map((fact: { sequence: number }) => fact.sequence);
    assert.equal(second.body.next, null);
    assert.deepEqual(
      sequences,
      sequences.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(sequences).size, 6);
    assert.ok([...first.body.items].every(({ says }) => says.skill === 'ratios'));
    assert.equal((await profiles.get('evidence?type=hint')).body.items.length, 0);
    for (const bad of ['type=gossip', 'limit=0', 'limit=201', `skill=${'s'.repeat(241)}`]) {
      assert.equal((await profiles.get(`evidence?${bad}`)).status, 400, bad);
    }
    assert.equal((await profiles.get('evidence?cursor=x')).status, 404);
  });

  it('foretells skills, progress and the way to a goal', async () => {
    const { body: predictions } = await profiles.get('skill-predictions');
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
    assert.deepEqual((await profiles.get('skill-predictions')).body, predictions);

    const progress = ProgressAnalytics.parse((await profiles.get('progress-analytics')).body);
    assert.equal(
      progress.time.weeks.reduce((sum, { answers }) => sum + answers, 0),
      24,
    );
    assert.deepEqual([progress.time.seconds, progress.time.sessions], [24 * 20, 6]);
    assert.equal(progress.overall.forecast.length, 3);
    const placement = progress.gradebook.find(({ placement: id }) => id === profiles.pupil.student.placementId);
    assert.deepEqual([placement?.now, placement?.earned], [null, null]);

    const goal = {
      target_skill_level: 0.9,
      timeline: new Date(profiles.room.app.clock().getTime() + 60 * DAY).toISOString(),
      priority_areas: ['counting', 'ratios'],
      motivation_type: 'mastery',
    };
    const set = await profiles.call('post', '/api/users/me/goals', profiles.pupil.token).send(goal);
    assert.deepEqual([set.status, set.headers.location], [201, '/api/users/me/goals']);
    const goals = GoalProgress.parse((await profiles.get('goals')).body);
    assert.deepEqual([goals.total, goals.reached, goals.goals?.target_skill_level], [2, 1, 0.9]);
    assert.ok(goals.minutes_left !== null && goals.minutes_left > 0 && goals.expected_at);
    assert.ok((goals.on_time.value ?? -1) >= 0 && goals.on_time.enough);
    for (const [name, changes] of Object.entries({
      'a skill of nobody': { priority_areas: ['nobody'] },
      'a time that is over': { timeline: '2020-01-01T00:00:00Z' },
      'no target': { target_skill_level: 0 },
      'a field too many': { wish: 'x' },
    })) {
      const refused = await profiles
        .call('post', '/api/users/me/goals', profiles.pupil.token)
        .send({ ...goal, ...changes });
      assert.equal(refused.status, name.startsWith('a skill') || name.startsWith('a time') ? 409 : 400, name);
      assert.match(refused.headers['content-type'] ?? '', /problem\+json/);
    }
  });

  it('says nothing from a signal that is switched off', async () => {
    const { profile, catalogue, now } = {
      profile: await profiles.pupil.profile(),
      catalogue: null,
      now: profiles.room.app.clock(),
    };
    const analyzer = new UserProfileAnalyzer();
    const off = { ...profile, controls: { ...profile.controls, signals_off: ['skills' as const, 'habits' as const] } };
    const said = analyzer.analyze({ profile: off, catalogue, now });
    assert.equal(said.skillProfile.learning_velocity.unknown, 'switched-off');
    assert.equal(said.behavioralMetrics.engagement_patterns.active_days.unknown, 'switched-off');
    assert.deepEqual(said.behavioralMetrics.optimal_study_times, []);
    const course = await loadCatalogue(profiles.room.app.scope, profiles.room.catalogue);
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
    const since = new Date(profiles.room.app.clock().getTime() - 3.5 * DAY).toISOString();
    const { body, status } = await profiles
      .call('post', '/api/users/me/profile/analyze', profiles.pupil.token)
      .send({ since });
    assert.equal(status, 200);
    assert.equal(body.since, since);
    // Three of the six days of four answers, and the goal.
    assert.equal(body.facts_since, 13);
    assert.ok(body.changed.some(({ what }: { what: string }) => what === 'skillProfile.current_levels.ratios.known'));
    assert.deepEqual(body.facts, { answer: 24, 'goals-set': 1 });
    const [{ see }] = body.evidence.filter(({ what }: { what: string }) => what.includes('ratios'));
    assert.equal((await profiles.call('get', see, key)).body.items.length, 6);

    const { userId } = profiles.pupil.student;
    const force = (token: string, sent: object = { userId }) =>
      profiles.call('post', '/api/ml/profile/update', token).send(sent);
    assert.equal((await force(profiles.pupil.token)).status, 403);
    assert.equal((await force(await profiles.newKey('learners:read'))).status, 403);
    assert.equal((await force(key, { userId: 'nobody' })).status, 404);
    assert.equal((await force(key, {})).status, 400);
    const good = await force(key);
    assert.deepEqual([good.status, good.body.mended], [200, false]);
    const stored = await selectProfile(profiles.room.app.scope, profiles.pupil.student);
    await profiles.room.app.scope.collection(profileCollection).exchangeMany([{ ...stored, goals: null }]);
    const mended = await force(key);
    assert.deepEqual([mended.body.mended, mended.body.profile.goals?.target_skill_level], [true, 0.9]);
    assert.deepEqual(await profiles.pupil.profile(), stored);
  });
});
