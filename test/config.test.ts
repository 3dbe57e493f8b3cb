import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError, environmentExample, loadConfig } from '../src/config.js';
import { projectRoot } from './support/services.js';

const key = (name: string, fill = name): string => `${name}:${Buffer.alloc(32, fill).toString('base64')}`;

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://attune.example.edu',
  ENCRYPTION_KEYS: key('first'),
  MONGODB_URI: 'mongodb://mongo:27017/attune?replicaSet=attune',
  REDIS_URL: 'redis://redis:6379',
};

/** The sentences with which an environment is refused. */
function refusal(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split('\n');
  }
  assert.fail('it was not refused');
}

describe('configuration', () => {
  it('needs nothing on a laptop', () => {
    const config = loadConfig({});
    assert.equal(config.environment, 'development');
    assert.equal(config.publicUrl, 'http://localhost:3000');
    assert.deepEqual([config.host, config.port], ['127.0.0.1', 3000]);
    assert.deepEqual([config.mongodbUri, config.redisUrl], [undefined, undefined]);
    assert.deepEqual(
      config.encryptionKeys.map(({ id, secret }) => [id, secret.length]),
      [['development', 32]],
    );
    assert.deepEqual(config.insecurePlatformOrigins, []);
    assert.deepEqual([config.devMode, config.sessionMinutes, config.trustProxy], [false, 240, 0]);
    assert.equal(config.deliverySeconds, 45);
    assert.equal(config.logLevel, 'info');
  });

  it('takes what is given', () => {
    const config = loadConfig({
      ...PRODUCTION,
      HOST: '0.0.0.0',
      PORT: '8080',
      SESSION_MINUTES: '5',
      TRUST_PROXY: '2',
      DELIVERY_SECONDS: '3',
      LOG_LEVEL: 'warn',
    });
    assert.equal(config.environment, 'production');
    assert.equal(config.publicUrl, PRODUCTION.PUBLIC_URL);
    assert.deepEqual([config.host, config.port], ['0.0.0.0', 8080]);
    assert.equal(config.mongodbUri, PRODUCTION.MONGODB_URI);
    assert.equal(config.redisUrl, PRODUCTION.REDIS_URL);
    assert.deepEqual([config.sessionMinutes, config.trustProxy, config.logLevel], [5, 2, 'warn']);
    assert.equal(config.deliverySeconds, 3);
  });

  it('has browsers come to the port that it listens on, unless it is told where', () => {
    assert.equal(loadConfig({ PORT: '4100' }).publicUrl, 'http://localhost:4100');
    assert.equal(loadConfig({ PORT: '4100', PUBLIC_URL: 'http://tool.test' }).publicUrl, 'http://tool.test');
  });

  it('takes an empty text for a setting that is not there', () => {
    assert.deepEqual(
      loadConfig({ PORT: '', ENCRYPTION_KEYS: '', MONGODB_URI: '', REDIS_URL_FILE: '' }),
      loadConfig({}),
    );
  });

  it('reads lists', () => {
    const { insecurePlatformOrigins, encryptionKeys } = loadConfig({
      INSECURE_PLATFORM_ORIGINS: ' http://127.0.0.1:3100 ,, http://lms.test,',
      ENCRYPTION_KEYS: `${key('new')}, ${key('old')}`,
    });
    assert.deepEqual(insecurePlatformOrigins, ['http://127.0.0.1:3100', 'http://lms.test']);
    assert.deepEqual(
      encryptionKeys.map(({ id }) => id),
      ['new', 'old'],
    );
    assert.deepEqual(encryptionKeys[1]?.secret, Buffer.alloc(32, 'old'));
  });

  const WRONG: [Record<string, string>, string][] = [
    [{ NODE_ENV: 'prod' }, 'NODE_ENV: give one of development, test, production.'],
    [{ DEV_MODE: 'yes' }, 'DEV_MODE: give one of true, false.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: give one of silent, error, warn, info, debug.'],
    [{ PORT: 'web' }, 'PORT: give a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT: give a whole number from 0 to 65535.'],
    [{ PORT: ' ' }, 'PORT: give a whole number from 0 to 65535.'],
    [{ PORT: '0x1F' }, 'PORT: give a whole number from 0 to 65535.'],
    [{ PORT: '3e3' }, 'PORT: give a whole number from 0 to 65535.'],
    [{ SESSION_MINUTES: '4' }, 'SESSION_MINUTES: give a whole number from 5 to 1440.'],
    [{ SESSION_MINUTES: '1441' }, 'SESSION_MINUTES: give a whole number from 5 to 1440.'],
    [{ DELIVERY_SECONDS: '2' }, 'DELIVERY_SECONDS: give a whole number from 3 to 300.'],
    [{ TRUST_PROXY: '-1' }, 'TRUST_PROXY: give a whole number from 0 to 5.'],
    [{ PUBLIC_URL: 'tool.example' }, 'PUBLIC_URL: give an address that begins with https:// or http://.'],
    [{ PUBLIC_URL: 'ftp://tool.example' }, 'PUBLIC_URL: give an address that begins with https:// or http://.'],
    ...['https://tool.example/', 'https://tool.example/lti', 'https://Tool.example', 'https://a:b@tool.example'].map(
      (address): [Record<string, string>, string] => [
        { PUBLIC_URL: address },
        'PUBLIC_URL: give scheme, host and port only, in lower case, with no path and no "/" at the end.',
      ],
    ),
    [
      { INSECURE_PLATFORM_ORIGINS: 'http://lms.test, lms' },
      'INSECURE_PLATFORM_ORIGINS: give an address that begins with https:// or http://.',
    ],
    [{ ENCRYPTION_KEYS: ' , ' }, 'ENCRYPTION_KEYS: give at least one key.'],
    [{ ENCRYPTION_KEYS: `${key('a')},${key('a', 'b')}` }, 'ENCRYPTION_KEYS: give each key a name of its own.'],
    ...[
      'plain words',
      `first:${Buffer.alloc(16).toString('base64')}`,
      `first:${Buffer.alloc(33).toString('base64')}`,
      Buffer.alloc(32).toString('base64'),
      `a name:${Buffer.alloc(32).toString('base64')}`,
      `first:${Buffer.alloc(32, 255).toString('base64url')}=`,
    ].map((given): [Record<string, string>, string] => [
      { ENCRYPTION_KEYS: given },
      'ENCRYPTION_KEYS: write each key as name:base64 of 32 bytes.',
    ]),
  ];
  for (const [env, sentence] of WRONG) {
    it(`refuses ${JSON.stringify(env)}`, () => assert.deepEqual(refusal(env), [sentence]));
  }

  it('names everything that is wrong at once, and repeats no secret', () => {
    const secret = 'correct-horse-battery-staple';
    const sentences = refusal({ PORT: 'x', ENCRYPTION_KEYS: secret, MONGODB_URI: `mongodb://u:${secret}@h` });
    assert.deepEqual(
      sentences.map((sentence) => sentence.split(':')[0]),
      ['PORT', 'ENCRYPTION_KEYS'],
    );
    assert.ok(!sentences.join('\n').includes(secret));
  });

  describe('from files', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'attune-config-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const file = (text: string): string => {
      const path = join(folder, 'secret');
      writeFileSync(path, text);
      return path;
    };

    it('takes a secret, without the line end that editors add', () => {
      const { encryptionKeys } = loadConfig({
        ...PRODUCTION,
        ENCRYPTION_KEYS: '',
        ENCRYPTION_KEYS_FILE: file(`${key('mounted')}\n`),
      });
      assert.deepEqual(
        encryptionKeys.map(({ id }) => id),
        ['mounted'],
      );
    });

    it('takes any setting so', () => {
      assert.equal(loadConfig({ MONGODB_URI_FILE: file('mongodb://mounted\n') }).mongodbUri, 'mongodb://mounted');
    });

    it('refuses a setting that is given both ways', () => {
      const both = { REDIS_URL: 'redis://a', REDIS_URL_FILE: file('redis://b') };
      assert.deepEqual(refusal(both), ['REDIS_URL: set it or REDIS_URL_FILE, not both.']);
    });

    it('refuses a file that it cannot read', () => {
      const [sentence, ...others] = refusal({ ENCRYPTION_KEYS_FILE: join(folder, 'missing') });
      assert.match(sentence ?? '', /^ENCRYPTION_KEYS_FILE: the file cannot be read \(ENOENT/);
      assert.deepEqual(others, []);
    });

    it('refuses an empty file, and takes no default for it', () => {
      assert.match(refusal({ ENCRYPTION_KEYS_FILE: file('\n') })[0] ?? '', /^ENCRYPTION_KEYS: give at least one key/);
      assert.match(refusal({ MONGODB_URI_FILE: file('') })[0] ?? '', /^MONGODB_URI: /);
    });
  });

  describe('in production', () => {
    const UNSAFE: [string, Record<string, string>, string][] = [
      [
        'an http address',
        { PUBLIC_URL: 'http://attune.example.edu' },
        'PUBLIC_URL: production needs an https address, since an LMS frames nothing else.',
      ],
      [
        'no address',
        { PUBLIC_URL: '' },
        'PUBLIC_URL: production needs an https address, since an LMS frames nothing else.',
      ],
      [
        'no keys of its own',
        { ENCRYPTION_KEYS: '' },
        'ENCRYPTION_KEYS: production needs keys of its own; make one with "attune secrets new".',
      ],
      [
        'the development key under another name, in second place',
        { ENCRYPTION_KEYS: `${key('first')},${key('second', 'attune development key')}` },
        'ENCRYPTION_KEYS: production needs keys of its own; make one with "attune secrets new".',
      ],
      [
        'another key under the name of the development key',
        { ENCRYPTION_KEYS: key('development', 'x') },
        'ENCRYPTION_KEYS: production needs keys of its own; make one with "attune secrets new".',
      ],
      ['DEV_MODE', { DEV_MODE: 'true' }, 'DEV_MODE: production must not run with it; remove the setting.'],
      [
        'platforms on http',
        { INSECURE_PLATFORM_ORIGINS: 'http://lms.test' },
        'INSECURE_PLATFORM_ORIGINS: production talks to https platforms only; remove the setting.',
      ],
      ['no MongoDB', { MONGODB_URI: '' }, 'MONGODB_URI: production needs a MongoDB replica set; give its address.'],
      ['no Redis', { REDIS_URL: '' }, 'REDIS_URL: production needs a Redis; give its address.'],
    ];
    for (const [what, change, sentence] of UNSAFE) {
      it(`refuses ${what}, and takes it elsewhere`, () => {
        assert.deepEqual(refusal({ ...PRODUCTION, ...change }), [sentence]);
        for (const NODE_ENV of ['development', 'test']) {
          assert.equal(loadConfig({ ...PRODUCTION, ...change, NODE_ENV }).environment, NODE_ENV);
        }
      });
    }

    it('says all of it at once', () => assert.equal(refusal({ NODE_ENV: 'production', DEV_MODE: 'true' }).length, 5));
  });

  describe('.env.example', () => {
    it('is what the settings say', () => {
      assert.equal(readFileSync(join(projectRoot, '.env.example'), 'utf8'), environmentExample());
    });

    it('is a configuration that works, with every line taken in', () => {
      const taken = environmentExample().replaceAll(/^# (?=[A-Z_]+=)/gm, '');
      const values = parseEnv(taken);
      assert.ok(Object.keys(values).includes('MONGODB_URI'));
      assert.deepEqual(loadConfig(values), loadConfig({}));
    });
  });
});
