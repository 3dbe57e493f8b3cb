import type { Principal } from '../../http/index.js';
import type { Outbox, OutboxEntry } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import {
  listEnrolments,
  type PlacementSettings,
  placementTitle,
  selectCourse,
  selectPlacement,
} from '../courses/index.js';
import { ensureLearner, ensureProfile, listLearners, listStandings } from '../learners/index.js';
import { gradeEntryId, gradeId, listGrades, scoreOfKnown } from './grades.js';
import type { GradeDocument } from './model.js';
import { assignedSkills, type PracticeDependencies } from './situation.js';

/** What an instructor sees of an assignment: how it is set, and where each student stands. */
export interface StaffView {
  readonly title: string;
  readonly settings: PlacementSettings;
  /** Titles of the assigned skills. */
  readonly skills: readonly string[];
  readonly allSkills: boolean;
  /** Custom parameters that do not exist or could not be read. */
  readonly ignored: readonly string[];
  /** Ids in `attune_skills` that the catalogue does not have. */
  readonly unknownSkills: readonly string[];
  readonly catalogue: { readonly title: string };
  readonly students: readonly StudentRow[];
  /** Deliveries that were given up, with what to do. */
  readonly problems: readonly { readonly name: string | null; readonly problem: string }[];
}

export interface StudentRow {
  /** Null where the LMS keeps names to itself. */
  readonly name: string | null;
  readonly now: number;
  readonly earned: number | null;
  readonly superseded: boolean;
  readonly sending: boolean;
  readonly answers: number;
  readonly lastActiveAt: Date | null;
}

export async function staffView(
  { storage }: PracticeDependencies,
  outbox: Outbox,
  { tenant, courseId, placementId }: Principal,
): Promise<StaffView | null> {
  const scope = storage.scope(tenant);
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null || placementId === null) return null;
  const [placement, catalogue] = [
    await selectPlacement(scope, placementId),
    await loadCatalogue(scope, course.catalogue_id),
  ];
  const skills = assignedSkills(catalogue, placement.settings.skills);
  const enrolled = await listEnrolments(scope, courseId, 'learner');
  const names = new Map(
    (
      await listLearners(
        scope,
        enrolled.map(({ user_id }) => user_id),
      )
    ).map(({ _id, name }) => [_id, name]),
  );
  const standings = new Map((await listStandings(scope, courseId)).map((standing) => [standing.userId, standing]));
  const grades = new Map((await listGrades(scope, placementId)).map((grade) => [grade.user_id, grade]));
  const dead = new Map((await listGivenUp(outbox, tenant, grades.values())).map((entry) => [entry._id, entry]));
  const rows = enrolled.map(({ user_id: user }) => ({
    user,
    name: names.get(user) ?? null,
    standing: standings.get(user),
    grade: grades.get(user),
  }));
  return {
    title: placementTitle(placement, catalogue),
    settings: placement.settings,
    skills: skills.map((skill) => catalogue.skillTitle(skill)),
    allSkills: skills.length === assignedSkills(catalogue, []).length,
    ignored: placement.ignored,
    unknownSkills: placement.settings.skills.filter((skill) => !catalogue.skill(skill)),
    catalogue: { title: catalogue.title },
    students: rows.sort(byName).map(({ name, standing, grade }) => ({
      name,
      now: standing ? scoreOfKnown((skill) => standing.known.get(skill), skills, placement.settings.target) : 0,
      earned: grade?.earned?.score ?? null,
      superseded: grade?.earned?.superseded ?? false,
      sending: isSending(grade),
      answers: standing?.answers ?? 0,
      lastActiveAt: standing?.lastActiveAt ?? null,
    })),
    problems: rows.flatMap(({ user, name }) => problemOf(dead.get(gradeEntryId(gradeId(placementId, user))), name)),
  };
}

/** People find a name in a list by its letters; who has none comes last, in the order of arrival. */
function byName({ name: a }: { name: string | null }, { name: b }: { name: string | null }): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.localeCompare(b);
}

/** A grade that the gradebook does not have yet. */
export function isSending(grade: GradeDocument | null | undefined): boolean {
  return grade?.intended != null && grade.intended.revision !== grade.earned?.revision;
}

/** Deliveries of these grades that were given up. */
function listGivenUp(outbox: Outbox, tenant: string, grades: Iterable<GradeDocument>): Promise<OutboxEntry[]> {
  const ids = [...grades].map(({ _id }) => gradeEntryId(_id));
  return outbox.list({ tenant, state: 'dead', ids }, ids.length);
}

/** Sends the grades of a link on that were given up, once staff have done what was asked of them. */
export async function resendGrades(
  { storage, clock, announce }: PracticeDependencies,
  outbox: Outbox,
  { tenant, placementId }: Principal,
): Promise<void> {
  if (placementId === null) return;
  const grades = await listGrades(storage.scope(tenant), placementId);
  for (const { _id: id } of await listGivenUp(outbox, tenant, grades)) {
    if ((await outbox.resend({ tenant, id }, clock())) > 0) announce(id, 0);
  }
}

function problemOf(entry: OutboxEntry | undefined, name: string | null) {
  return entry ? [{ name, problem: entry.problem ?? '' }] : [];
}

/** A learner who does not exist, new each time, for an instructor who wants to see what a student sees. */
export async function makePreviewLearner(
  { storage, clock, newId }: PracticeDependencies,
  { tenant, courseId }: Principal,
): Promise<{ userId: string }> {
  const scope = storage.scope(tenant);
  const course = await selectCourse(scope, courseId);
  const now = clock();
  const id = newId();
  const preview = { issuer: course.issuer, sub: `attune preview ${id}`, name: null, synthetic: true };
  const learner = await ensureLearner(scope, preview, id, now);
  await ensureProfile(scope, { userId: learner._id, courseId, synthetic: true }, now);
  return { userId: learner._id };
}
