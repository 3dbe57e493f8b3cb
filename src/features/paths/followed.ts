import type { Scope } from '../../storage/index.js';
import { pathCollection } from './model.js';

/** How far a learner has gone along their newest path. */
export interface PathFollowed {
  readonly userId: string;
  readonly done: number;
  readonly left: number;
}

/** How far the learners of a course have gone along their paths, each learner once. */
export function listPathsFollowed(scope: Scope, courseId: string): Promise<PathFollowed[]> {
  return scope.collection(pathCollection).aggregate<PathFollowed>([
    { $match: { course_id: courseId } },
    { $sort: { created_at: 1, _id: 1 } },
    {
      $group: {
        _id: '$user_id',
        done: { $last: '$current_position' },
        left: { $last: { $size: { $ifNull: ['$path_config.plan.path.steps', []] } } },
      },
    },
    { $project: { _id: 0, userId: '$_id', done: 1, left: 1 } },
    { $sort: { userId: 1 } },
  ]);
}
