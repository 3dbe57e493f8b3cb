import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { type FactType, type Owner, recordFact } from '../learners/index.js';
import { contentKey } from './content-recommendation-model.js';
import { type RecommendationDocument, recommendationCollection } from './model.js';
import type { RecommendationDependencies } from './personalization-engine.js';

export type Action = 'accepted' | 'dismissed' | 'completed';

const FACT_OF = {
  accepted: 'suggestion-accepted',
  dismissed: 'suggestion-dismissed',
  completed: 'suggestion-completed',
} as const satisfies Record<Action, FactType>;

/** What the learner did with a suggestion, kept with it and as a fact. The same click twice is one fact. */
export function react(
  { storage, clock, newId }: RecommendationDependencies,
  tenant: string,
  owner: Owner,
  { recommendation, action }: { recommendation: string; action: Action },
): Promise<RecommendationDocument> {
  return storage.scope(tenant).transaction(async (tx) => {
    const now = clock();
    const found = await selectRecommendation(tx, owner, recommendation);
    await tx.collection(recommendationCollection).updateOne({ _id: recommendation }, { $set: { user_action: action } });
    await recordFact(
      tx,
      owner,
      {
        type: FACT_OF[action],
        key: `suggestion:${recommendation}:${action}`,
        contentId: contentKey(found.content_type, found.content_id),
        metrics: { recommendation, content_type: found.content_type },
        at: now,
      },
      { id: newId(), now },
    );
    return found;
  });
}

async function selectRecommendation(scope: Scope, owner: Owner, id: string): Promise<RecommendationDocument> {
  const found = await scope
    .collection(recommendationCollection)
    .findOne({ _id: id, user_id: owner.userId, course_id: owner.courseId });
  if (!found) throw notFound('no such recommendation');
  return found;
}
