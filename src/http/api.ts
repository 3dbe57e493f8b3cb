import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { AppError, type ErrorCode } from './errors.js';
import { type ServerEvent, sendEvents } from './events.js';
import { Moment } from './moment.js';
import { allows, type Permission, type Principal } from './principal.js';
import { parseInput } from './routes.js';

/** What a service key may be allowed to do. The list is closed; `attune api-keys create --scope` takes these. */
export const API_SCOPES = [
  'courses:read',
  'courses:write',
  'learners:read',
  'learners:write',
  'events:write',
  'evidence:write',
  'models:read',
  'models:write',
  'experiments',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Who asks through the API: one launch of one person, or a key of an institution. */
export type Caller =
  | { readonly kind: 'session'; readonly tenant: string; readonly principal: Principal }
  | { readonly kind: 'key'; readonly tenant: string; readonly keyId: string; readonly scopes: ReadonlySet<string> };

/** Finds who asks, or null. Wired by app.ts. */
export type Identify = (request: Request) => Promise<Caller | null>;

export interface ApiContext<P, Q, B> {
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** When this is asked: the clock's time, or the time that a key asks about with `?at=` (never in production). */
  readonly now: Date;
  readonly request: Request;
  readonly response: Response;
}

/** What an endpoint gives back besides 200 and its body. */
export interface ApiAnswer<A> {
  readonly status?: 200 | 201 | 202;
  readonly body: A;
  /** Names this state of what was asked for; it becomes the ETag. */
  readonly version?: string;
  /** Address of what was made. */
  readonly location?: string;
}

/** One endpoint of the API, declared whole: the OpenAPI document is made from it. */
export interface ApiRoute<P = unknown, Q = unknown, B = unknown, A = unknown> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: `/api/${string}`;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  /** Who may come with a session; null: none. */
  readonly session: Permission | null;
  /** The scope that a key needs; null: no key may. */
  readonly scope: ApiScope | null;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** Headers of its own that the request has, for the document; the handler reads them. */
  readonly headers?: z.ZodType;
  readonly answer: z.ZodType<A>;
  /** 200 unless told otherwise. */
  readonly status?: 200 | 201 | 202;
  /** Other statuses of a good answer: 200 where what was asked for was there already. */
  readonly also?: readonly (200 | 201 | 202)[];
  /** What can go wrong besides bad input, no or too little permission, and too many requests. */
  readonly errors?: readonly ErrorCode[];
  handle(context: ApiContext<P, Q, B>): Promise<ApiAnswer<A>>;
  /** Instead of an answer, events as they come; `answer` is then the schema of the data of one. */
  readonly stream?: (context: ApiContext<P, Q, B>) => Promise<EventSource>;
}

/** Makes the events of one reader; the signal says that nobody reads them any more. */
export type EventSource = (signal: AbortSignal) => AsyncIterable<ServerEvent>;

/** An endpoint that gives events instead of an answer. */
export interface ApiStream<P, Q, A>
  extends Omit<ApiRoute<P, Q, undefined, A>, 'method' | 'body' | 'answer' | 'status' | 'handle'> {
  /** The data of an event. */
  readonly event: z.ZodType<A>;
  /** Whatever refuses the reader does so here, while a status can still be told. */
  stream(context: ApiContext<P, Q, undefined>): Promise<EventSource>;
}

/** Keeps the types of an endpoint together while a feature lists its endpoints. */
export function apiRoute<P = undefined, Q = undefined, B = undefined, A = unknown>(
  definition: ApiRoute<P, Q, B, A>,
): ApiRoute {
  return definition as unknown as ApiRoute;
}

/** An endpoint of Server-Sent Events: `text/event-stream`, to be read with fetch and the Authorization header. */
export function apiStream<P = undefined, Q = undefined, A = unknown>({ event, ...rest }: ApiStream<P, Q, A>): ApiRoute {
  const handle = (): Promise<never> => Promise.reject(new Error(`${rest.operationId} gives events, no answer.`));
  return apiRoute<P, Q, undefined, A>({ ...rest, method: 'get', answer: event, handle });
}

export interface ApiOptions {
  readonly identify: Identify;
  readonly clock: () => Date;
  /** Whether keys may ask as of a time of their own; so months can be simulated in minutes. */
  readonly asOf: boolean;
  /** Throws what somebody must do before anything is told or done for their session. */
  readonly requireOpen: (principal: Principal) => Promise<void>;
  /** Turns away an address that is known to be over its limit; this costs no way to anywhere. */
  readonly refuseKnown: (request: Request) => void;
  /** Counts a request of an address. */
  readonly countAddress: (request: Request) => Promise<void>;
  /** Counts a request of whoever asks, and says in headers what is left. */
  readonly count: (caller: Caller, response: Response) => Promise<void>;
  /** Tells when an answer is not what its schema says; a program of ours is wrong then. */
  readonly onWrongAnswer: (operationId: string, problem: z.ZodError) => void;
}

/** The largest batch of events, with room to spare. */
const MOST_BYTES = '4mb';

/**
 * Mounts the endpoints: permission, parsers, JSON in and out, ETags, and 405 with Allow for other methods.
 *
 * @throws Error at start-up when two share an operationId or an address, or one lets nobody in
 */
export function mountApi(router: Router, routes: readonly ApiRoute[], options: ApiOptions): void {
  const seen = new Set<string>();
  const methods = new Map<string, Set<string>>();
  const readJson = express.json({ limit: MOST_BYTES, strict: false });
  const countFirst: RequestHandler = async (request, _response, next) => {
    await options.countAddress(request);
    next();
  };
  for (const each of routes) {
    if (each.session === null && each.scope === null) throw new Error(`The endpoint ${each.path} lets nobody in.`);
    for (const name of [each.operationId, `${each.method} ${each.path}`]) {
      if (seen.has(name)) throw new Error(`Two endpoints are called ${name}.`);
      seen.add(name);
    }
    const path = expressPath(each.path);
    methods.set(path, (methods.get(path) ?? new Set()).add(each.method));
    const before = [...(isRead(each) ? [] : [countFirst]), ...(each.body ? [requireJson, readJson] : [])];
    router[each.method](path, ...before, handlerOf(each, options));
  }
  for (const [path, allowed] of methods) router.all(path, countFirst, refuseMethod([...allowed]));
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const requireJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new AppError('wrong-media-type', 'errors.wrong-media-type');
  // The parser would take nothing for an empty object.
  if (request.get('content-length') === '0') throw new AppError('bad-request', 'errors.bad-request');
  next();
};

function refuseMethod(allowed: readonly string[]): RequestHandler {
  const allow = allowed.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])).join(', ');
  return (_request, response) => {
    response.setHeader('Allow', allow);
    throw new AppError('wrong-method', 'errors.wrong-method', { values: { methods: allow } });
  };
}

export const AsOf = z.object({
  at: Moment.optional().describe('Asks as of this time; only for keys, and never in production.'),
});

function timeOf(request: Request, caller: Caller, { clock, asOf }: ApiOptions): Date {
  const { at } = parseInput(AsOf, request.query) ?? {};
  if (at === undefined) return clock();
  if (!asOf || caller.kind !== 'key') throw new AppError('forbidden', 'errors.at-refused');
  return new Date(at);
}

/** It changes nothing and answers at once, so it may begin before its request is counted. */
const isRead = ({ method, body, stream }: ApiRoute): boolean => method === 'get' && !body && !stream;

function handlerOf(definition: ApiRoute, options: ApiOptions): RequestHandler {
  const { identify, requireOpen, refuseKnown, countAddress, count, onWrongAnswer } = options;
  const { stream, handle } = definition;
  const reads = isRead(definition);
  return async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    if (reads) refuseKnown(request);
    const caller = await identify(request);
    if (!caller) {
      if (reads) await countAddress(request);
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new AppError('sign-in-needed', 'errors.key-needed');
    }
    const allowed = async () => {
      admit(definition, caller);
      if (caller.kind === 'session') await requireOpen(caller.principal);
      return contextOf(definition, { request, response, caller }, options);
    };
    if (reads) {
      // Both together are one way to Redis and back.
      const counting = Promise.all([countAddress(request), count(caller, response)]);
      const answer = await whileCounted(counting, async () => handle(await allowed()));
      return send(definition, request, response, answer, onWrongAnswer);
    }
    await count(caller, response);
    if (stream) return sendEvents(response, await stream(await allowed()));
    send(definition, request, response, await handle(await allowed()), onWrongAnswer);
  };
}

/**
 * Reads while the request is still being counted, which takes a way to Redis and back. Whoever is known to be over the
 * limit costs no read; who turns out to be is told nothing of what was read.
 */
async function whileCounted<T>(counting: Promise<unknown>, read: () => Promise<T>): Promise<T> {
  await Promise.race([counting, new Promise(setImmediate)]);
  const [counted, answer] = await Promise.allSettled([counting, read()]);
  if (counted.status === 'rejected') throw counted.reason;
  if (answer.status === 'rejected') throw answer.reason;
  return answer.value;
}

function contextOf(
  { params, query, body }: ApiRoute,
  { request, response, caller }: Pick<ApiContext<unknown, unknown, unknown>, 'request' | 'response' | 'caller'>,
  options: ApiOptions,
): ApiContext<unknown, unknown, unknown> {
  return {
    caller,
    params: parseInput(params, request.params),
    query: parseInput(query, request.query),
    body: parseInput(body, request.body),
    now: timeOf(request, caller, options),
    request,
    response,
  };
}

function admit({ session, scope, method }: ApiRoute, caller: Caller): void {
  if (caller.kind === 'key') {
    if (scope !== null && caller.scopes.has(scope)) return;
    throw new AppError('forbidden', 'errors.scope-needed', { values: { scope: scope ?? '–' } });
  }
  if (method !== 'get' && caller.principal.proof !== 'token') {
    throw new AppError('sign-in-needed', 'errors.session-ended', { detail: 'a cookie alone never authorises a write' });
  }
  if (session === null || !allows(session, caller.principal)) throw new AppError('forbidden', 'errors.forbidden');
}

function send(
  { operationId, answer, status = 200 }: ApiRoute,
  request: Request,
  response: Response,
  given: ApiAnswer<unknown>,
  onWrongAnswer: ApiOptions['onWrongAnswer'],
): void {
  const checked = answer.safeParse(given.body);
  if (!checked.success) onWrongAnswer(operationId, checked.error);
  if (given.location !== undefined) response.setHeader('Location', given.location);
  const body = JSON.stringify(given.body);
  const tag = etagOf(given.version ?? body);
  response.setHeader('ETag', tag);
  if (request.method === 'GET' && request.headers['if-none-match'] === tag) {
    response.status(304).end();
    return;
  }
  response
    .status(given.status ?? status)
    .type('application/json')
    .send(body);
}

/** The ETag of a state: equal states have equal tags. */
export function etagOf(version: string): string {
  return `"${createHash('sha256').update(version).digest('base64url').slice(0, 22)}"`;
}

/**
 * Refuses a change of a state that the caller has not seen (RFC 9110, 13.1.1).
 *
 * @throws AppError `precondition-needed` without If-Match, `precondition-failed` when the state is another by now
 */
export function requireSeen(request: Request, version: string): void {
  const seen = request.headers['if-match'];
  if (seen === undefined) throw new AppError('precondition-needed', 'errors.precondition-needed');
  const tags = seen.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(etagOf(version))) {
    throw new AppError('precondition-failed', 'errors.precondition-failed');
  }
}
