import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import {
  assertMigrated,
  migrateDown,
  migrateUp,
  migrationStatus,
  openStorage,
  type Storage,
} from '../../src/storage/index.js';
import { projectRoot, uniqueDatabase } from '../support/services.js';
import { testKeyring } from './support/probe.js';

const FILES = readdirSync(join(projectRoot, 'migrations'))
  .filter((name) => name.endsWith('.js'))
  .sort();
/** The step that makes the ledger, and all after it. */
const FROM_THE_LEDGER = FILES.slice(FILES.findIndex((name) => name.endsWith('-learning.js')));
const OWN = ['migrations', 'migrations_lock'];

type Stored = { readonly _id: string } & Record<string, unknown>;

interface Step {
  up(db: unknown): Promise<void>;
  down(db: unknown): Promise<void>;
}

interface Shape {
  readonly indexes: { name?: string }[];
  readonly validator: { $jsonSchema?: { additionalProperties?: boolean; required?: string[] } } | undefined;
}

/** Everything that a migration makes, as MongoDB tells it. */
async function shapesOf({ connection }: Storage): Promise<Record<string, Shape>> {
  const collections = (await connection.db?.listCollections().toArray()) ?? [];
  const shapes = collections
    .filter(({ name }) => !OWN.includes(name))
    .map(async ({ name, ...info }) => {
      const indexes = await connection.collection(name).indexes();
      const validator = 'options' in info ? (info.options?.validator as Shape['validator']) : undefined;
      return [name, { indexes, validator }] as const;
    });
  return Object.fromEntries((await Promise.all(shapes)).sort(([a], [b]) => a.localeCompare(b)));
}

describe('migrations', function () {
  this.timeout(30_000);
  let storage: Storage;
  let connection: Connection;
  let mongoUri = '';
  beforeEach(async () => {
    ({ mongoUri } = await uniqueDatabase());
    storage = await openStorage(mongoUri, testKeyring);
    ({ connection } = storage);
  });
  afterEach(() => storage.close());

  const pending = async (): Promise<string[]> =>
    (await migrationStatus(connection))
      .filter(({ appliedAt }) => appliedAt === 'PENDING')
      .map(({ fileName }) => fileName);

  it('go up from nothing, all the way down, and up again to the very same', async () => {
    assert.deepEqual(await pending(), FILES);
    assert.deepEqual(await migrateUp(connection), FILES);
    const whole = await shapesOf(storage);
    assert.ok(Object.keys(whole).length > 20);
    assert.deepEqual(await pending(), []);
    for (const { appliedAt } of await migrationStatus(connection)) {
      assert.ok(Math.abs(Date.now() - Date.parse(appliedAt)) < 60_000, appliedAt);
    }
    assert.deepEqual(await migrateUp(connection), [], 'there is nothing left to do');

    for (const file of [...FILES].reverse()) assert.deepEqual(await migrateDown(connection), [file]);
    assert.deepEqual(await shapesOf(storage), {});
    assert.deepEqual(await migrateDown(connection), []);
    assert.deepEqual(await pending(), FILES);

    assert.deepEqual(await migrateUp(connection), FILES);
    assert.deepEqual(await shapesOf(storage), whole);
  });

  it('say at start-up what is missing and what to do', async () => {
    await assert.rejects(
      assertMigrated(connection),
      new Error(
        `The database is behind this version (missing: ${FILES.join(', ')}). Run "attune migrate up", then start again.`,
      ),
    );
    await migrateUp(connection);
    await assertMigrated(connection);
    await migrateDown(connection);
    await assert.rejects(assertMigrated(connection), new RegExp(`missing: ${FILES.at(-1)}\\)`));
  });

  it('go on where a failure stopped them', async () => {
    // Half of the second migration can be done, and then an index stands in the way.
    await connection.collection('login_states').createIndex({ other: 1 }, { name: 'one_login_per_nonce' });
    await assert.rejects(migrateUp(connection), new RegExp(`Could not migrate up ${FILES[1]}`));
    assert.deepEqual(await pending(), FILES.slice(1));
    const half = Object.keys(await shapesOf(storage));
    assert.ok(half.includes('ltijs_platforms') && !half.includes('sessions'), 'it stopped half-way');

    await connection.collection('login_states').dropIndex('one_login_per_nonce');
    assert.deepEqual(await migrateUp(connection), FILES.slice(1));
  });

  it('do a step again that was cut off before it was written down', async () => {
    await migrateUp(connection);
    const whole = await shapesOf(storage);
    await connection.collection('migrations').deleteMany({ fileName: { $in: FROM_THE_LEDGER } });
    await connection.collection('grades').drop();
    await connection.collection('attempts').dropIndex('attempts_are_numbered');
    assert.deepEqual(await migrateUp(connection), FROM_THE_LEDGER);
    assert.deepEqual(await shapesOf(storage), whole);
  });

  it('take a step back that was cut off on its way down', async () => {
    await migrateUp(connection);
    await connection.collection('grades').drop();
    for (const file of [...FROM_THE_LEDGER].reverse()) assert.deepEqual(await migrateDown(connection), [file]);
  });

  it('take a roster away again, and whom only the roster knew, and leave everybody else as they were', async () => {
    await migrateUp(connection);
    const [courses, enrolments] = [
      connection.collection<Stored>('courses'),
      connection.collection<Stored>('enrolments'),
    ];
    const at = new Date('2026-03-02T09:00:00Z');
    const course = { _id: 'c', tenant: 't', issuer: 'i', deployment: 'd', context_id: 'x', title: '', created_at: at };
    const unbound = { ...course, catalogue_id: null, bound_at: null };
    const here = { tenant: 't', course_id: 'c', role: 'learner', synthetic: false };
    const asked = { url: 'https://lms.example/m', client_id: 'c', deployment_id: '1', asked_at: at, full_at: null };
    await courses.insertOne({ ...unbound, roster: { ...asked, differences: null } });
    await enrolments.insertOne({ ...here, _id: 'c:1', user_id: '1', last_launch_at: at, left_at: at });
    await enrolments.insertOne({ ...here, _id: 'c:2', user_id: '2', last_launch_at: null });
    await assert.rejects(courses.updateOne({ _id: 'c' }, { $unset: { 'roster.url': '' } }), { code: 121 });

    while ((await migrateDown(connection))[0]?.endsWith('-rosters.js') === false);
    assert.deepEqual(await courses.find().toArray(), [unbound]);
    assert.deepEqual(await enrolments.find().toArray(), [{ ...here, _id: 'c:1', user_id: '1', last_launch_at: at }]);
    await assert.rejects(enrolments.updateOne({ _id: 'c:1' }, { $set: { left_at: at } }), { code: 121 });
    await migrateUp(connection);
    await enrolments.updateOne({ _id: 'c:1' }, { $set: { left_at: at } });
  });

  it('end the older of two free runs that are open, and keep a third out', async () => {
    await migrateUp(connection);
    const step = (await import(`${projectRoot}/migrations/202611281100-one-open-run.js`)) as Step;
    await step.down(connection.db);
    const runs = connection.collection<Stored>('free_runs');
    const at = (minute: number) => new Date(`2026-03-02T09:0${minute}:00Z`);
    const run = (id: string, user: string, minute: number) => ({
      ...{ _id: id, tenant: 't', user_id: user, course_id: 'c', purpose: 'session', skills: [], length: null },
      ...{ back: null, state: 'open', ended: null, asked: 1, decision: `d${id}`, start_levels: [] },
      ...{ started_at: at(minute), finished_at: null, updated_at: at(minute) },
    });
    await runs.insertMany([run('a', 'u', 1), run('b', 'u', 3), run('c', 'u', 2), run('d', 'v', 0)]);
    await step.up(connection.db);
    await step.up(connection.db);
    const states = await runs.find({}, { sort: { _id: 1 } }).toArray();
    assert.deepEqual(
      states.map(({ _id, state }) => [_id, state]),
      [
        ['a', 'finished'],
        ['b', 'open'],
        ['c', 'finished'],
        ['d', 'open'],
      ],
    );
    assert.deepEqual([states[0]?.finished_at, states[0]?.decision, states[1]?.decision], [at(1), null, 'db']);
    await assert.rejects(runs.insertOne(run('e', 'u', 4)), { code: 11_000 });
  });

  it('are done once when several connections ask at the same time', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openStorage(mongoUri, testKeyring)));
    const asked = await Promise.allSettled([connection, ...others.map((other) => other.connection)].map(migrateUp));
    await Promise.all(others.map((other) => other.close()));
    const done = asked.map((each) => (each.status === 'fulfilled' ? each.value : [String(each.reason)]));
    assert.deepEqual(
      done.sort((a, b) => b.length - a.length),
      [FILES, [], [], []],
    );
    assert.equal(await connection.collection('migrations').countDocuments(), FILES.length);
    assert.equal(await connection.collection('migrations_lock').countDocuments(), 0);
  });

  it('are done once when two processes ask at the same time', async () => {
    const script = join(projectRoot, 'test/storage/support/migrate.ts');
    const run = () =>
      new Promise<string>((resolve, reject) => {
        const child = spawn(process.execPath, ['--import', 'tsx', script, mongoUri], { cwd: projectRoot });
        let output = '';
        child.stdout.on('data', (chunk) => {
          output += chunk;
        });
        child.once('error', reject);
        child.once('exit', (code) => (code === 0 ? resolve(output.trim()) : reject(new Error(`exit code ${code}`))));
      });
    const outputs = await Promise.all([run(), run()]);
    assert.deepEqual(outputs.sort(), [JSON.stringify(FILES), '[]']);
    await assertMigrated(connection);
  });

  it('wait for who holds the lock, and take over from who died with it', async () => {
    const locks = connection.collection<{ _id: string; owner: string; until: Date }>('migrations_lock');
    await locks.insertOne({ _id: 'migrations', owner: 'another', until: new Date(Date.now() + 1_000) });
    const start = performance.now();
    assert.deepEqual(await migrateUp(connection), FILES);
    assert.ok(performance.now() - start > 800);
    assert.equal(await locks.countDocuments(), 0);
  });

  it('let the lock go when a step fails', async () => {
    await connection.collection('courses').createIndex({ other: 1 }, { name: 'one_course_per_lms_context' });
    await assert.rejects(migrateUp(connection), /Could not migrate up/);
    assert.equal(await connection.collection('migrations_lock').countDocuments(), 0);
  });

  it('name every index by what it serves, and close every collection with a validator', async () => {
    await migrateUp(connection);
    for (const [name, { indexes, validator }] of Object.entries(await shapesOf(storage))) {
      for (const index of indexes) {
        // MongoDB's own names end in the direction: `tenant_1_user_id_1`.
        if (index.name !== '_id_') assert.match(index.name ?? '', /^[a-z]+(_[a-z]+)+$/, name);
      }
      assert.equal(validator?.$jsonSchema?.additionalProperties, false, name);
      assert.ok((validator?.$jsonSchema?.required?.length ?? 0) > 2, name);
    }
  });
});
