import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  addConnector,
  ConnectorError,
  listConnectors,
  removeConnector,
  syncConnector,
} from '../features/activity/index.js';
import { AppError } from '../http/index.js';
import { isPlatformUrl, systemRandomness } from '../lti/index.js';
import { createOutbound } from '../lti/outbound/index.js';
import { packageVersion } from '../version.js';
import {
  CommandError,
  type Environment,
  EXIT,
  institutionId,
  learnedSoFar,
  report,
  table,
  withExample,
  withStorage,
} from './tools.js';

interface AddOptions {
  institution: string;
  course: string;
  kind: 'moodle' | 'canvas';
  base: string;
  lmsCourse: string;
  tokenFile: string;
  json?: boolean;
}

interface SyncOptions {
  institution: string;
  course?: string;
  json?: boolean;
}

/** `attune connectors …`: what an LMS tells by its own programs, with a token of its administrator. */
export function connectorCommands(program: Command, environment: Environment): void {
  const connectors = program
    .command('connectors')
    .description('grades and completion by the web services of Moodle, or the REST interface of Canvas');
  withExample(connectors, 'attune connectors add --help', 'attune connectors sync --institution example-school');
  addOrder(connectors, environment);
  const list = connectors
    .command('list')
    .description('the connectors of an institution, without their tokens')
    .requiredOption('--institution <id>', 'institution', institutionId)
    .option('--json', 'print JSON')
    .action(async ({ institution, json }: SyncOptions) => {
      const found = await withStorage(environment, (storage) => listConnectors(storage.scope(institution)));
      const shown = found.map(({ token: _, ...rest }) => rest);
      const rows = shown.map(({ _id, kind, base, lms_course, course_id }) => [_id, kind, base, lms_course, course_id]);
      const head = ['id', 'kind', 'address', 'course there', 'course here'];
      report(environment, json, shown, rows.length > 0 ? table(head, rows) : 'None.');
    });
  withExample(list, 'attune connectors list --institution example-school');
  const remove = connectors
    .command('remove <id>')
    .description('forget a connector and its token; what it read stays')
    .requiredOption('--institution <id>', 'institution', institutionId)
    .option('--json', 'print JSON')
    .action(async (id: string, { institution, json }: SyncOptions) => {
      await known(() =>
        withStorage(environment, (storage) => removeConnector(storage.scope(institution), id, environment.clock())),
      );
      report(environment, json, { id, removed: true }, `The connector ${id} and its token are gone.`);
    });
  withExample(remove, 'attune connectors remove 3f1c… --institution example-school');
  syncOrder(connectors, environment);
}

function addOrder(connectors: Command, environment: Environment): void {
  const add = connectors
    .command('add')
    .description('let a course be read; the token is kept sealed')
    .requiredOption('--institution <id>', 'institution of the course', institutionId)
    .requiredOption('--course <id>', 'course, by its id here')
    .addOption(new Option('--kind <kind>', 'which LMS').choices(['moodle', 'canvas']).makeOptionMandatory())
    .requiredOption('--base <url>', 'address of the LMS')
    .requiredOption('--lms-course <number>', 'number of the course in the LMS', lmsCourse)
    .requiredOption('--token-file <file>', 'file with the token and nothing else')
    .option('--json', 'print JSON')
    .action(async ({ institution, course, kind, base, lmsCourse: number, tokenFile, json }: AddOptions) => {
      const token = await readToken(tokenFile);
      const id = systemRandomness.id();
      await known(() =>
        withStorage(environment, (storage, { insecurePlatformOrigins: insecureOrigins }) => {
          if (!isPlatformUrl(base, { insecureOrigins })) {
            throw new CommandError('--base must begin with https and lie on a public name.', EXIT.usage);
          }
          const draft = { course, kind, base, lmsCourse: number, token };
          return addConnector(storage, institution, draft, { id, now: environment.clock() });
        }),
      );
      report(environment, json, { id }, `${id}\nNow read it: attune connectors sync --institution ${institution}`);
    });
  withExample(
    add,
    'attune connectors add --institution example-school --course 3f1c… --kind moodle',
    ' --base https://moodle.example.edu --lms-course 7 --token-file token.txt',
  );
}

function syncOrder(connectors: Command, environment: Environment): void {
  const sync = connectors
    .command('sync')
    .description('read what the connectors of an institution may see; call it from a timer')
    .requiredOption('--institution <id>', 'institution', institutionId)
    .option('--course <id>', 'only this course')
    .option('--json', 'print JSON')
    .action(async ({ institution, course, json }: SyncOptions) => {
      const results = await withStorage(environment, async (storage, config) => {
        const outbound = createOutbound({
          insecureOrigins: config.insecurePlatformOrigins,
          privateHosts: config.privatePlatformHosts,
        });
        const pause = async (milliseconds: number) => void (await sleep(milliseconds));
        const { fetch } = outbound;
        const parts = {
          ...{ fetch, sleep: pause, now: environment.clock, version: packageVersion(), newId: randomUUID },
          inForce: learnedSoFar(environment),
        };
        try {
          const found = await listConnectors(storage.scope(institution));
          const rows = [];
          for (const each of found.filter(({ course_id }) => course === undefined || course_id === course)) {
            const outcome = await syncConnector(storage, each, parts).catch((error: unknown) => {
              if (error instanceof ConnectorError)
                return { facts: 0, unknown: 0, notes: [error.message], failed: true };
              throw error;
            });
            rows.push({ id: each._id, course: each.course_id, failed: false, ...outcome });
          }
          return rows;
        } finally {
          await outbound.close();
        }
      });
      const lines = results.map(({ id, facts, unknown, notes }) =>
        [`${id}: ${facts} facts are new, ${unknown} people are not in the course here.`, ...notes].join('\n  '),
      );
      report(environment, json, results, lines.join('\n') || 'None.');
      if (results.some(({ failed }) => failed)) throw new CommandError('Some could not be read.');
    });
  withExample(sync, 'attune connectors sync --institution example-school');
}

function lmsCourse(text: string): string {
  if (/^\d{1,19}$/.test(text)) return text;
  throw new InvalidArgumentError('Give the number of the course in the LMS.');
}

async function readToken(path: string): Promise<string> {
  const token = await readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  if (/^[\x21-\x7e]{8,500}$/.test(token)) return token;
  throw new CommandError(`The file ${path} holds no token.`, EXIT.usage);
}

async function known(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError)
      throw new CommandError('The institution has no such course or connector.', EXIT.usage);
    throw error;
  }
}
