import type { Scope } from '../../storage/index.js';
import type { Signal } from './facts.js';
import type { Owner } from './ledger.js';
import { type InteractionDocument, interactionCollection, profileCollection } from './model.js';

/** How far the ledger of a learner has come, and what it came to; without the profile itself. */
export interface Progress {
  readonly userId: string;
  /** The number of their last fact. */
  readonly sequence: number;
  readonly mastered: number;
  readonly seconds: number;
}

/** How far the real learners of a course are, by their ids. */
export async function listProgress(scope: Scope, courseId: string): Promise<Progress[]> {
  return scope.collection(profileCollection).aggregate<Progress>([
    { $match: { course_id: courseId, synthetic: false } },
    {
      $project: {
        _id: 0,
        userId: '$user_id',
        sequence: 1,
        mastered: { $size: { $ifNull: ['$skill_profile.mastered_concepts', []] } },
        seconds: { $ifNull: ['$behavioral_metrics.seconds', 0] },
      },
    },
    { $sort: { userId: 1 } },
  ]);
}

/**
 * What the real learners of a course have switched off, by their ids; nobody who has switched off nothing is among them.
 *
 * @param userIds  only these; all of the course when absent
 */
export async function listSignalsOff(
  scope: Scope,
  courseId: string,
  userIds?: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<Signal>>> {
  const some = { 'controls.signals_off.0': { $exists: true }, ...(userIds && { user_id: { $in: [...userIds] } }) };
  const found = await scope
    .collection(profileCollection)
    .find({ course_id: courseId, synthetic: false, ...some }, { only: ['user_id', 'controls'] });
  return new Map(found.map(({ user_id, controls }) => [user_id, new Set(controls.signals_off)]));
}

/** Where a learner stands, as far as a list of the whole course tells it. */
export interface Standing {
  readonly userId: string;
  readonly answers: number;
  readonly lastActiveAt: Date | null;
  /** P(known) of the skills that have a level. */
  readonly known: ReadonlyMap<string, number>;
}

/** Where the real learners of a course stand. */
export async function listStandings(scope: Scope, courseId: string): Promise<Standing[]> {
  const found = await scope
    .collection(profileCollection)
    .aggregate<Omit<Standing, 'known'> & { readonly levels: { readonly skill: string; readonly known: number }[] }>([
      { $match: { course_id: courseId, synthetic: false } },
      {
        $project: {
          _id: 0,
          userId: '$user_id',
          answers: { $ifNull: ['$behavioral_metrics.answers', 0] },
          lastActiveAt: { $ifNull: ['$behavioral_metrics.last_active_at', null] },
          // The id of a skill may have a dot, so it is no path.
          levels: {
            $map: {
              input: { $objectToArray: { $ifNull: ['$skill_profile.current_levels', {}] } },
              in: { skill: '$$this.k', known: '$$this.v.known' },
            },
          },
        },
      },
    ]);
  return found.map(({ levels, ...rest }) => ({
    ...rest,
    known: new Map(levels.map(({ skill, known }) => [skill, known])),
  }));
}

/** The facts of a learner that came after one, in the order of folding. */
export function listFactsAfter(
  scope: Scope,
  { userId, courseId }: Owner,
  sequence: number,
  limit: number,
): Promise<InteractionDocument[]> {
  return scope
    .collection(interactionCollection)
    .find({ user_id: userId, course_id: courseId, sequence: { $gt: sequence } }, { sort: { sequence: 1 }, limit });
}
