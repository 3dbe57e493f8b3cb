import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKeyring, createOutbox, enqueue, migrateUp, openStorage, type Storage } from '../../src/storage/index.js';
import { type TestDatabase, uniqueDatabase } from '../support/services.js';
import { type Attune, attuneIn, emptyFolder, removeFolders } from './support/attune.js';

const key = (name: string): string => `${name}:${Buffer.alloc(32, name).toString('base64')}`;
const ADD = [
  ...['platform', 'add', '--issuer', 'https://lms.school.example', '--client-id', 'client-1'],
  ...['--auth-url', 'https://lms.school.example/auth', '--token-url', 'https://lms.school.example/token'],
  ...['--jwks-url', 'https://lms.school.example/jwks'],
];

/** A long name, so that the institution made from it is as long as one may be. */
const NAME = `Example School ${'x'.repeat(80)}`;
const INSTITUTION = `example-school-${'x'.repeat(49)}`;

describe('the commands of administrators', function () {
  this.timeout(30_000);
  let database: TestDatabase;
  let storage: Storage;
  let attune: Attune;
  let folder = '';
  before(async () => {
    folder = emptyFolder();
    database = await uniqueDatabase();
    attune = attuneWith('first');
    storage = await openStorage(database.mongoUri, createKeyring([{ id: 'first', secret: Buffer.alloc(32, 'first') }]));
  });
  after(async () => {
    await storage.close();
    await database.drop();
    removeFolders();
  });

  function attuneWith(...keys: string[]): Attune {
    return attuneIn(folder, {
      NODE_ENV: 'test',
      MONGODB_URI: database.mongoUri,
      REDIS_URL: database.redisUrl,
      ENCRYPTION_KEYS: keys.map(key).join(','),
    });
  }
  /** The JSON that a command prints; it must succeed. */
  async function json<T = Record<string, unknown>>(...words: string[]): Promise<T> {
    const { code, out, err } = await attune(...words, '--json');
    assert.deepEqual([code, err], [0, ''], words.join(' '));
    return JSON.parse(out) as T;
  }
  async function text(...words: string[]): Promise<string> {
    const { code, out, err } = await attune(...words);
    assert.deepEqual([code, err], [0, ''], words.join(' '));
    assert.throws(() => JSON.parse(out), 'words for people');
    return out;
  }
  async function failure(code: number, ...words: string[]): Promise<string> {
    const answer = await attune(...words, '--json');
    assert.deepEqual([answer.code, answer.out], [code, ''], answer.err);
    return answer.err;
  }

  describe('migrate', () => {
    it('must come first', async () => {
      for (const words of [
        ['platform', 'list'],
        ['grades', 'list'],
        ['rebuild'],
        ADD,
        ['serve', '--port', '0'],
        ['worker'],
      ]) {
        const { code, err } = await attune(...words);
        assert.equal(code, 1, words.join(' '));
        assert.match(err, /^The database is behind this version .* Run "attune migrate up", then start again\.$/);
      }
    });

    it('up, down and status tell what they did', async () => {
      type Row = { fileName: string; appliedAt: string };
      const rows = await json<Row[]>('migrate', 'status');
      assert.ok(rows.length >= 4 && rows.every(({ appliedAt }) => appliedAt === 'PENDING'));
      const names = rows.map(({ fileName }) => fileName);
      assert.deepEqual(await json('migrate', 'up'), { applied: names });
      assert.equal(await text('migrate', 'up'), 'Nothing to do.');
      assert.deepEqual(await json('migrate', 'down'), { undone: [names.at(-1)] });
      const status = await text('migrate', 'status');
      assert.match(status, new RegExp(`^migration +applied\n${names[0]} +2.*Z\n`));
      assert.match(status, new RegExp(`${names.at(-1)} +PENDING$`));
      assert.equal(await text('migrate'), `Applied: ${names.at(-1)}`);
    });
  });

  describe('platform', () => {
    let id = '';
    before(() => migrateUp(storage.connection));

    it('list: says how to begin when there is none', async () => {
      assert.match(
        await text('platform', 'list'),
        /^No platform is registered\. "attune platform add --help" shows how\.$/,
      );
      assert.deepEqual(await json('platform', 'list'), []);
      assert.equal(await text('deployment', 'list'), 'No deployment has been seen yet.');
    });

    it('add: opens it and approves its deployments, into an institution of its name', async () => {
      type Added = {
        platform: { id: string; active: boolean; institution: string };
        deployments: { tenant: string }[];
      };
      const added = await json<Added>(...ADD, '--deployment', '1', '--deployment', '2', '--name', NAME);
      assert.deepEqual([added.platform.active, added.platform.institution], [true, INSTITUTION]);
      assert.deepEqual(
        added.deployments.map(({ tenant }) => tenant),
        [INSTITUTION, INSTITUTION],
      );
      ({ id } = added.platform);
      assert.match(await text('platform', 'list'), new RegExp(`^id .*\n${id} +${NAME} .* open$`));
    });

    it('add: refuses one that is there', async () => {
      assert.match(await failure(1, ...ADD), /is registered already\. Remove it first to change it\.$/);
    });

    it('add: refuses what is not safe, each with its sentence', async () => {
      const swap = (from: string, to: string) => ADD.map((word) => (word === from ? to : word));
      const insecure = await failure(2, ...swap('https://lms.school.example/jwks', 'http://lms.school.example/jwks'));
      assert.match(insecure, /^jwksUrl: must be an https address/);
      assert.match(
        await failure(2, ...swap('https://lms.school.example/auth', 'https://127.0.0.1/auth')),
        /^authUrl: /,
      );
      assert.match(
        await failure(2, ...ADD, '--institution', 'A School'),
        /^institution: must be 1 to 64 of a-z, 0-9 and -/,
      );
    });

    it('disable and enable: close it and open it again', async () => {
      assert.equal(await text('platform', 'disable', id), `Platform ${id}: disabled.`);
      assert.deepEqual((await json<{ active: boolean }[]>('platform', 'list'))[0]?.active, false);
      assert.deepEqual(await json('platform', 'enable', id), { platform: id, done: 'enabled' });
      assert.deepEqual((await json<{ active: boolean }[]>('platform', 'list'))[0]?.active, true);
    });

    it('deployment list, revoke and approve: take an approval back and give it again', async () => {
      type Row = { _id: string; deployment_id: string; status: string; tenant: string };
      const statusOf = async (deployment: string) =>
        (await json<Row[]>('deployment', 'list')).find(({ _id }) => _id === deployment)?.status;
      const [first] = await json<Row[]>('deployment', 'list');
      assert.ok(first);
      assert.match(await text('deployment', 'list'), new RegExp(`^id .*\n.* ${INSTITUTION} +approved\n`));
      assert.match(await text('deployment', 'revoke', first._id), /is revoked; nobody can launch through it\.$/);
      assert.equal(await statusOf(first._id), 'revoked');
      assert.match(
        await failure(2, 'deployment', 'approve', first._id, '--institution', 'other'),
        /cannot move to other/,
      );
      assert.equal((await json<Row>('deployment', 'approve', first._id)).tenant, INSTITUTION);
      assert.equal(await statusOf(first._id), 'approved');
    });

    it('say which one there is not', async () => {
      for (const order of ['disable', 'enable', 'remove']) {
        assert.match(await failure(2, 'platform', order, 'none'), /^There is no platform none\./);
      }
      for (const order of ['approve', 'revoke']) {
        assert.match(await failure(2, 'deployment', order, 'none'), /^There is no deployment none\.$/);
      }
    });

    it('secrets rotate: seals the keys of platforms with the new first key, and then the old one can go', async () => {
      const sealedBy = async () => {
        const sealed = storage.connection.collection<{ sealed: { key: string } }>('ltijs_private_keys').find();
        return (await sealed.toArray()).map((each) => each.sealed.key);
      };
      assert.deepEqual(await sealedBy(), ['first']);
      const { code, err } = await attuneWith('second')('secrets', 'rotate');
      assert.equal(code, 1);
      assert.match(err, /^The key "first" that closed this secret is not in ENCRYPTION_KEYS; add it back\.$/);
      const both = attuneWith('second', 'first');
      const { resealed } = JSON.parse((await both('secrets', 'rotate', '--json')).out);
      assert.ok(resealed >= 1);
      assert.deepEqual(await sealedBy(), ['second']);
      attune = attuneWith('second');
      assert.equal(await text('secrets', 'rotate'), '0 secrets were sealed again.');
      assert.equal((await json<unknown[]>('platform', 'list')).length, 1);
    });

    it('remove: takes it away with its deployments', async () => {
      assert.equal(await text('platform', 'remove', id), `Platform ${id}: removed.`);
      assert.deepEqual(await json('platform', 'list'), []);
      assert.deepEqual(await json('deployment', 'list'), []);
    });
  });

  describe('grades', () => {
    before(async () => {
      await migrateUp(storage.connection);
      const outbox = createOutbox(storage.connection);
      const now = new Date('2026-03-02T08:00:00.000Z');
      for (const [id, tenant, dead] of [
        ['grade:1', 'north', true],
        ['grade:2', 'north', false],
        ['grade:3', 'south', true],
      ] as const) {
        await enqueue(storage.scope(tenant), { id, kind: 'grade', subject: {}, now });
        const entry = dead ? await outbox.claim(id, 'w', now, 1_000) : null;
        if (entry) await outbox.dead(entry, 'w', now, 'Check the enrolment.');
      }
    });
    type Row = { _id: string; state: string };
    const ids = async (...words: string[]) =>
      (await json<Row[]>('grades', 'list', ...words)).map(({ _id }) => _id).sort();

    it('list: all of them, or those of a state or an institution', async () => {
      assert.deepEqual(await ids(), ['grade:1', 'grade:2', 'grade:3']);
      assert.deepEqual(await ids('--state', 'dead'), ['grade:1', 'grade:3']);
      assert.deepEqual(await ids('--institution', 'south'), ['grade:3']);
      assert.equal((await ids('--limit', '2')).length, 2);
      assert.match(
        await text('grades', 'list', '--state', 'dead', '--institution', 'north'),
        /^delivery +institution +state +tries +problem\ngrade:1 +north +dead +1 +Check the enrolment\.$/,
      );
      assert.equal(await text('grades', 'list', '--institution', 'west'), 'None.');
    });

    it('resend: one, those of an institution, or all', async () => {
      assert.match(await failure(1, 'grades', 'resend', 'grade:9'), /^No delivery grade:9 was given up here\.$/);
      assert.match(await failure(1, 'grades', 'resend', 'grade:2'), /^No delivery grade:2/);
      assert.match(await failure(1, 'grades', 'resend', 'grade:1', '--institution', 'south'), /^No delivery grade:1/);
      assert.equal(await text('grades', 'resend', 'grade:1'), '1 deliveries will be tried again.');
      assert.deepEqual(await json('grades', 'resend', '--institution', 'north'), { resent: 0 });
      assert.deepEqual(await json('grades', 'resend'), { resent: 1 });
      assert.deepEqual(await ids('--state', 'dead'), []);
    });

    it('resend --waiting: also those that wait for their next try', async () => {
      const outbox = createOutbox(storage.connection);
      const now = new Date('2026-03-02T08:30:00.000Z');
      const entry = await outbox.claim('grade:2', 'w', now, 1_000);
      assert.ok(entry);
      await outbox.retry(entry, 'w', now, new Date('2026-03-02T12:00:00.000Z'), 'The LMS was away.');
      assert.match(await failure(1, 'grades', 'resend', 'grade:2'), /^No delivery grade:2 was given up here\.$/);
      assert.match(
        await failure(1, 'grades', 'resend', 'grade:9', '--waiting'),
        /^No delivery grade:9 was given up or/,
      );
      assert.deepEqual(await json('grades', 'resend', '--waiting', '--institution', 'south'), { resent: 0 });
      assert.deepEqual(await json('grades', 'resend', '--waiting'), { resent: 1 });
      assert.deepEqual((await outbox.due(new Date('2026-03-02T09:00:00.000Z'), 10)).map(({ id }) => id).sort(), [
        'grade:1',
        'grade:2',
        'grade:3',
      ]);
    });
  });

  describe('import', () => {
    before(() => migrateUp(storage.connection));
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const course = {
      id: 'sums',
      title: 'Sums',
      language: 'en',
      licence: 'CC0-1.0',
      skills: [{ id: 'adding', title: 'Adding', description: 'To add.' }],
      items: [
        {
          id: 'one-and-one',
          title: 'One and one',
          steps: [
            {
              id: 'step',
              promptMarkdown: '1 + 1',
              answer: { kind: 'numeric', value: 2, tolerance: 0 },
              skills: ['adding'],
              solutionMarkdown: '2',
            },
          ],
        },
      ],
    };

    it('course: brings it in, and says what became of it', async () => {
      const path = file('sums.json', JSON.stringify(course));
      const words = ['import', 'course', path, '--institution', 'example-school'];
      assert.equal(await text(...words), 'sums: created; 1 skills, 1 items, 1 steps.');
      assert.equal((await json(...words)).outcome, 'unchanged');
    });

    it('course: refuses what is no course', async () => {
      const into = ['--institution', 'example-school'];
      const noJson = await attune('import', 'course', file('plain.json', 'no json'), ...into);
      assert.deepEqual([noJson.code, /is not JSON\.$/.test(noJson.err)], [2, true]);
      assert.match(await failure(1, 'import', 'course', file('empty.json', '{}'), ...into), /id/);
      const lost = {
        ...course,
        id: 'lost',
        items: course.items.map((item) => ({
          ...item,
          steps: item.steps.map((step) => ({ ...step, skills: ['none'] })),
        })),
      };
      assert.match(await failure(1, 'import', 'course', file('lost.json', JSON.stringify(lost)), ...into), /none/);
    });

    it('course: says no more than a screen about one that is all wrong', async () => {
      const items = Array.from({ length: 500 }, () => ({}));
      const err = await failure(
        1,
        'import',
        'course',
        file('wrong.json', JSON.stringify({ ...course, items })),
        '--institution',
        'a',
      );
      assert.ok(err.split('\n').length <= 21);
      assert.ok(!err.includes('"code"'), 'words, not objects');
    });

    it('oatutor: refuses what is no archive', async () => {
      const words = ['import', 'oatutor', file('plain.zip', 'no zip'), '--institution', 'example-school'];
      assert.equal(await failure(1, ...words), 'This is not a zip archive.');
      assert.match(
        await failure(1, ...words.map((word) => (word.endsWith('.zip') ? file('cut.zip', 'PK\x03\x04') : word))),
        /./,
      );
    });
  });

  describe('rebuild', () => {
    it('folds again what there is', async () => {
      assert.deepEqual(await json('rebuild', '--dry-run'), { profiles: 0, different: 0 });
      assert.equal(await text('rebuild', '--institution', 'example-school'), '0 profiles folded again; 0 changed.');
    });
  });
});
