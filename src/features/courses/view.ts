import { z } from 'zod';
import { AppError, type Caller, notFound } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { type LearnerDocument, PublicId, systemOf } from '../learners/index.js';
import type { CourseDocument, EnrolmentDocument } from './model.js';
import { selectCourse } from './store.js';

export interface ApiDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

export const CourseParams = z.object({ courseId: PublicId.describe('Id of the course.') });

export const CourseAnswer = z.object({
  courseId: z.string(),
  title: z.string(),
  externalId: z.string().nullable().describe('What an outside system calls it; null for a course of an LMS.'),
  system: z.string().nullable(),
  catalogue: z.string().nullable().describe('What it plays; null until staff have chosen.'),
  createdAt: z.iso.datetime(),
});

export function courseAnswer(course: CourseDocument): z.infer<typeof CourseAnswer> {
  const system = systemOf(course.issuer);
  return {
    courseId: course._id,
    title: course.title,
    externalId: system === null ? null : course.context_id,
    system,
    catalogue: course.catalogue_id,
    createdAt: course.created_at.toISOString(),
  };
}

export const LearnerAnswer = z.object({
  userId: z.string().describe('Our own opaque id: `{userId}` of all other endpoints.'),
  externalId: z.string().nullable().describe('What an outside system calls them; null for people of an LMS.'),
  system: z.string().nullable(),
  name: z.string().nullable(),
  synthetic: z.boolean(),
  createdAt: z.iso.datetime(),
  courses: z.array(
    z.object({
      course: z.string(),
      role: z.enum(['learner', 'staff', 'observer', 'guest']),
      leftAt: z.iso.datetime().nullable().describe('When the roster of the LMS had them no more.'),
    }),
  ),
});

export function learnerAnswer(
  { _id, issuer, sub, name, synthetic, created_at }: LearnerDocument,
  enrolments: readonly EnrolmentDocument[],
): z.infer<typeof LearnerAnswer> {
  const system = systemOf(issuer);
  return {
    userId: _id,
    externalId: system === null ? null : sub,
    system,
    name,
    synthetic,
    createdAt: created_at.toISOString(),
    courses: enrolments
      .filter(({ user_id }) => user_id === _id)
      .map(({ course_id, role, left_at }) => ({ course: course_id, role, leftAt: left_at?.toISOString() ?? null })),
  };
}

/** The course that a caller may look into: a person in their own, a key in all of the institution. @throws not-found */
export function courseFor(scope: Scope, caller: Caller, courseId: string): Promise<CourseDocument> {
  if (caller.kind === 'session' && caller.principal.courseId !== courseId) throw notFound('not their course');
  return selectCourse(scope, courseId);
}

/** What a course plays. @throws AppError not-found; conflict while it is bound to nothing */
export async function catalogueFor(
  scope: Scope,
  caller: Caller,
  courseId: string,
  options: { revision?: number } = {},
): Promise<CatalogueView> {
  const { catalogue_id } = await courseFor(scope, caller, courseId);
  if (catalogue_id === null) throw new AppError('conflict', 'errors.course-unbound');
  return loadCatalogue(scope, catalogue_id, options);
}
