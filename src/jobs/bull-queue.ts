import Bull from 'bull';
import type { Logger } from 'pino';
import type { Job, JobQueue } from './job-queue.js';

const ATTEMPTS = 3;
const BACKOFF_MS = 1_000;
const CLOSE_MS = 5_000;
const PING_MS = 2_000;

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
  let closing = false;

  const queueOf = (name: string): Bull.Queue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Bull(name, redisUrl, {
      prefix,
      redis: { maxRetriesPerRequest: null, enableReadyCheck: false, connectTimeout: PING_MS },
      settings: { stalledInterval: 5_000, lockDuration: 30_000 },
      defaultJobOptions: {
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: BACKOFF_MS },
        removeOnComplete: true,
        removeOnFail: true,
      },
    });
    queue.on('error', (error) => log.warn({ queue: name, problem: error.message }, 'the job queue has a problem'));
    queue.on('failed', (job, error) => log.warn({ queue: name, job: job.id, problem: error.message }, 'a job failed'));
    queues.set(name, queue);
    return queue;
  };

  return {
    process<T>(job: Job<T>) {
      void queueOf(job.name)
        .process(job.concurrency, async ({ data }) => job.run(job.schema.parse(data)))
        .catch((error: Error) => log.warn({ queue: job.name, problem: error.message }, 'a job queue stopped'));
    },
    request(name, data, { key, delayMs = 0 } = {}) {
      if (closing) return;
      queueOf(name)
        .add(data, { delay: delayMs, ...(key !== undefined && { jobId: key }) })
        .catch((error: Error) => log.warn({ queue: name, problem: error.message }, 'a job could not be queued'));
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
      const client = queueOf('ping').client;
      await within(PING_MS, client.ping());
    },
    async close() {
      closing = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.allSettled(running);
      await Promise.allSettled([...queues.values()].map((queue) => within(CLOSE_MS, queue.close())));
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
