import Bull from 'bull';
import type { Logger } from 'pino';
import type { Job, JobQueue } from './job-queue.js';

const ATTEMPTS = 3;
const BACKOFF_MS = 1_000;
const CLOSE_MS = 5_000;
const PING_MS = 2_000;
/** Requests that wait for Redis to come back; more are let go, for the sweeper asks again. */
const MOST_UNSENT = 1_000;
/** Redis being away is said once in a while, not at every try to reach it. */
const SAY_AGAIN_MS = 30_000;

/** The queue on Redis, through Bull. One Bull queue per job name, so that each has its own concurrency. */
export function createBullQueue({
  redisUrl,
  prefix,
  log,
}: {
  redisUrl: string;
  prefix: string;
  log: Logger;
}): JobQueue {
  const queues = new Map<string, Bull.Queue>();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let unsent = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  let closing = false;

  const sayProblem = (queue: string, { message, ...error }: Error & { code?: string }): void => {
    if (performance.now() - saidAt < SAY_AGAIN_MS) return;
    saidAt = performance.now();
    log.warn({ queue, problem: message || error.code }, 'the job queue has a problem');
  };
  const queueOf = (name: string): Bull.Queue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Bull(name, redisUrl, {
      prefix,
      redis: {
        maxRetriesPerRequest: null,
        enableReadyCheck: false,
        connectTimeout: PING_MS,
        // Bull reads host, port, user and database from the address, and not that it asks for TLS.
        ...(redisUrl.startsWith('rediss:') && { tls: {} }),
      },
      settings: { stalledInterval: 5_000, lockDuration: 30_000 },
      defaultJobOptions: {
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: BACKOFF_MS },
        removeOnComplete: true,
        removeOnFail: true,
      },
    });
    queue.on('error', (error) => sayProblem(name, error));
    queue.on('failed', (job, error) => log.warn({ queue: name, job: job.id, problem: error.message }, 'a job failed'));
    queues.set(name, queue);
    return queue;
  };

  return {
    process<T>(job: Job<T>) {
      const handle: Bull.ProcessPromiseFunction<unknown> = ({ data }) => job.run(job.schema.parse(data));
      queueOf(job.name)
        .process(job.concurrency, handle)
        .catch((error: Error) => log.warn({ queue: job.name, problem: error.message }, 'a job queue stopped'));
    },
    request(name, data, { key, delayMs = 0 } = {}) {
      if (closing || unsent >= MOST_UNSENT) return;
      unsent += 1;
      queueOf(name)
        .add(data, { delay: delayMs, ...(key !== undefined && { jobId: key }) })
        .catch((error: Error) => log.warn({ queue: name, problem: error.message }, 'a job could not be queued'))
        .finally(() => {
          unsent -= 1;
        });
    },
    repeat(name, everyMs, work) {
      let busy = false;
      const timer = setInterval(() => {
        if (busy || closing) return;
        busy = true;
        const run = work()
          .catch((error: Error) => log.warn({ job: name, problem: error.message }, 'a repeated job failed'))
          .finally(() => {
            busy = false;
            running.delete(run);
          });
        running.add(run);
      }, everyMs);
      timers.add(timer);
    },
    async ping() {
      if (closing) throw new Error('The job queue is closed.');
      await within(PING_MS, queueOf('ping').client.ping());
    },
    async close() {
      closing = true;
      for (const timer of timers) clearInterval(timer);
      await within(CLOSE_MS, Promise.allSettled(running)).catch(() => undefined);
      await Promise.allSettled([...queues.values()].map((queue) => within(CLOSE_MS, queue.close())));
      // What could not be closed in time would go on trying to reach Redis and keep the process alive.
      for (const queue of queues.values()) for (const client of queue.clients) client.disconnect();
    },
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
