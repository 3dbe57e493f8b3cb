import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedServiceError } from './errors.js';
import { withLock } from './lock.js';
import { mongodCommand, mongoUriAt } from './mongod.js';
import { mongodRecipe } from './mongod-recipe.js';
import {
  emptyRecord,
  endOrphans,
  readRecord,
  removeRecord,
  type ServiceName,
  sweepThrowaways,
  writeRecord,
} from './record.js';
import { redisCommand, redisUrlAt } from './redis.js';
import { redisRecipe } from './redis-recipe.js';
import { resolveBinary } from './resolve.js';
import { livingOwner } from './running.js';
import { freePort, type ServerProcess, startServer } from './server-process.js';
import { closeWithProcess } from './shutdown.js';
import { ownSurroundings, type Say, type Surroundings, stopwatch } from './surroundings.js';

const START_LOCK_LIMIT_MS = 900_000;
/** Another program may take a free port before our server does: then the next one is tried. */
const PORT_TRIES = 3;

/** A MongoDB and a Redis to work with. */
export interface Services {
  mongoUri: string;
  redisUrl: string;
  /** Stops exactly what was started for this call, and removes what was to be thrown away. Safe to call twice. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** The folder that has, or gets, the `.attune` folder. */
  directory: string;
  /** Whether the data is there again at the next start. */
  keep: boolean;
  say: Say;
  env: NodeJS.ProcessEnv;
  ports?: { mongo?: number; redis?: number };
  /** Where fetched programs are kept; `.attune/cache` in the directory when absent. */
  cacheDirectory?: string;
}

type Given = { mongo: string | null; redis: string | null };

/** The URL in the environment: in NAME, or in the file that NAME_FILE names. */
function urlFromEnvironment(env: NodeJS.ProcessEnv, name: string): string | null {
  const direct = env[name]?.trim();
  if (direct !== undefined && direct !== '') return direct;
  const file = env[`${name}_FILE`];
  return file === undefined || file === '' ? null : readFileSync(file, 'utf8').trim();
}

interface Plan {
  surroundings: Surroundings;
  /** Where the record is. */
  home: string;
  /** Where the data is; each server has a folder of its own in it. */
  data: string;
  options: StartOptions;
  /** Told when a server that was ready has ended. */
  onEnd: (service: ServiceName) => void;
}

async function startOne(
  plan: Plan,
  service: ServiceName,
  onSpawn: (server: ServerProcess, port: number) => void,
): Promise<number> {
  const { options, surroundings } = plan;
  const isMongo = service === 'MongoDB';
  const binary = await resolveBinary(isMongo ? mongodRecipe : redisRecipe, surroundings);
  const wanted = isMongo ? options.ports?.mongo : options.ports?.redis;
  const folder = join(plan.data, isMongo ? 'mongo' : 'redis');
  mkdirSync(folder, { recursive: true });
  const elapsed = stopwatch();
  for (let tries = 1; ; tries += 1) {
    const port = wanted ?? (await freePort());
    const command = isMongo ? mongodCommand(binary, port, folder) : redisCommand(binary, port, folder, options.keep);
    try {
      const server = await startServer(command, (spawned) => onSpawn(spawned, port));
      options.say(`${service} ${binary.major} (from ${binary.origin}) is ready on port ${port}, ${elapsed()}`);
      void server.ended.then(() => plan.onEnd(service));
      return port;
    } catch (error) {
      const taken = error instanceof Error && /address already in use/i.test(error.message);
      if (!taken || wanted !== undefined || tries === PORT_TRIES) throw error;
    }
  }
}

async function startMissing(place: Omit<Plan, 'onEnd'>, given: Given): Promise<Services> {
  const record = emptyRecord();
  const servers: ServerProcess[] = [];
  writeRecord(place.home, record);

  let closing: Promise<void> | null = null;
  const onEnd = (service: ServiceName): void => {
    if (closing === null) place.options.say(`${service} has ended, and nobody asked it to`);
  };
  const plan: Plan = { ...place, onEnd };
  const stopAll = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
    if (plan.options.keep) removeRecord(plan.home);
    else await rm(plan.home, { recursive: true, force: true });
    forget();
  };
  const close = (): Promise<void> => {
    closing ??= stopAll();
    return closing;
  };
  const abandon = (): void => {
    for (const server of servers) server.askToEnd();
  };
  const forget = closeWithProcess({ close, abandon });

  const start = (service: ServiceName): Promise<number> =>
    startOne(plan, service, (server, port) => {
      servers.push(server);
      const { identity, marks } = server;
      record.servers = [
        ...record.servers.filter((other) => other.service !== service),
        { service, identity, marks: [...marks], port },
      ];
      writeRecord(plan.home, record);
    });
  const [mongo, redis] = await Promise.allSettled([
    given.mongo ?? start('MongoDB').then(mongoUriAt),
    given.redis ?? start('Redis').then(redisUrlAt),
  ]);
  const giveUp = async (reason: unknown): Promise<never> => {
    await close();
    throw reason;
  };
  if (mongo.status === 'rejected') return giveUp(mongo.reason);
  if (redis.status === 'rejected') return giveUp(redis.reason);
  return { mongoUri: mongo.value, redisUrl: redis.value, close };
}

async function startKept(plan: Omit<Plan, 'onEnd'>, given: Given): Promise<Services> {
  const { say } = plan.options;
  const owner = await livingOwner(plan.home);
  if (owner !== null) {
    const mongoUri = given.mongo ?? owner.running?.mongoUri ?? null;
    const redisUrl = given.redis ?? owner.running?.redisUrl ?? null;
    if (mongoUri === null || redisUrl === null) {
      throw new EmbeddedServiceError(
        `Process ${owner.ownerPid} runs the embedded services of this folder, and they do not answer or lack one that is needed here. Stop that process, then start again.`,
      );
    }
    say(`Using the services that process ${owner.ownerPid} runs here; they stop when it stops`);
    return { mongoUri, redisUrl, close: async () => {} };
  }
  const record = readRecord(plan.home);
  if (record !== null) {
    const ended = await endOrphans(record);
    if (ended > 0) say(`Ended ${ended} left over from a run that was killed`);
    removeRecord(plan.home);
  }
  return startMissing(plan, given);
}

/**
 * Starts a MongoDB and a Redis, each only if the environment does not name one (MONGODB_URI, REDIS_URL, or a file in
 * MONGODB_URI_FILE, REDIS_URL_FILE). They listen on loopback alone and end with this process.
 *
 * @throws EmbeddedServiceError with a sentence to show, when one can't be had or does not start
 */
export async function startServices(options: StartOptions): Promise<Services> {
  const given = {
    mongo: urlFromEnvironment(options.env, 'MONGODB_URI'),
    redis: urlFromEnvironment(options.env, 'REDIS_URL'),
  };
  if (given.mongo !== null && given.redis !== null) {
    return { mongoUri: given.mongo, redisUrl: given.redis, close: async () => {} };
  }
  mkdirSync(join(options.directory, '.attune'), { recursive: true });
  const attune = realpathSync(join(options.directory, '.attune'));
  const surroundings = ownSurroundings(options.env, options.say, options.cacheDirectory ?? join(attune, 'cache'));
  const throwaways = join(attune, 'throwaway');
  if (existsSync(throwaways)) {
    const ended = await sweepThrowaways(throwaways);
    if (ended > 0) options.say(`Ended ${ended} left over from a run that was killed`);
  }
  if (!options.keep) {
    const home = join(throwaways, randomUUID().slice(0, 8));
    mkdirSync(home, { recursive: true });
    return startMissing({ surroundings, home, data: home, options }, given);
  }
  const onWait = (owner: number): void =>
    options.say(`Waiting for process ${owner}, which is starting the services here`);
  return withLock(join(attune, 'services.lock'), { onWait, timeoutMs: START_LOCK_LIMIT_MS }, () =>
    startKept({ surroundings, home: attune, data: join(attune, 'data'), options }, given),
  );
}
