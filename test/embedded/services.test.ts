import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { identify, isRunning } from '../../src/embedded/identity.js';
import { EmbeddedServiceError, findRunningServices, type Services, startServices } from '../../src/embedded/index.js';
import { readRecord, writeRecord } from '../../src/embedded/record.js';
import { projectRoot } from '../support/services.js';
import { type FakeMachine, fakeMachine } from './fakes.js';

/** What the tests of the whole project fetched is used here too. */
const cacheDirectory = join(projectRoot, '.attune', 'cache');

function redis(url: string, command: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().trim());
    });
    socket.write(`${command}\r\n`);
  });
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!(await condition())) {
    assert(Date.now() < deadline, `${what}: not within 8 s`);
    await pause(30);
  }
}

/** Every process of this machine with its command line. */
function processes(): { pid: number; command: string }[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandLine(name) }));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function watchdogsOf(pids: readonly number[]): number[] {
  return processes()
    .filter(({ command }) => pids.some((pid) => command.trim().endsWith(`attune-watchdog ${pid}`)))
    .map(({ pid }) => pid);
}

describe('the embedded services', function () {
  this.timeout(60_000);
  let machine: FakeMachine;
  let directory: string;
  const toClose: Services[] = [];
  const children: ChildProcess[] = [];

  const { MONGODB_URI: _m, REDIS_URL: _r, MONGODB_URI_FILE: _mf, REDIS_URL_FILE: _rf, ...ownEnv } = process.env;
  const start = async (keep: boolean, env: NodeJS.ProcessEnv = {}): Promise<Services> => {
    const { said } = machine;
    const say = (line: string): void => void said.push(line);
    const services = await startServices({ directory, keep, cacheDirectory, say, env: { ...ownEnv, ...env } });
    toClose.push(services);
    return services;
  };
  /** Starts services in a process of their own, so that it can be killed. */
  const startElsewhere = async (keep: boolean, env: NodeJS.ProcessEnv = {}): Promise<[ChildProcess, string]> => {
    const script = join(projectRoot, 'test/embedded/start-and-wait.ts');
    const args = ['--import', 'tsx', script, directory, keep ? 'keep' : 'throwaway', cacheDirectory];
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...ownEnv, ...env }, stdio: [...stdio] });
    children.push(child);
    assert(child.stdout !== null);
    const [line] = await once(child.stdout, 'data');
    return [child, String(line)];
  };
  const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  const attune = (...path: string[]): string => join(directory, '.attune', ...path);
  /** The servers of the only throwaway run. */
  const throwawayRecord = (): ReturnType<typeof readRecord> =>
    readRecord(attune('throwaway', readdirSync(attune('throwaway'))[0] ?? ''));

  beforeEach(() => {
    machine = fakeMachine();
    directory = join(machine.root, 'project');
    mkdirSync(directory);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
    await Promise.all(toClose.splice(0).map((services) => services.close()));
    machine.remove();
  });

  it('start with transactions, are found nowhere else, and leave nothing', async () => {
    const services = await start(false);
    const client = new MongoClient(services.mongoUri);
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await client.db().collection('facts').insertOne({ fact: 1 }, { session });
      }),
    );
    const limit = 'transactionLifetimeLimitSeconds';
    const { [limit]: seconds } = await client.db('admin').command({ getParameter: 1, [limit]: 1 });
    assert.equal(seconds, 10, 'a process that dies in a transaction does not lock its documents for a minute');
    assert.equal(client.db().databaseName, 'attune');
    assert.equal(await client.db().collection('facts').countDocuments(), 1);
    await client.close();
    assert.equal(await redis(services.redisUrl, 'PING'), '+PONG');
    assert.equal(await findRunningServices(directory), null);

    const record = throwawayRecord();
    assert.equal(record?.servers.length, 2);
    await services.close();
    await services.close();
    assert.deepEqual(
      record?.servers.filter(({ identity }) => isRunning(identity)),
      [],
    );
    assert.deepEqual(readdirSync(attune('throwaway')), []);
  });

  it('keep their data from one start to the next, on whatever port; other processes find and share them', async () => {
    const first = await start(true);
    const writer = new MongoClient(first.mongoUri);
    await writer
      .db()
      .collection<{ _id: string }>('kept')
      .insertOne({ _id: 'here' }, { writeConcern: { w: 1, j: true } });
    await writer.close();
    assert.equal(await redis(first.redisUrl, 'SET kept here'), '+OK');

    const expected = { mongoUri: first.mongoUri, redisUrl: first.redisUrl, ownerPid: process.pid };
    assert.deepEqual(await findRunningServices(directory), expected);
    const second = await start(true);
    assert.deepEqual([second.mongoUri, second.redisUrl], [first.mongoUri, first.redisUrl]);
    await second.close();
    assert.equal(await redis(first.redisUrl, 'GET kept'), '$4\r\nhere');

    await first.close();
    assert.equal(await findRunningServices(directory), null);
    const third = await start(true);
    assert.notEqual(third.mongoUri, first.mongoUri);
    const reader = new MongoClient(third.mongoUri);
    assert.deepEqual(await reader.db().collection<{ _id: string }>('kept').findOne(), { _id: 'here' });
    await reader.close();
    assert.equal(await redis(third.redisUrl, 'GET kept'), '$4\r\nhere');
  });

  it('are not started where the environment names them, directly or by a file', async () => {
    const secret = join(machine.root, 'redis-url');
    writeFileSync(secret, 'redis://elsewhere:6379\n');
    const services = await start(true, { MONGODB_URI: 'mongodb://elsewhere/x', REDIS_URL_FILE: secret });
    assert.deepEqual([services.mongoUri, services.redisUrl], ['mongodb://elsewhere/x', 'redis://elsewhere:6379']);
    await services.close();
    assert.equal(existsSync(attune()), false);
  });

  it('are ended by the next start when they and their data outlive a killed process', async () => {
    const [child] = await startElsewhere(true);
    const record = readRecord(attune());
    assert.equal(record?.servers.length, 2);
    // Take the pipe's watch away first: this is the case where nothing but the record is left.
    for (const pid of watchdogsOf(record?.servers.map(({ identity }) => identity.pid) ?? []))
      process.kill(pid, 'SIGKILL');
    await ended(child, 'SIGKILL');
    assert.equal(
      record?.servers.every(({ identity }) => isRunning(identity)),
      true,
    );
    assert.equal(await findRunningServices(directory), null);

    const services = await start(true);
    assert.equal(
      record?.servers.some(({ identity }) => isRunning(identity)),
      false,
    );
    assert.match(machine.said.join('\n'), /Ended 2 left over from a run that was killed/);
    assert.equal(await redis(services.redisUrl, 'PING'), '+PONG');
  });

  it('end by themselves soon after their process was killed, and the next start sweeps', async () => {
    const [child] = await startElsewhere(false, { MONGODB_URI: 'mongodb://elsewhere/x' });
    const [server] = throwawayRecord()?.servers ?? [];
    assert(server !== undefined && isRunning(server.identity));
    await ended(child, 'SIGKILL');
    await until('the server ends', () => !isRunning(server.identity));
    assert.equal(readdirSync(attune('throwaway')).length, 1);
    await (await start(false, { MONGODB_URI: 'mongodb://elsewhere/x' })).close();
    assert.deepEqual(readdirSync(attune('throwaway')), []);
  });

  it('close when a signal ends their process', async () => {
    const [child, line] = await startElsewhere(false, { MONGODB_URI: 'mongodb://elsewhere/x' });
    assert.match(line, /"mongodb:\/\/elsewhere\/x"/);
    const [server] = throwawayRecord()?.servers ?? [];
    assert(server !== undefined);
    await ended(child, 'SIGTERM');
    assert.equal(child.signalCode, 'SIGTERM');
    assert.equal(isRunning(server.identity), false);
    assert.deepEqual(readdirSync(attune('throwaway')), []);
  });

  it('never touch a process that only has the number of a recorded one', async () => {
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    children.push(bystander);
    const identity = identify(bystander.pid ?? 0);
    assert(identity !== null);
    mkdirSync(attune());
    const marks = ['redis-server', '127.0.0.1:1'];
    writeRecord(attune(), {
      owner: { pid: identity.pid, started: 'long ago' },
      servers: [
        { service: 'Redis', identity, marks, port: 1 },
        { service: 'Redis', identity: { ...identity, started: 'long ago' }, marks: ['node'], port: 2 },
      ],
    });
    await (await start(true, { MONGODB_URI: 'mongodb://elsewhere/x' })).close();
    assert.equal(isRunning(identity), true);
  });

  it('say what the server said when it does not start, and leave nothing running', async () => {
    // MongoDB can't lock its data when a folder is in the way.
    mkdirSync(attune('data', 'mongo', 'mongod.lock'), { recursive: true });
    await assert.rejects(start(true), (error: unknown) => {
      assert(error instanceof EmbeddedServiceError);
      return /^MongoDB ended while it started\. The end of its log/.test(error.message);
    });
    assert.equal(existsSync(attune('services.json')), false);
  });
});
