import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { AppError } from './errors.js';
import type { RenderPage } from './render.js';
import type { Words } from './words.js';

/** The last stop of every request that found no route. */
export const noRoute: RequestHandler = () => {
  throw new AppError('not-found', 'errors.not-found');
};

/**
 * Turns an error into a page or problem+json (RFC 9457). The reader gets a sentence and a reference; the log gets the
 * reference, the code and what happened, and no learner data.
 */
export function errorEdge({
  log,
  words,
  renderPage,
}: {
  log: Logger;
  words: Words;
  renderPage: RenderPage;
}): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const known = asAppError(error);
    const reference = randomUUID().slice(0, 8);
    const level = known.status >= 500 ? 'error' : 'info';
    const cause =
      known.status >= 500
        ? { problem: error instanceof Error ? error.stack : String(error) }
        : { problem: known.message };
    log[level]({ reference, code: known.code, method: request.method, ...cause }, 'a request was refused');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const locale = request.acceptsLanguages()[0];
    const say = words.translator(locale === '*' ? 'en' : locale);
    const message = say(known.messageKey, known.options.values);
    response.setHeader('Cache-Control', 'no-store');
    if (wantsPage(request)) {
      renderPage(response, 'error', { message, reference, status: known.status }, { status: known.status, locale });
      return;
    }
    response
      .status(known.status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: `about:blank#${known.code}`, title: message, status: known.status, reference }));
  };
}

function wantsPage(request: Request): boolean {
  return request.accepts(['json', 'html']) === 'html';
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (type === 'entity.too.large') return new AppError('too-large', 'errors.too-large', { cause: error });
  if (status >= 400 && status < 500)
    return new AppError('bad-request', 'errors.bad-request', { detail: type, cause: error });
  const network = error instanceof Error && /Mongo(Network|ServerSelection|NotConnected)/.test(error.name);
  if (network) return new AppError('unavailable', 'errors.unavailable', { cause: error });
  return new AppError('internal', 'errors.internal', { cause: error });
}
