import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownSurroundings } from '../../src/embedded/index.js';
import { mongodCommand } from '../../src/embedded/mongod.js';
import { mongodRecipe } from '../../src/embedded/mongod-recipe.js';
import { redisCommand, redisUrlAt } from '../../src/embedded/redis.js';
import { redisRecipe } from '../../src/embedded/redis-recipe.js';
import { resolveBinary } from '../../src/embedded/resolve.js';
import { freePort } from '../../src/embedded/server-process.js';
import { projectRoot } from '../support/services.js';
import { bundleCommand } from './bundle.js';
import { databaseVictim, type Victim } from './victims.js';

/** What all runs of one invocation share: a MongoDB and a Redis that may be killed, and the command to start. */
export interface Machine {
  readonly mongod: Victim;
  readonly redis: Victim;
  readonly redisUrl: string;
  /** The bundled `attune`. */
  readonly program: string;
  /** An empty folder to run processes in. */
  readonly folder: string;
  mongoUri(database: string): string;
  close(): Promise<void>;
}

/** What a killed process has locked is free again soon, so that a run is short. */
const impatient = (arg: string): string => arg.replace(/^(transactionLifetimeLimitSeconds)=.*/, '$1=4');

export async function startMachine(say: (line: string) => void): Promise<Machine> {
  const surroundings = ownSurroundings(process.env, say, join(projectRoot, '.attune/cache'));
  mkdirSync(surroundings.cacheDirectory, { recursive: true });
  const [mongodBinary, redisBinary, command] = await Promise.all([
    resolveBinary(mongodRecipe, surroundings),
    resolveBinary(redisRecipe, surroundings),
    bundleCommand(),
  ]);
  const home = mkdtempSync(join(tmpdir(), 'attune-chaos-'));
  const folders = { mongod: join(home, 'mongod'), redis: join(home, 'redis'), work: join(home, 'work') };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  const [mongoPort, redisPort] = [await freePort(), await freePort()];
  const mongodRun = mongodCommand(mongodBinary, mongoPort, folders.mongod);
  const mongod = databaseVictim('mongod', { ...mongodRun, args: mongodRun.args.map(impatient) });
  // Nothing of it outlives it: a Redis that comes back is empty.
  const redis = databaseVictim('redis', redisCommand(redisBinary, redisPort, folders.redis, false));
  const tidy = (): void => {
    command.remove();
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', tidy);
  const close = async (): Promise<void> => {
    await Promise.all([mongod.end(), redis.end()]);
    tidy();
    process.removeListener('exit', tidy);
  };
  try {
    await mongod.start();
    await redis.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    mongod,
    redis,
    redisUrl: redisUrlAt(redisPort),
    program: command.program,
    folder: folders.work,
    mongoUri: (database) => `mongodb://127.0.0.1:${mongoPort}/${database}?replicaSet=attune&directConnection=true`,
    close,
  };
}
