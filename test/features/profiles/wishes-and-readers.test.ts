import assert from 'node:assert/strict';
import request from 'supertest';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import { foldFact } from '../../../src/features/learners/index.js';
import { chooseQuestion } from '../../../src/features/practice/choose.js';
import { assignedSkills } from '../../../src/features/practice/index.js';
import { PersonalizationProfile as ProfileSchema } from '../../../src/features/profiles/index.js';
import { signInAs } from '../../support/classroom.js';
import { DAY, ProfileRoom } from './support/profile-room.js';

describe('profiles through the API', function () {
  this.timeout(60_000);
  let profiles: ProfileRoom;
  let key: string;
  before(async () => {
    profiles = await ProfileRoom.open();
    key = await profiles.newKey('learners:read', 'learners:write');
    await profiles.week(profiles.pupil);
  });
  after(() => profiles?.close());

  it('takes what a learner says once it was seen, as facts, and only what is new', async () => {
    const other = await profiles.room.pupil();
    const put = (body: object, match?: string) => {
      const sent = profiles.call('put', '/api/users/me/profile', other.token);
      return (match === undefined ? sent : sent.set('If-Match', match)).send(body);
    };
    const change = {
      preferences: { preferred_content_type: 'visual', session_minutes: 25, preferred_characters: ['coach.ada'] },
      style_quiz: { answers: { q1: 'visual', q2: 'analytical' } },
      signals_off: ['habits'],
      paused: true,
      no_ai: true,
    };
    const { etag } = (await profiles.get('profile', other.token)).headers;
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
      const sent = profiles.call('put', '/api/users/me/profile', other.token).set('If-Match', '*').type('json');
      assert.equal((await sent.send(JSON.stringify(bad))).status, 400, JSON.stringify(bad));
    }
  });

  it('chooses the same questions from the same candidates whatever a learner likes', async () => {
    const catalogue = await loadCatalogue(profiles.room.app.scope, profiles.room.catalogue);
    const situation = {
      placement: await profiles.room.placement(profiles.pupil),
      catalogue,
      catalogueAt: async () => catalogue,
      skills: assignedSkills(catalogue, []),
      profile: await profiles.pupil.profile(),
      attempt: null,
      now: profiles.room.app.clock(),
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

  it('is open to the learner, their teachers and keys of their institution, and to nobody else', async () => {
    const { userId } = profiles.pupil.student;
    const stranger = await profiles.room.pupil();
    const teacher = await profiles.room.app.arrive({ sub: 'teacher', role: 'staff' });
    const { token: staff } = await signInAs(profiles.room, teacher, 'staff');
    const reads = ['profile', 'progress-analytics', 'skill-predictions', 'goals', 'evidence'];
    for (const path of reads) {
      const at = `/api/users/${userId}/${path}`;
      assert.equal((await profiles.call('get', at, staff)).status, 200, `staff read ${path}`);
      assert.equal((await profiles.call('get', at, key)).status, 200, `a key reads ${path}`);
      assert.equal((await profiles.call('get', at, stranger.token)).status, 404, `a stranger asks for ${path}`);
      assert.equal(
        (await profiles.call('get', `/api/users/me/${path}`, key)).status,
        404,
        `a key has no ${path} of its own`,
      );
      assert.equal((await request(profiles.room.app.app.web).get(at)).status, 401, `nobody asks for ${path}`);
      assert.equal((await profiles.call('get', `/api/users/constructor/${path}`, key)).status, 404);
      assert.equal((await profiles.call('get', at, await profiles.newKey('courses:read'))).status, 403);
    }
    const goal = { target_skill_level: 0.8, timeline: null, priority_areas: [], motivation_type: null };
    assert.equal((await profiles.call('post', `/api/users/${userId}/goals`, staff).send(goal)).status, 403);
    assert.equal(
      (await profiles.call('put', `/api/users/${userId}/profile`, staff).set('If-Match', '*').send({})).status,
      403,
    );
    assert.equal(
      (await profiles.call('put', `/api/users/${userId}/profile`, key).set('If-Match', '*').send({})).status,
      200,
    );
  });

  it('answers as of another time for a key', async () => {
    const at = new Date(profiles.room.app.clock().getTime() + 30 * DAY).toISOString();
    const { body } = await profiles.call('get', `/api/users/${profiles.pupil.student.userId}/profile?at=${at}`, key);
    assert.equal(body.as_of, at);
    assert.equal(body.behavioralMetrics.engagement_patterns.active_days.value, 0);
  });
});
