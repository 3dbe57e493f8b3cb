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
export async function ensureLearner(scope: Scope, arrival: Arrival, id: string, now: Date): Promise<LearnerDocument> {
  const { issuer, sub, name, synthetic } = arrival;
  const learner = await scope
    .collection(learnerCollection)
    .findOneAndUpdate(
      { issuer, sub },
      { $set: { name: name?.slice(0, 255) ?? null, synthetic }, $setOnInsert: { _id: id, created_at: now } },
      { upsert: true },
    );
  if (!learner) throw new Error('The learner was neither found nor made.');
  return learner;
}

export async function selectLearner(scope: Scope, userId: string): Promise<LearnerDocument> {
  const learner = await scope.collection(learnerCollection).findOne({ _id: userId });
  if (!learner) throw notFound('no such learner');
  return learner;
}

export function listLearners(scope: Scope, userIds: readonly string[]): Promise<LearnerDocument[]> {
  return scope.collection(learnerCollection).find({ _id: { $in: [...userIds] } });
}
