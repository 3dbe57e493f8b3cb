import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { type LearnerDocument, learnerCollection } from './model.js';

export interface Arrival {
  readonly issuer: string;
  readonly sub: string;
  readonly name: string | null;
  readonly synthetic: boolean;
}

/** Finds the person of an LMS, or makes them; a name that is withheld this time is forgotten. */
export function ensureLearner(scope: Scope, arrival: Arrival, id: string, now: Date): Promise<LearnerDocument> {
  const { issuer, sub, name, synthetic } = arrival;
  return scope
    .collection(learnerCollection)
    .ensure(
      { issuer, sub },
      { set: { name: name?.slice(0, 255) ?? null, synthetic }, insert: { _id: id, created_at: now } },
    );
}

/**
 * Finds the people of an LMS, or makes them. A name that is given is kept, one that is not leaves what was known; test
 * students stay as they are.
 *
 * @param people  each once
 */
export async function ensureLearners(
  scope: Scope,
  issuer: string,
  people: readonly { readonly sub: string; readonly name: string | null }[],
  newId: () => string,
  now: Date,
): Promise<LearnerDocument[]> {
  const find = () =>
    listLearnersBySub(
      scope,
      issuer,
      people.map(({ sub }) => sub),
    );
  const known = new Map((await find()).map((learner) => [learner.sub, learner]));
  const changes = people.flatMap(({ sub, name: given }) => {
    const name = given?.slice(0, 255) ?? null;
    const learner = known.get(sub);
    if (learner && (learner.synthetic || name === null || name === learner.name)) return [];
    const first = { _id: newId(), synthetic: false, created_at: now, ...(name === null && { name }) };
    return [{ filter: { issuer, sub }, update: { ...(name !== null && { $set: { name } }), $setOnInsert: first } }];
  });
  await scope.collection(learnerCollection).updateEach(changes, { upsert: true });
  return changes.length > 0 ? find() : [...known.values()];
}

export function listLearnersBySub(scope: Scope, issuer: string, subs: readonly string[]): Promise<LearnerDocument[]> {
  return scope.collection(learnerCollection).find({ issuer, sub: { $in: [...subs] } });
}

export async function selectLearner(scope: Scope, userId: string): Promise<LearnerDocument> {
  const learner = await scope.collection(learnerCollection).findOne({ _id: userId });
  if (!learner) throw notFound('no such learner');
  return learner;
}

export function listLearners(scope: Scope, userIds: readonly string[]): Promise<LearnerDocument[]> {
  return scope.collection(learnerCollection).find({ _id: { $in: [...userIds] } });
}

const OUTSIDE = 'urn:attune:api:';

/** The issuer of people whom an outside system names: no LMS can have it. */
export const outsideIssuer = (system: string): string => `${OUTSIDE}${system}`;

/** The outside system that an issuer stands for; null for an LMS. */
export const systemOf = (issuer: string): string | null =>
  issuer.startsWith(OUTSIDE) ? issuer.slice(OUTSIDE.length) : null;

/** A person as an outside system names them. */
export interface OutsideLearner {
  readonly system: string;
  readonly externalId: string;
  /** Absent: what is known of it stays. */
  readonly name?: string | undefined;
  /** Counts only when the person is new: nobody becomes a test student, or ceases to be one. */
  readonly synthetic: boolean;
}

/** Finds the person of an outside system, or makes them. */
export function ensureOutsideLearner(
  scope: Scope,
  { system, externalId, name, synthetic }: OutsideLearner,
  id: string,
  now: Date,
): Promise<LearnerDocument> {
  return scope.collection(learnerCollection).ensure(
    { issuer: outsideIssuer(system), sub: externalId },
    {
      set: name === undefined ? {} : { name },
      insert: { _id: id, synthetic, created_at: now, ...(name === undefined && { name: null }) },
    },
  );
}

/** People of the institution in the order of their ids, after the one that is named. */
export function pageOfLearners(
  scope: Scope,
  {
    after,
    limit,
    of,
  }: { after: string | null; limit: number; of?: { system: string; externalId: string } | undefined },
): Promise<LearnerDocument[]> {
  const filter = {
    ...(of && { issuer: outsideIssuer(of.system), sub: of.externalId }),
    ...(after !== null && { _id: { $gt: after } }),
  };
  return scope.collection(learnerCollection).find(filter, { sort: { _id: 1 }, limit });
}
