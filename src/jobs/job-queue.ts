import type { z } from 'zod';

/**
 * Work that happens outside a request. The queue only carries ids: MongoDB holds the truth, so a queue that loses its
 * memory loses time, never work (see the sweeper of the outbox). Handlers are idempotent: a job may run twice.
 */
export interface Job<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly concurrency: number;
  run(data: T): Promise<void>;
}

export interface JobQueue {
  /** Declares who does a job; only a worker calls it. */
  process<T>(job: Job<T>): void;
  /**
   * Asks for a job. Never waits for Redis and never throws: a queue that is down is reported in the log and the sweeper
   * asks again. Jobs with the same key that still wait are one job.
   */
  request(name: string, data: Record<string, string>, options?: { key?: string; delayMs?: number }): void;
  /** Runs `work` in this worker every `everyMs`, one run at a time. */
  repeat(name: string, everyMs: number, work: () => Promise<void>): void;
  /** Resolves when Redis answers. @throws when it does not within two seconds */
  ping(): Promise<void>;
  /** Stops taking jobs, waits for those that run, and lets go of Redis. */
  close(): Promise<void>;
}
