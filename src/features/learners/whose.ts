import { z } from 'zod';
import { AppError, type Caller, notFound } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import type { Owner } from './ledger.js';
import { type ProfileDocument, profileCollection } from './model.js';

/** An id of ours as it comes in an address or a body. */
export const PublicId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,119}$/, 'not an id of ours');

export const UserParams = z.object({
  userId: PublicId.describe('Opaque id of the learner, or `me` with a session.'),
});
export const CourseQuery = z.object({
  course: PublicId.optional().describe('Id of the course; needed with a key when the learner is in several.'),
});

/** A learner in a course, as a caller may reach them. */
export interface Whose extends Owner {
  readonly tenant: string;
  readonly synthetic: boolean;
  /** The last fact that the profile holds. */
  readonly sequence: number;
  /** The learner asks for themselves; otherwise it is their teacher or a program. */
  readonly self: boolean;
}

export interface Named {
  readonly userId: string;
  readonly course?: string | undefined;
}

/**
 * Whose profile a caller means, if it is theirs to reach: a learner reaches their own; staff read those of their course;
 * a key reaches the learners of its institution.
 *
 * @param intent  `write` for what only the learner themselves, or a key for them, may say
 * @throws AppError not-found for strangers; bad-request when it is not clear which course is meant
 */
export async function whose(
  storage: Storage,
  caller: Caller,
  { userId, course }: Named,
  intent: 'read' | 'write',
): Promise<Whose> {
  const scope = storage.scope(caller.tenant);
  if (caller.kind === 'session') {
    const { principal } = caller;
    const self = userId === 'me' || userId === principal.userId;
    const owner = { userId: self ? principal.userId : userId, courseId: principal.courseId };
    const open = course === undefined || course === principal.courseId;
    if (!open || !(self ? principal.role === 'learner' : principal.role === 'staff')) throw notFound('not theirs');
    const filter = { user_id: owner.userId, course_id: owner.courseId };
    const profile = await scope.collection(profileCollection).findOne(filter, { only: READ });
    if (!profile) throw notFound('no profile');
    if (!self && intent === 'write') throw new AppError('forbidden', 'errors.forbidden');
    return reached(profile, self);
  }
  if (userId === 'me') throw new AppError('not-found', 'errors.me-needs-session');
  const filter = { user_id: userId, ...(course !== undefined && { course_id: course }) };
  const [profile, another] = await scope.collection(profileCollection).find(filter, { limit: 2, only: READ });
  if (!profile) throw notFound('no profile');
  if (another) throw new AppError('conflict', 'errors.course-needed');
  return reached(profile, false);
}

/**
 * What says how much one learner knows, even by the order of a list, is for keys that may read learners, whatever scope
 * its endpoint has.
 *
 * @throws AppError forbidden
 */
export function requireReader(caller: Caller): void {
  if (caller.kind === 'key' && !caller.scopes.has('learners:read')) {
    throw new AppError('forbidden', 'errors.scope-needed', { values: { scope: 'learners:read' } });
  }
}

/** A profile is large; whose it is stands in these. */
const READ = ['tenant', 'user_id', 'course_id', 'synthetic', 'sequence'];

function reached({ tenant, user_id, course_id, synthetic, sequence }: ProfileDocument, self: boolean): Whose {
  return { tenant, userId: user_id, courseId: course_id, synthetic, sequence, self };
}
