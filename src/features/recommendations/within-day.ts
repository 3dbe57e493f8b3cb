import type { Scope } from '../../storage/index.js';
import { type Owner, selectProfile } from '../learners/index.js';
import { type RecommendationDocument, recommendationCollection } from './model.js';
import { ownedBy } from './store.js';

const DAY_MS = 86_400_000;

/** As much of a set as the learner wants in a day: what they saw today stays, and more comes until it is enough. */
export async function withinDay(
  scope: Scope,
  owner: Owner,
  set: readonly RecommendationDocument[],
  now: Date,
): Promise<readonly RecommendationDocument[]> {
  const { suggestions_per_day: most } = (await selectProfile(scope, owner)).controls;
  if (most === null || most === undefined) return set;
  const today = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const filter = { ...ownedBy(owner), seen_at: { $gte: today } };
  const seen = await scope.collection(recommendationCollection).find(filter, { only: ['_id'], limit: most });
  const known = new Set(seen.map(({ _id }) => _id));
  let room = most - known.size;
  return set.filter(({ _id }) => known.has(_id) || room-- > 0).slice(0, most);
}
