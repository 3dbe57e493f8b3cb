import { buildAssets } from '../scripts/build-assets.js';
import { startServices } from '../src/embedded/index.js';
import { demoStateFile, startDemo } from './demo.js';

/** `npm run demo`: everything on this machine, nothing to set up, kept between runs. */
const say = (line: string): void => console.log(line);
const directory = process.cwd();
const LEARNERS = 30;

say('Building the pages …');
await buildAssets();
const services = await startServices({ directory, keep: true, say, env: process.env });
try {
  const demo = await startDemo({
    mongodbUri: services.mongoUri,
    redisUrl: services.redisUrl,
    toolPort: Number(process.env.DEMO_TOOL_PORT ?? 3000),
    campusPort: Number(process.env.DEMO_CAMPUS_PORT ?? 3100),
    stateFile: demoStateFile(directory),
    seed: 'riverside',
    learners: LEARNERS,
    worker: true,
    logLevel: 'warn',
    say,
  });
  say(`
  Open ${demo.campusUrl} and choose who you are (top bar).
  As a student: open the course, then "Practice: odds, outs and prices".
  As the instructor: open the same activity, or "Add activity".
  The gradebook is in the course menu. Stop with Ctrl+C; what you did is kept.
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
