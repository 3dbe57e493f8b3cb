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
        // A plan that stays names what was done since it was made, too.
        left: { $last: { $size: { $setDifference: [names('plan.path.steps.id'), names('done.module')] } } },
      },
    },
    { $project: { _id: 0, userId: '$_id', done: 1, left: 1 } },
    { $sort: { userId: 1 } },
  ]);
}

const names = (field: string) => ({ $ifNull: [`$path_config.${field}`, []] });
