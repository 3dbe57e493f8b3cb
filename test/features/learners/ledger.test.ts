import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import {
  ensureProfile,
  type FactDraft,
  listFacts,
  type Owner,
  rebuildProjection,
  recordFact,
  selectProfile,
} from '../../../src/features/learners/index.js';
import { interactionCollection, profileCollection } from '../../../src/features/learners/model.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { answer, PLAIN } from './some-facts.js';

describe('the ledger of a learner', function () {
  this.timeout(30_000);
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app?.close());

  async function newOwner(): Promise<Owner> {
    const owner = { userId: `user ${randomUUID()}`, courseId: 'course' };
    await ensureProfile(app.scope, { ...owner, synthetic: false }, app.clock());
    return owner;
  }
  const draft = (key: string, metrics: object = answer()): FactDraft =>
    ({ type: 'answer', key, contentId: 'item', metrics, at: app.clock() }) as FactDraft;
  const record = (owner: Owner, fact: FactDraft) =>
    app.scope.transaction((tx) => recordFact(tx, owner, fact, { id: randomUUID(), now: app.clock() }));

  it('numbers twenty facts that race for one learner without gap and twin', async () => {
    const owner = await newOwner();
    const facts = Array.from({ length: 20 }, (_, index) => draft(`key ${index}`, answer({ decision: `d${index}` })));
    const recorded = await Promise.all(facts.map((fact) => record(owner, fact)));
    assert.ok(recorded.every(({ fresh }) => fresh));
    const stored = await listFacts(app.scope, owner);
    assert.deepEqual(
      stored.map(({ sequence }) => sequence),
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    assert.equal(new Set(stored.map(({ key }) => key)).size, 20);
    const profile = await selectProfile(app.scope, owner);
    assert.equal(profile.sequence, 20);
    assert.equal(profile.behavioral_metrics.answers, 20);
    const { skill_profile } = await rebuildProjection(app.scope, owner);
    assert.deepStrictEqual(profile.skill_profile, skill_profile);
  });

  it('records twenty facts of one key once', async () => {
    const owner = await newOwner();
    const recorded = await Promise.all(Array.from({ length: 20 }, () => record(owner, draft('the same'))));
    assert.equal(recorded.filter(({ fresh }) => fresh).length, 1);
    assert.equal((await listFacts(app.scope, owner)).length, 1);
    const profile = await selectProfile(app.scope, owner);
    assert.deepEqual([profile.sequence, profile.behavioral_metrics.answers], [1, 1]);
    assert.ok(recorded.every((each) => each.profile.sequence === 1));
  });

  it('lets two learners, and one learner in two courses, use the same key', async () => {
    const one = await newOwner();
    const other = await newOwner();
    const elsewhere = { ...one, courseId: 'another course' };
    await ensureProfile(app.scope, { ...elsewhere, synthetic: false }, app.clock());
    for (const owner of [one, other, elsewhere]) assert.ok((await record(owner, draft('key'))).fresh);
    assert.deepEqual(
      (await listFacts(app.scope, elsewhere)).map(({ sequence }) => sequence),
      [1],
    );
  });

  it('writes nothing of a fact that breaks its schema', async () => {
    const owner = await newOwner();
    const bad: [string, object][] = [
      ['weight over 1', { ...answer(), weight: 1.5 }],
      ['a field too many', { ...answer(), name: 'Ada' }],
      ['no skills', { ...answer(), skills: undefined }],
      ['a number that is none', { ...answer(), seconds: Number.NaN }],
    ];
    for (const [what, metrics] of bad) {
      await assert.rejects(record(owner, draft(what, metrics)), ZodError, what);
    }
    // BKT cannot be computed with these, which only the fold finds out, after the fact was written in the transaction.
    const skills = [{ id: 'counting', prior: 0.5, learn: 0.1, guess: 0.6, slip: 0.6 }];
    await assert.rejects(record(owner, draft('impossible', answer({ skills }))), RangeError);
    assert.deepEqual(await listFacts(app.scope, owner), []);
    assert.equal((await selectProfile(app.scope, owner)).sequence, 0);
  });

  it('refuses a fact of somebody who has no profile here', async () => {
    await assert.rejects(record({ userId: 'nobody', courseId: 'course' }, draft('key')), { code: 'not-found' });
    assert.equal(await app.scope.collection(interactionCollection).count({ user_id: 'nobody' }), 0);
  });

  it('is refused by the database itself with a twin of a sequence number or a key', async () => {
    const owner = await newOwner();
    await record(owner, draft('key'));
    const [first] = await listFacts(app.scope, owner);
    assert.ok(first);
    const facts = app.scope.collection(interactionCollection);
    await assert.rejects(facts.insert({ ...first, _id: randomUUID(), key: 'other' }), { code: 11_000 });
    await assert.rejects(facts.insert({ ...first, _id: randomUUID(), sequence: 9 }), { code: 11_000 });
  });

  it('makes one profile of many first entries, and keeps what is in it', async () => {
    const owner = { userId: `user ${randomUUID()}`, courseId: 'course' };
    const enter = () => ensureProfile(app.scope, { ...owner, synthetic: false }, app.clock());
    await Promise.all(Array.from({ length: 20 }, enter));
    await record(owner, draft('key'));
    await enter();
    assert.equal((await selectProfile(app.scope, owner)).sequence, 1);
    assert.equal(await app.scope.collection(profileCollection).count({ user_id: owner.userId }), 1);
  });

  it('goes on with a profile that was stored with its histories as lists', async () => {
    const owner = await newOwner();
    const skills = ['counting', 'ratios', 'constructor'];
    const practise = async (time: number) => {
      // The skill that is stored first is the last to be packed.
      for (const skill of time === 1 ? skills : skills.toReversed()) {
        const metrics = answer({ decision: `${skill} ${time}`, skill, skills: [{ id: skill, ...PLAIN }] });
        await record(owner, draft(`${skill} ${time}`, metrics));
      }
    };
    await practise(1);
    await app.scope.collection(profileCollection).exchangeMany([await selectProfile(app.scope, owner)]);
    await practise(2);
    await practise(3);
    const { skill_profile } = await selectProfile(app.scope, owner);
    assert.equal(skill_profile.current_levels.ratios?.recent.length, 3);
    assert.deepStrictEqual(skill_profile, (await rebuildProjection(app.scope, owner)).skill_profile);
  });

  it('shows no learner of one institution to another', async () => {
    const owner = await newOwner();
    await record(owner, draft('key'));
    const stranger = app.app.storage.scope('another-school');
    assert.deepEqual(await listFacts(stranger, owner), []);
    await assert.rejects(selectProfile(stranger, owner), { code: 'not-found' });
  });
});
