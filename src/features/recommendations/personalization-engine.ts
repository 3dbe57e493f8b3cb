import type { Suggestion } from '../../engine/ranking/suggestion.js';
import type { Scope, Storage } from '../../storage/index.js';
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
   * nothing has happened since the last set, that set is given again. Of two that race, one gives what the other made.
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
      const current = await listCurrent(tx, owner);
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
    return listCurrent(this.deps.storage.scope(tenant), owner);
  }
}

function listCurrent(scope: Scope, owner: Owner): Promise<RecommendationDocument[]> {
  return scope
    .collection(recommendationCollection)
    .find({ ...ownedBy(owner), current: true }, { sort: { position: 1 } });
}

const ownedBy = ({ userId, courseId }: Owner) => ({ user_id: userId, course_id: courseId });

/** Scores this near are the same one. */
const SAME_SCORE = 1e-6;

/** The same things with the same scores, and none of them acted on: nothing to say anew. */
function isSameSet(current: readonly RecommendationDocument[], ranked: readonly Suggestion[]): boolean {
  return (
    current.length === ranked.length &&
    ranked.every(({ contentType, contentId, score }, index) => {
      const shown = current[index];
      return (
        shown?.user_action === null &&
        shown.content_type === TYPE_OF[contentType] &&
        shown.content_id === contentId &&
        Math.abs(shown.recommendation_score - score) < SAME_SCORE
      );
    })
  );
}
