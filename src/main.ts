import { z } from 'zod';
import { loadConfig } from './config.js';
import { createLog } from './http/index.js';
import { endSoon, runUntilSignal, startProgram, withAddresses } from './program.js';

const Role = z.enum(['web', 'worker', 'all'], 'ROLE: give one of web, worker, all.').default('all');

/** The entry of a container: `node dist/src/main.js`, with ROLE=web, worker or all. */
async function main(): Promise<void> {
  const role = Role.safeParse(process.env.ROLE || undefined);
  if (!role.success) throw new Error(role.error.issues[0]?.message);
  const config = withAddresses(loadConfig(process.env));
  const log = createLog(config.logLevel);
  const program = await startProgram({ config, log }, role.data);
  log.info({ role: role.data, port: program.port }, 'started');
  await runUntilSignal(program, log);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'Attune could not start.');
  process.exitCode = 1;
});
endSoon();
