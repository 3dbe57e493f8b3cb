import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../support/services.js';

const run = promisify(execFile);
const LIST = join(import.meta.dirname, 'requirements.txt');

export interface Attack {
  readonly url: string;
  readonly key: string;
  /** Most cases of one operation in each phase. */
  readonly examples: number;
  readonly seed: number;
  /** Names of a parameter or a field of a body (`path.userId`, `body.user`) with values that mean something here. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly only?: string | undefined;
}

export interface Findings {
  readonly code: number;
  /** What it said last: the failures with a command that repeats each. */
  readonly text: string;
}

const STATUSES = ['2xx', '3xx', '401', '403', '404', '409', '410', '412', '429'];
const ACCEPTED = JSON.stringify(STATUSES);
const MAY_CALL_BAD = JSON.stringify([...STATUSES, '400']);

/** So often a known value is taken where one is known; otherwise whatever the schema allows. */
const KNOWN_SHARE = 0.7;

/** Throws generated calls, good and bad, at an API, by its own OpenAPI document. */
export async function schemathesis({ url, key, examples, seed, known, only }: Attack): Promise<Findings> {
  const program = await installed();
  const folder = mkdtempSync(join(tmpdir(), 'attune-api-'));
  writeFileSync(join(folder, 'schemathesis.toml'), settings(known));
  const args = [
    'run',
    `${url}/api/openapi.json`,
    ...['--header', `Authorization: Bearer ${key}`],
    ...['--max-examples', String(examples), '--seed', String(seed), '--workers', '2'],
    ...['--checks', 'all', '--continue-on-failure', '--no-shrink', '--request-timeout', '20'],
    // It stays open until its reader leaves, and has a test of its own.
    ...['--exclude-operation-id', 'streamProfile'],
    ...(only === undefined ? [] : ['--include-operation-id-regex', only]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1', COLUMNS: '160' } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code: code ?? 1, text }));
  });
}

/**
 * A state that the caller has not seen (412, 428) and what only the product's own rules refuse (404, 409, 410) are no
 * contradiction to the document: it names them. What xAPI and Caliper demand of a statement or an event hangs on words
 * within it, which no JSON Schema says: those two may call a body bad that their schema allows.
 */
function settings(known: Attack['known']): string {
  const lists = Object.entries(known).map(([name, values], index) => ({ name, values, list: `list-${index}` }));
  return [
    '[checks.positive_data_acceptance]',
    `expected-statuses = ${ACCEPTED}`,
    '[checks.missing_required_header]',
    'expected-statuses = ["400", "401", "403", "415", "428"]',
    ...['postStatements', 'postCaliper'].flatMap((id) => [
      '[[operations]]',
      `include-operation-id = "${id}"`,
      `checks.positive_data_acceptance.expected-statuses = ${MAY_CALL_BAD}`,
    ]),
    '[parameters]',
    ...lists.map(({ name, list }) => `"${name}" = { dictionary = "${list}", probability = ${KNOWN_SHARE} }`),
    ...lists.flatMap(({ list, values }) => [`[dictionaries.${list}]`, `values = ${JSON.stringify(values)}`]),
  ].join('\n');
}

/** Its program, in an environment of its own that is made once. */
async function installed(): Promise<string> {
  const folder = join(process.env.ATTUNE_CACHE ?? join(projectRoot, '.attune/cache'), 'schemathesis');
  const [program, mark] = [join(folder, 'bin/schemathesis'), join(folder, 'installed.txt')];
  const list = readFileSync(LIST, 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === list) return program;
  mkdirSync(folder, { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  await run(join(folder, 'bin/python'), ['-m', 'pip', 'install', '-q', '-r', LIST]);
  writeFileSync(mark, list);
  return program;
}
