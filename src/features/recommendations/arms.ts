import { createHash } from 'node:crypto';
import { type ArmSums, NO_REWARDS } from '../../engine/bandits/arm-sums.js';
import type { ContentType } from '../../engine/ranking/suggestion.js';
import type { Scope } from '../../storage/index.js';
import { banditArmsCollection, type RecommendationDocument } from './model.js';
import type { Learner } from './ports.js';

/** Names what the slots of a set learn; sums of another policy are not mixed in. */
export const SLOT_POLICY = 'slot-kinds/1';
const SHARDS = 8;
const KINDS: readonly ContentType[] = ['lesson', 'practice', 'review', 'coach'];

export type Arms = Readonly<Record<ContentType, ArmSums>>;

/** What each kind has earned in the slots of a course so far. */
export async function readArms(scope: Scope, courseId: string): Promise<Arms> {
  const shards = await scope.collection(banditArmsCollection).find({ course_id: courseId, policy: SLOT_POLICY });
  const sumOf = (kind: ContentType): ArmSums =>
    shards.reduce((total, { arms }) => {
      const { count, sum, squares } = arms[kind] ?? NO_REWARDS;
      return { count: total.count + count, sum: total.sum + sum, squares: total.squares + squares };
    }, NO_REWARDS);
  return Object.fromEntries(KINDS.map((kind) => [kind, sumOf(kind)])) as Record<ContentType, ArmSums>;
}

/** What a suggestion brings to the arm of its slot. */
export const REWARD = { accepted: 1, completed: 1, dismissed: 0, expired: 0 } as const;
export type Outcome = keyof typeof REWARD;

/**
 * The reward that an outcome brings, once for each suggestion; null when it has brought one, or nothing was drawn for its
 * slot.
 */
export function rewardOf(
  { reward, reasoning }: Pick<RecommendationDocument, 'reward' | 'reasoning'>,
  outcome: Outcome,
): number | null {
  return reward == null && reasoning.slot ? REWARD[outcome] : null;
}

/** Adds the rewards of a learner's suggestions to the arms of their slots, in the transaction of the outcome. */
export async function rewardArms(
  tx: Scope,
  { userId, courseId }: Pick<Learner, 'userId' | 'courseId'>,
  rewards: readonly { readonly kind: ContentType; readonly reward: number }[],
  now: Date,
): Promise<void> {
  if (rewards.length === 0) return;
  const shard = (createHash('sha256').update(userId).digest()[0] ?? 0) % SHARDS;
  const more: Record<string, number> = {};
  for (const { kind, reward } of rewards) {
    const earned = { count: 1, sum: reward, squares: reward * reward };
    for (const [name, value] of Object.entries(earned)) {
      const field = `arms.${kind}.${name}`;
      more[field] = (more[field] ?? 0) + value;
    }
  }
  await tx.collection(banditArmsCollection).updateOne(
    { _id: `${courseId}:${SLOT_POLICY}:${shard}` },
    {
      $inc: more,
      $set: { updated_at: now },
      $setOnInsert: { course_id: courseId, policy: SLOT_POLICY, shard },
    },
    { upsert: true },
  );
}
