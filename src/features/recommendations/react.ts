import type { Scope } from '../../storage/index.js';
import { type FactDraft, type FactType, type ProfileDocument, recordFact, selectProfile } from '../learners/index.js';
import { rewardArms, rewardOf } from './arms.js';
import { contentKey } from './content.js';
import { type Action, type RecommendationDocument, recommendationCollection } from './model.js';
import type { RecommendationDependencies } from './personalization-engine.js';
import type { Learner } from './ports.js';
import { ownedBy, selectRecommendation } from './store.js';

const FACT_OF = {
  accepted: 'suggestion-accepted',
  dismissed: 'suggestion-dismissed',
  completed: 'suggestion-completed',
} as const satisfies Record<Action, FactType>;

/** What a learner says about a suggestion: any of these, at once. */
export interface Said {
  readonly recommendation: string;
  readonly action?: Action | undefined;
  /** From 1, no help, to 5, just right. */
  readonly score?: number | undefined;
  readonly seen?: boolean | undefined;
}

/**
 * What the learner did with a suggestion, kept with it and as facts; the arm of its slot learns from the first outcome.
 * The same click twice is one fact. Who acts on something has seen it.
 *
 * @returns the suggestion as it is then
 * @throws AppError not-found for a suggestion of somebody else
 */
export function react(
  { storage, clock, newId }: RecommendationDependencies,
  learner: Learner,
  said: Said,
  now = clock(),
): Promise<RecommendationDocument> {
  return storage.scope(learner.tenant).transaction(async (tx) => {
    const found = await selectRecommendation(tx, learner, said.recommendation);
    let profile = await selectProfile(tx, learner);
    for (const fact of factsOf(found, said, now, newId)) {
      ({ profile } = await recordFact(tx, learner, fact, { id: newId(), now, before: profile }));
    }
    const { action = found.user_action, score = found.feedback_score } = said;
    const changed = action !== found.user_action;
    const reward = changed && action ? rewardOf(found, action) : null;
    const after = {
      ...found,
      user_action: action,
      feedback_score: score,
      seen_at: found.seen_at ?? now,
      acted_at: changed ? now : (found.acted_at ?? null),
      reward: profile.synthetic ? null : (reward ?? found.reward ?? null),
    };
    await tx.collection(recommendationCollection).replace(after);
    const kind = found.reasoning.slot?.kind;
    if (kind && reward !== null && !profile.synthetic) await rewardArms(tx, learner, [{ kind, reward }], now);
    return after;
  });
}

function factsOf(found: RecommendationDocument, said: Said, at: Date, newId: () => string): FactDraft[] {
  const { _id: recommendation, content_type, content_id } = found;
  const about = {
    contentId: contentKey(content_type, content_id),
    metrics: { recommendation, content_type },
    at,
  };
  const key = (what: string): string => `suggestion:${recommendation}:${what}`;
  const facts: FactDraft[] = [];
  if (!found.seen_at) facts.push({ type: 'suggestion-seen', key: key('seen'), ...about });
  if (said.action) facts.push({ type: FACT_OF[said.action], key: key(said.action), ...about });
  if (said.score !== undefined && said.score !== found.feedback_score) {
    const metrics = { ...about.metrics, score: said.score };
    // Who thinks again rates again.
    facts.push({ type: 'suggestion-rated', key: key(`rated:${newId()}`), ...about, metrics });
  }
  return facts;
}

/**
 * The first few of the set are on the learner's screen: each a fact, once. Nothing else in the profile changes by it, so
 * the set knows it already.
 */
export function showSet(
  { storage, clock, newId }: RecommendationDependencies,
  learner: Learner,
  shown: readonly RecommendationDocument[],
  now = clock(),
): Promise<void> {
  const unseen = shown.filter(({ seen_at }) => !seen_at);
  if (unseen.length === 0) return Promise.resolve();
  return storage.scope(learner.tenant).transaction(async (tx) => {
    const before = await selectProfile(tx, learner);
    let profile: ProfileDocument = before;
    for (const one of unseen) {
      const [seen] = factsOf({ ...one, seen_at: null }, { recommendation: one._id }, now, newId);
      if (seen) ({ profile } = await recordFact(tx, learner, seen, { id: newId(), now, before: profile }));
    }
    await markSeen(tx, learner, unseen, now);
    await tx
      .collection(recommendationCollection)
      .updateMany(
        { ...ownedBy(learner), current: true, as_of: before.sequence },
        { $set: { as_of: profile.sequence } },
      );
  });
}

async function markSeen(
  tx: Scope,
  learner: Learner,
  seen: readonly RecommendationDocument[],
  now: Date,
): Promise<void> {
  const ids = seen.map(({ _id }) => _id);
  await tx
    .collection(recommendationCollection)
    .updateMany({ ...ownedBy(learner), _id: { $in: ids }, seen_at: null }, { $set: { seen_at: now } });
}
