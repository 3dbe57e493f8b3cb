import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import request from 'supertest';
import { assignVariant } from '../../../src/engine/inference/assign-variant.js';
import { createKey } from '../../../src/features/api-keys/index.js';
import {
  createVariantOf,
  startExperiment,
  stopExperiment,
  type VariantOf,
} from '../../../src/features/experiments/index.js';
import { assignmentCollection, experimentCollection } from '../../../src/features/experiments/model.js';
import { recordFact } from '../../../src/features/learners/index.js';
import type { Aim } from '../../../src/features/practice/choosers/by-engine.js';
import { decisionCollection } from '../../../src/features/practice/index.js';
import { TENANT } from '../../support/app.js';
import { Classroom, type Pupil } from '../../support/classroom.js';

describe('the variant of a learner', () => {
  it('is the same for ever, and its share is its weight', () => {
    const weights = [1, 3, 6];
    const counts = [0, 0, 0];
    const learners = 20_000;
    for (let learner = 0; learner < learners; learner++) {
      const variant = assignVariant('salt', `learner-${learner}`, weights);
      assert.equal(assignVariant('salt', `learner-${learner}`, weights), variant);
      counts[variant] = (counts[variant] ?? 0) + 1;
    }
    for (const [index, weight] of weights.entries()) {
      const share = weight / 10;
      const deviation = Math.sqrt(learners * share * (1 - share));
      assert.ok(Math.abs((counts[index] ?? 0) - learners * share) < 4 * deviation, counts.join());
    }
  });

  it('depends on shares alone, is never one of weight 0, and falls anew with another salt', () => {
    const weights = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 });
    const someAbove0 = weights.filter((all) => all.some((weight) => weight > 1e-6));
    fc.assert(
      fc.property(fc.string(), fc.string(), someAbove0, (salt, learner, given) => {
        const variant = assignVariant(salt, learner, given);
        assert.ok((given[variant] ?? 0) > 0);
        assert.equal(
          assignVariant(
            salt,
            learner,
            given.map((weight) => 2 * weight),
          ),
          variant,
        );
      }),
    );
    const learners = Array.from({ length: 4_000 }, (_, index) => `l${index}`);
    const same = learners.filter((each) => assignVariant('a', each, [1, 1]) === assignVariant('b', each, [1, 1]));
    assert.ok(Math.abs(same.length - 2_000) < 4 * Math.sqrt(1_000));
    for (const bad of [[], [0], [-1, 2], [Number.NaN]]) assert.throws(() => assignVariant('a', 'b', bad), RangeError);
  });
});

describe('experiments', function () {
  this.timeout(60_000);
  let room: Classroom;
  let variantOf: VariantOf;
  let token: string;
  before(async () => {
    room = await Classroom.open();
    variantOf = createVariantOf({ storage: room.app.app.storage, newId: randomUUID });
    const parts = { id: randomUUID(), secret: randomUUID() + randomUUID().slice(0, 8), now: room.app.clock() };
    token = await createKey(room.app.scope, { name: 'x', scopes: ['experiments'], expiresAt: null }, parts);
  });
  after(() => room?.close());

  const api = (method: 'get' | 'post', path: string, body?: object, as = token) => {
    const sent = request(room.app.app.web)[method](path).set('Authorization', `Bearer ${as}`);
    return body ? sent.send(body) : sent;
  };
  const stamp = () => ({ by: { key: null }, id: randomUUID(), now: room.app.clock() });
  const policies = { fixed: 'course-order', engine: 'engine' } as const;
  const draft = (name: string, changes: object = {}) => ({
    ...{ name, where: 'paths' },
    variants: Object.entries(policies).map(([variant, policy]) => ({
      name: variant,
      weight: 1,
      treatment: { policy },
    })),
    ...changes,
  });
  const exposures = async (pupil: Pupil) =>
    (await pupil.facts('experiment-exposed')).map((fact) => fact.performance_metrics);

  it('decide who gets which path, once and for all, and count who met them', async () => {
    const made = await api('post', '/api/experiments', draft('orders'));
    assert.deepEqual([made.status, made.headers.location, made.body.state], [201, '/api/experiments/orders', 'draft']);
    const early = await room.pupil();
    assert.equal(await variantOf(TENANT, early.student, 'paths', room.app.clock()), null);
    await startExperiment(room.app.scope, 'orders', stamp());
    const pupils = await Promise.all(Array.from({ length: 12 }, () => room.pupil()));
    const seen: Record<string, number> = { fixed: 0, engine: 0 };
    for (const pupil of pupils) {
      const path = await api('post', '/api/users/me/learning-path', {}, pupil.token);
      const [met, ...more] = await exposures(pupil);
      const variant = String(met?.variant) as keyof typeof policies;
      assert.deepEqual([met, more], [{ experiment: 'orders', variant, where: 'paths' }, []]);
      assert.equal(path.body.policy, policies[variant]);
      seen[variant] = (seen[variant] ?? 0) + 1;
    }
    assert.ok(
      Object.values(seen).every((count) => count > 0),
      JSON.stringify(seen),
    );
    // New weights move nobody who was assigned.
    const one = { name: 'fixed', weight: 1_000_000, treatment: { policy: 'course-order' } } as const;
    const other = { name: 'engine', weight: 1e-9, treatment: { policy: 'engine' } } as const;
    await room.app.scope
      .collection(experimentCollection)
      .updateOne({ name: 'orders' }, { $set: { variants: [one, other] } });
    for (const pupil of pupils) {
      const again = await variantOf(TENANT, pupil.student, 'paths', room.app.clock());
      assert.equal(again?.variant, (await exposures(pupil))[0]?.variant);
      assert.equal((await exposures(pupil)).length, 1);
    }
    assert.equal((await variantOf(TENANT, early.student, 'paths', room.app.clock()))?.variant, 'fixed');
    const report = await api('get', '/api/experiments/orders');
    assert.deepEqual(
      report.body.counts.map(({ assigned }: { assigned: number }) => assigned),
      [(seen.fixed ?? 0) + 1, seen.engine],
    );
    assert.deepEqual(
      report.body.counts.map(({ exposed }: { exposed: number }) => exposed),
      [(seen.fixed ?? 0) + 1, seen.engine],
    );
    assert.equal(report.body.sampleRatio.verdict, 'not-as-planned');
    await stopExperiment(room.app.scope, 'orders', stamp());
    assert.equal(await variantOf(TENANT, early.student, 'paths', room.app.clock()), null);
    const ended = await room.app.scope.collection(assignmentCollection).find({ experiment_name: 'orders' });
    assert.ok(ended.length === 13 && ended.every(({ end_date }) => end_date !== null));
  });

  it('leave test students and those who paused alone', async () => {
    const where = 'difficulty';
    const variants = [0, 0.1].map((shift) => ({ name: `by-${shift * 10}`, weight: 1, treatment: { shift } }));
    await api('post', '/api/experiments', draft('easier', { where, variants }));
    await startExperiment(room.app.scope, 'easier', stamp());
    const synthetic = await room.pupil({}, { testUser: true });
    const paused = await room.pupil();
    const fact = {
      type: 'personalization-set',
      key: 'p',
      contentId: null,
      metrics: { paused: true },
      at: room.app.clock(),
    } as const;
    await room.app.scope.transaction((tx) => recordFact(tx, paused.student, fact, stamp()));
    for (const pupil of [synthetic, paused]) {
      assert.equal(await variantOf(TENANT, pupil.student, where, room.app.clock()), null);
      assert.deepEqual(await exposures(pupil), []);
    }
    const pupil = await room.pupil();
    const both = await Promise.all([1, 2].map(() => variantOf(TENANT, pupil.student, where, room.app.clock())));
    assert.ok(both[0]?.treatment && 'shift' in both[0].treatment);
    assert.deepEqual(both[0], both[1]);
    assert.equal((await exposures(pupil)).length, 1);
    assert.equal(await variantOf(TENANT, pupil.student, 'recommendations', room.app.clock()), null);
    await stopExperiment(room.app.scope, 'easier', stamp());
  });

  it('move what questions are aimed at, where the engine chooses them', async () => {
    const treatments = { same: { fixed: 0.9 }, harder: { shift: -0.2 } } as const;
    const variants = Object.entries(treatments).map(([name, treatment]) => ({ name, weight: 1, treatment }));
    await api('post', '/api/experiments', draft('paces', { where: 'difficulty', variants }));
    const last = await room.pupil({ attune_length: '1' });
    await last.post('practice/start');
    const { right } = await last.question();
    const answered = await last.press(await last.visit(), 'practice/answer', right);
    await startExperiment(room.app.scope, 'paces', stamp());
    await last.press(answered, 'practice/next');
    assert.deepEqual([(await last.attempt()).state, await exposures(last)], ['finished', []], 'nothing was asked');
    const aimsOf = async ({ student: { userId: user_id } }: Pupil) => {
      const decisions = await room.app.scope.collection(decisionCollection).find({ user_id, kind: 'next-item' });
      return decisions.map(({ saw }) => saw.aim as Aim | undefined);
    };
    const met = new Set<string>();
    for (let pupils = 0; met.size < 2; pupils++) {
      assert.ok(pupils < 40, 'nobody fell into one of the variants');
      const pupil = await room.pupil();
      await pupil.visit();
      assert.deepEqual(await exposures(pupil), [], 'who only looks has met nothing');
      await pupil.post('practice/start');
      for (const _ of [1, 2]) await api('post', '/api/practice/next', {}, pupil.token);
      const [exposed, ...more] = await exposures(pupil);
      const variant = String(exposed?.variant) as keyof typeof treatments;
      assert.deepEqual([exposed, more], [{ experiment: 'paces', variant, where: 'difficulty' }, []]);
      met.add(variant);
      const aims = await aimsOf(pupil);
      assert.equal(aims.length, 3);
      for (const aim of aims) {
        assert.ok(aim?.experiment);
        const { untreated, ...told } = aim.experiment;
        assert.deepEqual(told, { experiment: 'paces', variant, treatment: treatments[variant] });
        const effects = aim.parts.reduce((sum, { effect }) => sum + effect, 0);
        assert.ok(Math.abs(aim.base + effects - untreated) < 1e-12, 'its parts explain what it would have been');
        assert.equal(aim.targetSuccess, variant === 'same' ? 0.9 : untreated - 0.2);
      }
    }
    const synthetic = await room.pupil({}, { testUser: true });
    const paused = await room.pupil();
    const metrics = { paused: true };
    const fact = { type: 'personalization-set', key: 'p', contentId: null, metrics, at: room.app.clock() } as const;
    await room.app.scope.transaction((tx) => recordFact(tx, paused.student, fact, stamp()));
    for (const pupil of [synthetic, paused]) {
      await pupil.post('practice/start');
      const aims = await aimsOf(pupil);
      assert.ok(aims.length === 1 && aims.every((aim) => aim?.experiment === undefined));
      assert.deepEqual(await exposures(pupil), []);
    }
    await stopExperiment(room.app.scope, 'paces', stamp());
  });

  it('run alone at a place, also when two are started at once', async () => {
    const variants = [0, 0.1].map((shift) => ({ name: `by-${shift * 10}`, weight: 1, treatment: { shift } }));
    const { courseId } = (await room.pupil()).student;
    for (const round of [1, 2, 3]) {
      const names = [`of-all-${round}`, `of-one-${round}`];
      for (const [place, name] of names.entries()) {
        const course = place === 0 ? null : courseId;
        await api('post', '/api/experiments', draft(name, { where: 'difficulty', variants, course }));
      }
      room.app.clock.advance(1_000);
      const started = await Promise.allSettled(names.map((name) => startExperiment(room.app.scope, name, stamp())));
      assert.deepEqual(started.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      for (const name of names) await stopExperiment(room.app.scope, name, stamp());
    }
  });

  it('are refused when they make no sense, and reached with the scope alone', async () => {
    const refused = [
      draft('BAD'),
      draft('one', { variants: [{ name: 'a', weight: 1, treatment: { policy: 'engine' } }] }),
      draft('place', { where: 'difficulty' }),
      draft('none', { variants: [] }),
      { ...draft('more'), salt: 'x' },
    ];
    for (const body of refused)
      assert.equal((await api('post', '/api/experiments', body)).status, 400, JSON.stringify(body));
    const contradictory = [
      draft('twice', { variants: [1, 2].map(() => ({ name: 'a', weight: 1, treatment: { policy: 'engine' } })) }),
      draft('time', { startsAt: '2086-05-01T00:00:00Z', endsAt: '2086-04-01T00:00:00Z' }),
    ];
    for (const body of contradictory)
      assert.equal((await api('post', '/api/experiments', body)).status, 409, JSON.stringify(body));
    assert.equal((await api('post', '/api/experiments', draft('constructor'))).status, 201);
    assert.equal((await api('post', '/api/experiments', draft('constructor'))).status, 409);
    assert.equal((await api('get', '/api/experiments/unknown')).status, 404);
    const pupil = await room.pupil();
    assert.equal((await api('get', '/api/experiments', undefined, pupil.token)).status, 403);
    const first = await api('get', '/api/experiments?limit=1');
    assert.deepEqual([first.body.items.length, first.body.items[0].name], [1, 'constructor']);
    const second = await api('get', `/api/experiments?limit=1&cursor=${first.body.next}`);
    assert.ok(second.body.items[0].name > 'constructor');
    await startExperiment(room.app.scope, 'constructor', stamp());
    await api('post', '/api/experiments', draft('other'));
    await assert.rejects(startExperiment(room.app.scope, 'other', stamp()), {
      messageKey: 'errors.experiment-overlaps',
    });
    await stopExperiment(room.app.scope, 'constructor', stamp());
    await assert.rejects(startExperiment(room.app.scope, 'constructor', stamp()), {
      messageKey: 'errors.experiment-over',
    });
  });
});
