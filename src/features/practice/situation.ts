import type { Scope, Storage } from '../../storage/index.js';
import { AS_IMPORTED, type CatalogueView, type InForce, loadCatalogue } from '../catalogue/index.js';
import { type PlacementDocument, type PlacementSettings, selectCourse, selectPlacement } from '../courses/index.js';
import { levelOf, MASTERED, type ProfileDocument, selectProfile } from '../learners/index.js';
import { ANNOUNCE_AFTER_MS, scoreOf } from './grades.js';
import { type AttemptDocument, attemptCollection } from './model.js';
import { type Needs, type PracticePorts, type Served, servedTo } from './ports.js';

export interface PracticeDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Tells the deliverers of an outbox entry, after the commit. */
  readonly announce: (entry: string, delayMs: number) => void;
  /** What models and experiments put in the place of the defaults. */
  readonly ports?: Partial<PracticePorts>;
  /** What was learned in the place of what the catalogue says; absent: nothing was. */
  readonly inForce?: InForce;
}

/** Somebody who practises in a course. */
export interface Practitioner {
  readonly tenant: string;
  readonly userId: string;
  readonly courseId: string;
  /** A test student or a preview: practises like everyone and is never graded. */
  readonly synthetic: boolean;
}

/** A learner in front of an adaptive assignment. */
export interface Student extends Practitioner {
  readonly placementId: string;
  /** The address of the session's pages. */
  readonly base: string;
}

/** What an instructor sets for an assignment, as far as a single question depends on it. */
export type QuestionRules = Pick<PlacementSettings, 'target' | 'hints'>;

/** Practice that counts for no assignment has hints at any time, and mastery as its goal. */
const FREE_PRACTICE: QuestionRules = { target: MASTERED, hints: 'always' };

export const rulesOf = ({ placement }: Pick<Ground, 'placement'>): QuestionRules =>
  placement?.settings ?? FREE_PRACTICE;

/** What a course plays, with the parameters in force. */
export interface Played {
  readonly catalogue: CatalogueView;
  /** As it was at a revision: a question on a screen stays as it was served, whatever is imported meanwhile. */
  readonly catalogueAt: (revision: number) => Promise<CatalogueView>;
}

export async function readPlayed(
  scope: Scope,
  { courseId, catalogueId }: { readonly courseId: string; readonly catalogueId: string },
  inForce: InForce = AS_IMPORTED,
): Promise<Played> {
  const catalogue = await inForce(scope, courseId, await loadCatalogue(scope, catalogueId));
  return {
    catalogue,
    catalogueAt: async (revision) =>
      revision === catalogue.revision
        ? catalogue
        : inForce(scope, courseId, await loadCatalogue(scope, catalogueId, { revision })),
  };
}

/** What was set up for a learner: it changes by launches and imports, never by what learners do. */
interface Assignment extends Played {
  readonly served: Served;
  readonly placement: PlacementDocument;
  /** Ids of the assigned skills that the catalogue has and can ask about. */
  readonly skills: readonly string[];
}

/** What the choice of a question and its answer rest on, in an assignment and outside. */
export interface Ground extends Played {
  /** The assignment that it counts for; null in free practice. */
  readonly placement: PlacementDocument | null;
  /** Ids of the skills that may be asked about. */
  readonly skills: readonly string[];
  readonly profile: ProfileDocument;
  readonly now: Date;
  /** The models that serve this learner; the untrained ones when absent. */
  readonly served?: Served;
}

/** All that a use case looks at before it decides. */
export interface Situation extends Omit<Assignment, 'served'>, Ground {
  readonly placement: PlacementDocument;
  readonly catalogue: CatalogueView;
  readonly skills: readonly string[];
  /** The newest round, open or finished. */
  readonly attempt: AttemptDocument | null;
  /** The due date has passed and the instructor closes the assignment then. */
  readonly closed: boolean;
}

/**
 * @returns null while staff have not yet bound the course to a catalogue, or it has nothing to ask here, or the link is
 *   no assignment
 */
export async function readAssignment(
  { storage, ports, inForce }: Pick<PracticeDependencies, 'storage' | 'ports' | 'inForce'>,
  student: Student,
  needs?: Needs,
): Promise<Assignment | null> {
  const scope = storage.scope(student.tenant);
  const [placement, course, served] = await Promise.all([
    selectPlacement(scope, student.placementId),
    selectCourse(scope, student.courseId),
    servedTo(ports, student, needs),
  ]);
  if (placement.course_id !== course._id || placement.kind !== 'practice' || course.catalogue_id === null) return null;
  const played = await readPlayed(scope, { courseId: course._id, catalogueId: course.catalogue_id }, inForce);
  const skills = assignedSkills(played.catalogue, placement.settings.skills);
  return skills.length > 0 ? { ...played, placement, skills, served } : null;
}

/** Where a learner is. A command reads it in the transaction of what it will write, so one thing at a time. */
export async function readStanding(scope: Scope, student: Student): Promise<Pick<Situation, 'profile' | 'attempt'>> {
  const profile = await selectProfile(scope, student);
  return { profile, attempt: await newestRound(scope, student) };
}

export function newestRound(
  scope: Scope,
  { placementId, userId }: Pick<Student, 'placementId' | 'userId'>,
): Promise<AttemptDocument | null> {
  const rounds = scope.collection(attemptCollection);
  return rounds.findOne({ placement_id: placementId, user_id: userId }, { sort: { number: -1 } });
}

export function situationOf(
  assignment: Assignment,
  standing: Pick<Situation, 'profile' | 'attempt'>,
  now: Date,
): Situation {
  return { ...assignment, ...standing, now, closed: isClosed(assignment.placement.settings, now) };
}

export function isClosed({ dueAt, afterDue }: PlacementSettings, now: Date): boolean {
  return afterDue === 'closed' && dueAt !== null && now > dueAt;
}

/** A skill that nobody can ask about would keep a grade below full marks for ever, so it is not assigned. */
export function assignedSkills(catalogue: CatalogueView, wanted: readonly string[]): string[] {
  const all = catalogue.skills.map(({ id }) => id).filter((id) => catalogue.itemsOn(id).length > 0);
  const chosen = all.filter((id) => wanted.includes(id));
  return chosen.length > 0 ? chosen : all;
}

/** What the profile says of a skill now; before the first answer, the catalogue's prior. */
export function knownOf({ profile, catalogue }: Pick<Situation, 'profile' | 'catalogue'>, skill: string): number {
  return levelOf(profile, skill)?.known ?? catalogue.skill(skill)?.parameters.prior ?? 0;
}

/**
 * Runs a command in one transaction and tells the deliverers of what it put into the outbox, after the commit.
 *
 * @param work  may run more than once, so it has no effect but its writes
 */
export async function commit<R>(
  deps: PracticeDependencies,
  tenant: string,
  work: (tx: Scope) => Promise<{ readonly result: R; readonly entry: string | null }>,
): Promise<R> {
  const { result, entry } = await deps.storage.scope(tenant).transaction(work);
  if (entry !== null) deps.announce(entry, ANNOUNCE_AFTER_MS);
  return result;
}

export function currentScore({ profile, skills, placement }: Situation): number {
  return scoreOf(profile, skills, placement.settings.target);
}
