import assert from 'node:assert/strict';
import { RIGHTS } from './support/ags-server.js';
import { GradeWorld } from './support/grade-world.js';

describe('access tokens', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  const askedScopes = () => world.lms.to('token').map(({ body }) => new URLSearchParams(body).get('scope'));
  const problemOf = (delivery: { result: string; problem?: string }) => delivery.problem ?? '';

  it('are asked for with a signed assertion, for nothing but the right to send scores', async () => {
    const { grade } = world.coupled(0.5);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(askedScopes(), [RIGHTS.score]);
    assert.equal(world.lms.tokens.assertionIds.length, 1);
  });

  it('serve ten deliveries at once with one request', async () => {
    const grades = Array.from({ length: 10 }, (_, index) => world.coupled(0.5, { sub: `learner-${index}` }).grade);
    const deliveries = await Promise.all(grades.map((grade) => world.deliver(grade)));
    assert.equal(deliveries.filter(({ result }) => result === 'delivered').length, 10);
    assert.equal(world.lms.to('token').length, 1);
  });

  it('are kept until a minute before their end', async () => {
    const { grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.advance(3_539_000);
    world.coupled(0.6);
    await world.deliver(grade);
    assert.equal(world.lms.to('token').length, 1);
    world.advance(1_000);
    world.coupled(0.7);
    await world.deliver(grade);
    assert.equal(world.lms.to('token').length, 2);
    assert.equal(new Set(world.lms.tokens.assertionIds).size, 2);
  });

  it('that live shortly are kept for half their life', async () => {
    world.lms.tokens.seconds = 20;
    const { grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.advance(9_000);
    world.coupled(0.6);
    await world.deliver(grade);
    world.advance(2_000);
    world.coupled(0.7);
    await world.deliver(grade);
    assert.equal(world.lms.to('token').length, 2);
  });

  it('that do not tell their life are kept for four minutes', async () => {
    world.lms.tokens.seconds = undefined;
    const { grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.advance(239_000);
    world.coupled(0.6);
    await world.deliver(grade);
    assert.equal(world.lms.to('token').length, 1);
    world.advance(2_000);
    world.coupled(0.7);
    await world.deliver(grade);
    assert.equal(world.lms.to('token').length, 2);
  });

  it('that a service refuses are renewed once', async () => {
    const { grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.lms.tokens.revoke();
    world.coupled(0.6);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.to('token').length, 2);
    assert.equal(world.lms.to('scores').length, 3);
  });

  it('that ten services refuse at once are renewed once', async () => {
    const { grade: first } = world.coupled(0.5);
    await world.deliver(first);
    world.lms.tokens.revoke();
    const grades = Array.from({ length: 10 }, (_, index) => world.coupled(0.5, { sub: `other-${index}` }).grade);
    const deliveries = await Promise.all(grades.map((grade) => world.deliver(grade)));
    assert.equal(deliveries.filter(({ result }) => result === 'delivered').length, 10);
    assert.equal(world.lms.to('token').length, 2);
  });

  it('for other rights stay when one is refused', async () => {
    world.lms.addColumn({ resourceLinkId: '41' });
    world.lms.addColumn({ resourceLinkId: '42' });
    world.lms.fault('scores', { status: 401 });
    await world.deliver(world.grade(0.5));
    await world.deliver(world.grade(0.5, { gradeId: 'other', placementId: 'placement-2', resourceLinkId: '42' }));
    assert.deepEqual(askedScopes(), [RIGHTS.lineItemReadonly, RIGHTS.score, RIGHTS.score]);
  });

  it('that a service refuses even when new leave the grade waiting, and are not kept', async () => {
    const { grade } = world.coupled(0.5);
    world.lms.fault('scores', { status: 401 }, { status: 401 });
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'retry');
    assert.match(problemOf(delivery), /refused a fresh access token/);
    assert.equal(world.lms.to('scores').length, 2);
    assert.equal(world.lms.to('token').length, 2);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.to('token').length, 3);
  });

  it('without the right that was asked for are no use: staff are told', async () => {
    world.lms.fault('token', {
      status: 200,
      body: JSON.stringify({ access_token: 'x', token_type: 'bearer', scope: RIGHTS.lineItem }),
    });
    const { grade } = world.coupled(0.5);
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'dead');
    assert.match(problemOf(delivery), /no longer allows the tool score\./);
    assert.equal(world.lms.to('scores').length, 0);
  });

  it('are told to staff when the LMS took the right away', async () => {
    world.lms.tokens.permitted = [];
    const { grade } = world.coupled(0.5);
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'dead');
    assert.match(problemOf(delivery), /Ask an administrator to allow the grade services/);
  });

  it('that say nothing of rights are taken to have those asked for', async () => {
    world.lms.fault('token', { status: 200, body: JSON.stringify({ access_token: 'unknown' }) });
    const { grade } = world.coupled(0.5);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.to('scores')[0]?.headers.authorization, 'Bearer unknown');
  });

  for (const [what, fault, problem] of [
    ['refuses us', { status: 401, body: '{"error":"invalid_client"}' }, /check the tool's client id/],
    ['is in trouble', { status: 503 }, /problem of its own \(503\)/],
    ['answers with a page', { status: 200, body: '<html>Sign in</html>' }, /something unreadable/],
    ['sends us elsewhere', { status: 302, headers: { location: 'https://elsewhere.example' } }, /another address/],
    ['gives another kind of token', { status: 200, body: '{"access_token":"x","token_type":"mac"}' }, /unreadable/],
  ] as const) {
    it(`leave the grade waiting when the token endpoint ${what}`, async () => {
      world.lms.fault('token', fault);
      const { grade } = world.coupled(0.5);
      const delivery = await world.deliver(grade);
      assert.equal(delivery.result, 'retry');
      assert.match(problemOf(delivery), problem);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    });
  }

  it('of a repeat that never left do not make a later refusal look like success', async () => {
    const { column, grade } = world.coupled(0.5);
    const scopes = [RIGHTS.score];
    world.grade(0.5, { services: { ...grade.services, lineItem: column.id, scopes } });
    world.lms.fault('token', { status: 503 });
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.lms.hold(column, 'learner-1', { score: 0.9, timestamp: new Date(world.now().getTime() + 5_000) });
    await world.deliver(grade);
    assert.equal(world.book.settled[0]?.outcome, 'superseded');
  });
});
