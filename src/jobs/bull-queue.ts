import Bull from 'bull';
import type { Logger } from 'pino';
import { traceOf } from '../http/index.js';
import type { Job, JobQueue } from './job-queue.js';

const ATTEMPTS = 3;
const BACKOFF_MS = 1_000;
const LONGEST_REDIAL_MS = 1_000;
/** At the end, so long for the work under way, and then so long for Redis to say goodbye. */
const FINISH_MS = 15_000;
const GOODBYE_MS = 1_000;
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

  const sayProblem = (queue: string, error: unknown): void => {
    if (closing || performance.now() - saidAt < SAY_AGAIN_MS) return;
    saidAt = performance.now();
    log.warn({ queue, problem: problemOf(error) }, 'the job queue has a problem');
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
        // Bull's own waits grow to 20 seconds; a Redis that is back is to be found at once.
        retryStrategy: (times: number) => Math.min(times * 100, LONGEST_REDIAL_MS),
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
    // Bull names its connection for lists of workers that nobody here reads. Closed before that is done, it would reject
    // where nobody can catch it, and end the process.
    Object.assign(queue, { setWorkerName: async () => undefined });
    queue.on('error', (error) => sayProblem(name, error));
    queue.on('failed', (job, error) => log.warn({ queue: name, job: job.id, problem: traceOf(error) }, 'a job failed'));
    queues.set(name, queue);
    return queue;
  };

  const underWay = (run: Promise<void>): Promise<void> => {
    const tracked = run.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };

  return {
    process<T>(job: Job<T>) {
      const handle: Bull.ProcessPromiseFunction<unknown> = async ({ data }) =>
        underWay(job.run(job.schema.parse(data)));
      queueOf(job.name)
        .process(job.concurrency, handle)
        .catch((error: unknown) => sayProblem(job.name, error));
    },
    request(name, data, { key, delayMs = 0 } = {}) {
      if (closing || unsent >= MOST_UNSENT) return;
      unsent += 1;
      queueOf(name)
        .add(data, { delay: delayMs, ...(key !== undefined && { jobId: key }) })
        .catch((error: unknown) => sayProblem(name, error))
        .finally(() => {
          unsent -= 1;
        });
    },
    repeat(name, everyMs, work) {
      let busy = false;
      const timer = setInterval(() => {
        if (busy || closing) return;
        busy = true;
        underWay(work())
          .catch((error: Error) => log.warn({ job: name, problem: traceOf(error) }, 'a repeated job failed'))
          .finally(() => {
            busy = false;
          });
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
      const goodbyes = Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await within(FINISH_MS, Promise.allSettled(running)).catch(() => undefined);
      await within(GOODBYE_MS, goodbyes).catch(() => undefined);
    },
  };
}

/** Bull rejects with nothing when a connection is closed before it was open, and Node gives some errors no words. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection was closed';
  return error.message || ('code' in error ? String(error.code) : error.name);
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
