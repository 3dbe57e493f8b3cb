import { type Command, Option } from 'commander';
import { startServices } from '../embedded/index.js';
import { createLog } from '../http/index.js';
import { type ProcessRole, runUntilSignal, startProgram, withAddresses } from '../program.js';
import { createKeyring, migrateUp, openStorage } from '../storage/index.js';
import { type Environment, resolveConfig, settingsOf, whole, withExample } from './tools.js';

interface ServeOptions {
  embedded?: boolean;
  port?: number;
  role?: ProcessRole;
  json?: boolean;
}

/** `attune serve` and `attune worker`: the long-running processes. */
export function serveCommands(program: Command, environment: Environment): void {
  const serve = program
    .command('serve')
    .description('answer browsers, and deliver grades unless told otherwise')
    .option('--embedded', 'run a MongoDB and a Redis of its own in this folder, and keep their data')
    .option('--port <port>', 'port to listen on', whole(0, 65_535))
    .addOption(
      new Option('--role <role>', 'web answers only; all answers and delivers').choices(['web', 'all']).default('all'),
    )
    .option('--json', 'print JSON when it is ready')
    .action((options: ServeOptions) => run(environment, options));
  withExample(serve, 'attune serve --embedded --port 3000', 'attune serve --role web');
  const worker = program
    .command('worker')
    .description('deliver grades, answer nobody')
    .option('--json', 'print JSON when it is ready')
    .action(({ json }: ServeOptions) => run(environment, { role: 'worker', ...(json && { json }) }));
  withExample(worker, 'attune worker');
}

async function run(given: Environment, { embedded, port, role = 'all', json }: ServeOptions): Promise<void> {
  const settings = { ...settingsOf(given), ...(port !== undefined && { PORT: String(port), PORT_FILE: undefined }) };
  const environment = { ...given, env: settings };
  const services = embedded
    ? await startServices({ directory: given.cwd, keep: true, say: given.say, env: settings })
    : { mongoUri: undefined, redisUrl: undefined, close: async () => undefined };
  try {
    const found = await resolveConfig(environment);
    const config = withAddresses({
      ...found,
      ...(services.mongoUri && { mongodbUri: services.mongoUri }),
      ...(services.redisUrl && { redisUrl: services.redisUrl }),
    });
    if (embedded) await migrateOwn(config.mongodbUri, config.encryptionKeys, given.say);
    const log = createLog(config.logLevel);
    const program = await startProgram({ config, log }, role);
    const address = `Attune answers on ${config.publicUrl} (port ${program.port}).`;
    const state = { role, port: program.port, publicUrl: config.publicUrl };
    // One line: the log follows on the same stream, an object a line.
    if (json) given.print(JSON.stringify(state));
    else given.say(role === 'worker' ? 'Attune delivers grades.' : address);
    await runUntilSignal(program, log);
  } finally {
    await services.close();
  }
}

/** A database of our own is brought up to date without asking. */
async function migrateOwn(
  uri: string,
  keys: Parameters<typeof createKeyring>[0],
  say: (line: string) => void,
): Promise<void> {
  const storage = await openStorage(uri, createKeyring(keys));
  try {
    const applied = await migrateUp(storage.connection);
    if (applied.length > 0) say(`The database was prepared (${applied.length} steps).`);
  } finally {
    await storage.close();
  }
}
