import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import type { Logger } from 'pino';
import { createApi } from './api.js';
import { composeRooms } from './compose-rooms.js';
import type { Config } from './config.js';
import { startDelivering } from './deliver.js';
import { readUpload } from './features/activity/index.js';
import { courseLanguage } from './features/courses/index.js';
import { studentPlaces } from './features/dashboard/index.js';
import { mountHealth } from './health.js';
import {
  type ApiRoute,
  createRateLimits,
  createRenderer,
  errorEdge,
  loadWords,
  mountRoutes,
  noRoute,
  type Prepare,
  type Route,
  requestLog,
  securityHeaders,
} from './http/index.js';
import { createBullQueue, type JobQueue } from './jobs/index.js';
import {
  authenticateBy,
  createLtiRouter,
  Deployments,
  LtijsPlatformRegistry,
  MongoLtijsDatabase,
  type Randomness,
  SessionStore,
  systemRandomness,
} from './lti/index.js';
import { createOutbound } from './lti/outbound/index.js';
import { createKeyring, createOutbox, openStorage, packageRoot, type Storage } from './storage/index.js';
import { packageVersion } from './version.js';

export interface AppParts {
  readonly config: Config & { readonly mongodbUri: string; readonly redisUrl: string };
  readonly log: Logger;
  readonly clock?: () => Date;
  readonly newId?: () => string;
  readonly randomness?: Randomness;
  /** Keeps queues of several programs on one Redis apart. */
  readonly queuePrefix?: string;
  readonly assets?: string;
}

export interface App {
  readonly web: Express;
  readonly storage: Storage;
  readonly queue: JobQueue;
  /** Every route of the tool's pages, for the tests that walk them all. */
  readonly routes: readonly Route[];
  /** Every endpoint of the API, likewise. */
  readonly endpoints: readonly ApiRoute[];
  /** Makes this process deliver what waits in the outbox. */
  startWorker(): void;
  close(): Promise<void>;
}

const WEEK_MS = 7 * 86_400_000;

/** Wires the rooms together; nothing else in the program does. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, log, clock = () => new Date(), newId = randomUUID, randomness = systemRandomness } = parts;
  const storage = await openStorage(config.mongodbUri, createKeyring(config.encryptionKeys));
  const queue = createBullQueue({ redisUrl: config.redisUrl, prefix: parts.queuePrefix ?? 'attune', log });
  const outbox = createOutbox(storage.connection);
  const limits = createRateLimits({
    redisUrl: config.redisUrl,
    prefix: parts.queuePrefix ?? 'attune',
    limits: config.rateLimits,
    log,
  });
  const root = packageRoot();
  const assets = parts.assets ?? join(root, 'dist/assets');

  const outbound = createOutbound({
    insecureOrigins: config.insecurePlatformOrigins,
    privateHosts: config.privatePlatformHosts,
  });

  const web = express();
  web.disable('x-powered-by');
  // Pages are not stored, so nobody asks whether one has changed.
  web.disable('etag');
  web.set('trust proxy', config.trustProxy);
  const words = loadWords(join(root, 'views/locales'), { strict: config.environment !== 'production' });
  const renderPage = createRenderer({ views: join(root, 'views'), assets, words });

  const registry = new LtijsPlatformRegistry(new MongoLtijsDatabase(storage, randomness, clock), randomness, clock);
  const deployments = new Deployments(storage, randomness, clock);
  const sessions = new SessionStore({
    storage,
    randomness,
    clock,
    minutes: config.sessionMinutes,
    idleMinutes: config.sessionIdleMinutes,
  });
  const version = packageVersion();
  const rooms = composeRooms({
    ...{ config, storage, outbox, queue, registry, sessions, randomness, words, renderPage },
    ...{ fetch: outbound.fetch, version, clock, newId, log },
  });

  web.use(requestLog(log), securityHeaders({ https: config.publicUrl.startsWith('https:') }), compression());
  mountHealth(web, { storage, queue });
  web.use('/assets', express.static(assets, { immutable: true, maxAge: WEEK_MS, index: false, redirect: false }));
  web.use(
    '/lti',
    createLtiRouter({
      ...{ config, storage, registry, deployments, sessions, randomness, clock, log, renderPage },
      ...{ limits, receiver: rooms.receiver, translator: words.translator, fetcher: outbound.fetch },
    }),
  );
  web.use(
    '/app',
    limits.address('app'),
    express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 1_000 }),
  );
  web.use('/app', readUpload);
  const authenticate = authenticateBy(sessions);
  const admitted = async (request: Request) => {
    const principal = await authenticate(request);
    if (principal) await limits.institution('app', principal.tenant);
    return principal;
  };
  const everywhere = [studentPlaces(rooms.routes), courseLanguage(storage)];
  const prepare: Prepare = async (principal, response) => {
    await Promise.all(everywhere.map((each) => each(principal, response)));
  };
  mountRoutes(web, rooms.routes, admitted, { prepare, gate: rooms.gate });
  createApi(web, rooms.endpoints, {
    ...{ config, storage, clock, authenticate, limits, log, version, renderPage },
    gate: rooms.gate,
  });
  web.use(noRoute, errorEdge({ log, words, renderPage, details: config.devMode }));

  return {
    web,
    storage,
    queue,
    routes: rooms.routes,
    endpoints: rooms.endpoints,
    startWorker() {
      rooms.startWorker();
      startDelivering({
        ...{ config, storage, outbox, queue, version, clock, newId, log },
        keys: registry,
        fetch: outbound.fetch,
        inForce: rooms.inForce,
      });
    },
    async close() {
      rooms.stop();
      await queue.close();
      await Promise.all([limits.close(), outbound.close()]);
      await storage.close();
    },
  };
}
