import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { AppError } from './errors.js';
import { type Authenticate, allows, type Permission, type Principal } from './principal.js';

export interface RouteContext<B, Q> {
  readonly request: Request;
  readonly response: Response;
  /** Present unless the permission is `public`. */
  readonly principal: Principal | null;
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  readonly query: Q;
}

/** One door of the tool, declared whole: what it is for, who may use it, what it takes. */
export interface Route<B = unknown, Q = unknown> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly body?: z.ZodType<B>;
  readonly query?: z.ZodType<Q>;
  handle(context: RouteContext<B, Q>): Promise<void>;
}

/** Keeps the types of body and query together while a feature lists its routes. */
export function route<B = undefined, Q = undefined>(definition: Route<B, Q>): Route {
  return definition as unknown as Route;
}

/** A route whose permission is not public always has a principal. */
export function signedIn(principal: Principal | null): Principal {
  if (!principal) throw new AppError('sign-in-needed', 'errors.session-ended');
  return principal;
}

/** What every page of somebody knows besides its own data is put into `response.locals` before a route is handled. */
export type Prepare = (principal: Principal, response: Response) => Promise<void>;

/** Stands before the pages of people who are signed in. */
export interface Gate {
  /** @returns true when it has answered in the page's place; false lets the request through */
  holds(asked: {
    readonly permission: Permission;
    readonly principal: Principal;
    readonly request: Request;
    readonly response: Response;
  }): Promise<boolean>;
  /** The same for programs that act for them. @throws AppError `forbidden` with what they must do first */
  requireOpen(principal: Principal): Promise<void>;
}

/** What is done for people who are signed in before a route is handled. */
export interface Before {
  readonly prepare?: Prepare;
  readonly gate?: Gate;
}

/**
 * Mounts routes with their permission, their parsers and a no-store answer.
 *
 * @throws Error at start-up when two routes share an operationId or an address, or one lacks its permission
 */
export function mountRoutes(
  router: Router,
  routes: readonly Route[],
  authenticate: Authenticate,
  before: Before = {},
): void {
  const seen = new Set<string>();
  for (const each of routes) {
    if (!each.permission) throw new Error(`The route ${each.path} declares no permission.`);
    for (const name of [each.operationId, `${each.method} ${each.path}`]) {
      if (seen.has(name)) throw new Error(`Two routes are called ${name}.`);
      seen.add(name);
    }
    router[each.method](each.path, handlerOf(each, authenticate, before));
  }
}

function handlerOf(definition: Route, authenticate: Authenticate, { prepare, gate }: Before): RequestHandler {
  return async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const principal = definition.permission === 'public' ? null : await authenticate(request);
    response.locals.principal = principal;
    if (definition.permission !== 'public') admit(definition, principal);
    const { permission } = definition;
    if (principal && (await gate?.holds({ permission, principal, request, response }))) return;
    if (principal) await prepare?.(principal, response);
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    await definition.handle({
      request,
      response,
      principal,
      params,
      body: parseInput(definition.body, request.body ?? {}),
      query: parseInput(definition.query, request.query),
    });
  };
}

function admit(definition: Route, principal: Principal | null): void {
  if (!principal) throw new AppError('sign-in-needed', 'errors.session-ended');
  if (definition.method !== 'get' && principal.proof !== 'token') {
    throw new AppError('sign-in-needed', 'errors.session-ended', { detail: 'a cookie alone never authorises a write' });
  }
  if (!allows(definition.permission, principal)) throw new AppError('forbidden', 'errors.forbidden');
}

/** Of a list of a thousand things that are all wrong, these many are named. */
const MOST_NAMES = 10;

/** What came in, as its schema reads it. @throws AppError `bad-request` that names the fields */
export function parseInput<T>(schema: z.ZodType<T> | undefined, input: unknown): T | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map(({ path }) => nameOf(path[0], path[1])))];
  const fields = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
  throw new AppError('bad-request', 'errors.bad-input', { detail: `refused fields: ${fields}`, values: { fields } });
}

/** Below the first step, and sometimes there, a name may be what somebody sent: it is not repeated; a number is. */
function nameOf(step: PropertyKey | undefined, place: PropertyKey | undefined): string {
  const name = typeof step === 'string' && /^[a-z_]{1,30}$/i.test(step) ? step : 'body';
  return typeof place === 'number' ? `${name}[${place}]` : name;
}
