import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import {
  type CourseDocument,
  type CourseRole,
  courseCollection,
  type EnrolmentDocument,
  enrolmentCollection,
  type GradeServices,
  type PlacementDocument,
  placementCollection,
} from './model.js';
import type { PlacementSettings } from './settings.js';

export async function selectCourse(scope: Scope, courseId: string): Promise<CourseDocument> {
  const course = await scope.collection(courseCollection).findShared({ _id: courseId });
  if (!course) throw notFound('no such course');
  return course;
}

/** The title of a link; that of its catalogue where the LMS names neither link nor course. */
export function placementTitle({ title }: PlacementDocument, catalogue: { readonly title: string }): string {
  return title || catalogue.title;
}

export async function selectPlacement(scope: Scope, placementId: string): Promise<PlacementDocument> {
  const placement = await scope.collection(placementCollection).findShared({ _id: placementId });
  if (!placement) throw notFound('no such placement');
  return placement;
}

export function listPlacements(scope: Scope, courseId: string): Promise<PlacementDocument[]> {
  return scope.collection(placementCollection).find({ course_id: courseId }, { sort: { created_at: 1 } });
}

/** Finds the course of an LMS context, or makes it. */
export function ensureCourse(
  scope: Scope,
  key: { issuer: string; deployment: string; contextId: string },
  { id, title, formerContexts, now }: { id: string; title: string; formerContexts: readonly string[]; now: Date },
): Promise<CourseDocument> {
  return scope.collection(courseCollection).ensure(
    { issuer: key.issuer, deployment: key.deployment, context_id: key.contextId },
    {
      set: { title: title.slice(0, 255), ...(formerContexts.length > 0 && { former_contexts: [...formerContexts] }) },
      insert: { _id: id, catalogue_id: null, bound_at: null, created_at: now },
    },
  );
}

/** The catalogues of the courses that a course was copied from, each once. */
export async function listCataloguesOfOriginals(
  scope: Scope,
  { issuer, deployment, former_contexts: former = [] }: CourseDocument,
): Promise<string[]> {
  if (former.length === 0) return [];
  const originals = await scope
    .collection(courseCollection)
    .find({ issuer, deployment, context_id: { $in: former }, catalogue_id: { $ne: null } });
  return [...new Set(originals.flatMap(({ catalogue_id }) => catalogue_id ?? []))];
}

/** The courses of the institution that are bound to a catalogue; of many, the first `limit` by their ids. */
export function listBoundCourses(scope: Scope, limit: number): Promise<CourseDocument[]> {
  return scope.collection(courseCollection).find({ catalogue_id: { $ne: null } }, { sort: { _id: 1 }, limit });
}

/** The courses that this one can learn from: those that it was copied from, then those with the same catalogue. */
export async function listRelatedCourses(
  scope: Scope,
  course: CourseDocument,
  limit: number,
): Promise<CourseDocument[]> {
  const { _id, issuer, deployment, former_contexts: former = [], catalogue_id } = course;
  const others = { _id: { $ne: _id }, catalogue_id: { $ne: null } };
  const courses = scope.collection(courseCollection);
  const originals =
    former.length > 0 ? await courses.find({ ...others, issuer, deployment, context_id: { $in: [...former] } }) : [];
  const same = catalogue_id === null ? [] : await courses.find({ _id: { $ne: _id }, catalogue_id }, { limit });
  const known = new Set(originals.map((each) => each._id));
  return [...originals, ...same.filter((each) => !known.has(each._id))].slice(0, limit);
}

/** Binds the course to a catalogue, once; a course that is bound stays as it is. */
export async function bindCourse(
  scope: Scope,
  courseId: string,
  catalogueId: string,
  now: Date,
): Promise<CourseDocument> {
  await scope
    .collection(courseCollection)
    .updateOne({ _id: courseId, catalogue_id: null }, { $set: { catalogue_id: catalogueId, bound_at: now } });
  return selectCourse(scope, courseId);
}

export interface LaunchedLink {
  readonly courseId: string;
  readonly resourceLinkId: string;
  readonly formerLinks: readonly string[];
  readonly title: string;
  readonly settings: PlacementSettings;
  /** Custom parameters whose value could not be read. */
  readonly ignored: readonly string[];
  readonly services: GradeServices | null;
  readonly lineItem: string | null;
  /** The stable id that deep linking wrote into the link; null for a link made by hand. */
  readonly resourceId: string | null;
}

/** Finds the placement of a link, or makes it, with the settings and services of the newest launch. */
export function savePlacement(scope: Scope, link: LaunchedLink, id: string, now: Date): Promise<PlacementDocument> {
  const { courseId, resourceLinkId, formerLinks, title, settings, ignored, services, lineItem, resourceId } = link;
  return scope.collection(placementCollection).ensure(
    { course_id: courseId, resource_link_id: resourceLinkId },
    {
      set: {
        kind: settings.kind,
        title: title.slice(0, 255),
        settings,
        ignored: [...ignored],
        // A launch without the service (a link that lost its grade column for a day) does not forget the way home.
        ...(services && { services }),
        ...(formerLinks.length > 0 && { former_links: [...formerLinks] }),
        ...(lineItem && { line_item: lineItem }),
      },
      stamp: { updated_at: now },
      insert: {
        _id: id,
        resource_id: resourceId ?? id,
        line_item_lease: null,
        created_at: now,
        ...(!services && { services: null }),
        ...(!lineItem && { line_item: null }),
      },
    },
  );
}

/** Takes the sole right to make the line item for a while. @returns false while somebody has it */
export async function leaseLineItem(scope: Scope, placementId: string, now: Date, leaseMs: number): Promise<boolean> {
  const free = { $or: [{ line_item_lease: null }, { line_item_lease: { $lte: now } }] };
  const until = new Date(now.getTime() + leaseMs);
  const taken = await scope
    .collection(placementCollection)
    .updateOne({ _id: placementId, ...free }, { $set: { line_item_lease: until } });
  return taken === 1;
}

export async function rememberLineItem(scope: Scope, placementId: string, url: string): Promise<void> {
  await scope.collection(placementCollection).updateOne({ _id: placementId }, { $set: { line_item: url } });
}

export async function saveEnrolment(
  scope: Scope,
  who: { courseId: string; userId: string; role: CourseRole; synthetic: boolean },
  now: Date,
): Promise<void> {
  const { courseId, userId, role, synthetic } = who;
  await scope
    .collection(enrolmentCollection)
    .updateOne(
      { course_id: courseId, user_id: userId },
      { $set: { role, synthetic, last_launch_at: now, left_at: null }, $setOnInsert: { _id: `${courseId}:${userId}` } },
      { upsert: true },
    );
}

/** Who is in the course now, as far as launches and the roster tell. */
export function listEnrolments(scope: Scope, courseId: string, role: CourseRole): Promise<EnrolmentDocument[]> {
  return scope.collection(enrolmentCollection).find({ course_id: courseId, role, synthetic: false, left_at: null });
}

/** The courses that somebody has opened since, where a launch lent a gradebook. */
export async function listCoursesWithGradebook(scope: Scope, since: Date): Promise<string[]> {
  const distinct = { $group: { _id: '$course_id' } };
  const opened = await scope
    .collection(enrolmentCollection)
    .aggregate<{ _id: string }>([{ $match: { last_launch_at: { $gt: since } } }, distinct]);
  const among = { $in: opened.map(({ _id }) => _id) };
  const found = await scope
    .collection(placementCollection)
    .aggregate<{ _id: string }>([{ $match: { course_id: among, services: { $ne: null } } }, distinct]);
  return found.map(({ _id }) => _id).sort();
}

/** Courses of the institution in the order of their ids, after the one that is named. */
export function listCourses(
  scope: Scope,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<CourseDocument[]> {
  const filter = after === null ? {} : { _id: { $gt: after } };
  return scope.collection(courseCollection).find(filter, { sort: { _id: 1 }, limit });
}

/** Learners of a course in the order of their ids, after the one that is named. */
export function pageOfEnrolments(
  scope: Scope,
  courseId: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<EnrolmentDocument[]> {
  const filter = { course_id: courseId, role: 'learner' as const, ...(after !== null && { user_id: { $gt: after } }) };
  return scope.collection(enrolmentCollection).find(filter, { sort: { user_id: 1 }, limit });
}

/** Where these people are, in the order of the courses' ids. */
export function listEnrolmentsOf(scope: Scope, userIds: readonly string[]): Promise<EnrolmentDocument[]> {
  return scope
    .collection(enrolmentCollection)
    .find({ user_id: { $in: [...userIds] } }, { sort: { user_id: 1, course_id: 1 } });
}

/**
 * Puts a learner into a course for a program; whoever is in it stays as they are, and whoever had left is back.
 *
 * @returns false when they were there
 */
export async function enrolFromOutside(
  scope: Scope,
  { courseId, userId, synthetic }: { courseId: string; userId: string; synthetic: boolean },
): Promise<boolean> {
  const first = { role: 'learner' as const, synthetic, last_launch_at: null, left_at: null, outside: true };
  const [enrolments, own] = [scope.collection(enrolmentCollection), { course_id: courseId, user_id: userId }];
  const insert = { $setOnInsert: { _id: `${courseId}:${userId}`, ...first } };
  if ((await enrolments.updateOne(own, insert, { upsert: true })) === 0) return true;
  const back = { $set: { left_at: null, outside: true, role: 'learner' as const } };
  return (await enrolments.updateOne({ ...own, left_at: { $ne: null } }, back)) === 1;
}

/** The courses that are named, as far as there are any. */
export function listCoursesById(scope: Scope, courseIds: readonly string[]): Promise<CourseDocument[]> {
  return scope.collection(courseCollection).find({ _id: { $in: [...courseIds] } });
}
