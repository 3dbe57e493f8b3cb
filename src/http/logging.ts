import type { RequestHandler } from 'express';
import { type Logger, pino } from 'pino';

/** The program's log. Request bodies, headers and addresses' queries never enter it. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** One line a request: method, the shape of the path (ids taken out), status and milliseconds. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const { method, originalUrl } = request;
    const start = performance.now();
    response.once('close', () => {
      const level = response.statusCode >= 500 ? 'error' : 'debug';
      if (!log.isLevelEnabled(level) || originalUrl.startsWith('/health')) return;
      const times = { responseTime: Math.round(performance.now() - start) };
      const line = { req: { method, path: shapeOf(originalUrl) }, res: { status: response.statusCode }, ...times };
      log[level](line, response.writableFinished ? 'a request was answered' : 'a request was broken off');
    });
    next();
  };
}

/** What a room is called in an address; whatever looks otherwise may name a person, a session or a course. */
const ROOM = /^[a-z]{1,20}(-[a-z]{1,20}){0,3}$/;

/** `/app/3f0c…/practice?x=1` becomes `/app/:id/practice`: an address in a log names a room, not a person. */
export function shapeOf(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  const parts = path.split('/').map((part) => (part === '' || ROOM.test(part) ? part : ':id'));
  return parts.join('/').slice(0, 120);
}

/** Errors of the language itself: their messages quote code. Those of libraries may quote what somebody sent. */
const QUOTES_CODE = new Set(['TypeError', 'ReferenceError']);

/** Where an error happened, and of what kind it is, for the log: without a message that might hold learner data. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const lines = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const head = QUOTES_CODE.has(error.name) ? `${error.name}: ${error.message}` : error.name;
  const cause = error.cause === undefined ? [] : [`caused by ${traceOf(error.cause)}`];
  return [head, ...lines, ...cause].join('\n');
}
