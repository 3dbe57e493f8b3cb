import { DEFAULT_MEMORY_MODEL } from '../../engine/memory/memory-model.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { optimizePath } from '../../engine/paths/optimize-path.js';
import { InfeasiblePathError, type PinConflict } from '../../engine/paths/path-problem.js';
import { AppError, type Caller, notFound } from '../../http/index.js';
import { recordAudit, type Scope, type Storage } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { type CourseDocument, listPlacements, selectCourse } from '../courses/index.js';
import { emptyProjection, type ProfileDocument } from '../learners/index.js';
import { modulesMeant } from './expand-pins.js';
import { type PathPinsDocument, pinsCollection } from './model.js';
import { type ModuleInfo, modulesOffered } from './modules.js';
import { pathTask } from './problem.js';
import { NO_WISHES, type PathPinAnswer, type StoredPin } from './schema.js';
import { signalsOf } from './signals.js';
import type { PathSituation } from './situation.js';
import { selectPins } from './store.js';

export interface PinsDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

/**
 * The course that a caller may set up: staff their own, a key any of its institution.
 *
 * @throws AppError `not-found` for any other
 */
export async function courseToSetUp(scope: Scope, caller: Caller, courseId: string): Promise<CourseDocument> {
  if (caller.kind === 'session') {
    const { role, courseId: own } = caller.principal;
    if (role !== 'staff' || own !== courseId) throw notFound('not their course');
  }
  return selectCourse(scope, courseId);
}

/** A pin as a program sees it. */
export const pinAnswer = ({ target, place, available_at, due_at }: StoredPin): PathPinAnswer => ({
  target,
  place,
  availableAt: available_at?.toISOString() ?? null,
  dueAt: due_at?.toISOString() ?? null,
});

/** Names a state of the pins. */
export const pinsVersion = (courseId: string, version: number): string => `${courseId}:pins:${version}`;

/**
 * Pins anew, whole. What was pinned before and is not here any more is free again.
 *
 * @param check  refuses a state that the caller has not seen
 * @throws AppError `conflict` for what the course does not have, for dates that leave no time, when no path can keep the
 *   pins, with what clashes, and while the course has no catalogue
 */
export async function savePins(
  deps: PinsDependencies,
  scope: Scope,
  course: CourseDocument,
  pins: readonly PathPinAnswer[],
  { by, now, check }: { by: string | null; now: Date; check: (version: number) => void },
): Promise<Pick<PathPinsDocument, 'version' | 'pins'>> {
  const stored = pins.map(({ target, place, availableAt, dueAt }) => ({
    target,
    place,
    available_at: availableAt === null ? null : new Date(availableAt),
    due_at: dueAt === null ? null : new Date(dueAt),
  }));
  for (const { available_at, due_at } of stored) {
    if (available_at && due_at && available_at >= due_at) throw new AppError('conflict', 'errors.pin-dates');
  }
  await requireFeasible(scope, course, stored, now);
  return scope.transaction(async (tx) => {
    const before = await selectPins(tx, course._id);
    check(before.version);
    const version = before.version + 1;
    await tx.collection(pinsCollection).replace({ _id: course._id, version, pins: stored, updated_at: now });
    await recordAudit(
      tx,
      {
        action: 'path-pins-changed',
        actor: by === null ? 'system' : { user: by },
        details: { course: course._id, pins: stored.length, version },
      },
      { id: deps.newId(), now },
    );
    return { version, pins: stored };
  });
}

/** Everything that can be pinned in a course, by the name of its module. */
export async function pinnable(scope: Scope, course: CourseDocument, now: Date) {
  const situation = await newcomerIn(scope, course, [], now);
  const { profile, catalogue, memory, placements, finished } = situation;
  const signals = signalsOf(profile, NO_WISHES, now);
  const given = { profile, catalogue, memory, placements, finished, signals, reviewsPlanned: [], now };
  return { catalogue, info: modulesOffered(given).info };
}

/** Tries the pins on somebody who knows nothing yet and has the usual time: what clashes there, clashes for everybody. */
async function requireFeasible(scope: Scope, course: CourseDocument, pins: readonly StoredPin[], now: Date) {
  const situation = await newcomerIn(scope, course, pins, now);
  const { problem, info } = pathTask(situation, NO_WISHES, null);
  const unknown = pins.filter(({ target }) => modulesMeant(target, info).length === 0);
  if (unknown.length > 0) {
    const names = [...new Set(unknown.map(({ target }) => `${target.kind} ${target.id}`))].join(', ');
    throw new AppError('conflict', 'errors.pins-unknown', { values: { names } });
  }
  const twice = clashing(pins, info);
  if (twice.length > 0) throw refusal({ kind: 'barred', modules: twice }, info);
  try {
    optimizePath(problem, seededRandom(''), { method: 'greedy' });
  } catch (error) {
    if (!(error instanceof InfeasiblePathError)) throw error;
    throw refusal(error.conflict, info);
  }
}

/** What is wanted and not wanted at once; lessons that are taken out never reach the engine. */
function clashing(pins: readonly StoredPin[], info: Readonly<Record<string, ModuleInfo>>): string[] {
  const meant = (isBarred: boolean): string[] =>
    pins.filter(({ place }) => (place === 'never') === isBarred).flatMap(({ target }) => modulesMeant(target, info));
  const barred = new Set(meant(true));
  return [...new Set(meant(false).filter((id) => barred.has(id)))];
}

function refusal(conflict: PinConflict, info: Readonly<Record<string, ModuleInfo>>): AppError {
  const modules = conflict.modules.map((id) => info[id]?.title ?? id).join(', ');
  const count = conflict.modules.length;
  if (conflict.kind === 'no-time') {
    const { minutes, budget } = conflict;
    return new AppError('conflict', 'errors.pins-no-time', { values: { count, modules, minutes, budget } });
  }
  return new AppError('conflict', `errors.pins-${conflict.kind}`, { values: { count, modules } });
}

async function newcomerIn(
  scope: Scope,
  course: CourseDocument,
  pins: readonly StoredPin[],
  now: Date,
): Promise<PathSituation> {
  if (course.catalogue_id === null) throw new AppError('conflict', 'errors.path-not-ready');
  const [catalogue, placements] = await Promise.all([
    loadCatalogue(scope, course.catalogue_id),
    listPlacements(scope, course._id),
  ]);
  const owner = { userId: 'newcomer', courseId: course._id };
  const profile: ProfileDocument = {
    _id: 'newcomer',
    tenant: scope.tenant,
    user_id: owner.userId,
    course_id: owner.courseId,
    synthetic: true,
    ...emptyProjection(),
    created_at: now,
    updated_at: now,
  };
  // Who knows nothing forgets nothing, by whatever model.
  const memory = DEFAULT_MEMORY_MODEL;
  return { owner, profile, catalogue, memory, placements, finished: new Set(), pins: { version: 0, pins }, now };
}
