import { AppError } from '../../../http/index.js';
import type { Scope } from '../../../storage/index.js';
import type { InForce } from '../../catalogue/index.js';
import { listLearnersBySub, listProfilesOf, type ProfileDocument } from '../../learners/index.js';
import { readSkillsOf } from '../mapping.js';
import { type ReceivedDocument, receivedCollection } from '../model.js';
import type { Observed } from '../observed.js';
import { recordObserved } from '../record.js';

/** A statement or event that came in, in our words. */
export interface Incoming {
  readonly id: string;
  /** Of what it says: the same id with another digest is a contradiction. */
  readonly digest: string;
  /** Who did it, by the names of their LMS; null when it does not say so in a way that we can match. */
  readonly who: { readonly issuer: string; readonly sub: string } | null;
  readonly observed: readonly Observed[];
  /** The id of an earlier one that is to count as never said. */
  readonly voids: string | null;
}

/** What became of one that came in. `unknown-actor` and `course-needed` may be sent again once that is mended. */
export const OUTCOMES = [
  'recorded',
  'known',
  'unknown-actor',
  'course-needed',
  'no-effect',
  'voided',
  'conflict',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface Intake {
  readonly kind: ReceivedDocument['kind'];
  /** The course that the sender means; null: the only one of each learner. */
  readonly course: string | null;
  /** What a contradiction does: refuse all, or be left out. */
  readonly contradiction: 'refuse' | 'leave-out';
  readonly inForce: InForce;
  readonly newId: () => string;
  readonly now: Date;
}

/** The digest of what has not come yet. */
const UNHEARD = 'unheard';

const SETTLED: readonly string[] = ['recorded', 'no-effect', 'voided'];

/**
 * Takes in statements or events, each once: what is known already changes nothing.
 *
 * @returns what became of each, in their order
 * @throws AppError `conflict` when an id was used before for something else, and that is to refuse all
 */
export async function takeIn(scope: Scope, incoming: readonly Incoming[], intake: Intake): Promise<Outcome[]> {
  const received = scope.collection(receivedCollection);
  const ids = incoming.map(({ id }) => id);
  const earlier = await received.find({ kind: intake.kind, event_id: { $in: ids } });
  const known = new Map(earlier.map((each) => [each.event_id, each]));
  const contradicts = ({ id, digest }: Incoming) => {
    const before = known.get(id);
    return before !== undefined && before.digest !== UNHEARD && before.digest !== digest;
  };
  if (intake.contradiction === 'refuse' && incoming.some(contradicts)) {
    throw new AppError('conflict', 'errors.xapi-conflict');
  }
  const profiles = await profilesOf(scope, incoming);
  const outcomes = new Map<Incoming, Outcome>();
  const groups = new Map<ProfileDocument, Incoming[]>();
  for (const each of incoming) {
    const before = known.get(each.id);
    if (contradicts(each)) outcomes.set(each, 'conflict');
    else if (before?.outcome === 'voided') outcomes.set(each, 'voided');
    else if (before && SETTLED.includes(before.outcome)) outcomes.set(each, 'known');
    else {
      const profile = profileFor(each, profiles, intake.course);
      if (typeof profile === 'string') outcomes.set(each, profile);
      else groups.set(profile, [...(groups.get(profile) ?? []), each]);
    }
  }
  for (const [profile, group] of groups) {
    await takeInOf(scope, profile, group, intake);
    for (const each of group) outcomes.set(each, each.observed.length === 0 ? 'no-effect' : 'recorded');
  }
  await note(
    scope,
    incoming.filter((each) => isNew(outcomes.get(each))),
    outcomes,
    intake,
  );
  await voidEarlier(scope, incoming, intake);
  return incoming.map((each) => outcomes.get(each) ?? 'no-effect');
}

const isNew = (outcome: Outcome | undefined) =>
  outcome === 'unknown-actor' || outcome === 'course-needed' || outcome === 'no-effect';

const keyOf = ({ issuer, sub }: { issuer: string; sub: string }) => JSON.stringify([issuer, sub]);

/** The profiles of everybody who is named, by their names in the LMS. */
async function profilesOf(scope: Scope, incoming: readonly Incoming[]): Promise<Map<string, ProfileDocument[]>> {
  const subs = new Map<string, Set<string>>();
  for (const { who } of incoming) {
    if (who) subs.set(who.issuer, (subs.get(who.issuer) ?? new Set()).add(who.sub));
  }
  const names = new Map<string, string>();
  for (const [issuer, each] of subs) {
    for (const { _id, sub } of await listLearnersBySub(scope, issuer, [...each]))
      names.set(_id, keyOf({ issuer, sub }));
  }
  const found = new Map<string, ProfileDocument[]>();
  for (const profile of await listProfilesOf(scope, [...names.keys()])) {
    const name = names.get(profile.user_id) ?? '';
    found.set(name, [...(found.get(name) ?? []), profile]);
  }
  return found;
}

function profileFor(
  { who, voids }: Incoming,
  profiles: ReadonlyMap<string, readonly ProfileDocument[]>,
  course: string | null,
): ProfileDocument | Outcome {
  // Whoever voids a statement may be a program.
  if (voids !== null) return 'no-effect';
  const theirs = (who && profiles.get(keyOf(who))) ?? [];
  const meant = course === null ? theirs : theirs.filter(({ course_id }) => course_id === course);
  const [only, another] = meant;
  if (!only) return 'unknown-actor';
  return another ? 'course-needed' : only;
}

/** All that came of one learner, and that it came, in one transaction. */
async function takeInOf(
  scope: Scope,
  { user_id: userId, course_id: courseId, synthetic }: ProfileDocument,
  group: readonly Incoming[],
  { kind, inForce, newId, now }: Intake,
): Promise<void> {
  const skillsOf = await readSkillsOf(scope, courseId, inForce);
  await scope.transaction(async (tx) => {
    const observed = group.flatMap((each) => each.observed);
    if (observed.length > 0) {
      await recordObserved(tx, { userId, courseId, synthetic }, observed, { skillsOf, newId, now });
    }
    for (const { id, digest, observed: own } of group) {
      const outcome = own.length === 0 ? 'no-effect' : 'recorded';
      const whose = { course_id: courseId, user_id: userId };
      await tx.collection(receivedCollection).replace(documentOf(tx, kind, id, { digest, outcome, ...whose }, now));
    }
  });
}

/** What did not reach a ledger is noted too, and so is seen when it comes again. */
async function note(
  scope: Scope,
  incoming: readonly Incoming[],
  outcomes: ReadonlyMap<Incoming, Outcome>,
  { kind, now }: Intake,
): Promise<void> {
  await scope.collection(receivedCollection).updateEach(
    incoming.map((each) => {
      const outcome = outcomes.get(each) ?? 'no-effect';
      const nobody = { course_id: null, user_id: null };
      const {
        _id,
        kind: own,
        event_id,
        ...rest
      } = documentOf(scope, kind, each.id, { digest: each.digest, outcome, ...nobody }, now);
      return { filter: { kind: own, event_id }, update: { $set: rest, $setOnInsert: { _id } } };
    }),
    { upsert: true },
  );
}

/** A statement that is voided before it comes is never recorded. What was recorded stays: the ledger only grows. */
async function voidEarlier(scope: Scope, incoming: readonly Incoming[], { kind, now }: Intake): Promise<void> {
  const targets = incoming.flatMap(({ voids }) => voids ?? []);
  const nobody = { digest: UNHEARD, outcome: 'voided', course_id: null, user_id: null };
  for (const id of targets) {
    const { _id, kind: own, event_id, ...rest } = documentOf(scope, kind, id, nobody, now);
    const received = scope.collection(receivedCollection);
    const there = await received.updateOne({ kind: own, event_id, user_id: null }, { $set: { outcome: 'voided' } });
    if (there > 0) continue;
    await received.updateOne({ kind: own, event_id }, { $setOnInsert: { _id, ...rest } }, { upsert: true });
  }
}

function documentOf(
  { tenant }: Scope,
  kind: ReceivedDocument['kind'],
  event_id: string,
  rest: Pick<ReceivedDocument, 'digest' | 'outcome' | 'course_id' | 'user_id'>,
  received_at: Date,
) {
  return { _id: `${tenant}:${kind}:${event_id}`, kind, event_id, ...rest, received_at };
}
