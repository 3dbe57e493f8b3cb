import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type Response } from 'express';
import type { Logger } from 'pino';
import { createApi } from './api.js';
import { createCoaching } from './coaching.js';
import { composeModels } from './compose-models.js';
import { composePaths } from './compose-paths.js';
import type { Config } from './config.js';
import { readUpload } from './features/activity/index.js';
import { catalogueEndpoints, catalogueRoutes } from './features/catalogue/index.js';
import { courseEndpoints, courseRoutes, createRosterBook, homeOf } from './features/courses/index.js';
import { eventEndpoints } from './features/events/index.js';
import { contentEndpoints, lessonRoutes } from './features/lessons/index.js';
import {
  createGradebook,
  openPractice,
  practiceEndpoints,
  practiceRoutes,
  showPractice,
  showStaff,
  staffRoutes,
} from './features/practice/index.js';
import { profileEndpoints } from './features/profiles/index.js';
import {
  PersonalizationEngine,
  recommendationEndpoints,
  recommendationRoutes,
  showNext,
  suggestionsFor,
} from './features/recommendations/index.js';
import { reviewsEndpoints } from './features/reviews/index.js';
import {
  type ApiRoute,
  createRateLimits,
  createRenderer,
  errorEdge,
  loadWords,
  mountRoutes,
  noRoute,
  type Principal,
  type Route,
  requestLog,
  securityHeaders,
} from './http/index.js';
import { announce, createBullQueue, type JobQueue, runOutbox } from './jobs/index.js';
import { launchReceiver } from './launch-receiver.js';
import { createGradeService } from './lti/grades/index.js';
import {
  authenticateBy,
  createLtiRouter,
  DeepLinkingReturn,
  DeepLinkRequests,
  Deployments,
  LtijsPlatformRegistry,
  leaveRoute,
  MongoLtijsDatabase,
  type Randomness,
  RefusalLog,
  redirectUri,
  refusalRoutes,
  SessionStore,
  systemRandomness,
} from './lti/index.js';
import { createOutbound } from './lti/outbound/index.js';
import { createRosterDeliverer } from './lti/roster/index.js';
import { createLmsServices } from './lti/services/index.js';
import { composeActivity, createReader } from './reading.js';
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
  const models = composeModels({ storage, queue, clock, newId, log, codeVersion: version });
  const paths = composePaths({ storage, queue, clock, newId, words, renderPage });
  const engine = new PersonalizationEngine({ storage, clock, newId, ...paths.forEngine });
  const receiver = launchReceiver({ storage, clock, newId, engine, paths: paths.paths });

  const derive = (principal: Principal, changes: Partial<Principal>) => sessions.deriveSession(principal, changes);
  const coaching = createCoaching({ config, storage, clock, newId, words, renderPage, fetch: outbound.fetch, log });
  const practice = {
    storage,
    clock,
    newId,
    renderPage,
    announce: (entry: string, delayMs: number) => announce(queue, entry, delayMs),
    suggest: (principal: Principal, options: { readonly fresh: boolean }) =>
      suggestionsFor(engine, storage, principal, options),
    coachLine: coaching.lineBeside,
    surveyFor: paths.surveyFor,
    showPath: paths.showPath,
    outbox,
    derive,
    inForce: models.inForce,
    showNext: (principal: Principal, response: Response, more: object) =>
      showNext({ engine, storage, renderPage, clock, newId }, principal, response, { fresh: true, more }),
  };
  const deepLinking = new DeepLinkingReturn({
    storage,
    requests: new DeepLinkRequests(storage),
    registry,
    randomness,
    clock,
    publicUrl: config.publicUrl,
    renderPage,
    words,
  });
  const openPlacement = async (principal: Principal, placementId: string, response: Response) =>
    openPractice(practice, await derive(principal, { placementId }), response);
  const activity = composeActivity({ storage, outbox, queue, clock, newId, renderPage });
  const routes = [
    ...practiceRoutes(practice),
    ...staffRoutes(practice),
    ...recommendationRoutes({
      storage,
      clock,
      newId,
      engine,
      renderPage,
      translatorFor: words.translator,
      openCoach: coaching.openCoach,
      openPlacement,
    }),
    ...paths.routes({
      openPlacement,
      showPractice: (principal, response, more) => showPractice(practice, principal, response, more),
    }),
    ...courseRoutes({
      storage,
      clock,
      newId,
      renderPage,
      showStaff: (principal, response) => showStaff(practice, principal, response),
      placing: (principal) => deepLinking.offer(principal).catch(() => null),
      returnLinks: (principal, links, response) =>
        deepLinking.returnItems(
          response,
          principal,
          links.map(({ title, custom, lineItem }) => ({
            type: 'ltiResourceLink' as const,
            url: redirectUri(config.publicUrl),
            title,
            custom: { ...custom },
            ...(lineItem && { lineItem }),
          })),
        ),
    }),
    ...catalogueRoutes({ storage }),
    ...activity.routes,
    ...coaching.routes,
    ...lessonRoutes({ storage, clock, newId, renderPage }),
    ...refusalRoutes({
      refusals: new RefusalLog(storage, clock),
      renderPage,
      homeOf: (principal) => homeOf(storage.scope(principal.tenant), principal),
    }),
    leaveRoute({ storage, sessions, randomness, clock, renderPage }),
  ];

  web.use(requestLog(log), securityHeaders({ https: config.publicUrl.startsWith('https:') }), compression());
  web.get('/health/live', (_request, response) => sendHealth(response, true));
  web.get('/health/ready', async (_request, response) => {
    const [mongodb, redis] = await Promise.allSettled([storage.ping(), queue.ping()]);
    const state = ({ status }: PromiseSettledResult<void>) => (status === 'fulfilled' ? 'ok' : 'unreachable');
    sendHealth(response, mongodb.status === 'fulfilled', { mongodb: state(mongodb), redis: state(redis) });
  });
  web.use('/assets', express.static(assets, { immutable: true, maxAge: WEEK_MS, index: false, redirect: false }));
  web.use(
    '/lti',
    createLtiRouter({
      ...{ config, storage, registry, deployments, sessions, receiver, randomness, clock, log, renderPage },
      ...{ limits, translator: words.translator, fetcher: outbound.fetch },
    }),
  );
  web.use(
    '/app',
    limits.address('app'),
    express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 1_000 }),
  );
  web.use('/app', readUpload);
  const authenticate = authenticateBy(sessions);
  mountRoutes(web, routes, async (request) => {
    const principal = await authenticate(request);
    if (principal) await limits.institution('app', principal.tenant);
    return principal;
  });
  const endpoints: ApiRoute[] = [
    ...courseEndpoints({ storage, newId }),
    ...catalogueEndpoints({ storage, newId }),
    ...eventEndpoints({ storage, newId }),
    ...contentEndpoints({ storage }),
    ...coaching.endpoints,
    ...practiceEndpoints({ ...practice, words }),
    ...reviewsEndpoints({ storage, words, memoryModelFor: models.memoryModelFor }),
    ...paths.endpoints,
    ...profileEndpoints({ storage, newId }),
    ...activity.endpoints,
    ...models.endpoints,
    ...recommendationEndpoints({ storage, clock, newId, engine, translate: words.translator('en') }),
  ];
  createApi(web, endpoints, { config, storage, clock, authenticate, limits, log, version, renderPage });
  web.use(noRoute, errorEdge({ log, words, renderPage, details: config.devMode }));

  return {
    web,
    storage,
    queue,
    routes,
    endpoints,
    startWorker() {
      paths.runJobs();
      const book = createGradebook({ storage, newId });
      const deliveryMs = config.deliverySeconds * 1_000;
      const calls = createLmsServices({
        ...{ keys: registry, config, version, clock, newId, deliveryMs },
        fetch: outbound.fetch,
      });
      const grades = createGradeService({ keys: registry, calls, book, clock, log, deliveryMs });
      const roster = createRosterDeliverer({
        keys: registry,
        calls,
        book: createRosterBook({ storage, newId }),
        clock,
        log,
        deliveryMs,
      });
      const reader = createReader({ storage, keys: registry, calls, queue, clock, newId, log, deliveryMs });
      const deliverers = { grade: grades.deliver, roster, ...reader.deliverers };
      const slowKinds = ['roster', ...Object.keys(reader.deliverers)];
      models.startWorker();
      runOutbox({ outbox, queue, deliverers, slowKinds, clock, newId, random: Math.random, log, deliveryMs });
    },
    async close() {
      models.stop();
      await queue.close();
      await Promise.all([limits.close(), outbound.close()]);
      await storage.close();
    },
  };
}

/** Redis may be away for a while without harm, so it is told and does not decide. */
function sendHealth(response: Response, ok: boolean, parts: Record<string, string> = {}): void {
  response.setHeader('Cache-Control', 'no-store');
  response.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'unavailable', ...parts });
}
