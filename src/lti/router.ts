import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { AppError, type RateLimits, type RenderPage, type Words } from '../http/index.js';
import type { Storage } from '../storage/index.js';
import { DeepLinkRequests } from './deep-linking/index.js';
import { type LaunchReceiver, launchRoute, PlatformKeys } from './launch/index.js';
import { LoginStates, loginRoute } from './login/index.js';
import type { Randomness } from './randomness.js';
import { type KnownPlatform, LaunchRefusal, RefusalLog, type Refuse, refuseWith } from './refusals/index.js';
import type { Deployments, PlatformRegistry } from './registration/index.js';
import type { SessionStore } from './sessions/index.js';

export interface LtiRouterParts {
  readonly config: Pick<Config, 'publicUrl' | 'insecurePlatformOrigins' | 'sessionMinutes'>;
  readonly storage: Storage;
  readonly registry: PlatformRegistry;
  readonly deployments: Deployments;
  readonly sessions: SessionStore;
  readonly receiver: LaunchReceiver;
  readonly randomness: Randomness;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly renderPage: RenderPage;
  readonly translator: Words['translator'];
  readonly limits: Pick<RateLimits, 'address' | 'institution'>;
  /** How platforms' key sets are fetched. */
  readonly fetcher?: typeof fetch;
}

/** How long others may keep our public keys, in seconds. */
const KEYS_FRESH_S = 300;
const FORM = 'application/x-www-form-urlencoded';

/**
 * The LMS door, to be mounted at `/lti`: login, launch, and our public keys. It brings its own body parser and answers
 * its own refusals with pages; what is no refusal goes on to the app's error edge.
 *
 * ltijs' own Express app is not mounted anywhere. Its registry, its login request and its deep linking signer are used
 * through `PlatformRegistry`, so none of its request handlers can be reached.
 */
export function createLtiRouter(parts: LtiRouterParts): Router {
  const { config, storage, registry, deployments, sessions, receiver, clock, randomness, renderPage, limits } = parts;
  const logins = new LoginStates(storage, randomness, clock);
  const deepLinks = new DeepLinkRequests(storage);
  const refuse = refuseWith({
    ...{ refusals: new RefusalLog(storage, clock), randomness, log: parts.log, renderPage },
    translator: parts.translator,
  });
  const form = [formsOnly, express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 100 })];
  const login = loginRoute({ publicUrl: config.publicUrl, registry, deployments, logins, renderPage, limits });
  const launch = launchRoute({
    registry,
    logins,
    renderPage,
    limits,
    sessionMinutes: config.sessionMinutes,
    verify: {
      keys: new PlatformKeys(clock, parts.fetcher),
      rules: { insecureOrigins: config.insecurePlatformOrigins },
      publicUrl: config.publicUrl,
      clock,
    },
    admit: {
      ...{ storage, randomness, clock, deployments, sessions, receiver },
      keepDeepLinking: (session, from) => deepLinks.keep(session, from),
    },
  });
  const router = Router();
  router.get('/login', limits.address('login'), login);
  router.post('/login', limits.address('login'), form, login);
  router.post('/launch', limits.address('launch'), form, launch);
  router.get('/launch', () => {
    throw new LaunchRefusal('not-a-launch');
  });
  router.get('/keys', limits.address('keys'), keysRoute(registry));
  router.use(refusalEdge(refuse));
  return router;
}

const formsOnly: RequestHandler = (request, _response, next) => {
  if (!request.is(FORM)) throw new LaunchRefusal('wrong-media-type');
  next();
};

function keysRoute(registry: PlatformRegistry): RequestHandler {
  return async (request, response) => {
    const { body, etag } = await registry.publicKeys();
    response.setHeader('Cache-Control', `public, max-age=${KEYS_FRESH_S}`);
    response.setHeader('ETag', etag);
    if (request.fresh) response.status(304).end();
    else response.type('application/jwk-set+json').send(body);
  };
}

function refusalEdge(refuse: Refuse): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const refusal = error instanceof LaunchRefusal ? error : parserRefusal(error);
    if (!refusal || response.headersSent) {
      next(error);
      return;
    }
    const platform = (response.locals.platform ?? null) as KnownPlatform | null;
    await refuse(request, response, refusal, platform);
  };
}

/** What the body parser and the router throw for a request that cannot be read. */
function parserRefusal(error: unknown): LaunchRefusal | null {
  if (typeof error !== 'object' || error === null || !('status' in error) || error instanceof AppError) return null;
  if (error.status === 413) return new LaunchRefusal('too-large');
  if (error.status === 415) return new LaunchRefusal('wrong-media-type');
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500
    ? new LaunchRefusal('bad-parameters', 'the body cannot be read')
    : null;
}
