import { Schema } from 'mongoose';
import type { Suggestion } from '../../engine/ranking/suggestion.js';
import { defineCollection, type Owned } from '../../storage/index.js';

/** The specification's words for what can be recommended. */
export type RecommendedType = 'course' | 'assessment' | 'character' | 'review';

/** One suggestion as it was made, with all that it rests on, and what the learner did with it. */
export interface RecommendationDocument extends Owned {
  user_id: string;
  course_id: string;
  content_type: RecommendedType;
  content_id: string;
  /** In [0, 1]: the sum of `reasoning.parts`. */
  recommendation_score: number;
  reasoning: Pick<Suggestion, 'skills' | 'parts' | 'reasons' | 'wouldBeFirstIf'> & {
    /** The last fact that the profile held, and the models that ranked. */
    sequence: number;
    parameters: string;
  };
  recommended_at: Date;
  user_action: 'accepted' | 'dismissed' | 'completed' | null;
  feedback_score: number | null;
  /** 0 for the first of its set. */
  position: number;
  /** In the set that the learner sees now. */
  current: boolean;
}

const id = { type: String, required: true };

export const recommendationCollection = defineCollection<RecommendationDocument>(
  'content_recommendations',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    content_type: String,
    content_id: String,
    recommendation_score: Number,
    reasoning: Schema.Types.Mixed,
    recommended_at: Date,
    user_action: String,
    feedback_score: Number,
    position: Number,
    current: Boolean,
  }),
);
