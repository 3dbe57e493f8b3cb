import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CheckFinding } from '../../src/lti/index.js';
import { createKeyring, openStorage } from '../../src/storage/index.js';
import { FakePlatform } from '../lti/support/fake-platform.js';
import { type TestDatabase, uniqueDatabase } from '../support/services.js';
import { type Answer, type Attune, attuneIn, emptyFolder, removeFolders } from './support/attune.js';

const SCOPES = {
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
};
/** What the commands take for now. */
const NOW = new Date('2026-03-02T09:00:00.000Z');

describe('attune platform check', function () {
  this.timeout(30_000);
  let database: TestDatabase;
  let platform: FakePlatform;
  let own: Server;
  let attune: Attune;
  let id: string;
  /** How the token endpoint answers. */
  let token: { status: number; body: object };
  let date: string;
  let ownKeys: string[];
  const asked: string[] = [];

  before(async () => {
    database = await uniqueDatabase();
    platform = await FakePlatform.start();
    own = createServer((_request, response) => {
      response.end(JSON.stringify({ keys: ownKeys.map((kid) => ({ kty: 'RSA', kid })) }));
    });
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    attune = attuneIn(emptyFolder(), {
      NODE_ENV: 'test',
      PUBLIC_URL: `http://127.0.0.1:${(own.address() as AddressInfo).port}`,
      MONGODB_URI: database.mongoUri,
      REDIS_URL: database.redisUrl,
      INSECURE_PLATFORM_ORIGINS: platform.origin,
    });
    await attune('migrate', 'up');
    const { issuer, clientId, authUrl, tokenUrl, jwksUrl } = platform.order;
    const words = [
      ...['platform', 'add', '--issuer', issuer, '--client-id', clientId, '--auth-url', authUrl, '--json'],
      ...['--token-url', tokenUrl, '--jwks-url', jwksUrl, '--deployment', '1', '--institution', 'check-school'],
    ];
    id = JSON.parse((await attune(...words)).out).platform.id;
  });
  beforeEach(() => {
    asked.length = 0;
    ownKeys = [id];
    date = NOW.toUTCString();
    token = { status: 200, body: { access_token: 'secret-token', scope: Object.values(SCOPES).join(' ') } };
    platform.answer = (response) => {
      asked.push(response.req.url ?? '');
      response.setHeader('date', date);
      if (response.req.url === '/token') response.writeHead(token.status).end(JSON.stringify(token.body));
      else platform.sendKeys(response, { date });
    };
  });
  after(async () => {
    await platform.stop();
    await new Promise((resolve) => own.close(resolve));
    await database.drop();
    removeFolders();
  });

  const check = (): Promise<Answer> => attune('platform', 'check', id, '--json');
  const resultsOf = ({ out }: Answer): Record<string, string> =>
    Object.fromEntries((JSON.parse(out) as CheckFinding[]).map(({ what, result }) => [what, result]));
  const said = ({ out }: Answer, what: string): string =>
    (JSON.parse(out) as CheckFinding[]).find((finding) => finding.what === what)?.says ?? '';

  it('finds nothing where all is well, and asks once for each thing', async () => {
    const answer = await check();
    assert.equal(answer.code, 0, answer.err + answer.out);
    assert.deepEqual(new Set(Object.values(resultsOf(answer))), new Set(['ok']));
    assert.deepEqual(asked.sort(), ['/jwks', '/token']);
    assert.ok(!answer.out.includes('secret-token'));
    assert.match((await attune('platform', 'check', id)).out, /clock +ok +The clocks are 0 s apart/);
  });

  const troubles: [what: string, make: () => void, result: 'wrong' | 'look', says: RegExp][] = [
    [
      'clock',
      () => {
        date = new Date(NOW.getTime() + 90_000).toUTCString();
      },
      'wrong',
      /90 s ahead of ours/,
    ],
    [
      'clock',
      () => {
        date = new Date(NOW.getTime() - 3_600_000).toUTCString();
      },
      'wrong',
      /3600 s behind ours/,
    ],
    [
      'our keys',
      () => {
        ownKeys = ['another'];
      },
      'wrong',
      /Check PUBLIC_URL/,
    ],
    [
      'key set',
      () => {
        platform.answer = (response) => response.writeHead(404).end('<html>');
      },
      'wrong',
      /status 404 and no key set/,
    ],
    [
      'key set',
      () => {
        platform.answer = (response) => response.end('{"keys":[{"kty":"EC","kid":"a"}]}');
      },
      'wrong',
      /RS256/,
    ],
    [
      'key set',
      () => {
        platform.answer = (response) => response.end('{"keys":[{"kty":"RSA","kid":"a","use":"enc"}]}');
      },
      'wrong',
      /for signatures/,
    ],
    [
      'key set',
      () => {
        platform.answer = (response) => response.destroy();
      },
      'wrong',
      /cannot be had/,
    ],
    [
      'access token',
      () => {
        token = { status: 401, body: { error: 'invalid_client' } };
      },
      'wrong',
      /invalid_client.*client id is tool-client-1/,
    ],
    [
      'access token',
      () => {
        token = { status: 400, body: { error: 'invalid_scope' } };
      },
      'look',
      /Allow the grade and roster services/,
    ],
    [
      'access token',
      () => {
        token.body = { access_token: 'x', scope: SCOPES.members };
      },
      'look',
      /does not let the tool send grades/,
    ],
  ];
  for (const [what, make, result, says] of troubles) {
    it(`says what is wrong with the ${what}: ${says.source}`, async () => {
      make();
      const answer = await check();
      assert.equal(resultsOf(answer)[what], result, answer.out);
      assert.match(said(answer, what), says);
      assert.equal(answer.code, Object.values(resultsOf(answer)).includes('wrong') ? 1 : 0);
    });
  }

  it('finds that our key cannot be opened any more, and looks at all the rest', async () => {
    const storage = await openStorage(database.mongoUri, createKeyring([{ id: 'k', secret: Buffer.alloc(32) }]));
    const keys = storage.connection.collection('ltijs_private_keys');
    const [key] = await keys.find({ kid: id }).toArray();
    await keys.updateOne({ kid: id }, { $set: { 'sealed.key': 'lost' } });
    const answer = await check();
    await keys.updateOne({ kid: id }, { $set: { sealed: key?.sealed } });
    await storage.close();
    assert.equal(answer.code, 1);
    assert.match(said(answer, 'our keys'), /"lost".*not in ENCRYPTION_KEYS.*rotate-key/);
    assert.equal(resultsOf(answer)['key set'], 'ok');
  });

  it('tells of deployments that wait, a closed platform, and launches that were refused lately', async () => {
    const storage = await openStorage(database.mongoUri, createKeyring([{ id: 'k', secret: Buffer.alloc(32) }]));
    const refusal = {
      ...{ code: 'token-times', issuer: platform.issuer, client_id: platform.clientId, tenant: 'check-school' },
      ...{ detail: 'iat in the future', expires_at: new Date('2086-01-01') },
    };
    const refusals = storage.connection.collection<{ _id: string; created_at: Date }>('launch_refusals');
    for (const [_id, hours] of [
      ['one', 1],
      ['two', 2],
      ['old', 30],
    ] as const) {
      await refusals.insertOne({ _id, ...refusal, created_at: new Date(NOW.getTime() - hours * 3_600_000) });
    }
    await attune('platform', 'disable', id);
    const answer = await check();
    assert.equal(resultsOf(answer).state, 'wrong');
    assert.match(said(answer, 'refusals'), /token-times \(2\)/);
    await attune('platform', 'enable', id);

    const [found] = JSON.parse((await attune('refusals', 'list', '--reference', 'old', '--json')).out);
    assert.equal(found.detail, 'iat in the future');
    assert.match(
      (await attune('refusals', 'list', '--institution', 'check-school')).out,
      /one +token-times +check-school/,
    );
    assert.equal((await attune('refusals', 'list', '--institution', 'nowhere')).out, 'None.');
    await storage.close();
  });

  it('goes on with a rotated key, and every order is in the audit log', async () => {
    const { kid } = JSON.parse((await attune('platform', 'rotate-key', id, '--at-once', '--json')).out);
    ownKeys = [kid];
    const answer = await check();
    assert.equal(resultsOf(answer)['our keys'], 'ok', answer.out);
    const entries = JSON.parse((await attune('audit', 'list', '--institution', 'check-school', '--json')).out);
    assert.deepEqual(
      new Set(entries.map(({ action, actor }: { action: string; actor: string }) => `${action} ${actor}`)),
      new Set(
        ['platform-added', 'deployment-approved', 'platform-disabled', 'platform-enabled', 'key-rotated'].map(
          (action) => `${action} operator`,
        ),
      ),
    );
    const rotated = await attune('audit', 'list', '--action', 'key-rotated');
    assert.match(rotated.out, new RegExp(`check-school +key-rotated +operator +platform=${id} key=${kid} atOnce=true`));
  });

  it('knows no platform by a wrong id', async () => {
    const answer = await attune('platform', 'check', 'nobody');
    assert.equal(answer.code, 1);
    assert.match(answer.err, /There is no platform nobody/);
  });
});
