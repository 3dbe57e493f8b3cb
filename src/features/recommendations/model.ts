import { Schema } from 'mongoose';
import type { ArmSums } from '../../engine/bandits/arm-sums.js';
import type { EngagementMoment } from '../../engine/forecasting/engagement.js';
import type { BestTime } from '../../engine/ranking/best-time.js';
import type { ContentType, SuggestInput, Suggestion } from '../../engine/ranking/suggestion.js';
import { defineCollection, type Owned } from '../../storage/index.js';

/** The specification's words for what can be recommended. */
export const RECOMMENDED_TYPES = ['course', 'assessment', 'character', 'review'] as const;
export type RecommendedType = (typeof RECOMMENDED_TYPES)[number];

/** How a set is ranked: for the learner, by what most took, or in the order of the course. */
export const POLICIES = ['engine', 'popular', 'fixed'] as const;
export type RankingPolicy = (typeof POLICIES)[number];

export type Action = 'accepted' | 'dismissed' | 'completed';

/** All that a suggestion rests on: enough to say why, and to make its score again. */
export interface Reasoning extends Pick<Suggestion, 'skills' | 'parts' | 'reasons' | 'wouldBeFirstIf'> {
  /** The last fact that the profile held, and the models that ranked. */
  sequence: number;
  parameters: string;
  /** Absent in older documents: that of the engine. */
  policy?: RankingPolicy;
  /** What the score was made from; null where there is none, when it was not ranked for the learner. Absent in older documents. */
  inputs?: SuggestInput | null;
  /** The kind that was drawn for its slot, and how probable that was; null where nothing was drawn. */
  slot?: { kind: ContentType; propensity: number } | null;
  /** Chance that the learner takes it up, and what that was foretold from; null when habits are off. */
  engagement?: { chance: number; moment: EngagementMoment } | null;
  /** When an assessment is best taken. */
  best_time?: BestTime | null;
}

/** One suggestion as it was made, with all that it rests on, and what the learner did with it. */
export interface RecommendationDocument extends Owned {
  user_id: string;
  course_id: string;
  /** The decision that made the set. */
  set_id?: string;
  content_type: RecommendedType;
  content_id: string;
  title?: string;
  /** In [0, 1]: the sum of `reasoning.parts`. */
  recommendation_score: number;
  reasoning: Reasoning;
  recommended_at: Date;
  /** The set is old from then on. */
  expires_at?: Date;
  /** When it was replaced, or grew old, with nothing done about it. */
  expired_at?: Date | null;
  user_action: Action | null;
  /** When it was seen first, and when it was acted on last. */
  seen_at?: Date | null;
  acted_at?: Date | null;
  /** What it brought to the arm of its slot, in [0, 1]; null until then. */
  reward?: number | null;
  feedback_score: number | null;
  /** 0 for the first of its set. */
  position: number;
  /** In the set that the learner sees now. */
  current: boolean;
  /** Of a set: the last fact that it knows of, or that changes nothing in it. */
  as_of?: number;
}

/** What the kinds of content have earned in the slots of a course, in parts that are added up when they are read. */
export interface BanditArmsDocument extends Owned {
  course_id: string;
  policy: string;
  /** Learners are spread over these, so that a class does not wait for one document. */
  shard: number;
  arms: Partial<Record<ContentType, ArmSums>>;
  updated_at: Date;
}

const id = { type: String, required: true };
const { Mixed } = Schema.Types;

export const recommendationCollection = defineCollection<RecommendationDocument>(
  'content_recommendations',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    set_id: String,
    content_type: String,
    content_id: String,
    title: String,
    recommendation_score: Number,
    reasoning: Mixed,
    recommended_at: Date,
    expires_at: Date,
    expired_at: Date,
    user_action: String,
    seen_at: Date,
    acted_at: Date,
    reward: Number,
    feedback_score: Number,
    position: Number,
    current: Boolean,
    as_of: Number,
  }),
);

export const banditArmsCollection = defineCollection<BanditArmsDocument>(
  'bandit_arms',
  new Schema({
    _id: id,
    tenant: id,
    course_id: String,
    policy: String,
    shard: Number,
    arms: Mixed,
    updated_at: Date,
  }),
);
