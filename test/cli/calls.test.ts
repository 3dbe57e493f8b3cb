import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createCommands } from '../../src/cli/run.js';
import { environmentExample } from '../../src/config.js';
import { testServices } from '../support/services.js';
import { attuneIn, emptyFolder, removeFolders } from './support/attune.js';

/** Every command, as the words that call it. */
function everyCommand(command: Command, words: string[] = []): string[][] {
  return [words, ...command.commands.flatMap((each) => everyCommand(each, [...words, each.name()]))];
}

const quiet = { cwd: '', env: {}, clock: () => new Date(), say: () => undefined, print: () => undefined };
const COMMANDS = everyCommand(createCommands(quiet));
const LEAVES = COMMANDS.filter(
  (words) => !COMMANDS.some((other) => other.length > words.length && other.join(' ').startsWith(words.join(' '))),
);

describe('a call of attune', () => {
  const attune = attuneIn(emptyFolder());
  after(removeFolders);

  it('knows all its commands', () => {
    assert.deepEqual(LEAVES.map((words) => words.join(' ')).sort(), [
      'api-keys create',
      'api-keys list',
      'api-keys revoke',
      'audit list',
      'config example',
      'connectors add',
      'connectors list',
      'connectors remove',
      'connectors sync',
      'deployment approve',
      'deployment list',
      'deployment revoke',
      'evaluate',
      'experiments create',
      'experiments list',
      'experiments start',
      'experiments stop',
      'grades import-csv',
      'grades list',
      'grades resend',
      'import course',
      'import oatutor',
      'migrate down',
      'migrate status',
      'migrate up',
      'models list',
      'models rollback',
      'models train',
      'platform add',
      'platform check',
      'platform disable',
      'platform enable',
      'platform list',
      'platform remove',
      'platform rotate-key',
      'rebuild',
      'refusals list',
      'secrets new',
      'secrets rotate',
      'serve',
      'simulate',
      'worker',
    ]);
  });

  for (const words of COMMANDS) {
    it(`explains itself with an example: ${['attune', ...words].join(' ')} --help`, async () => {
      const { code, out, err } = await attune(...words, '--help');
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, new RegExp(`^Usage: ${['attune', ...words].join(' ')}`));
      const [, examples = ''] = out.split(/\nExamples?:\n/);
      assert.match(examples, new RegExp(`^ {2}attune ${words.join(' ')}`), 'an example of this very command');
      if (words.length > 0) assert.match(out, /^.+\n\n[A-Za-z].{9,}/, 'it says what it is for');
    });
  }

  it('offers JSON with every command that does something', async () => {
    for (const words of LEAVES) assert.match((await attune(...words, '--help')).out, /--json/, words.join(' '));
  });

  it('ends every example of its help in a command that there is', async () => {
    for (const words of COMMANDS) {
      const [, examples = ''] = (await attune(...words, '--help')).out.split(/\nExamples?:\n/);
      for (const [, line = ''] of examples.matchAll(/^ {2}attune (.+)$/gm)) {
        assert.ok(
          COMMANDS.some((each) => each.length > 0 && line.startsWith(each.join(' '))),
          line,
        );
      }
    }
  });

  const WRONG: [string, string[], RegExp][] = [
    ['no command', [], /^Usage: attune/],
    ['an unknown command', ['dance'], /unknown command 'dance'/],
    ['an unknown subcommand', ['grades', 'dance'], /unknown command 'dance'|too many arguments/],
    ['an unknown option', ['platform', 'list', '--colour'], /unknown option '--colour'/],
    ['a missing option', ['platform', 'add'], /required option '--issuer <iss>' not specified/],
    ['a missing argument', ['platform', 'disable'], /missing required argument 'platform'/],
    [
      'a state that there is not',
      ['grades', 'list', '--state', 'lost'],
      /Allowed choices are pending, delivered, dead/,
    ],
    ['a limit that is no number', ['grades', 'list', '--limit', 'many'], /Give a whole number from 1 to 10000/],
    ['a limit of nothing', ['grades', 'list', '--limit', '0'], /Give a whole number from 1 to 10000/],
    ['a port that is none', ['serve', '--port', '70000'], /Give a whole number from 0 to 65535/],
    ['a role that there is not', ['serve', '--role', 'boss'], /Allowed choices are web, all/],
    [
      'an institution that cannot be',
      ['rebuild', '--institution', 'A School'],
      /use lower-case letters, digits and "-"/,
    ],
    [
      'a file that is not there',
      ['import', 'course', 'none.json', '--institution', 'a'],
      /^The file none\.json cannot be read\.$/,
    ],
    [
      'an archive that is not there',
      ['import', 'oatutor', 'none.zip', '--institution', 'a'],
      /^The file none\.zip cannot be read\.$/,
    ],
  ];
  for (const [what, words, sentence] of WRONG) {
    it(`is wrong with ${what}: exit code 2`, async () => {
      const { code, out, err } = await attune(...words);
      assert.equal(code, 2, err);
      assert.match(err, sentence);
      assert.equal(out, '');
    });
  }

  it('is wrong with settings that are: exit code 2', async () => {
    const { code, err } = await attuneIn(emptyFolder(), { PORT: 'x', LOG_LEVEL: 'loud' })('grades', 'list');
    assert.equal(code, 2);
    assert.match(err, /^PORT: give a whole number.*\nLOG_LEVEL: give one of/);
  });

  it('is wrong with a service that nobody named: exit code 2', async () => {
    const { code, err } = await attuneIn(emptyFolder(), { MONGODB_URI: 'mongodb://127.0.0.1:1' })('worker');
    assert.equal(code, 2);
    assert.match(err, /^MONGODB_URI and REDIS_URL: give both/);
  });

  it('cannot be done without a database: exit code 3, and what to do', async () => {
    const { code, out, err } = await attune('platform', 'list');
    assert.deepEqual([code, out], [3, '']);
    assert.match(err, /^No database is known here\. Set MONGODB_URI, or start the tool/);
  });

  it('cannot be done when the database is of no use: exit code 3, for every kind of command', async () => {
    const { mongoUri, redisUrl } = await testServices();
    const env = { MONGODB_URI: mongoUri.replace('mongodb://', 'mongodb://nobody:wrong@'), REDIS_URL: redisUrl };
    const away = attuneIn(emptyFolder(), env);
    const calls = [away('migrate', 'status', '--json'), away('serve', '--port', '0'), away('worker')];
    for (const { code, out, err } of await Promise.all(calls)) {
      assert.deepEqual([code, out, err], [3, '', 'MongoDB refused us. Check user and password in MONGODB_URI.']);
    }
  });

  it('reads .env in its folder, where the environment is silent', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, '.env'), 'PORT=x\nLOG_LEVEL=loud\n');
    const { code, err } = await attuneIn(folder, { LOG_LEVEL: 'info' })('platform', 'list');
    assert.equal(code, 2);
    assert.equal(err, 'PORT: give a whole number from 0 to 65535.');
    assert.equal(process.env.PORT, undefined, 'and leaves the process as it is');
  });

  it('config example: prints .env.example', async () => {
    assert.equal(`${(await attune('config', 'example')).out}\n`, environmentExample());
    assert.equal(`${JSON.parse((await attune('config', 'example', '--json')).out).text}\n`, environmentExample());
  });

  it('secrets new: makes a key that the configuration takes, another one each time', async () => {
    const { out } = await attune('secrets', 'new');
    assert.match(out, /^2026-03-02:[A-Za-z0-9+/]{43}=$/);
    const { key } = JSON.parse((await attune('secrets', 'new', '--json')).out);
    assert.notEqual(key, out);
    const keys = attuneIn(emptyFolder(), { ENCRYPTION_KEYS: key });
    assert.equal((await keys('platform', 'list')).code, 3, 'only the database is missing');
  });
});
