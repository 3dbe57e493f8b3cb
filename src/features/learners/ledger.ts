import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { emptyProjection } from './empty-projection.js';
import { FIRST_ANSWERS } from './fold/answer.js';
import { type InteractionDocument, interactionCollection, type ProfileDocument, profileCollection } from './model.js';
import { packed } from './packed.js';
import { foldInto } from './profile.js';
import type { Projection } from './projection.js';
import { withDefaults } from './stored.js';

/** Whose ledger: one learner in one course. */
export interface Owner {
  readonly userId: string;
  readonly courseId: string;
}

/** The id of a profile. */
export const profileId = ({ userId, courseId }: Owner): string => `${courseId}:${userId}`;

/** Makes the empty profile of a learner who enters a course; one that is there stays as it is. */
export async function ensureProfile(
  scope: Scope,
  owner: Owner & { readonly synthetic: boolean },
  now: Date,
): Promise<void> {
  const [profiles, _id] = [scope.collection(profileCollection), profileId(owner)];
  if (await profiles.has({ _id })) return;
  await profiles.updateOne(
    { _id },
    {
      $setOnInsert: {
        user_id: owner.userId,
        course_id: owner.courseId,
        synthetic: owner.synthetic,
        ...emptyProjection(),
        created_at: now,
        updated_at: now,
      },
    },
    { upsert: true },
  );
}

export async function selectOptionalProfile(scope: Scope, owner: Owner): Promise<ProfileDocument | null> {
  const found = await scope.collection(profileCollection).findOne({ _id: profileId(owner) });
  return found && withDefaults(found);
}

export async function selectProfile(scope: Scope, owner: Owner): Promise<ProfileDocument> {
  const profile = await selectOptionalProfile(scope, owner);
  if (!profile) throw notFound('no profile');
  return profile;
}

/** All profiles of these people, in whatever course. */
export function listProfilesOf(scope: Scope, userIds: readonly string[]): Promise<ProfileDocument[]> {
  return scope.collection(profileCollection).find({ user_id: { $in: [...userIds] } });
}

/** What of an earlier learner a newcomer is compared with. */
export interface SettledProfile {
  readonly behavioral_metrics: Pick<ProfileDocument['behavioral_metrics'], 'first_answers'>;
  readonly skill_profile: Pick<ProfileDocument['skill_profile'], 'ability'>;
}

/** Thousands are read while somebody waits for the next question, so nothing else of them is. */
const COMPARED = ['behavioral_metrics.first_answers', 'skill_profile.ability'];

/**
 * The real learners of a course with at least this many answers, oldest first; of many, the newest `limit`. Without those
 * whose answers were mostly told by other programs, where nobody said how hard the questions were: of them the first
 * answers say nothing; and without those who do not want to be a similar learner.
 */
export async function listSettledProfiles(
  scope: Scope,
  courseId: string,
  { answers, limit }: { answers: number; limit: number },
): Promise<SettledProfile[]> {
  const filter = {
    course_id: courseId,
    synthetic: false,
    'behavioral_metrics.answers': { $gte: answers },
    'behavioral_metrics.first_answers.count': { $gte: FIRST_ANSWERS },
    'controls.signals_off': { $ne: 'similar-learners' as const },
  };
  const newest = await scope
    .collection(profileCollection)
    .find(filter, { sort: { created_at: -1, _id: 1 }, limit, only: COMPARED });
  return newest.reverse();
}

/** The fact of this key, if it was recorded. */
export function selectOptionalFact(scope: Scope, owner: Owner, key: string): Promise<InteractionDocument | null> {
  return scope.collection(interactionCollection).findOne({ user_id: owner.userId, course_id: owner.courseId, key });
}

/** The facts of a learner in the order in which they are folded. */
export function listFacts(
  scope: Scope,
  owner: Owner,
  { type, limit }: { type?: InteractionDocument['interaction_type']; limit?: number } = {},
): Promise<InteractionDocument[]> {
  const filter = { user_id: owner.userId, course_id: owner.courseId, ...(type && { interaction_type: type }) };
  return scope
    .collection(interactionCollection)
    .find(filter, { sort: { sequence: 1 }, ...(limit !== undefined && { limit }) });
}

/** The facts of one kind in a course, oldest first; of many, the newest `limit`. */
export async function listFactsOfKind(
  scope: Scope,
  courseId: string,
  { type, limit }: { type: InteractionDocument['interaction_type']; limit: number },
): Promise<InteractionDocument[]> {
  const filter = { course_id: courseId, interaction_type: type };
  const newest = await scope.collection(interactionCollection).find(filter, { sort: { timestamp: -1 }, limit });
  return newest.reverse();
}

/** The facts of a learner whose keys begin so. Keys are found without reading the rest of the ledger. */
export function listFactsByKey(scope: Scope, owner: Owner, prefix: string): Promise<InteractionDocument[]> {
  const key = { $gte: prefix, $lt: `${prefix}\uffff` };
  return scope
    .collection(interactionCollection)
    .find({ user_id: owner.userId, course_id: owner.courseId, key }, { sort: { sequence: 1 } });
}

/** Folds the whole ledger of a learner anew. */
export async function rebuildProjection(scope: Scope, owner: Owner): Promise<Projection> {
  const filter = { user_id: owner.userId, course_id: owner.courseId };
  const projection = emptyProjection();
  for await (const fact of scope.collection(interactionCollection).stream(filter, { sort: { sequence: 1 } })) {
    foldInto(projection, fact);
  }
  return projection;
}

export interface Rebuilt {
  readonly profiles: number;
  /** Profiles that were not what their facts add up to; they are mended unless `dryRun`. */
  readonly different: number;
}

/** Rebuilds every profile of an institution from its facts, each in a transaction of its own. */
export async function rebuildProfiles(scope: Scope, { dryRun }: { dryRun: boolean }): Promise<Rebuilt> {
  let profiles = 0;
  let different = 0;
  for await (const { _id, user_id: userId, course_id: courseId } of scope.collection(profileCollection).stream({})) {
    const changed = await scope.transaction(async (tx) => {
      const stored = await tx.collection(profileCollection).findOne({ _id });
      if (!stored) return false;
      const projection = await rebuildProjection(tx, { userId, courseId });
      if (canonical(projection) === canonical(projectionOf(stored))) return false;
      if (!dryRun) await tx.collection(profileCollection).exchangeMany([packed({ ...stored, ...projection })]);
      return true;
    });
    profiles += 1;
    different += changed ? 1 : 0;
  }
  return { profiles, different };
}

export function projectionOf(profile: ProfileDocument): Projection {
  const { sequence, skill_profile, learning_style, behavioral_metrics, goals, controls } = withDefaults(profile);
  return { sequence, skill_profile, learning_style, behavioral_metrics, goals, controls };
}

/** Bit for bit: every number prints with all its digits; key order is that of the fold on both sides or sorted here. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
