import { isDeepStrictEqual } from 'node:util';
import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { ContentId, FACT_METRICS, type FactDraft } from './facts.js';
import { type Owner, profileId, projectionOf } from './ledger.js';
import { type InteractionDocument, interactionCollection, type ProfileDocument, profileCollection } from './model.js';
import { packed } from './packed.js';
import { foldChecked } from './profile.js';
import { draftOf } from './projection.js';
import { wasFilled, withDefaults } from './stored.js';

/** What new facts are stamped with. */
export interface Stamp {
  readonly newId: () => string;
  readonly now: Date;
}

/** New facts of one learner, in the order in which they are folded. */
export interface Batch {
  readonly owner: Owner;
  readonly drafts: readonly FactDraft[];
  /** The profile as this very transaction read it; it is read here when absent. */
  readonly before?: ProfileDocument | undefined;
}

/** What became of a draft: `known` was recorded before, `conflict` as well, but saying something else. */
export type Outcome = 'recorded' | 'known' | 'conflict';

export interface RecordedBatch {
  readonly profile: ProfileDocument;
  /** One for each draft. */
  readonly outcomes: readonly Outcome[];
}

export interface Recorded {
  readonly profile: ProfileDocument;
  /** False when the key was known already: nothing was written. */
  readonly fresh: boolean;
}

/**
 * Appends a fact and folds it into the profile, in the caller's transaction. Two facts that race for one learner make
 * MongoDB run one of the transactions again, so sequence numbers have no gap and no twin.
 *
 * @throws RangeError, ZodError when the fact does not say what its type must say; nothing is written
 */
export async function recordFact(
  tx: Scope,
  owner: Owner,
  draft: FactDraft,
  { id, now, before }: { readonly id: string; readonly now: Date; readonly before?: ProfileDocument },
): Promise<Recorded> {
  const { profile, outcomes } = await recordFacts(tx, { owner, drafts: [draft], before }, { newId: () => id, now });
  return { profile, fresh: outcomes[0] === 'recorded' };
}

/** Appends facts of one learner and folds them into the profile; see `recordBatches`. @throws AppError not-found */
export async function recordFacts(tx: Scope, batch: Batch, stamp: Stamp): Promise<RecordedBatch> {
  const [recorded] = await recordBatches(tx, [batch], stamp);
  if (!recorded) throw notFound('no profile');
  return recorded;
}

/**
 * Appends facts of several learners and folds them into the profiles, in the caller's transaction: one read of what is
 * there, one insert, one write of the profiles that have changed.
 *
 * @param batches  each learner once
 * @returns one for each batch; null for a learner without a profile, of whom nothing is written
 * @throws RangeError, ZodError when a fact does not say what its type must say; nothing is written
 */
export async function recordBatches(
  tx: Scope,
  batches: readonly Batch[],
  stamp: Stamp,
): Promise<(RecordedBatch | null)[]> {
  const whole = batches.map((batch) => ({ ...batch, drafts: batch.drafts.map(checked) }));
  const profiles = await readProfiles(tx, whole);
  const present = whole.filter(({ owner }) => profiles.has(profileId(owner)));
  const known = await readKnown(tx, present);
  const facts: InteractionDocument[] = [];
  const changed: { before: ProfileDocument; after: ProfileDocument }[] = [];
  const recorded = whole.map(({ owner, drafts }) => {
    const id = profileId(owner);
    const before = profiles.get(id);
    if (!before) return null;
    const folded = foldDrafts(before, drafts, known.get(id) ?? new Map(), stamp);
    facts.push(...folded.facts);
    if (folded.facts.length > 0) changed.push({ before, after: folded.profile });
    return folded;
  });
  await tx.collection(interactionCollection).appendMany(facts);
  await writeProfiles(tx, changed);
  for (const { after } of changed) tx.tell({ topic: 'profile', userId: after.user_id, courseId: after.course_id });
  return recorded;
}

function checked(draft: FactDraft): FactDraft {
  const [metrics, contentId] = [FACT_METRICS[draft.type].parse(draft.metrics), ContentId.parse(draft.contentId)];
  return { ...draft, metrics, contentId } as FactDraft;
}

async function readProfiles(tx: Scope, batches: readonly Batch[]): Promise<Map<string, ProfileDocument>> {
  const profiles = new Map(batches.flatMap(({ before }) => (before ? [[before._id, before] as const] : [])));
  const wanted = batches.flatMap(({ owner, before }) => (before ? [] : [profileId(owner)]));
  if (wanted.length > 0) {
    const found = await tx.collection(profileCollection).find({ _id: { $in: wanted } });
    for (const profile of found) profiles.set(profile._id, withDefaults(profile));
  }
  return profiles;
}

/** A profile of an older version of Attune is written whole, with what it lacked; of others only what has changed. */
async function writeProfiles(
  tx: Scope,
  changed: readonly { readonly before: ProfileDocument; readonly after: ProfileDocument }[],
): Promise<void> {
  const profiles = tx.collection(profileCollection);
  await profiles.exchangeMany(changed.filter(({ before }) => wasFilled(before)).map(({ after }) => packed(after)));
  await profiles.amendMany(
    changed
      .filter(({ before }) => !wasFilled(before))
      .map(({ before, after }) => ({ before: packed(before), after: packed(after) })),
  );
}

type Known = Map<string, Saying>;

/** The facts that are there already, by learner and key. */
async function readKnown(tx: Scope, batches: readonly Batch[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  if (batches.length === 0) return known;
  const branches = batches.map(({ owner: { userId, courseId }, drafts }) => ({
    user_id: userId,
    course_id: courseId,
    key: { $in: drafts.map(({ key }) => key) },
  }));
  const filter = branches.length === 1 && branches[0] ? branches[0] : { $or: branches };
  for (const fact of await tx.collection(interactionCollection).find(filter)) {
    const id = profileId({ userId: fact.user_id, courseId: fact.course_id });
    known.set(id, (known.get(id) ?? new Map()).set(fact.key, fact));
  }
  return known;
}

function foldDrafts(before: ProfileDocument, drafts: readonly FactDraft[], known: Known, { newId, now }: Stamp) {
  const facts: InteractionDocument[] = [];
  const projection = draftOf(projectionOf(before));
  const outcomes = drafts.map((draft): Outcome => {
    const earlier = known.get(draft.key);
    if (earlier) return saysTheSame(earlier, draft) ? 'known' : 'conflict';
    const fact = factOf(before, draft, projection.sequence + 1, { newId, now });
    foldChecked(projection, fact);
    known.set(draft.key, fact);
    facts.push(fact);
    return 'recorded';
  });
  const profile = facts.length > 0 ? { ...before, ...projection, updated_at: now } : before;
  return { profile, outcomes, facts };
}

function factOf(
  { tenant, user_id, course_id }: ProfileDocument,
  draft: FactDraft,
  sequence: number,
  { newId, now }: Stamp,
): InteractionDocument {
  return {
    _id: newId(),
    tenant,
    user_id,
    course_id,
    sequence,
    key: draft.key,
    interaction_type: draft.type,
    content_id: draft.contentId,
    session_duration: draft.seconds ?? null,
    completion_status: draft.completion ?? null,
    performance_metrics: draft.metrics,
    timestamp: draft.at,
    recorded_at: now,
  };
}

type Saying = Pick<InteractionDocument, 'interaction_type' | 'content_id' | 'timestamp' | 'performance_metrics'>;

/** Whether a draft says what a fact of the same key says, whatever parameters were in force then and are now. */
function saysTheSame(fact: Saying, { type, contentId, at, metrics }: FactDraft): boolean {
  return (
    fact.interaction_type === type &&
    fact.content_id === contentId &&
    fact.timestamp.getTime() === at.getTime() &&
    isDeepStrictEqual(withoutParameters(fact.performance_metrics), withoutParameters(metrics))
  );
}

function withoutParameters(metrics: object): Record<string, unknown> {
  const { item: _, foretold: _foretold, skills, ...rest } = { ...metrics } as Record<string, unknown>;
  const names = Array.isArray(skills) ? skills.map((skill) => (Object(skill) === skill ? skill.id : skill)) : null;
  return { ...rest, skills: names };
}
