import { ENGAGEMENT_PRIOR, type EngagementModel } from '../../engine/forecasting/engagement.js';
import { DEFAULT_MEMORY_MODEL, type MemoryModel } from '../../engine/memory/memory-model.js';
import type { Ranker } from '../../engine/ranking/collaborative/ranker.js';
import { AS_IMPORTED, type InForce } from '../catalogue/index.js';
import type { Owner } from '../learners/index.js';
import type { RankingPolicy } from './model.js';

/** A learner in a course of an institution. */
export interface Learner extends Owner {
  readonly tenant: string;
}

/** A ranker that learned from who took what in a course. */
export interface CourseRanker {
  readonly ranker: Ranker;
  /** The content that each of its items is, as `contentKey` names it. */
  readonly items: readonly string[];
  /** Learners that it was trained on. */
  readonly learners: number;
}

/** Models that are trained elsewhere. */
export interface RecommendationModels {
  /** The catalogue with what was learned of skills and items in the place of what it says. */
  readonly inForce: InForce;
  /** Null until one is trained. */
  rankerFor(tenant: string, courseId: string): Promise<CourseRanker | null>;
  memoryFor(tenant: string, courseId: string): Promise<MemoryModel>;
  /** What is believed of a learner before their own outcomes. */
  engagementFor(tenant: string, courseId: string): Promise<EngagementModel>;
  /** Names the models behind the other three. */
  versionFor(tenant: string, courseId: string): Promise<string>;
}

/** What serves before anything is trained. */
export const UNTRAINED: RecommendationModels = {
  inForce: AS_IMPORTED,
  rankerFor: async () => null,
  memoryFor: async () => DEFAULT_MEMORY_MODEL,
  engagementFor: async () => ENGAGEMENT_PRIOR,
  versionFor: async () => 'untrained',
};

/**
 * Which policy ranks for a learner, by an experiment; null: none. It may record that the learner met the experiment, so
 * only what makes a set asks.
 */
export type PolicyOf = (learner: Learner, now: Date) => Promise<RankingPolicy | null>;
