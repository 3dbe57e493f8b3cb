import { AppError, notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import type { ModelKind } from '../../training/index.js';
import { type RunDocument, type RunOutcome, runCollection } from './model.js';

/** Who asks when nobody does. */
export const BY_SYSTEM = 'system';
/** Asked for since what serves is not true any more. */
export const BY_DRIFT = 'drift';
const DUPLICATE_KEY = 11_000;
/** So long a run is in one pair of hands; whoever works on it says so in between. */
export const LEASE_MS = 60_000;
/** A run that killed its worker so often is given up. */
export const MOST_ATTEMPTS = 3;

/**
 * Asks for a training.
 *
 * @throws AppError conflict while another run trains one of these kinds of this course
 */
export async function requestRun(
  scope: Scope,
  asked: { courseId: string; kinds: readonly ModelKind[]; by: string },
  { id, now }: { id: string; now: Date },
): Promise<RunDocument> {
  try {
    return await scope.collection(runCollection).insert({
      _id: id,
      course_id: asked.courseId,
      kinds: [...new Set(asked.kinds)],
      state: 'queued',
      open: true,
      progress: 0,
      step: 'waiting',
      outcomes: [],
      problem: null,
      attempts: 0,
      asked_by: asked.by,
      lease_owner: null,
      lease_until: null,
      created_at: now,
      started_at: null,
      finished_at: null,
    });
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === DUPLICATE_KEY;
    throw taken ? new AppError('conflict', 'errors.training-under-way', { cause }) : cause;
  }
}

export async function selectRun(scope: Scope, id: string): Promise<RunDocument> {
  const run = await scope.collection(runCollection).findOne({ _id: id });
  if (!run) throw notFound('no such run');
  return run;
}

/** Runs that wait for a pair of hands: new ones, and those whose worker was lost. */
export function listWaitingRuns(scope: Scope, now: Date): Promise<RunDocument[]> {
  const free = { $or: [{ lease_until: null }, { lease_until: { $lte: now } }] };
  return scope.collection(runCollection).find({ open: true, ...free }, { sort: { created_at: 1 }, limit: 100 });
}

/** The courses for which the tool itself has asked for a training since then, whatever came of it. */
export async function listCoursesAsked(
  scope: Scope,
  since: Date,
  by: typeof BY_SYSTEM | typeof BY_DRIFT,
): Promise<string[]> {
  const found = await scope
    .collection(runCollection)
    .find({ asked_by: by, created_at: { $gt: since } }, { only: ['course_id'] });
  return found.map(({ course_id }) => course_id);
}

/** Takes a run into hands of one's own. @returns null when it is over or in other hands */
export function claimRun(scope: Scope, id: string, owner: string, now: Date): Promise<RunDocument | null> {
  return scope.collection(runCollection).findOneAndUpdate(
    { _id: id, open: true, $or: [{ lease_until: null }, { lease_until: { $lte: now } }] },
    {
      $set: { state: 'running', lease_owner: owner, lease_until: later(now), started_at: now },
      $inc: { attempts: 1 },
    },
  );
}

/** Says that the run goes on, and how far it is. @returns false when it is in other hands by now */
export async function noteRun(
  scope: Scope,
  { _id, lease_owner }: RunDocument,
  at: { progress?: number; step?: string; outcome?: RunOutcome },
  now: Date,
): Promise<boolean> {
  const { progress, step, outcome } = at;
  const changed = await scope.collection(runCollection).updateOne(
    { _id, open: true, lease_owner },
    {
      $set: {
        lease_until: later(now),
        ...(progress !== undefined && { progress }),
        ...(step !== undefined && { step }),
      },
      ...(outcome && { $push: { outcomes: outcome } }),
    },
  );
  return changed === 1;
}

export async function endRun(
  scope: Scope,
  { _id, lease_owner }: RunDocument,
  problem: string | null,
  now: Date,
): Promise<void> {
  const state = problem === null ? 'done' : 'failed';
  await scope.collection(runCollection).updateOne(
    { _id, open: true, lease_owner },
    {
      $set: {
        ...{ state, open: false, problem, lease_owner: null, lease_until: null, finished_at: now },
        ...(problem === null && { progress: 1 }),
        step: state,
      },
    },
  );
}

const later = (now: Date): Date => new Date(now.getTime() + LEASE_MS);
