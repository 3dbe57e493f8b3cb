import type { Scope } from '../../storage/index.js';
import { emptyProjection } from './empty-projection.js';
import { canonical, type Owner, projectionOf, rebuildProjection, selectProfile } from './ledger.js';
import { type InteractionDocument, interactionCollection, type ProfileDocument, profileCollection } from './model.js';
import { packed } from './packed.js';
import { foldInto } from './profile.js';
import type { Projection } from './projection.js';

export interface FactQuery {
  readonly type?: InteractionDocument['interaction_type'] | undefined;
  /** Only facts that say something about this skill. */
  readonly skill?: string | undefined;
  /** Only facts before this sequence number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Answers and grades name their skills with parameters, activities by id alone, a coach the one that it spoke of. */
export const aboutSkill = (skill: string) => [
  { 'performance_metrics.skills.id': skill },
  { 'performance_metrics.skills': skill },
  { 'performance_metrics.skill': skill },
];

/** The facts behind the numbers of a learner, newest first. */
export function listFactsBehind(scope: Scope, owner: Owner, query: FactQuery): Promise<InteractionDocument[]> {
  const { type, skill, before, limit } = query;
  const filter = {
    ...factsOf(owner),
    ...(type !== undefined && { interaction_type: type }),
    ...(before !== undefined && { sequence: { $lt: before } }),
    ...(skill !== undefined && { $or: aboutSkill(skill) }),
  };
  return scope.collection(interactionCollection).find(filter, { sort: { sequence: -1 }, limit });
}

/** How many facts of each kind there are about a learner. */
export async function countFacts(scope: Scope, owner: Owner): Promise<Record<string, number>> {
  const counts = await scope
    .collection(interactionCollection)
    .aggregate<{ _id: string; count: number }>([
      { $match: factsOf(owner) },
      { $group: { _id: '$interaction_type', count: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
  return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]));
}

/** What the facts that had arrived by a time added up to. */
export async function projectionAsOf(scope: Scope, owner: Owner, time: Date): Promise<Projection> {
  const projection = emptyProjection();
  const facts = scope.collection(interactionCollection).stream(factsOf(owner), { sort: { sequence: 1 } });
  for await (const fact of facts) {
    if (fact.recorded_at > time) break;
    foldInto(projection, fact);
  }
  return projection;
}

/**
 * Folds the ledger of one learner anew and mends the stored profile where it is not that.
 *
 * @returns the profile, and whether it was another
 */
export async function rebuildProfile(tx: Scope, owner: Owner): Promise<{ profile: ProfileDocument; mended: boolean }> {
  const stored = await selectProfile(tx, owner);
  const projection = await rebuildProjection(tx, owner);
  const mended = canonical(projection) !== canonical(projectionOf(stored));
  const profile = { ...stored, ...projection };
  if (mended) await tx.collection(profileCollection).exchangeMany([packed(profile)]);
  return { profile, mended };
}

const factsOf = ({ userId, courseId }: Owner) => ({ user_id: userId, course_id: courseId });
