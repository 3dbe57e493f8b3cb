import type { Principal } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { listPlacements, type PlacementDocument } from '../courses/index.js';
import { listGradesOf } from '../practice/index.js';

/**
 * The practice that "Practice" leads to: the link that the learner came in by; else the one in which they worked last;
 * else the first of the course. Null: the course has none, and practice is what the learner chooses.
 */
export async function practiceOf(
  scope: Scope,
  { courseId, userId, placementId }: Principal,
): Promise<PlacementDocument | null> {
  const practices = (await listPlacements(scope, courseId)).filter(({ kind }) => kind === 'practice');
  const own = practices.find(({ _id }) => _id === placementId);
  if (own) return own;
  const ids = practices.map(({ _id }) => _id);
  const grades = (await listGradesOf(scope, userId, ids)).sort(
    (a, b) => b.updated_at.getTime() - a.updated_at.getTime(),
  );
  return practices.find(({ _id }) => _id === grades[0]?.placement_id) ?? practices[0] ?? null;
}
