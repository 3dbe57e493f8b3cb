import assert from 'node:assert/strict';
import { migrateUp } from '../../src/storage/index.js';
import { uniqueDatabase } from '../support/services.js';
import { Administrator } from './support/administrator.js';

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
  let admin: Administrator;
  before(async () => {
    admin = await Administrator.begin(await uniqueDatabase());
  });
  after(() => admin.end());

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
        const { code, err } = await admin.attune(...words);
        assert.equal(code, 1, words.join(' '));
        assert.match(err, /^The database is behind this version .* Run "attune migrate up", then start again\.$/);
      }
    });

    it('up, down and status tell what they did', async () => {
      type Row = { fileName: string; appliedAt: string };
      const rows = await admin.json<Row[]>('migrate', 'status');
      assert.ok(rows.length >= 4 && rows.every(({ appliedAt }) => appliedAt === 'PENDING'));
      const names = rows.map(({ fileName }) => fileName);
      assert.deepEqual(await admin.json('migrate', 'up'), { applied: names });
      assert.equal(await admin.text('migrate', 'up'), 'Nothing to do.');
      assert.deepEqual(await admin.json('migrate', 'down'), { undone: [names.at(-1)] });
      const status = await admin.text('migrate', 'status');
      assert.match(status, new RegExp(`^migration +applied\n${names[0]} +2.*Z\n`));
      assert.match(status, new RegExp(`${names.at(-1)} +PENDING$`));
      assert.equal(await admin.text('migrate'), `Applied: ${names.at(-1)}`);
    });
  });

  describe('platform', () => {
    let id = '';
    before(() => migrateUp(admin.storage.connection));

    it('list: says how to begin when there is none', async () => {
      assert.match(
        await admin.text('platform', 'list'),
        /^No platform is registered\. "attune platform add --help" shows how\.$/,
      );
      assert.deepEqual(await admin.json('platform', 'list'), []);
      assert.equal(await admin.text('deployment', 'list'), 'No deployment has been seen yet.');
    });

    it('add: opens it and approves its deployments, into an institution of its name', async () => {
      type Added = {
        platform: { id: string; active: boolean; institution: string };
        deployments: { tenant: string }[];
      };
      const added = await admin.json<Added>(...ADD, '--deployment', '1', '--deployment', '2', '--name', NAME);
      assert.deepEqual([added.platform.active, added.platform.institution], [true, INSTITUTION]);
      assert.deepEqual(
        added.deployments.map(({ tenant }) => tenant),
        [INSTITUTION, INSTITUTION],
      );
      ({ id } = added.platform);
      assert.match(await admin.text('platform', 'list'), new RegExp(`^id .*\n${id} +${NAME} .* open$`));
    });

    it('add: refuses one that is there', async () => {
      assert.match(await admin.failure(1, ...ADD), /is registered already\. Remove it first to change it\.$/);
    });

    it('add: refuses what is not safe, each with its sentence', async () => {
      const swap = (from: string, to: string) => ADD.map((word) => (word === from ? to : word));
      const insecure = await admin.failure(
        2,
        ...swap('https://lms.school.example/jwks', 'http://lms.school.example/jwks'),
      );
      assert.match(insecure, /^jwksUrl: must be an https address/);
      assert.match(
        await admin.failure(2, ...swap('https://lms.school.example/auth', 'https://127.0.0.1/auth')),
        /^authUrl: /,
      );
      assert.match(
        await admin.failure(2, ...ADD, '--institution', 'A School'),
        /^institution: must be 1 to 64 of a-z, 0-9 and -/,
      );
    });

    it('disable and enable: close it and open it again', async () => {
      assert.equal(await admin.text('platform', 'disable', id), `Platform ${id}: disabled.`);
      assert.deepEqual((await admin.json<{ active: boolean }[]>('platform', 'list'))[0]?.active, false);
      assert.deepEqual(await admin.json('platform', 'enable', id), { platform: id, done: 'enabled' });
      assert.deepEqual((await admin.json<{ active: boolean }[]>('platform', 'list'))[0]?.active, true);
    });

    it('deployment list, revoke and approve: take an approval back and give it again', async () => {
      type Row = { _id: string; deployment_id: string; status: string; tenant: string };
      const statusOf = async (deployment: string) =>
        (await admin.json<Row[]>('deployment', 'list')).find(({ _id }) => _id === deployment)?.status;
      const [first] = await admin.json<Row[]>('deployment', 'list');
      assert.ok(first);
      assert.match(await admin.text('deployment', 'list'), new RegExp(`^id .*\n.* ${INSTITUTION} +approved\n`));
      assert.match(await admin.text('deployment', 'revoke', first._id), /is revoked; nobody can launch through it\.$/);
      assert.equal(await statusOf(first._id), 'revoked');
      assert.match(
        await admin.failure(2, 'deployment', 'approve', first._id, '--institution', 'other'),
        /cannot move to other/,
      );
      assert.equal((await admin.json<Row>('deployment', 'approve', first._id)).tenant, INSTITUTION);
      assert.equal(await statusOf(first._id), 'approved');
    });

    it('say which one there is not', async () => {
      for (const order of ['disable', 'enable', 'remove']) {
        assert.match(await admin.failure(2, 'platform', order, 'none'), /^There is no platform none\./);
      }
      for (const order of ['approve', 'revoke']) {
        assert.match(await admin.failure(2, 'deployment', order, 'none'), /^There is no deployment none\.$/);
      }
    });

    it('secrets rotate: seals the keys of platforms with the new first key, and then the old one can go', async () => {
      const sealedBy = async () => {
        const sealed = admin.storage.connection.collection<{ sealed: { key: string } }>('ltijs_private_keys').find();
        return (await sealed.toArray()).map((each) => each.sealed.key);
      };
      assert.deepEqual(await sealedBy(), ['first']);
      const { code, err } = await admin.attuneWith('second')('secrets', 'rotate');
      assert.equal(code, 1);
      assert.match(err, /^The key "first" that closed this secret is not in ENCRYPTION_KEYS; add it back\.$/);
      const both = admin.attuneWith('second', 'first');
      const { resealed } = JSON.parse((await both('secrets', 'rotate', '--json')).out);
      assert.ok(resealed >= 1);
      assert.deepEqual(await sealedBy(), ['second']);
      admin.attune = admin.attuneWith('second');
      assert.equal(await admin.text('secrets', 'rotate'), '0 secrets were sealed again.');
      assert.equal((await admin.json<unknown[]>('platform', 'list')).length, 1);
    });

    it('remove: takes it away with its deployments', async () => {
      assert.equal(await admin.text('platform', 'remove', id), `Platform ${id}: removed.`);
      assert.deepEqual(await admin.json('platform', 'list'), []);
      assert.deepEqual(await admin.json('deployment', 'list'), []);
    });
  });
});
