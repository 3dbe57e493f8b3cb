import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { StorageError } from '../storage/index.js';
import { AppError } from './errors.js';
import { frameForAnyone } from './headers.js';
import { traceOf } from './logging.js';
import type { Principal } from './principal.js';
import type { RenderPage } from './render.js';
import type { Words } from './words.js';

/** The last stop of every request that found no route. */
export const noRoute: RequestHandler = () => {
  throw new AppError('not-found', 'errors.not-found');
};

interface Parts {
  readonly log: Logger;
  readonly words: Words;
  readonly renderPage: RenderPage;
  /** Tells the reader what else is known (DEV_MODE); never where in the code it happened. */
  readonly details?: boolean;
}

/**
 * Turns an error into a page or problem+json (RFC 9457). The reader gets a sentence and a reference; the log gets the
 * reference, the code and what happened, and no learner data. When even the page fails, it is a line of plain text.
 */
export function errorEdge(parts: Parts): ErrorRequestHandler {
  const { log } = parts;
  return (error: unknown, request, response, _next) => {
    const known = asAppError(error);
    const reference = randomUUID().slice(0, 8);
    const grave = known.status >= 500;
    const problem = grave ? traceOf(error) : known.message;
    log[grave ? 'error' : 'info'](
      { reference, code: known.code, method: request.method, problem },
      'a request was refused',
    );
    const giveUp = (failure: unknown): void => {
      log.error({ reference, problem: traceOf(failure) }, 'a refusal could not be shown');
      sayPlainly(response, reference);
    };
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // Express hands a view that fails to `request.next`, and behind this edge is only Express' own, with a stack trace.
    request.next = giveUp;
    try {
      show(parts, request, response, { known, error, reference });
    } catch (failure) {
      giveUp(failure);
    }
  };
}

interface Refused {
  readonly known: AppError;
  readonly error: unknown;
  readonly reference: string;
}

function show({ words, renderPage, details }: Parts, request: Request, response: Response, refused: Refused): void {
  const { known, error, reference } = refused;
  const { status } = known;
  const locale = request.acceptsLanguages()[0];
  const say = words.translator(locale === '*' ? 'en' : locale);
  const detail = details ? (error instanceof Error ? `${error.name}: ${error.message}` : String(error)) : undefined;
  const message = say(known.messageKey, known.options.values);
  response.setHeader('Cache-Control', 'no-store');
  if (known.options.retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', String(known.options.retryAfterSeconds));
  }
  if (wantsPage(request)) {
    // Who was let in has an LMS that frames this page too. It carries no secret: what was refused may not be theirs.
    const platformOrigin = (response.locals.principal as Principal | null | undefined)?.platformOrigin;
    if (known.code === 'too-many-requests') frameForAnyone(response);
    const data = { message: detail ? `${message} (${detail})` : message, reference, status };
    renderPage(response, 'error', data, { status, locale, platformOrigin });
    return;
  }
  const body = { type: `about:blank#${known.code}`, title: message, status, detail, reference };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Words of last resort: neither locale files nor views can be counted on here. */
function sayPlainly(response: Response, reference: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const sentence = `Something went wrong on our side. Try again; if it stays, pass on this reference: ${reference}`;
  response.status(500).setHeader('Cache-Control', 'no-store');
  response.type('text/plain').send(sentence);
}

function wantsPage(request: Request): boolean {
  if (request.path.startsWith('/api/')) return false;
  return request.accepts(['json', 'html']) === 'html';
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (type === 'entity.too.large') return new AppError('too-large', 'errors.too-large', { cause: error });
  if (status >= 400 && status < 500)
    return new AppError('bad-request', 'errors.bad-request', { detail: type, cause: error });
  if (mayPass(error)) return new AppError('unavailable', 'errors.unavailable', { cause: error });
  return new AppError('internal', 'errors.internal', { cause: error });
}

/** What the driver says of work that the end of a server, or of a connection to it, cut short, or other work of now. */
const PASSING = new Set(['TransientTransactionError', 'RetryableWriteError', 'PoolRequestedRetry']);
/** The driver hands on as it is what the system says of a connection that the server has closed. */
const CLOSED = new Set(['EPIPE', 'ECONNRESET']);

/** Whether the same request may succeed in a moment, when the database is back. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StorageError || /Mongo(Network|ServerSelection|NotConnected)/.test(error.name)) return true;
  const labels = 'errorLabels' in error && Array.isArray(error.errorLabels) ? error.errorLabels : [];
  return labels.some((label) => PASSING.has(label)) || ('code' in error && CLOSED.has(String(error.code)));
}
