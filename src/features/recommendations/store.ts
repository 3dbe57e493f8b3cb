import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import type { Owner } from '../learners/index.js';
import type { PastSuggestion } from './evidence.js';
import { type RecommendationDocument, recommendationCollection } from './model.js';

/** So far back it matters what was seen and said. */
const PAST_DAYS = 90;
const MOST_PAST = 300;
const DAY = 86_400_000;

export const ownedBy = ({ userId, courseId }: Owner) => ({ user_id: userId, course_id: courseId });

/** The set that a learner sees now, the best first. */
export function listCurrent(scope: Scope, owner: Owner): Promise<RecommendationDocument[]> {
  return scope
    .collection(recommendationCollection)
    .find({ ...ownedBy(owner), current: true }, { sort: { position: 1 } });
}

/** What was suggested and seen or answered in the last months, oldest first; of very many, the latest. */
export async function listPast(scope: Scope, owner: Owner, now: Date): Promise<PastSuggestion[]> {
  const since = new Date(now.getTime() - PAST_DAYS * DAY);
  const found = await scope.collection(recommendationCollection).find(
    { ...ownedBy(owner), seen_at: { $gte: since } },
    {
      sort: { seen_at: -1 },
      limit: MOST_PAST,
      only: [
        ...['content_type', 'content_id', 'user_action', 'seen_at', 'acted_at', 'expired_at', 'recommended_at'],
        'reasoning.engagement',
      ],
    },
  );
  return found.reverse();
}

/** @throws AppError not-found also for a suggestion of somebody else */
export async function selectRecommendation(scope: Scope, owner: Owner, id: string): Promise<RecommendationDocument> {
  const found = await scope.collection(recommendationCollection).findOne({ _id: id, ...ownedBy(owner) });
  if (!found) throw notFound('no such recommendation');
  return found;
}

/** Whether a set was made or shown today, and nothing has happened to its learner since. */
export function isUpToDate([first]: readonly RecommendationDocument[], sequence: number, now: Date): boolean {
  return first?.expires_at !== undefined && first.expires_at > now && first.as_of === sequence;
}
