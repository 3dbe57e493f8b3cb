import { AppError } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import type { Owner } from '../learners/index.js';
import { type LearningPathDocument, type PathPinsDocument, pathCollection, pinsCollection } from './model.js';

const ownedBy = ({ userId, courseId }: Owner) => ({ user_id: userId, course_id: courseId });

/** The path that the learner is on, or the newest one that they finished. */
export async function selectOptionalPath(scope: Scope, owner: Owner): Promise<LearningPathDocument | null> {
  const paths = scope.collection(pathCollection);
  const active = await paths.findOne({ ...ownedBy(owner), state: 'active' });
  return active ?? paths.findOne({ ...ownedBy(owner), state: 'completed' }, { sort: { created_at: -1 } });
}

/** @throws AppError `not-found` before the first POST */
export async function selectPath(scope: Scope, owner: Owner): Promise<LearningPathDocument> {
  const path = await selectOptionalPath(scope, owner);
  if (!path) throw new AppError('not-found', 'errors.no-path');
  return path;
}

/** Every path of a learner, newest first: paths are few, since one is adapted and seldom replaced. */
export function listPaths(scope: Scope, owner: Owner): Promise<LearningPathDocument[]> {
  return scope.collection(pathCollection).find(ownedBy(owner), { sort: { created_at: -1, _id: 1 }, limit: 50 });
}

/**
 * Puts a path in the place of what was read. @returns false when somebody else was faster: read again
 *
 * @param former  the active path as it was read; null when there was none
 */
export async function savePath(
  scope: Scope,
  path: Omit<LearningPathDocument, 'tenant'>,
  former: LearningPathDocument | null,
): Promise<boolean> {
  return scope.transaction(async (tx) => {
    const paths = tx.collection(pathCollection);
    const active = await paths.findOne({ user_id: path.user_id, course_id: path.course_id, state: 'active' });
    const expected = former?.state === 'active' ? former : null;
    if (active?._id !== expected?._id || active?.version !== expected?.version) return false;
    if (active && active._id !== path._id) {
      await paths.updateOne({ _id: active._id }, { $set: { state: 'replaced', updated_at: path.updated_at } });
    }
    await paths.replace(path);
    return true;
  });
}

const NO_PINS = { version: 0, pins: [] };

export async function selectPins(scope: Scope, courseId: string): Promise<Pick<PathPinsDocument, 'version' | 'pins'>> {
  return (await scope.collection(pinsCollection).findOne({ _id: courseId })) ?? NO_PINS;
}
