import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError, traceOf } from '../../http/index.js';
import type { JobQueue } from '../../jobs/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { listBoundCourses } from '../courses/index.js';
import { listInstitutions } from '../institutions/index.js';
import { modelCourseCollection } from './model.js';
import type { PersonalizationDataPipeline } from './pipeline.js';
import {
  BY_DRIFT,
  BY_SYSTEM,
  claimRun,
  endRun,
  LEASE_MS,
  listCoursesAsked,
  listWaitingRuns,
  MOST_ATTEMPTS,
  noteRun,
  requestRun,
} from './runs.js';

export interface ModelJobDependencies {
  readonly storage: Storage;
  readonly queue: JobQueue;
  readonly pipeline: PersonalizationDataPipeline;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

const TRAIN_JOB = 'models train';
const EXTRACT_JOB = 'models extract';
const SWEEP_MS = 30_000;
const HOUR_MS = 3_600_000;
/** Nights begin and end at these hours (UTC); a course is trained once in a night. */
const NIGHT = { from: 1, to: 5 } as const;
const ONCE_A_NIGHT_MS = 12 * HOUR_MS;
/** With fewer new answers a new model would say the same. */
const LEAST_NEW_ANSWERS = 500;
const MOST_COURSES = 10_000;

const RunJob = z.object({ tenant: z.string().min(1), run: z.string().min(1) });
const CourseJob = z.object({ tenant: z.string().min(1), course: z.string().min(1) });

/** Tells the workers that a run waits. Called after it was stored. */
export function announceRun(queue: JobQueue, tenant: string, run: string): void {
  queue.request(TRAIN_JOB, { tenant, run }, { key: `train ${run}` });
}

/** Makes this process read ledgers and train models, by night and when asked. @returns what ends it */
export function runModelJobs(deps: ModelJobDependencies): { stop(): void } {
  const { queue, storage } = deps;
  const stopped = new AbortController();
  queue.process({
    name: TRAIN_JOB,
    schema: RunJob,
    // One fit at a time: it takes a whole core.
    concurrency: 1,
    run: ({ tenant, run }) => work(deps, storage.scope(tenant), run, stopped.signal),
  });
  queue.process({
    name: EXTRACT_JOB,
    schema: CourseJob,
    concurrency: 1,
    run: ({ tenant, course }) => readCourse(deps, storage.scope(tenant), course),
  });
  queue.repeat('models sweep', SWEEP_MS, () => sweep(deps));
  return { stop: () => stopped.abort() };
}

/**
 * Reads what is new in a course: one that was never read begins with what related courses have learned; where a model is
 * not true any more, a better one is looked for at once.
 */
export async function readCourse(deps: ModelJobDependencies, scope: Scope, courseId: string): Promise<void> {
  const { pipeline, queue, clock, newId } = deps;
  const known = await scope.collection(modelCourseCollection).has({ _id: courseId });
  if (!known) await pipeline.warmStart(scope, courseId);
  const { answers } = await pipeline.processUserData(scope, { courseId });
  if (answers === 0) return;
  const kinds = await pipeline.watchDrift(scope, courseId);
  if (kinds.length === 0) return;
  const now = clock();
  // One that did not help would not help an hour later either.
  const asked = await listCoursesAsked(scope, new Date(now.getTime() - ONCE_A_NIGHT_MS), BY_DRIFT);
  if (asked.includes(courseId)) return;
  const run = await requestRun(scope, { courseId, kinds, by: BY_DRIFT }, { id: newId(), now }).catch(passConflict);
  if (run) announceRun(queue, scope.tenant, run._id);
}

/** Asks again for runs that the queue lost or whose worker died, and for what has become due. */
export async function sweep(deps: ModelJobDependencies): Promise<void> {
  const { storage, queue, clock, newId } = deps;
  const now = clock();
  for (const { _id: tenant } of await listInstitutions(storage)) {
    const scope = storage.scope(tenant);
    for (const { _id } of await listWaitingRuns(scope, now)) {
      queue.request(TRAIN_JOB, { tenant, run: _id }, { key: `train ${_id} ${Math.floor(now.getTime() / LEASE_MS)}` });
    }
    const known = await scope.collection(modelCourseCollection).find({});
    const read = new Map(known.map((course) => [course._id, course]));
    const tried = new Set(await listCoursesAsked(scope, new Date(now.getTime() - ONCE_A_NIGHT_MS), BY_SYSTEM));
    for (const { _id: course } of await listBoundCourses(scope, MOST_COURSES)) {
      const state = read.get(course);
      const age = now.getTime() - (state?.extracted_at?.getTime() ?? Number.NEGATIVE_INFINITY);
      if (age >= HOUR_MS) queue.request(EXTRACT_JOB, { tenant, course }, { key: `extract ${course}` });
      // A training that broke off would break off again; the next night may know better.
      if (!state || tried.has(course) || !isDue(state, now)) continue;
      const asked = { courseId: course, kinds: deps.pipeline.kinds, by: BY_SYSTEM };
      const run = await requestRun(scope, asked, { id: newId(), now }).catch(passConflict);
      if (run) announceRun(queue, tenant, run._id);
    }
  }
}

function isDue(
  { answers, trained_answers, trained_at }: { answers: number; trained_answers: number; trained_at: Date | null },
  now: Date,
): boolean {
  const hour = now.getUTCHours();
  const isNight = hour >= NIGHT.from && hour < NIGHT.to;
  const rested = trained_at === null || now.getTime() - trained_at.getTime() > ONCE_A_NIGHT_MS;
  return isNight && rested && answers - trained_answers >= LEAST_NEW_ANSWERS;
}

/** One attempt at one run; nothing happens when it is over or in other hands. What an attempt has finished stays. */
export async function work(deps: ModelJobDependencies, scope: Scope, id: string, signal: AbortSignal): Promise<void> {
  const { pipeline, clock, newId, log } = deps;
  const run = await claimRun(scope, id, newId(), clock());
  if (!run) return;
  if (run.attempts > MOST_ATTEMPTS) {
    return endRun(scope, run, 'Its worker ended in the middle of it again and again; it was given up.', clock());
  }
  const heartbeat = setInterval(() => {
    noteRun(scope, run, {}, clock()).catch((error: Error) =>
      log.warn({ run: id, problem: traceOf(error) }, 'no lease'),
    );
  }, LEASE_MS / 4);
  try {
    await pipeline.updateModels(scope, run.course_id, run.kinds, {
      run: id,
      signal,
      done: run.outcomes.map(({ kind }) => kind),
      async note(at) {
        if (!(await noteRun(scope, run, at, clock()))) throw new Error('The run is in other hands by now.');
      },
    });
    await endRun(scope, run, null, clock());
  } catch (error) {
    // A worker that stops leaves the run to the next one, which the sweeper finds when the lease is over.
    if (signal.aborted) return;
    log.error({ run: id, problem: traceOf(error as Error) }, 'a training broke off');
    const gone = error instanceof AppError && error.code === 'not-found';
    await endRun(scope, run, gone ? 'The course is gone.' : 'Something unexpected went wrong; the log knows.', clock());
  } finally {
    clearInterval(heartbeat);
  }
}

function passConflict(error: unknown): null {
  if (error instanceof AppError && error.code === 'conflict') return null;
  throw error;
}
