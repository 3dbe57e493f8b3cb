import assert from 'node:assert/strict';
import { migrateUp, type Storage } from '../../src/storage/index.js';
import { openTestStorage } from './support/probe.js';

type Fields = Record<string, unknown>;

const at = new Date('2026-03-02T09:00:00.000Z');
const learner = { tenant: 'north', user_id: 'u1', course_id: 'c1' };

/** A document of each collection of the specification, and values that its fields must not have. */
const SPECIFIED: Record<string, { good: Fields; bad: Record<string, unknown[]> }> = {
  user_profiles: {
    good: {
      ...learner,
      synthetic: false,
      sequence: 3,
      skill_profile: {},
      learning_style: {},
      behavioral_metrics: {},
      goals: {},
      created_at: at,
      updated_at: at,
    },
    bad: {
      tenant: ['', 7],
      user_id: ['', null],
      sequence: [-1, '3'],
      skill_profile: [[], 'x'],
      updated_at: ['2026', 1],
    },
  },
  user_interactions: {
    good: {
      ...learner,
      sequence: 1,
      key: 'answer:1',
      interaction_type: 'answer',
      content_id: null,
      session_duration: 12.5,
      completion_status: 'completed',
      performance_metrics: {},
      timestamp: at,
      recorded_at: at,
    },
    bad: {
      key: ['', null],
      interaction_type: ['', 1],
      completion_status: ['done', 1],
      session_duration: ['12'],
      performance_metrics: [null, []],
      timestamp: [null, '2026-03-02'],
    },
  },
  content_recommendations: {
    good: {
      ...learner,
      content_type: 'assessment',
      content_id: 'item-1',
      recommendation_score: 0.5,
      reasoning: {},
      recommended_at: at,
      user_action: null,
      feedback_score: 5,
      position: 0,
      current: true,
    },
    bad: {
      content_type: ['video', null],
      recommendation_score: [-0.01, 1.01, Number.NaN, '0.5'],
      user_action: ['liked', ''],
      feedback_score: [0, 6, 2.5],
      current: ['yes', 1],
    },
  },
  learning_paths: {
    good: {
      ...learner,
      path_config: {},
      current_position: 0,
      estimated_completion: null,
      adaptation_history: [{}],
      created_at: at,
    },
    bad: {
      current_position: [-1],
      estimated_completion: ['soon'],
      adaptation_history: [{}, ['x']],
      path_config: [null],
    },
  },
  personalization_experiments: {
    good: {
      tenant: 'north',
      user_id: 'u1',
      experiment_name: 'e'.repeat(100),
      variant: 'v'.repeat(50),
      metrics: {},
      start_date: at,
      end_date: null,
    },
    bad: { experiment_name: ['', 'e'.repeat(101)], variant: ['', 'v'.repeat(51)], start_date: [null], end_date: ['x'] },
  },
};

describe('MongoDB itself', function () {
  this.timeout(30_000);
  let storage: Storage;
  let close: () => Promise<void>;
  before(async () => {
    ({ storage, close } = await openTestStorage());
    await migrateUp(storage.connection);
  });
  after(() => close());

  for (const [name, { good, bad }] of Object.entries(SPECIFIED)) {
    describe(`for ${name}`, () => {
      const documents = () => storage.connection.collection<Fields & { _id: string }>(name);
      const refuses = (document: Fields, what: string) =>
        assert.rejects(documents().insertOne({ _id: 'x', ...document }), { code: 121 }, what);
      beforeEach(async () => {
        await documents().deleteMany({});
      });

      it('takes a good document', async () => {
        await documents().insertOne({ _id: 'x', ...good });
        assert.deepEqual(await documents().findOne({ _id: 'x' }), { _id: 'x', ...good });
      });

      it('refuses one that lacks a field, has one too many, or has a wrong value', async () => {
        for (const field of Object.keys(good)) {
          const { [field]: _taken, ...rest } = good;
          await refuses(rest, `without ${field}`);
        }
        await refuses({ ...good, nickname: 'x' }, 'with a field too many');
        for (const [field, values] of Object.entries(bad)) {
          for (const value of values) await refuses({ ...good, [field]: value }, `${field}: ${String(value)}`);
        }
      });

      it('refuses an update that spoils it', async () => {
        await documents().insertOne({ _id: 'x', ...good });
        for (const [field, [value]] of Object.entries(bad)) {
          await assert.rejects(documents().updateOne({ _id: 'x' }, { $set: { [field]: value } }), { code: 121 }, field);
        }
        await assert.rejects(documents().updateOne({ _id: 'x' }, { $unset: { tenant: 1 } }), { code: 121 });
        assert.deepEqual(await documents().findOne({ _id: 'x' }), { _id: 'x', ...good });
      });
    });
  }

  it('lets a fact, a profile and a variant be there once', async () => {
    const once: Record<string, Fields> = {
      user_profiles: {},
      user_interactions: { sequence: 2 },
      personalization_experiments: { variant: 'other' },
    };
    for (const [name, change] of Object.entries(once)) {
      const documents = storage.connection.collection<Fields & { _id: string }>(name);
      const good = SPECIFIED[name]?.good;
      await documents.deleteMany({});
      await documents.insertOne({ _id: 'x', ...good });
      await assert.rejects(documents.insertOne({ _id: 'y', ...good, ...change }), { code: 11_000 }, name);
      await documents.insertOne({ _id: 'z', ...good, ...change, tenant: 'south' });
    }
  });
});
