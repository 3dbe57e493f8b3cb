import assert from 'node:assert/strict';
import { emptyProjection } from '../../src/features/learners/index.js';
import { emptyFeatures } from '../../src/features/models/extract/fold-features.js';
import { migrateUp, type Storage } from '../../src/storage/index.js';
import { projectRoot } from '../support/services.js';
import { openTestStorage } from './support/probe.js';

interface Step {
  up(db: unknown): Promise<void>;
  down(db: unknown): Promise<void>;
}

describe('profiles of before', function () {
  this.timeout(30_000);
  let storage: Storage;
  let close: () => Promise<void>;
  let step: Step;
  before(async () => {
    ({ storage, close } = await openTestStorage());
    await migrateUp(storage.connection);
    step = (await import(`${projectRoot}/migrations/202611271100-profile.js`)) as Step;
  });
  after(() => close());

  it('gain what they lack, empty, and keep what they have; the way back and forth loses nothing of before', async () => {
    const { db } = storage.connection;
    const profiles = storage.connection.collection<{ _id: string }>('user_profiles');
    await step.down(db);
    const at = new Date('2026-03-02T09:00:00.000Z');
    const level = { known: 0.6, evidence: 2, answers: 2, correct: 1, last_at: at };
    const old = (id: number) => ({
      _id: `p${id}`,
      ...{ tenant: 'north', user_id: `u${id}`, course_id: 'c', synthetic: false, sequence: 2 },
      skill_profile: {
        current_levels: { 'odds.basic': level, constructor: level },
        ability: [0],
        mastered_concepts: [],
      },
      learning_style: {},
      behavioral_metrics: { answers: 2, lessons: { l: at } },
      goals: {},
      ...{ created_at: at, updated_at: at },
    });
    const many = Array.from({ length: 1_100 }, (_, id) => old(id));
    await profiles.insertMany(many);
    await step.up(db);
    await step.up(db);
    const empty = emptyProjection();
    assert.equal(await profiles.countDocuments({ controls: empty.controls, goals: null }), many.length);
    const found = (await profiles.findOne({ _id: 'p7' })) as unknown as Record<string, Record<string, unknown>>;
    assert.deepEqual(found.skill_profile?.current_levels, {
      'odds.basic': { ...level, recent: [], reviews: [] },
      constructor: { ...level, recent: [], reviews: [] },
    });
    assert.deepEqual(found.learning_style, empty.learning_style);
    const { answers, lessons, ...rest } = found.behavioral_metrics ?? {};
    assert.deepEqual([answers, lessons], [2, { l: at }]);
    for (const [name, value] of Object.entries(rest)) {
      assert.deepEqual(value, empty.behavioral_metrics[name as keyof typeof empty.behavioral_metrics], name);
    }
    await step.down(db);
    assert.deepEqual(await profiles.findOne({ _id: 'p7' }), old(7));
    await step.up(db);
  });

  it('leave no features behind of what their learner has switched off', async () => {
    const { connection } = storage;
    const { db } = connection;
    const leaveOut = (await import(`${projectRoot}/migrations/202611281110-left-out.js`)) as Step;
    await leaveOut.down(db);
    const at = new Date('2026-03-02T09:00:00.000Z');
    const whose = (user: string) => ({ _id: `c:${user}`, tenant: 'north', user_id: user, course_id: 'c' });
    const gathered = {
      contents: [{ id: 'skill:counting', at }],
      habits: { sittings: 3 },
      moments: { rows: [[1]], taken: [0], offers: ['r'] },
    };
    const switchedOff: Record<string, string[]> = { ada: [], ben: ['goals', 'habits'], cleo: ['similar-learners'] };
    const empty = emptyProjection();
    for (const [user, signals_off] of Object.entries(switchedOff)) {
      const dates = { created_at: at, updated_at: at };
      const profile = { ...whose(user), synthetic: false, ...empty, ...dates };
      await connection
        .collection<{ _id: string }>('user_profiles')
        .insertOne({ ...profile, controls: { ...empty.controls, signals_off } } as { _id: string });
      const features = { ...whose(user), watermark: 5, answers: 4, chunks: 1, ...gathered, updated_at: at };
      await connection.collection<{ _id: string }>('learner_features').insertOne(features);
    }
    await leaveOut.up(db);
    await leaveOut.up(db);
    const found = await connection
      .collection('learner_features')
      .find({}, { sort: { _id: 1 } })
      .toArray();
    const { contents, habits, moments } = emptyFeatures();
    assert.deepEqual(
      found.map((each) => [each.contents, each.habits, each.moments, each.left_out]),
      [
        [gathered.contents, gathered.habits, gathered.moments, undefined],
        [gathered.contents, habits, moments, ['habits']],
        [contents, gathered.habits, gathered.moments, ['similar-learners']],
      ],
    );
  });
});
