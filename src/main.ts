import { z } from 'zod';
import { loadConfig } from './config.js';
import { createLog } from './http/index.js';
import { runUntilSignal, startProgram, withAddresses } from './program.js';

/** The entry of a container: `node dist/src/main.js`, with ROLE=web, worker or all. */
try {
  const role = z.enum(['web', 'worker', 'all']).default('all').parse(process.env.ROLE);
  const config = withAddresses(loadConfig(process.env));
  const log = createLog(config.logLevel);
  const program = await startProgram({ config, log }, role);
  log.info({ role, port: program.port }, 'started');
  await runUntilSignal(program, log);
} catch (error) {
  console.error(error instanceof Error ? error.message : 'Attune could not start.');
  process.exitCode = 1;
}
