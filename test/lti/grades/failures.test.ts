import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './support/ags-server.js';
import { GradeWorld } from './support/grade-world.js';

const problemOf = (delivery: { problem?: string }) => delivery.problem ?? '';

describe('a score that the LMS does not take', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start({ limits: { callMs: 200 } });
  });
  afterEach(() => world.lms.close());

  const deliverWith = (fault: Fault) => {
    world.lms.fault('scores', fault);
    return world.deliver(world.coupled(0.5).grade);
  };

  for (const [status, problem] of [
    [400, /Check the enrolment/],
    [403, /Ask an administrator to allow the tool the grade services/],
    [404, /column is gone, or the course has ended/],
    [412, /Ask its administrator/],
    [422, /no student of the course/],
  ] as const) {
    it(`is given up on ${status}, with a sentence that says what to do`, async () => {
      const delivery = await deliverWith({ status });
      assert.equal(delivery.result, 'dead');
      assert.match(problemOf(delivery), problem);
      assert.match(problemOf(delivery), /send (the grade )?again|nothing is to be done/);
      assert.deepEqual(world.book.settled, []);
    });
  }

  for (const [what, fault, afterMs] of [
    ['429 with seconds', { status: 429, headers: { 'retry-after': '120' } }, 120_000],
    ['429 with a date', { status: 429, headers: { 'retry-after': 'Mon, 23 Nov 2026 09:01:00 GMT' } }, 59_750],
    ['429 with a day', { status: 429, headers: { 'retry-after': '86400' } }, 3_600_000],
    ['429 with nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, 10_000],
    ['429', { status: 429 }, 10_000],
    ['403 of a throttling Canvas', { status: 403, body: '403 Forbidden (Rate Limit Exceeded)' }, 10_000],
  ] as const) {
    it(`waits as long as ${what} asks, and keeps the whole host in peace meanwhile`, async () => {
      const delivery = await deliverWith(fault);
      assert.deepEqual(delivery, { result: 'retry', problem: 'The LMS asks Attune to send more slowly.', afterMs });
      const other = world.coupled(0.5, { sub: 'learner-2' }).grade;
      world.advance(afterMs - 1);
      assert.deepEqual((await world.deliver(other)).result, 'retry');
      assert.equal(world.lms.to('scores').length, 1);
      world.advance(1);
      assert.deepEqual(await world.deliver(other), { result: 'delivered' });
    });
  }

  it('is tried later when the LMS has a problem of its own', async () => {
    assert.deepEqual(await deliverWith({ status: 500 }), {
      result: 'retry',
      problem: 'The LMS has a problem of its own (500).',
    });
    const maintained = await deliverWith({ status: 503, headers: { 'retry-after': '30' } });
    assert.equal(maintained.result === 'retry' ? maintained.afterMs : undefined, 30_000);
  });

  it('is tried later when the LMS hangs', async () => {
    const delivery = await deliverWith('hang');
    assert.equal(delivery.result, 'retry');
    assert.match(problemOf(delivery), /^127\.0\.0\.1:\d+ did not answer in time\.$/);
  });

  it('does not keep a delivery longer than the outbox leases it', async () => {
    const patient = await GradeWorld.start({ limits: { callMs: 20_000 }, deliveryMs: 300 });
    patient.lms.fault('scores', 'hang');
    const delivery = await patient.deliver(patient.coupled(0.5).grade);
    assert.equal(delivery.result, 'retry');
    assert.match(problemOf(delivery), /did not answer in time/);
    await patient.lms.close();
  });

  it('is tried later when the LMS closes the connection', async () => {
    const delivery = await deliverWith('drop before work');
    assert.equal(delivery.result, 'retry');
    assert.match(problemOf(delivery), /^The connection to 127\.0\.0\.1:\d+ failed/);
  });

  it('is tried later when nobody listens, and says how the system calls that', async () => {
    const { grade } = world.coupled(0.5);
    await world.lms.close();
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'retry');
    assert.match(problemOf(delivery), /failed \(ECONNREFUSED\)\.$/);
  });
});

describe('where a token goes', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  /** A host that is none of the platform's. */
  async function stranger(work: (origin: string, heard: string[]) => Promise<void>): Promise<void> {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(`${request.url} ${request.headers.authorization ?? ''}`);
      response.end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`is not where a ${status} points`, () =>
      stranger(async (origin, heard) => {
        world.lms.fault('scores', { status, headers: { location: `${origin}/scores` } });
        const delivery = await world.deliver(world.coupled(0.5).grade);
        assert.equal(delivery.result, 'retry');
        assert.match(problemOf(delivery), /pointed Attune to another address/);
        assert.deepEqual(heard, []);
      }));
  }

  it('is not where a next link points', () =>
    stranger(async (origin, heard) => {
      world.lms.nextPage = () => `${origin}/lineitems`;
      assert.equal((await world.deliver(world.grade(0.5))).result, 'dead');
      assert.deepEqual(heard, []);
    }));

  it('is not a host that is none of the platform, even if a launch names it', () =>
    stranger(async (origin, heard) => {
      world.listed.push(origin);
      for (const named of [{ lineItem: `${origin}/lineitem` }, { lineItem: null, lineItems: `${origin}/lineitems` }]) {
        const { grade } = world.coupled(0.5);
        const services = { ...grade.services, ...named };
        const delivery = await world.deliver(world.coupled(0.5, { services }).grade);
        assert.equal(delivery.result, 'dead');
        assert.match(problemOf(delivery), /not registered as its own/);
      }
      assert.deepEqual([...heard, ...world.lms.received], []);
    }));

  it('is not an http address that nobody listed', () =>
    stranger(async (origin, heard) => {
      world.home.push(origin);
      const { grade } = world.coupled(0.5);
      const services = { ...grade.services, lineItem: `${origin}/lineitem` };
      const delivery = await world.deliver(world.coupled(0.5, { services }).grade);
      assert.equal(delivery.result, 'dead');
      assert.match(problemOf(delivery), /must begin with https/);
      assert.deepEqual(heard, []);
    }));

  for (const lineItem of ['not an address', 'file:///etc/hosts', 'https://user:secret@lms.example/lineitem']) {
    it(`is not "${lineItem}"`, async () => {
      const { grade } = world.coupled(0.5);
      const delivery = await world.deliver(
        world.coupled(0.5, { services: { ...grade.services, lineItems: null, lineItem } }).grade,
      );
      assert.equal(delivery.result, 'dead');
      assert.equal(world.lms.to('scores').length, 0);
    });
  }
});

describe('an answer that is too much', () => {
  for (const [what, fault] of [
    ['of 10 MB', { status: 200, body: `["${'x'.repeat(10_000_000)}"]` }],
    ['without end', 'answer without end'],
  ] as const) {
    it(`is not read on (${what})`, async () => {
      const world = await GradeWorld.start();
      world.lms.fault('lineitems', fault);
      assert.deepEqual(await world.deliver(world.grade(0.5)), {
        result: 'retry',
        problem: 'The answer of the LMS about line items is longer than Attune reads.',
      });
      await world.lms.close();
    });
  }

  it('does not hide that a score was taken', async () => {
    const world = await GradeWorld.start();
    world.lms.fault('scores', { status: 200, body: 'x'.repeat(10_000_000) });
    assert.deepEqual(await world.deliver(world.coupled(0.5).grade), { result: 'delivered' });
    await world.lms.close();
  });
});

describe('an LMS with much to take', () => {
  it('is sent two things at once at the most', async () => {
    const world = await GradeWorld.start();
    const grades = Array.from({ length: 12 }, (_, index) => world.coupled(0.5, { sub: `learner-${index}` }).grade);
    const deliveries = await Promise.all(grades.map((grade) => world.deliver(grade)));
    assert.equal(deliveries.filter(({ result }) => result === 'delivered').length, 12);
    assert.equal(world.lms.mostAtOnce, 2);
    await world.lms.close();
  });
});

describe('an LMS in trouble', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start({ limits: { breaker: { failures: 3, openMs: 30_000 } } });
  });
  afterEach(() => world.lms.close());

  const fail = async (times: number) => {
    for (let index = 0; index < times; index += 1) {
      world.lms.fault('scores', { status: 502 });
      await world.deliver(world.coupled(0.5).grade);
    }
  };
  const heard = () => world.lms.to('scores').length;

  it('is left in peace after some failures in a row, then tried by one call, then trusted again', async () => {
    await fail(3);
    assert.equal(heard(), 3);
    const { grade } = world.coupled(0.5);
    const resting = await world.deliver(grade);
    assert.equal(resting.result === 'retry' ? resting.afterMs : undefined, 30_000);
    assert.equal(heard(), 3);
    world.advance(30_000);
    const others = [1, 2, 3].map((index) => world.coupled(0.5, { sub: `learner-${index}` }).grade);
    const results = await Promise.all(others.map((each) => world.deliver(each)));
    assert.ok(results.some(({ result }) => result === 'delivered'));
    for (const each of others) assert.equal((await world.deliver(each)).result, 'delivered');
  });

  it('is left in peace again when that one call fails', async () => {
    await fail(3);
    world.advance(30_000);
    await fail(1);
    assert.equal(heard(), 4);
    const resting = await world.deliver(world.coupled(0.5).grade);
    assert.equal(resting.result === 'retry' ? resting.afterMs : undefined, 30_000);
    assert.equal(heard(), 4);
  });

  it('is not judged by failures with successes between them, nor by refusals', async () => {
    await fail(2);
    assert.equal((await world.deliver(world.coupled(0.5).grade)).result, 'delivered');
    await fail(2);
    for (let index = 0; index < 5; index += 1) {
      world.lms.fault('scores', { status: 422 });
      await world.deliver(world.coupled(0.5).grade);
    }
    assert.equal((await world.deliver(world.coupled(0.5).grade)).result, 'delivered');
  });
});

describe('a platform that is not there any more', () => {
  for (const [what, found] of [
    ['removed', null],
    [
      'disabled',
      {
        id: 'p',
        issuer: 'i',
        clientId: 'c',
        tokenUrl: 'https://x.example',
        tokenAudience: 'x',
        origins: [],
        active: false,
      },
    ],
  ] as const) {
    it(`gets nothing when it was ${what}`, async () => {
      const world = await GradeWorld.start({
        keys: {
          findByIssuerAndClient: async () => found,
          signingKey: async () => assert.fail('no key is needed'),
        },
      });
      const delivery = await world.deliver(world.coupled(0.5).grade);
      assert.equal(delivery.result, 'dead');
      assert.match(problemOf(delivery), /not registered any more, or was disabled/);
      assert.equal(world.lms.received.length, 0);
      await world.lms.close();
    });
  }
});
