import type { Scope } from '../../storage/index.js';
import type { Owner } from './ledger.js';
import { type InteractionDocument, interactionCollection } from './model.js';

/**
 * What other systems told of a learner, in the order of folding: the grades of some columns and the events by some keys
 * with all that followed from them, or everything.
 */
export async function listFactsAbout(
  scope: Scope,
  owner: Owner,
  about: 'all' | { readonly columns: readonly string[]; readonly keys: readonly string[] },
): Promise<InteractionDocument[]> {
  const own = { user_id: owner.userId, course_id: owner.courseId };
  const facts = scope.collection(interactionCollection);
  const sort = { sequence: 1 } as const;
  if (about === 'all') {
    const types = { $in: ['grade-read' as const, 'activity' as const] };
    const external = { interaction_type: 'answer' as const, 'performance_metrics.mode': 'external' };
    return facts.find({ ...own, $or: [{ interaction_type: types }, external] }, { sort });
  }
  const columns = {
    interaction_type: 'grade-read' as const,
    'performance_metrics.column': { $in: [...about.columns] },
  };
  const named = about.keys.map((key) => ({ key: { $gte: key, $lt: `${key},` } }));
  const either = [...(about.columns.length > 0 ? [columns] : []), ...named];
  return either.length === 0 ? [] : facts.find({ ...own, $or: either }, { sort });
}

const TOLD = { interaction_type: { $in: ['grade-read', 'activity'] } } as const;

/** The learners of a course of whom other systems told something. */
export async function listLearnersTold(scope: Scope, courseId: string): Promise<string[]> {
  const found = await scope
    .collection(interactionCollection)
    .aggregate<{ _id: string }>([{ $match: { course_id: courseId, ...TOLD } }, { $group: { _id: '$user_id' } }]);
  return found.map(({ _id }) => _id).sort();
}

/** A column or object that facts of a course are about. */
export interface FactsAbout {
  readonly id: string;
  readonly kind: 'column' | 'object';
  readonly source: string;
  readonly label: string;
  readonly ours: boolean;
  readonly facts: number;
  readonly learners: number;
  readonly lastAt: Date | null;
}

/** What other systems told of a course, counted by column and object. */
export async function countFactsAbout(scope: Scope, courseId: string): Promise<FactsAbout[]> {
  const metric = (name: string) => `$performance_metrics.${name}`;
  const counted = await scope.collection(interactionCollection).aggregate<{
    readonly _id: { readonly id: string; readonly type: 'grade-read' | 'activity' };
    readonly source: string;
    readonly label: string | null;
    readonly ours: boolean | null;
    readonly facts: number;
    readonly learners: number;
    readonly lastAt: Date;
  }>([
    { $match: { course_id: courseId, ...TOLD, 'performance_metrics.again': { $ne: true } } },
    { $sort: { timestamp: 1 } },
    // First for each learner, then over all: no list of learners is held.
    {
      $group: {
        _id: {
          id: { $ifNull: [metric('column'), metric('object')] },
          type: '$interaction_type',
          user: '$user_id',
        },
        source: { $last: metric('source') },
        label: { $last: metric('label') },
        ours: { $last: metric('ours') },
        facts: { $sum: 1 },
        lastAt: { $last: '$timestamp' },
      },
    },
    { $sort: { lastAt: 1 } },
    {
      $group: {
        _id: { id: '$_id.id', type: '$_id.type' },
        source: { $last: '$source' },
        label: { $last: '$label' },
        ours: { $last: '$ours' },
        facts: { $sum: '$facts' },
        learners: { $sum: 1 },
        lastAt: { $last: '$lastAt' },
      },
    },
  ]);
  return counted.map(({ _id: { id, type }, source, label, ours, facts, learners, lastAt }) => ({
    id,
    kind: type === 'grade-read' ? 'column' : 'object',
    source,
    label: label || id,
    ours: ours ?? false,
    facts,
    learners,
    lastAt,
  }));
}
