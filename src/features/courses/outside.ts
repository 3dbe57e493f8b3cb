import { z } from 'zod';
import { AppError, type Caller } from '../../http/index.js';
import { recordAudit, type Scope, type Storage } from '../../storage/index.js';
import { selectOptionalCatalogue } from '../catalogue/index.js';
import {
  ensureOutsideLearner,
  ensureProfile,
  type LearnerDocument,
  outsideIssuer,
  PublicId,
} from '../learners/index.js';
import { type CourseDocument, courseCollection } from './model.js';
import { bindCourse, enrolFromOutside, ensureCourse, selectCourse } from './store.js';

/** What an outside system calls one of its own things. */
const ExternalId = z.string().min(1).max(255).describe('What your system calls it; the same id always means the same.');
export const System = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/)
  .describe('Names your system, so that another key reaches the same things. Without it the key itself is the system.');

export const LearnerOrder = z.strictObject({
  externalId: ExternalId,
  system: System.optional(),
  course: PublicId.describe('Id of the course.'),
  name: z.string().min(1).max(255).optional().describe('Shown to staff; what is known stays when it is absent.'),
  synthetic: z
    .boolean()
    .default(false)
    .describe('A test student: nothing is learned from them, and no report counts them. Decided when they are new.'),
});
export type LearnerOrder = z.infer<typeof LearnerOrder>;

export const CourseOrder = z.strictObject({
  externalId: ExternalId,
  system: System.optional(),
  title: z.string().min(1).max(255),
  catalogue: z.string().min(1).max(120).describe('Id of the catalogue that the course plays, for ever.'),
});
export type CourseOrder = z.infer<typeof CourseOrder>;

interface Dependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** The key, unless it says that it speaks for a system. */
export function systemFor(caller: Caller, system: string | undefined): string {
  return system ?? (caller.kind === 'key' ? caller.keyId : 'session');
}

/** Makes a learner of an outside system known and puts them into a course. @throws AppError not-found: no such course */
export async function enrolLearner(
  { storage, newId }: Dependencies,
  caller: Caller,
  order: LearnerOrder,
  now: Date,
): Promise<{ learner: LearnerDocument; course: CourseDocument; fresh: boolean }> {
  const scope = storage.scope(caller.tenant);
  const course = await selectCourse(scope, order.course);
  const { externalId, name, synthetic } = order;
  const system = systemFor(caller, order.system);
  const learner = await ensureOutsideLearner(scope, { system, externalId, name, synthetic }, newId(), now);
  const who = { courseId: course._id, userId: learner._id, synthetic: learner.synthetic };
  // The profile first: who is enrolled here has one, even when the process dies in between.
  await ensureProfile(scope, who, now);
  return { learner, course, fresh: await enrolFromOutside(scope, who) };
}

/**
 * Makes a course of an outside system, bound to a catalogue.
 *
 * @throws AppError not-found for a catalogue that the institution does not have; conflict when the course is there and
 *   plays another
 */
export async function createCourse(
  { storage, newId }: Dependencies,
  caller: Caller,
  order: CourseOrder,
  now: Date,
): Promise<{ course: CourseDocument; fresh: boolean }> {
  const scope = storage.scope(caller.tenant);
  if (!(await selectOptionalCatalogue(scope, order.catalogue))) {
    throw new AppError('not-found', 'errors.unknown-catalogue');
  }
  const issuer = outsideIssuer(systemFor(caller, order.system));
  const key = { issuer, deployment: 'api', contextId: order.externalId };
  const before = await optionalCourse(scope, key);
  if (before && before.catalogue_id !== null && before.catalogue_id !== order.catalogue) {
    throw new AppError('conflict', 'errors.course-bound');
  }
  const found = await ensureCourse(scope, key, { id: newId(), title: order.title, formerContexts: [], now });
  const course = await bindCourse(scope, found._id, order.catalogue, now);
  if (course.catalogue_id !== order.catalogue) throw new AppError('conflict', 'errors.course-bound');
  if (!before) {
    const details = {
      course: course._id,
      catalogue: order.catalogue,
      ...(caller.kind === 'key' && { key: caller.keyId }),
    };
    await recordAudit(scope, { action: 'course-created', actor: 'system', details }, { id: newId(), now });
  }
  return { course, fresh: !before };
}

function optionalCourse(
  scope: Scope,
  { issuer, deployment, contextId }: { issuer: string; deployment: string; contextId: string },
): Promise<CourseDocument | null> {
  return scope.collection(courseCollection).findOne({ issuer, deployment, context_id: contextId });
}
