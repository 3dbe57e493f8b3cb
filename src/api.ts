import { randomUUID } from 'node:crypto';
import type { Express, Response } from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { openKey } from './features/api-keys/index.js';
import {
  type Allowance,
  type ApiRoute,
  type Authenticate,
  apiReference,
  type Caller,
  type Gate,
  mountApi,
  openApiDocument,
  type RateLimits,
  type RenderPage,
} from './http/index.js';
import type { Storage } from './storage/index.js';

export interface ApiParts {
  readonly config: Pick<Config, 'environment' | 'publicUrl'>;
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly authenticate: Authenticate;
  readonly limits: RateLimits;
  readonly log: Logger;
  readonly version: string;
  readonly renderPage: RenderPage;
  readonly gate: Gate;
}

/** Mounts the API for programs: its endpoints, and the document that describes them. */
export function createApi(web: Express, endpoints: readonly ApiRoute[], parts: ApiParts): void {
  const { config, storage, clock, authenticate, limits, log, version, renderPage, gate } = parts;
  const document = openApiDocument(endpoints, { version, server: config.publicUrl });
  const asJson = JSON.stringify(document);
  const counted = limits.address('app');
  web.get('/api/openapi.json', counted, (_request, response) => void response.type('application/json').send(asJson));
  web.get('/api/docs', counted, apiReference(document, renderPage));
  mountApi(web, endpoints, {
    clock,
    asOf: config.environment !== 'production',
    async identify(request): Promise<Caller | null> {
      const [, bearer] = /^Bearer (\S{1,300})$/i.exec(request.headers.authorization ?? '') ?? [];
      if (bearer === undefined) return null;
      const key = await openKey(storage, bearer, clock());
      if (key) return { kind: 'key', tenant: key.tenant, keyId: key._id, scopes: new Set<string>(key.scopes) };
      const principal = await authenticate(request);
      return principal && { kind: 'session', tenant: principal.tenant, principal };
    },
    requireOpen: (principal) => gate.requireOpen(principal),
    refuseKnown: (request) => limits.refuseKnown('app', request),
    countAddress: (request) => limits.countAddress('app', request),
    async count(caller, response) {
      tellAllowance(response, await limits.institution('app', caller.tenant));
    },
    onWrongAnswer(operationId, problem) {
      // The schema's own words quote what was wrong; where it was wrong is enough to find it.
      const fields = problem.issues.map(({ path }) => path.filter((step) => typeof step === 'string').join('.'));
      log.error({ operationId, fields, reference: randomUUID() }, 'an answer of the API is not what its schema says');
    },
  });
  web.use('/api', counted);
}

function tellAllowance(response: Response, allowance: Allowance | null): void {
  if (!allowance) return;
  response.setHeader('RateLimit-Limit', String(allowance.limit));
  response.setHeader('RateLimit-Remaining', String(allowance.remaining));
  response.setHeader('RateLimit-Reset', String(allowance.resetSeconds));
}
