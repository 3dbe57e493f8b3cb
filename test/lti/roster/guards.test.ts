import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { learners, problemOf, RosterWorld, rosterOf } from './support/roster-world.js';

describe('a roster is given up', function () {
  this.timeout(20_000);
  let world: RosterWorld;
  const open = async (options: Parameters<typeof RosterWorld.start>[0] = {}) => {
    await world?.lms.close();
    world = await RosterWorld.start(options);
    world.members = learners(120);
    return world;
  };
  beforeEach(() => open());
  afterEach(() => world.lms.close());

  it('when a page links to itself, or to one that was read', async () => {
    world.links = () => ({ next: `${world.url}&limit=100` });
    const loop = await world.read();
    assert.equal(loop.result, 'dead');
    assert.match(problemOf(loop), /does not end/);
    assert.equal(world.asked.length, 1);
    world.links = ({ from }) => ({ next: `${world.url}&from=${from === 50 ? 0 : 50}` });
    assert.equal((await world.read()).result, 'dead');
  });

  it('when there is always one more page', async function () {
    this.timeout(60_000);
    world.mostOnPage = 1;
    world.links = ({ from }) => ({ next: `${world.url}&from=${from + 1}` });
    const endless = await world.read();
    assert.equal(endless.result, 'dead');
    assert.match(problemOf(endless), /does not end/);
    assert.equal(world.asked.length, 2_000);
  });

  it('when more people are on it than any course has', async () => {
    world.mostOnPage = 10_000;
    world.members = learners(10_000);
    world.links = () => ({ next: `${world.url}&limit=10000&page=${world.asked.length}` });
    const crowd = await world.read();
    assert.equal(crowd.result, 'dead');
    assert.match(problemOf(crowd), /does not end/);
    assert.equal(world.asked.length, 11, 'a page of 100, and ten of 10,000');
  });

  it('when a page or a redirect leads to another host, and that host hears nothing', async () => {
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end('{"members":[]}');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/memberships`;
    try {
      world.links = () => ({ next: elsewhere });
      const led = await world.read();
      assert.equal(led.result, 'dead');
      assert.match(problemOf(led), /another host/);
      assert.equal((await world.readDifferences(elsewhere)).result, 'dead');
      for (const status of [301, 302, 307, 308]) {
        world.lms.fault('memberships', { status, headers: { location: elsewhere } });
        assert.match(problemOf(await world.read()), /another address .*does not follow/);
      }
      world.links = () => ({ next: 'file:///etc/passwd' });
      assert.equal((await world.read()).result, 'dead');
      assert.deepEqual(heard, []);
    } finally {
      stranger.closeAllConnections();
      await new Promise((resolve) => stranger.close(resolve));
    }
  });

  it('for now when the LMS takes too long for a page, or for all of them', async () => {
    await open({ callMs: 150 });
    world.lms.fault('memberships', 'hang');
    const slow = await world.read();
    assert.equal(slow.result, 'retry');
    assert.match(problemOf(slow), /did not answer in time/);

    await open({ readingMs: 200 });
    world.mostOnPage = 1;
    world.links = ({ from }) => ({ next: `${world.url}&from=${from + 1}` });
    const started = performance.now();
    assert.equal((await world.read()).result, 'retry');
    assert.ok(performance.now() - started < 3_000);
  });

  it('for now when an answer is longer than we read, or no roster', async () => {
    await open({ answerBytes: 5_000 });
    world.mostOnPage = 120;
    assert.match(problemOf(await world.read({}, `${world.url}&limit=120`)), /longer than Attune reads/);
    for (const body of [
      '<html>',
      '[]',
      '{"members":{}}',
      '{"members":[{"roles":[]}]}',
      '{"members":[{"user_id":"1"}]}',
    ]) {
      world.lms.fault('memberships', { status: 200, body });
      const wrong = await world.read();
      assert.equal(wrong.result, 'retry', body);
      assert.match(problemOf(wrong), /not what the standard says/);
    }
  });

  it('with a word on what to do when the LMS refuses it', async () => {
    for (const [status, word] of [
      [403, /allow the tool the names and role service/],
      [404, /the course has ended/],
    ] as const) {
      world.lms.fault('memberships', { status });
      const refused = await world.read();
      assert.equal(refused.result, 'dead');
      assert.match(problemOf(refused), word);
    }
    world.lms.fault('memberships', { status: 401 }, { status: 401 });
    assert.match(problemOf(await world.read()), /names and role service/);
    world.lms.tokens.revoke();
    world.lms.tokens.permitted = [];
    const taken = await world.read();
    assert.equal(taken.result, 'dead');
    assert.match(problemOf(taken), /allow the names and role service\.$/);
  });

  it('not because of one token that was ended', async () => {
    await world.read();
    world.lms.tokens.revoke();
    assert.equal(rosterOf(await world.read()).members.length, 120);
  });
});
