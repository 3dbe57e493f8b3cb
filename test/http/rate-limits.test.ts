import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { AppError, createRateLimits, type RateLimits } from '../../src/http/index.js';
import { type TestDatabase, uniqueDatabase } from '../support/services.js';

const OFF = { perAddress: null, perInstitution: null };
const limits = { login: { perAddress: 3, perInstitution: 4 }, launch: OFF, keys: OFF, app: OFF };

describe('rate limits', () => {
  let database: TestDatabase;
  const open: RateLimits[] = [];
  before(async () => {
    database = await uniqueDatabase();
  });
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));
  after(() => database.drop());

  let round = 0;
  const start = (redisUrl = database.redisUrl, prefix = `${database.redisPrefix}${round}`): RateLimits => {
    const started = createRateLimits({ redisUrl, prefix, limits, log: pino({ level: 'silent' }) });
    open.push(started);
    return started;
  };
  beforeEach(() => {
    round += 1;
  });

  /** What somebody at an address gets, by way of a proxy that tells it. */
  function callerOf(counting: RateLimits) {
    const app = express().set('trust proxy', 1);
    app.get('/', counting.address('login'), (_request, response) => void response.send('in'));
    app.use(((error, _request, response, _next) => {
      const { status, options } = error as AppError;
      response.status(status).send(String(options.retryAfterSeconds));
    }) satisfies express.ErrorRequestHandler);
    return async (address: string) => request(app).get('/').set('X-Forwarded-For', address);
  }
  const ready = async (call: (address: string) => Promise<request.Response>) => {
    // The connection to Redis is made in the background.
    await new Promise((resolve) => setTimeout(resolve, 150));
    return call;
  };

  it('turn an address away that asks too often, say when to come back, and leave others alone', async () => {
    const call = await ready(callerOf(start()));
    for (let count = 0; count < 3; count += 1) assert.equal((await call('198.51.100.1')).status, 200);
    const refused = await call('198.51.100.1');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.text) >= 1 && Number(refused.text) <= 60, refused.text);
    assert.equal((await call('198.51.100.2')).status, 200);
  });

  it('know without counting who is over, and only them', async () => {
    const counting = start();
    await ready(callerOf(counting));
    const from = (ip: string) => ({ ip }) as express.Request;
    const refusesKnown = (ip: string) => {
      try {
        counting.refuseKnown('login', from(ip));
        return false;
      } catch (error) {
        return error instanceof AppError && error.code === 'too-many-requests';
      }
    };
    for (let count = 0; count < 3; count += 1) await counting.countAddress('login', from('198.51.100.1'));
    assert.equal(refusesKnown('198.51.100.1'), false);
    await assert.rejects(counting.countAddress('login', from('198.51.100.1')), AppError);
    assert.equal(refusesKnown('198.51.100.1'), true);
    assert.equal(refusesKnown('198.51.100.2'), false);
  });

  it('are counted by all processes together', async () => {
    const [one, two] = [callerOf(start()), callerOf(start())];
    await ready(one);
    const statuses = [];
    for (const call of [one, two, one, two, one]) statuses.push((await call('198.51.100.1')).status);
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  });

  it('take a network of IPv6 for one address, and an IPv4 address in IPv6 clothes for itself', async () => {
    const call = await ready(callerOf(start()));
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:0db8:0001:0002:1:2:3:4']) {
      assert.equal((await call(address)).status, 200, address);
    }
    assert.equal((await call('2001:db8:1:2::77')).status, 429);
    assert.equal((await call('2001:db8:1:3::77')).status, 200);
    for (const address of ['198.51.100.9', '::ffff:198.51.100.9', '198.51.100.9']) await call(address);
    assert.equal((await call('::ffff:198.51.100.9')).status, 429);
  });

  it('count for each institution by itself', async () => {
    const counting = start();
    await ready(callerOf(counting));
    for (let count = 0; count < 4; count += 1) await counting.institution('login', 'north');
    await assert.rejects(counting.institution('login', 'north'), (error: unknown) => {
      return error instanceof AppError && error.code === 'too-many-requests';
    });
    await counting.institution('login', 'south');
    for (let count = 0; count < 50; count += 1) await counting.institution('app', 'north');
  });

  it('hold in each process while Redis is away, and turn nobody away because of it', async () => {
    const call = callerOf(start('redis://127.0.0.1:1'));
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await call('198.51.100.1')).status);
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  });

  it('make nobody wait for a Redis that hangs', async () => {
    const hanging: Server = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const call = callerOf(start(`redis://127.0.0.1:${(hanging.address() as AddressInfo).port}`));
    await ready(call);
    const begun = performance.now();
    assert.equal((await call('198.51.100.1')).status, 200);
    assert.ok(performance.now() - begun < 1_000);
    await Promise.all(open.splice(0).map((each) => each.close()));
    await new Promise((resolve) => hanging.close(resolve));
  });
});
