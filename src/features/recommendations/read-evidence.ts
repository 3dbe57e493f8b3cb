import type { Scope, Storage } from '../../storage/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { listPlacements, type PlacementDocument, selectCourse } from '../courses/index.js';
import { type ProfileDocument, selectProfile } from '../learners/index.js';
import { listGradesOf } from '../practice/index.js';
import { type Arms, readArms } from './arms.js';
import type { Evidence } from './evidence.js';
import type { Learner, RecommendationModels } from './ports.js';
import { listPast } from './store.js';

/** What was set up for a course, and what was learned in it: the same for all its learners. */
export interface CourseEvidence extends Pick<Evidence, 'placements' | 'memory' | 'engagement' | 'ranker' | 'version'> {
  readonly catalogue: CatalogueView;
  readonly placements: readonly PlacementDocument[];
  readonly arms: Arms;
}

export interface EvidenceSources {
  readonly storage: Storage;
  readonly models: RecommendationModels;
}

/** @returns null while the course is bound to no catalogue */
export async function readCourseEvidence(
  { storage, models }: EvidenceSources,
  { tenant, courseId }: Learner,
): Promise<CourseEvidence | null> {
  const scope = storage.scope(tenant);
  const catalogueOf = async () => {
    const { catalogue_id } = await selectCourse(scope, courseId);
    if (catalogue_id === null) return null;
    return models.inForce(scope, courseId, await loadCatalogue(scope, catalogue_id));
  };
  const [catalogue, placements, arms, ranker, memory, engagement, version] = await Promise.all([
    catalogueOf(),
    listPlacements(scope, courseId),
    readArms(scope, courseId),
    models.rankerFor(tenant, courseId),
    models.memoryFor(tenant, courseId),
    models.engagementFor(tenant, courseId),
    models.versionFor(tenant, courseId),
  ]);
  return catalogue && { catalogue, placements, arms, ranker, memory, engagement, version };
}

/** What is known of one learner at a moment, beside what is known of the course. */
export async function readEvidence(
  scope: Scope,
  learner: Learner,
  course: CourseEvidence,
  now: Date,
  profile?: ProfileDocument,
): Promise<Evidence> {
  const read = profile ?? (await selectProfile(scope, learner));
  const ids = course.placements.filter(({ kind }) => kind === 'practice').map(({ _id }) => _id);
  const grades = await listGradesOf(scope, learner.userId, ids);
  const past = await listPast(scope, learner, now);
  const earned = new Map(grades.map(({ placement_id, earned: each }) => [placement_id, each?.score ?? null]));
  return { ...course, profile: read, earned, past, now };
}
