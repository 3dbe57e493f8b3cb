import type { Role } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { listCatalogues } from '../catalogue/index.js';
import { ensureLearner, ensureProfile } from '../learners/index.js';
import { historyOf } from './history.js';
import type { CourseDocument, GradeServices } from './model.js';
import { askForRoster, type RosterService } from './roster.js';
import { type PlacementKind, resourceIdFromCustom, settingsFromCustom } from './settings.js';
import {
  bindCourse,
  ensureCourse,
  listCataloguesOfOriginals,
  saveEnrolment,
  savePlacement,
  selectCourse,
} from './store.js';

/** Somebody came in through a launch: who, into which course, by which link. Already verified; ids are the LMS's. */
export interface Arrival {
  readonly tenant: string;
  readonly issuer: string;
  /** The id of our record of the deployment. */
  readonly deployment: string;
  readonly sub: string;
  readonly name: string | null;
  readonly role: Role;
  /** The LMS's test student. */
  readonly testUser: boolean;
  readonly context: { readonly id: string; readonly title: string | null } | null;
  readonly link: { readonly id: string; readonly title: string | null } | null;
  readonly custom: Readonly<Record<string, string>>;
  readonly services: GradeServices | null;
  readonly lineItem: string | null;
  /** Where the LMS tells who is in the course; null where it does not. */
  readonly roster: RosterService | null;
  /** The instructor picks content to add; there is no link yet. */
  readonly deepLinking: boolean;
}

export interface Arrived {
  readonly userId: string;
  readonly courseId: string;
  readonly placementId: string | null;
  readonly synthetic: boolean;
  /** The page to open. */
  readonly landing: string;
}

export interface ArrivalDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/**
 * Makes the person, the course and the placement of a launch known, and says which page they come to. The first staff
 * launch binds the course where the choice is clear: a copy plays what its original plays, and an institution with one
 * catalogue plays that.
 */
export async function arrive({ storage, clock, newId }: ArrivalDependencies, arrival: Arrival): Promise<Arrived> {
  const scope = storage.scope(arrival.tenant);
  const now = clock();
  const { issuer, sub, name, testUser: synthetic, role } = arrival;
  const [learner, found] = await Promise.all([
    ensureLearner(scope, { issuer, sub, name, synthetic, lmsUserId: lmsUserIdOf(arrival) }, newId(), now),
    ensureCourse(scope, courseKey(arrival), {
      id: newId(),
      title: arrival.context?.title ?? '',
      formerContexts: historyOf(arrival.custom.attune_course_history),
      now,
    }),
  ]);
  const course = role === 'staff' ? await bindWhereClear(scope, found, now) : found;
  const who = { courseId: course._id, userId: learner._id, role, synthetic };
  const [placement] = await Promise.all([
    placementOf(scope, arrival, course._id, newId(), now),
    saveEnrolment(scope, who, now),
    role === 'learner' && ensureProfile(scope, who, now),
  ]);
  if (role === 'staff' && arrival.roster && arrival.context) await askForRoster(scope, course, arrival.roster, now);
  return {
    userId: learner._id,
    courseId: course._id,
    placementId: placement?._id ?? null,
    synthetic,
    landing: landingOf(arrival, course, placement?.kind ?? 'practice'),
  };
}

/** Canvas calls people by another name in its REST interface; a launch says it where our configuration is used. */
function lmsUserIdOf({ custom: { canvas_user_id: id } }: Arrival): string | null {
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : null;
}

/** A launch without a course is a course of its own link: nothing of one link shows in another. */
function courseKey({ issuer, deployment, context, link }: Arrival) {
  return { issuer, deployment, contextId: context?.id ?? `link ${link?.id ?? 'none'}` };
}

async function bindWhereClear(scope: Scope, course: CourseDocument, now: Date): Promise<CourseDocument> {
  if (course.catalogue_id !== null) return course;
  const choice =
    onlyOne(await listCataloguesOfOriginals(scope, course)) ??
    onlyOne((await listCatalogues(scope)).map(({ id }) => id));
  return choice === null ? course : bindCourse(scope, course._id, choice, now);
}

function onlyOne([only, ...others]: readonly string[]): string | null {
  return only !== undefined && others.length === 0 ? only : null;
}

async function placementOf(scope: Scope, arrival: Arrival, courseId: string, id: string, now: Date) {
  const { link, custom, services, lineItem, context } = arrival;
  if (!link) return null;
  const { settings, ignored } = settingsFromCustom(custom);
  const title = link.title ?? context?.title ?? '';
  return savePlacement(
    scope,
    {
      courseId,
      resourceLinkId: link.id,
      formerLinks: historyOf(custom.attune_link_history),
      title,
      settings,
      ignored,
      services,
      lineItem,
      resourceId: resourceIdFromCustom(custom),
    },
    id,
    now,
  );
}

/** What a link of each kind opens for a learner. */
const PAGE_OF: Readonly<Record<PlacementKind, string>> = {
  practice: 'practice',
  next: 'next',
  path: 'path',
  dashboard: 'dashboard',
  skills: 'skills',
  insights: 'insights',
  goals: 'goal-tracker',
  reviews: 'review-queue',
  free: 'free-choice',
  progress: 'progress-chart',
};

function landingOf({ role, deepLinking }: Arrival, course: CourseDocument, kind: PlacementKind): string {
  if (role === 'staff') return staffLanding(course, deepLinking);
  return role === 'learner' ? PAGE_OF[kind] : 'home';
}

/** Where staff begin: with what the course plays, until that is settled. */
function staffLanding({ catalogue_id }: CourseDocument, deepLinking: boolean): string {
  if (catalogue_id === null) return 'catalogue';
  return deepLinking ? 'deep-link' : 'staff';
}

/** The page that a session came in by, but for what a learner does. Only a launch that adds content has no placement. */
export async function homeOf(
  scope: Scope,
  { role, courseId, placementId }: { role: Role; courseId: string; placementId: string | null },
): Promise<string> {
  return role === 'staff' ? staffLanding(await selectCourse(scope, courseId), placementId === null) : 'home';
}
