import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../src/embedded/server-process.js';
import { announce, type Delivery, type Job } from '../../src/jobs/index.js';
import { projectRoot } from '../support/services.js';
import { type OutboxWorld, outboxWorld, until } from './support/outbox-world.js';

const DELIVERED: Delivery = { result: 'delivered' };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Forgets everything that Redis knows under a prefix, as a Redis that lost its memory. */
function forget(redisUrl: string, prefix: string): Promise<void> {
  const script = `for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do redis.call('DEL', key) end return 1`;
  const words = ['EVAL', script, '0', prefix];
  const request = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(redisUrl);
    const socket = connect(Number(port), hostname, () => socket.write(`*${words.length}\r\n${request}`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString().startsWith(':1')) resolve();
      else reject(new Error(answer.toString()));
    });
  });
}

describe('the job queue', function () {
  this.timeout(30_000);
  let world: OutboxWorld;
  before(async () => {
    world = await outboxWorld();
  });
  afterEach(() => world.reset());
  after(() => world.close());
  const delivered = async (id: string) => (await world.entry(id))?.state === 'delivered';

  it('delivers an announced entry within a second', async () => {
    const queue = world.worker({ grade: async () => DELIVERED });
    await queue.ping();
    const took: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      await world.enqueue(`g${n}`);
      const start = performance.now();
      announce(queue, `g${n}`);
      await until(() => delivered(`g${n}`));
      took.push(performance.now() - start);
    }
    assert.ok(
      took.every((milliseconds) => milliseconds < 1_000),
      took.join(', '),
    );
  });

  it('delivers what another process announced, after its delay', async () => {
    world.worker({ grade: async () => DELIVERED });
    const web = world.queue();
    await world.enqueue('g1', { delayMs: 300 });
    const start = performance.now();
    announce(web, 'g1', 300);
    await until(() => delivered('g1'));
    const took = performance.now() - start;
    assert.ok(took >= 290 && took < 2_000, `${took} ms`);
  });

  it('delivers what Redis has forgotten, by the sweeper', async () => {
    const web = world.queue();
    for (let n = 0; n < 20; n += 1) {
      await world.enqueue(`g${n}`);
      announce(web, `g${n}`);
    }
    await web.ping();
    await pause(100);
    await forget(world.database.redisUrl, world.database.redisPrefix);
    const seen: string[] = [];
    world.worker({
      grade: async ({ _id }) => {
        seen.push(_id);
        return DELIVERED;
      },
    });
    await until(async () => (await world.outbox.list({ state: 'pending' }, 100)).length === 0);
    assert.equal(new Set(seen).size, 20);
    assert.equal(seen.length, 20, 'each of them once');
  });

  it('delivers each entry once with two workers on one outbox, announced twice and swept', async () => {
    const seen: string[] = [];
    const deliverers = {
      grade: async ({ _id }: { _id: string }) => {
        seen.push(_id);
        await pause(20);
        return DELIVERED;
      },
    };
    const [one, two] = [world.worker(deliverers), world.worker(deliverers)];
    await Promise.all([one.ping(), two.ping()]);
    const ids = Array.from({ length: 40 }, (_, n) => `grade:placement-1:user-${n}`);
    for (const id of ids) {
      await world.enqueue(id);
      announce(one, id);
      announce(two, id);
    }
    await until(async () => (await world.outbox.list({ state: 'pending' }, 100)).length === 0);
    await pause(1_200);
    assert.deepEqual([...seen].sort(), [...ids].sort());
  });

  it('keeps nothing waiting behind deliveries that take long', async () => {
    let free: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      free = resolve;
    });
    let here = 0;
    const roster = async (): Promise<Delivery> => {
      here += 1;
      await slow;
      return DELIVERED;
    };
    const queue = world.worker({ grade: async () => DELIVERED, roster });
    await queue.ping();
    for (let n = 0; n < 8; n += 1) await world.enqueue(`roster:${n}`, { kind: 'roster' });
    await until(() => here === 2);
    await world.enqueue('g1');
    announce(queue, 'g1');
    await until(() => delivered('g1'), 1_000);
    assert.equal(here, 2);
    free();
    await until(async () => (await world.outbox.list({ state: 'pending' }, 100)).length === 0, 10_000);
    assert.equal(here, 8);
  });

  it('sweeps an entry again and again until it is delivered', async () => {
    let tries = 0;
    world.worker({
      grade: async () => {
        tries += 1;
        return tries < 3 ? { result: 'retry', problem: 'not yet' } : DELIVERED;
      },
    });
    await world.enqueue('g1');
    await until(() => delivered('g1'), 10_000);
    assert.equal(tries, 3);
  });

  it('hands a job only what its schema takes', async () => {
    const queue = world.queue();
    const seen: unknown[] = [];
    const job: Job<{ id: string }> = {
      name: 'typed',
      schema: z.object({ id: z.string().min(2) }),
      concurrency: 1,
      run: async (data) => void seen.push(data),
    };
    queue.process(job);
    queue.request('typed', { id: 'x' });
    queue.request('typed', { id: 'good', more: 'taken off' });
    await until(() => seen.length > 0);
    assert.deepEqual(seen, [{ id: 'good' }]);
    await until(() => world.lines.some(({ msg }) => msg === 'a job failed'));
  });

  it('makes one job of requests with the same key that still wait', async () => {
    const queue = world.queue();
    const seen: string[] = [];
    for (let n = 0; n < 5; n += 1) queue.request('keyed', { id: String(n) }, { key: 'sweep grade:1:2', delayMs: 200 });
    queue.process({
      name: 'keyed',
      schema: z.object({ id: z.string() }),
      concurrency: 1,
      run: async ({ id }) => void seen.push(id),
    });
    await until(() => seen.length > 0);
    await pause(300);
    assert.deepEqual(seen, ['0']);
    queue.request('keyed', { id: 'again' }, { key: 'sweep grade:1:2' });
    await until(() => seen.length === 2);
  });

  it('repeats work, never two runs at a time, whatever one throws, and stops with the queue', async () => {
    const queue = world.queue();
    let [runs, inside, most] = [0, 0, 0];
    queue.repeat('tick', 5, async () => {
      runs += 1;
      inside += 1;
      most = Math.max(most, inside);
      await pause(20);
      inside -= 1;
      if (runs % 2 === 1) throw new Error('odd');
    });
    await until(() => runs >= 4);
    await queue.close();
    assert.deepEqual([inside, most], [0, 1], 'closing waits for the run that is under way');
    const after = runs;
    await pause(50);
    assert.equal(runs, after);
  });

  it('waits at its close for the jobs that run', async () => {
    const queue = world.queue();
    let done = false;
    let started = false;
    queue.process({
      name: 'slow',
      schema: z.object({}),
      concurrency: 1,
      run: async () => {
        started = true;
        await pause(400);
        done = true;
      },
    });
    queue.request('slow', {});
    await until(() => started);
    await queue.close();
    assert.ok(done);
  });

  it('may be closed while Redis has not answered yet: nothing is thrown that nobody can catch', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown): void => void uncaught.push(error);
    process.on('unhandledRejection', note);
    // The first connection is as ever; on those after it Redis hears, and does not answer.
    const sockets: Socket[] = [];
    let heard = 0;
    const { hostname, port } = new URL(world.redisUrl);
    const slow = createServer((socket) => {
      const redis = sockets.length === 0 ? connect(Number(port), hostname) : null;
      sockets.push(socket);
      if (redis) socket.pipe(redis).pipe(socket);
      else
        socket.once('data', () => {
          heard += 1;
        });
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const queue = world.queue(`redis://127.0.0.1:${(slow.address() as AddressInfo).port}`);
    queue.process({ name: 'work', schema: z.object({}), concurrency: 1, run: async () => undefined });
    await until(async () => heard > 0);
    await pause(100);
    await queue.close();
    await pause(50);
    process.off('unhandledRejection', note);
    for (const socket of sockets) socket.destroy();
    slow.close();
    assert.deepEqual(uncaught, []);
  });

  it('refuses to ping when it is closed', async () => {
    const queue = world.queue();
    await queue.ping();
    await queue.close();
    await assert.rejects(queue.ping(), /closed/);
    queue.request('late', { id: '1' });
  });

  describe('without Redis', () => {
    it('takes requests without a wait or an error, says so once, and closes within its bound', async () => {
      const queue = world.queue(`redis://127.0.0.1:${await freePort()}`);
      world.worker({ grade: async () => DELIVERED }, queue);
      const start = performance.now();
      for (let n = 0; n < 3_000; n += 1) announce(queue, `g${n}`);
      assert.ok(performance.now() - start < 1_500, 'it waits for nobody');
      const asked = performance.now();
      await assert.rejects(queue.ping(), /did not answer within 2000 ms/);
      assert.ok(performance.now() - asked < 3_000);
      const said = world.lines.filter(({ msg }) => msg === 'the job queue has a problem');
      assert.equal(said.length, 1);
      assert.match(String(said[0]?.problem), /ECONNREFUSED/);
      const closing = performance.now();
      await queue.close();
      assert.ok(performance.now() - closing < 3_000);
    });

    it('lets the process end', async () => {
      const script = join(projectRoot, 'test/jobs/support/close-queue.ts');
      const args = ['--import', 'tsx', script, `redis://127.0.0.1:${await freePort()}`];
      const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
      const limit = setTimeout(() => child.kill('SIGKILL'), 15_000);
      const [code, output] = await new Promise<[number | null, string]>((resolve, reject) => {
        let text = '';
        child.stdout.on('data', (chunk) => {
          text += chunk;
        });
        child.once('error', reject);
        child.once('close', (exit) => resolve([exit, text.trim()]));
      });
      clearTimeout(limit);
      assert.deepEqual([code, output], [0, 'closed']);
    });
  });
});
