import { z } from 'zod';
import type { JobQueue } from '../../jobs/index.js';
import { type Owner, selectOptionalProfile } from '../learners/index.js';
import { bringPath, type PathDependencies } from './service.js';

const PATH_JOB = 'path';
/**
 * The answers of a sitting are looked at together. Nobody waits for it: whoever opens their path has it brought up to date
 * at once. A search for every few answers took half of a worker's time, with a thousand learners at work.
 */
const SETTLE_MS = 5 * 60_000;
/** A path is small work, and nobody waits for it. */
const CONCURRENCY = 1;
/** A learner who goes on answering is looked at again, but not for ever in one job. */
const MOST_ROUNDS = 3;

const JobData = z.object({ tenant: z.string().min(1), user: z.string().min(1), course: z.string().min(1) });

/**
 * Asks workers to look at the path of a learner about whom something new is known: one question at a time for each. While
 * one waits, another would be told nothing new, so an import of many facts asks once.
 *
 * @param clock  milliseconds of a clock that never goes back
 */
export function createPathAsker(queue: JobQueue, clock: () => number): (tenant: string, owner: Owner) => void {
  const waiting = new Map<string, number>();
  const forget = (now: number): void => {
    for (const [key, until] of waiting) {
      if (until > now) break;
      waiting.delete(key);
    }
  };
  return (tenant, { userId, courseId }) => {
    const now = clock();
    forget(now);
    const key = `path ${tenant} ${courseId} ${userId}`;
    if (waiting.has(key)) return;
    waiting.set(key, now + SETTLE_MS);
    queue.request(PATH_JOB, { tenant, user: userId, course: courseId }, { key, delayMs: SETTLE_MS });
  };
}

/**
 * Makes this process adapt paths that are there. Idempotent: the path is decided by what is stored, as of the last fact,
 * so a job that runs twice finds nothing to do the second time.
 */
export function runPathJobs(deps: PathDependencies, queue: JobQueue): void {
  queue.process({
    name: PATH_JOB,
    schema: JobData,
    concurrency: CONCURRENCY,
    async run({ tenant, user: userId, course: courseId }) {
      const scope = deps.storage.scope(tenant);
      const owner = { userId, courseId };
      let seen = -1;
      for (let round = 1; round <= MOST_ROUNDS; round += 1) {
        const profile = await selectOptionalProfile(scope, owner);
        if (!profile || profile.sequence === seen) return;
        seen = profile.sequence;
        await bringPath(deps, { tenant, ...owner }, profile.updated_at, { background: true });
      }
    },
  });
}
