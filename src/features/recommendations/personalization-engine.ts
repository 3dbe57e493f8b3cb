import type { Storage } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type Owner, selectProfile } from '../learners/index.js';
import { ContentRecommendationModel, TYPE_OF } from './content-recommendation-model.js';
import { type RecommendationDocument, recommendationCollection } from './model.js';

export interface RecommendationDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** Turns what is known of a learner into what to do next. Every answer is stored with what it was made from. */
export class PersonalizationEngine {
  private readonly contentRecommender = new ContentRecommendationModel();

  constructor(private readonly deps: RecommendationDependencies) {}

  /**
   * Makes a fresh set of suggestions and puts it in the place of the one before, whose documents stay as history. While
   * nothing has happened since the last set, that set is given again.
   */
  async generateRecommendations(tenant: string, owner: Owner): Promise<RecommendationDocument[]> {
    const scope = this.deps.storage.scope(tenant);
    const course = await selectCourse(scope, owner.courseId);
    if (course.catalogue_id === null) return [];
    const catalogue = await loadCatalogue(scope, course.catalogue_id);
    return scope.transaction(async (tx) => {
      const profile = await selectProfile(tx, owner);
      const now = this.deps.clock();
      const ranked = await this.contentRecommender.rank(tx, owner, { profile, catalogue, now });
      const current = await this.currentRecommendations(tenant, owner);
      if (isSameSet(current, ranked)) return current;
      const recommendations = tx.collection(recommendationCollection);
      await recommendations.updateMany({ ...ownedBy(owner), current: true }, { $set: { current: false } });
      const fresh = ranked.map(({ contentType, contentId, score, ...reasoning }, position) => ({
        _id: this.deps.newId(),
        user_id: owner.userId,
        course_id: owner.courseId,
        content_type: TYPE_OF[contentType],
        content_id: contentId,
        recommendation_score: score,
        reasoning: { ...reasoning, sequence: profile.sequence, parameters: ContentRecommendationModel.parameters },
        recommended_at: now,
        user_action: null,
        feedback_score: null,
        position,
        current: true,
      }));
      await recommendations.insertMany(fresh);
      return fresh.map((document) => ({ ...document, tenant }));
    });
  }

  /** The set that the learner sees now, the best first. Only reads. */
  currentRecommendations(tenant: string, owner: Owner): Promise<RecommendationDocument[]> {
    return this.deps.storage
      .scope(tenant)
      .collection(recommendationCollection)
      .find({ ...ownedBy(owner), current: true }, { sort: { position: 1 } });
  }
}

const ownedBy = ({ userId, courseId }: Owner) => ({ user_id: userId, course_id: courseId });

/** The same things with the same scores, and none of them acted on: nothing to say anew. */
function isSameSet(
  current: readonly RecommendationDocument[],
  ranked: readonly { contentId: string; score: number }[],
): boolean {
  return (
    current.length === ranked.length &&
    current.every(
      ({ content_id, recommendation_score, user_action }, index) =>
        user_action === null &&
        content_id === ranked[index]?.contentId &&
        Math.abs(recommendation_score - ranked[index].score) < 1e-6,
    )
  );
}
