import { z } from 'zod';
import type { JobQueue } from '../../jobs/index.js';
import { type Owner, selectOptionalProfile } from '../learners/index.js';
import { bringPath, type PathDependencies } from './service.js';

const PATH_JOB = 'path';
/** Answers of a few seconds are looked at together. */
const SETTLE_MS = 3_000;
/** A path is small work, and nobody waits for it. */
const CONCURRENCY = 1;
/** A learner who goes on answering is looked at again, but not for ever in one job. */
const MOST_ROUNDS = 3;

const JobData = z.object({ tenant: z.string().min(1), user: z.string().min(1), course: z.string().min(1) });

/** Asks a worker to look at the path of a learner about whom something new is known. One question at a time each. */
export function askForPath(queue: JobQueue, tenant: string, { userId, courseId }: Owner): void {
  const data = { tenant, user: userId, course: courseId };
  queue.request(PATH_JOB, data, { key: `path ${tenant} ${courseId} ${userId}`, delayMs: SETTLE_MS });
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
