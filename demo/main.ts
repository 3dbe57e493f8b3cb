import { buildAssets } from '../scripts/build-assets.js';
import { startServices } from '../src/embedded/index.js';
import { demoStateFile, startDemo } from './demo.js';
import { takenPorts } from './ports.js';

/** `npm run demo`: everything on this machine, nothing to set up, kept between runs. */
const say = (line: string): void => console.log(line);
const directory = process.cwd();
const LEARNERS = 30;

const toolPort = Number(process.env.DEMO_TOOL_PORT ?? 3000);
const campusPort = Number(process.env.DEMO_CAMPUS_PORT ?? 3100);
const taken = await takenPorts([
  { port: toolPort, host: 'localhost', setting: 'DEMO_TOOL_PORT' },
  { port: campusPort, host: '127.0.0.1', setting: 'DEMO_CAMPUS_PORT' },
]);
if (taken.length > 0) {
  console.error(taken.join('\n'));
  process.exit(1);
}

say('Building the pages …');
await buildAssets();
const services = await startServices({ directory, keep: true, say, env: process.env });
try {
  const demo = await startDemo({
    mongodbUri: services.mongoUri,
    redisUrl: services.redisUrl,
    toolPort,
    campusPort,
    stateFile: demoStateFile(directory),
    seed: 'riverside',
    learners: LEARNERS,
    worker: true,
    logLevel: 'warn',
    say,
  });
  say(`
  Open ${demo.campusUrl} and choose who you want to be: a student or the teacher.
  Everything else starts from there. Stop with Ctrl+C; what you did is kept in .attune.
`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  say('Stopping …');
  await demo.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await services.close();
}
