import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';

/** The program's log. Request bodies, headers and addresses' queries never enter it. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** One line a request: method, the shape of the path (ids taken out), status and milliseconds. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    autoLogging: { ignore: (request) => request.url?.startsWith('/health') ?? false },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: (request: { method: string; url: string }) => ({ method: request.method, path: shapeOf(request.url) }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: (error: Error) => ({ type: error.name }),
    },
  });
}

/** `/app/3f0c…/practice?x=1` becomes `/app/:id/practice`: an address in a log names a room, not a person. */
export function shapeOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path.replace(/\/[0-9a-f-]{8,}|\/[^/]{24,}/gi, '/:id').slice(0, 120);
}
