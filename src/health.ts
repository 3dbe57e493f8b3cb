import type { Express, Response } from 'express';
import type { JobQueue } from './jobs/index.js';
import type { Storage } from './storage/index.js';

/** Says whether the program runs (`live`) and whether it can work (`ready`). */
export function mountHealth(web: Express, { storage, queue }: { storage: Storage; queue: JobQueue }): void {
  web.get('/health/live', (_request, response) => sendHealth(response, true));
  web.get('/health/ready', async (_request, response) => {
    const [mongodb, redis] = await Promise.allSettled([storage.ping(), queue.ping()]);
    const state = ({ status }: PromiseSettledResult<void>) => (status === 'fulfilled' ? 'ok' : 'unreachable');
    sendHealth(response, mongodb.status === 'fulfilled', { mongodb: state(mongodb), redis: state(redis) });
  });
}

/** Redis may be away for a while without harm, so it is told and does not decide. */
function sendHealth(response: Response, ok: boolean, parts: Record<string, string> = {}): void {
  response.setHeader('Cache-Control', 'no-store');
  response.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'unavailable', ...parts });
}
