import { seededRandom } from '../../engine/numerics/random.js';
import { AppError } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type ProfileDocument, selectProfile } from '../learners/index.js';
import { decisionCollection } from '../practice/index.js';
import { rewardArms, rewardOf } from './arms.js';
import { KIND_OF, optionalTitleOf, TYPE_OF, titleOf } from './content.js';
import { type Chosen, ContentRecommendationModel, type Ranking } from './content-recommendation-model.js';
import { decisionOf } from './decision.js';
import { type EngagementForecast, forecastEngagement } from './engagement.js';
import type { Evidence } from './evidence.js';
import {
  type RankingPolicy,
  type RecommendationDocument,
  type RecommendedType,
  recommendationCollection,
} from './model.js';
import { type Learner, type PolicyOf, type RecommendationModels, UNTRAINED } from './ports.js';
import { type CourseEvidence, readCourseEvidence, readEvidence } from './read-evidence.js';
import { listCurrent, ownedBy } from './store.js';

export interface RecommendationDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
}

export interface EngineDependencies extends RecommendationDependencies {
  readonly models?: RecommendationModels;
  readonly policyOf?: PolicyOf;
  /** Plans the path of a learner; absent: nobody here does. */
  readonly optimizePath?: (learner: Learner, options: { readonly now: Date }) => Promise<object>;
}

export interface GenerateOptions {
  /** Only these are given back; the set always holds all kinds. */
  readonly type?: RecommendedType | undefined;
  /** How many are given back at most; 3 unless told otherwise. */
  readonly limit?: number | undefined;
  readonly now?: Date | undefined;
}

const DAY_MS = 86_400_000;
export const SHOWN = 3;
/** Slots of a set, unless more are asked for. */
const SLOTS = 6;

/** Turns what is known of a learner into what to do next. Every answer is stored with what it was made from. */
export class PersonalizationEngine {
  readonly contentRecommender = new ContentRecommendationModel();
  readonly #deps: EngineDependencies & { readonly models: RecommendationModels; readonly policyOf: PolicyOf };

  constructor(deps: EngineDependencies) {
    this.#deps = { models: UNTRAINED, policyOf: async () => null, ...deps };
  }

  /**
   * Makes a fresh set of suggestions and puts it in the place of the one before, whose documents stay as history. A set
   * that is not a day old, was not acted on, and would come out nearly the same, is given again. Of two that race, one
   * gives what the other made.
   *
   * @returns the best first; none while the course is bound to no catalogue
   * @throws AppError not-found when the learner is not in the course
   */
  async generateRecommendations(learner: Learner, options: GenerateOptions = {}): Promise<RecommendationDocument[]> {
    const { type, limit = SHOWN, now = this.#deps.clock() } = options;
    const course = await readCourseEvidence(this.#deps, learner);
    if (!course) return [];
    const variant = (await this.#deps.policyOf(learner, now)) ?? 'engine';
    const scope = this.#deps.storage.scope(learner.tenant);
    const set = await scope.transaction((tx) =>
      this.#renew(tx, learner, course, { variant, now, size: Math.max(SLOTS, limit) }),
    );
    return set.filter(({ content_type }) => type === undefined || content_type === type).slice(0, limit);
  }

  /** The set that the learner sees now, the best first. Only reads. */
  currentRecommendations({ tenant, ...owner }: Learner): Promise<RecommendationDocument[]> {
    return listCurrent(this.#deps.storage.scope(tenant), owner);
  }

  /** How everything in the course ranks for a learner now, by the policy of the set that is there. Stores nothing; null while the course is bound to no catalogue. */
  async rank(learner: Learner, now: Date): Promise<{ evidence: Evidence; ranking: Ranking } | null> {
    const course = await readCourseEvidence(this.#deps, learner);
    if (!course) return null;
    const [shown] = await this.currentRecommendations(learner);
    const variant = shown?.reasoning.policy ?? 'engine';
    const evidence = await readEvidence(this.#deps.storage.scope(learner.tenant), learner, course, now);
    return { evidence, ranking: this.contentRecommender.rank(evidence, policyNow(evidence.profile, variant)) };
  }

  /**
   * How likely the learner is to take something up and stay with it, and what that rests on. Only reads.
   *
   * @returns null while the learner has switched habits off
   * @throws AppError not-found when the course has no such content
   */
  async predictEngagement(
    learner: Learner,
    content: { readonly type: RecommendedType; readonly id: string },
    now = this.#deps.clock(),
  ): Promise<EngagementForecast | null> {
    const course = await readCourseEvidence(this.#deps, learner);
    const named = { content_type: content.type, content_id: content.id };
    if (!course || optionalTitleOf(course, named) === null) throw new AppError('not-found', 'errors.not-found');
    const evidence = await readEvidence(this.#deps.storage.scope(learner.tenant), learner, course, now);
    return forecastEngagement(evidence, KIND_OF[content.type], content.id);
  }

  /** The best order of what is left to learn, by the part of the program that plans paths. */
  async optimizeLearningPath(learner: Learner, { now = this.#deps.clock() } = {}): Promise<object> {
    if (!this.#deps.optimizePath) throw new AppError('unavailable', 'errors.unavailable', { detail: 'no paths here' });
    return this.#deps.optimizePath(learner, { now });
  }

  async #renew(
    tx: Scope,
    learner: Learner,
    course: CourseEvidence,
    { variant, now, size }: { readonly variant: RankingPolicy; readonly now: Date; readonly size: number },
  ): Promise<RecommendationDocument[]> {
    const profile = await selectProfile(tx, learner);
    const current = await listCurrent(tx, learner);
    const evidence = await readEvidence(tx, learner, course, now, profile);
    const ranking = this.contentRecommender.rank(evidence, policyNow(profile, variant));
    const documents = tx.collection(recommendationCollection);
    const parameters = ContentRecommendationModel.parametersOf(evidence);
    if (isStillRight(current, ranking, { now, size, parameters })) {
      if (current[0]?.as_of !== profile.sequence) {
        await documents.updateMany({ ...ownedBy(learner), current: true }, { $set: { as_of: profile.sequence } });
      }
      return current.map((one) => ({ ...one, as_of: profile.sequence }));
    }
    await this.#retire(tx, learner, profile, current, now);
    const setId = this.#deps.newId();
    const { arms } = course;
    const { chosen, slots } = this.contentRecommender.choose(evidence, ranking, {
      arms,
      limit: size,
      random: seededRandom(setId),
    });
    const fresh = chosen.map((one, position) => this.#documentOf(learner, evidence, one, { setId, position, now }));
    await documents.insertMany(fresh);
    if (fresh.length > 0) {
      const decision = decisionOf(evidence, ranking, { arms, slots, size, set: fresh });
      await tx.collection(decisionCollection).append({ ...decision, _id: setId, ...ownedBy(learner) });
    }
    return fresh.map((document) => ({ ...document, tenant: learner.tenant }));
  }

  /** The set before becomes history; what was seen and left tells the arms so. */
  async #retire(
    tx: Scope,
    learner: Learner,
    { synthetic }: ProfileDocument,
    current: readonly RecommendationDocument[],
    now: Date,
  ): Promise<void> {
    if (current.length === 0) return;
    const documents = tx.collection(recommendationCollection);
    const open = current.filter(({ user_action }) => user_action === null);
    const left = open.flatMap((one) => {
      const reward = one.seen_at && !synthetic ? rewardOf(one, 'expired') : null;
      return reward === null || !one.reasoning.slot ? [] : [{ id: one._id, kind: one.reasoning.slot.kind, reward }];
    });
    await documents.updateMany(
      { ...ownedBy(learner), current: true, user_action: null },
      { $set: { expired_at: now } },
    );
    await documents.updateMany({ ...ownedBy(learner), current: true }, { $set: { current: false } });
    if (left.length === 0) return;
    await documents.updateMany({ _id: { $in: left.map(({ id }) => id) } }, { $set: { reward: 0 } });
    await rewardArms(tx, learner, left, now);
  }

  #documentOf(
    owner: Learner,
    { profile, ...evidence }: Evidence,
    { content, reasoning }: Chosen,
    { setId, position, now }: { readonly setId: string; readonly position: number; readonly now: Date },
  ): Omit<RecommendationDocument, 'tenant'> {
    const named = { content_type: TYPE_OF[content.contentType], content_id: content.contentId };
    return {
      _id: this.#deps.newId(),
      ...ownedBy(owner),
      set_id: setId,
      ...named,
      title: titleOf(evidence, named),
      recommendation_score: content.score,
      reasoning: {
        ...reasoning,
        sequence: profile.sequence,
        parameters: ContentRecommendationModel.parametersOf(evidence),
      },
      recommended_at: now,
      expires_at: new Date(now.getTime() + DAY_MS),
      expired_at: null,
      user_action: null,
      seen_at: null,
      acted_at: null,
      reward: null,
      feedback_score: null,
      position,
      current: true,
      as_of: profile.sequence,
    };
  }
}

const policyNow = ({ controls }: Pick<ProfileDocument, 'controls'>, variant: RankingPolicy): RankingPolicy =>
  controls.paused ? 'fixed' : variant;

/** Scores that moved less say nothing new. */
const SAME_SCORE = 0.02;

/**
 * A set stays as it is while it is not old, nobody acted on it, everything in it still has about the score that it had,
 * and nothing outside it has come out far above.
 */
function isStillRight(
  current: readonly RecommendationDocument[],
  { policy, input, scored }: Ranking,
  { now, size, parameters }: { readonly now: Date; readonly size: number; readonly parameters: string },
): boolean {
  const [first] = current;
  const slots = Math.min(size, scored.length);
  if (!first?.expires_at || first.expires_at <= now || first.recommended_at > now || current.length < slots)
    return false;
  if (first.reasoning.parameters !== parameters) return false;
  if (first.reasoning.policy !== policy) return false;
  const ordered = policy !== 'engine';
  const off = (signals: readonly string[] | undefined) => [...(signals ?? [])].sort().join();
  if (!ordered && off(first.reasoning.inputs?.without) !== off(input.without)) return false;
  const scores = new Map(scored.map((one) => [`${TYPE_OF[one.contentType]} ${one.contentId}`, one.score]));
  const isSame = (one: RecommendationDocument): boolean => {
    const score = scores.get(`${one.content_type} ${one.content_id}`);
    return one.user_action === null && score !== undefined && Math.abs(score - one.recommendation_score) <= SAME_SCORE;
  };
  const best = current.reduce((most, { recommendation_score }) => Math.max(most, recommendation_score), 0);
  return current.every(isSame) && (ordered || (scored[0]?.score ?? 0) <= best + SAME_SCORE);
}
