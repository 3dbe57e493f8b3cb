import type { Command } from 'commander';
import { startServices } from '../embedded/index.js';
import { createLog } from '../http/index.js';
import { type ProcessRole, runUntilSignal, startProgram, withAddresses } from '../program.js';
import { createKeyring, migrateUp, openStorage } from '../storage/index.js';
import { type Environment, resolveConfig } from './tools.js';

interface ServeOptions {
  embedded?: boolean;
  port?: string;
  role?: ProcessRole;
}

/** `attune serve` and `attune worker`: the long-running processes. */
export function serveCommands(program: Command, environment: Environment): void {
  program
    .command('serve')
    .description('answer browsers, and deliver grades unless told otherwise')
    .option('--embedded', 'run a MongoDB and a Redis of its own in this folder, and keep their data')
    .option('--port <port>', 'port to listen on')
    .option('--role <role>', 'web (answer only) or all (answer and deliver)', 'all')
    .addHelpText('after', '\nExample:\n  attune serve --embedded --port 3000')
    .action(({ embedded = false, port, role = 'all' }: ServeOptions) => run(environment, { embedded, port, role }));
  program
    .command('worker')
    .description('deliver grades, answer nobody')
    .action(() => run(environment, { embedded: false, port: undefined, role: 'worker' }));
}

async function run(
  environment: Environment,
  { embedded, port, role }: { embedded: boolean; port: string | undefined; role: ProcessRole },
): Promise<void> {
  const { cwd, say } = environment;
  const services = embedded
    ? await startServices({ directory: cwd, keep: true, say, env: process.env })
    : { mongoUri: undefined, redisUrl: undefined, close: async () => undefined };
  try {
    const found = await resolveConfig(environment);
    const config = withAddresses({
      ...found,
      ...(services.mongoUri && { mongodbUri: services.mongoUri }),
      ...(services.redisUrl && { redisUrl: services.redisUrl }),
      ...(port !== undefined && { port: Number.parseInt(port, 10) }),
    });
    if (embedded) await migrateOwn(config.mongodbUri, config.encryptionKeys, say);
    const log = createLog(config.logLevel);
    const program = await startProgram({ config, log }, role);
    say(
      role === 'worker' ? 'Attune delivers grades.' : `Attune answers on ${config.publicUrl} (port ${program.port}).`,
    );
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
