import type { Storage } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type Owner, selectOptionalProfile } from '../learners/index.js';
import { daysOf, type MemoryModelFor } from './memory-of.js';
import { planReviews, type ReviewItem } from './plan.js';

/** The day's reviews as pages show them. */
export type ReviewsView =
  /** The course plays nothing yet. */
  | { readonly state: 'not-ready' }
  /** The learner has switched the signal of forgetting off. */
  | { readonly state: 'off' }
  | {
      readonly state: 'ready';
      readonly due: readonly DueReview[];
      readonly doneToday: number;
      /** Reviews a day at most, as the learner wishes. */
      readonly cap: number;
      /** Due, and left for another day by the cap. */
      readonly waiting: number;
      readonly ahead: readonly { readonly day: Date; readonly count: number; readonly skills: readonly string[] }[];
    };

/** A skill to call back today. */
export interface DueReview {
  readonly id: string;
  readonly title: string;
  /** Of ten tries, so many would be recalled; 1 to 9, since nothing is certain. */
  readonly recalled: number;
  readonly lastAt: Date;
  readonly why: {
    readonly code: ReviewItem['reason'];
    readonly values: { readonly skill: string; readonly recall: number };
  };
}

export interface ReviewsDependencies {
  readonly storage: Storage;
  readonly memoryModelFor: MemoryModelFor;
  readonly clock: () => Date;
}

/** What to call back today, why, and what comes after. Reads only. */
export async function reviewsView(
  { storage, memoryModelFor, clock }: ReviewsDependencies,
  { tenant, ...owner }: Owner & { readonly tenant: string },
): Promise<ReviewsView> {
  const scope = storage.scope(tenant);
  const [course, profile, model] = await Promise.all([
    selectCourse(scope, owner.courseId),
    selectOptionalProfile(scope, owner),
    memoryModelFor(tenant, owner.courseId),
  ]);
  if (course.catalogue_id === null || !profile) return { state: 'not-ready' };
  const [catalogue, now] = [await loadCatalogue(scope, course.catalogue_id), clock()];
  const plan = planReviews({ profile, catalogue, model, now });
  if (plan.off) return { state: 'off' };
  const today = Math.floor(daysOf(now));
  const isDue = ({ dueAt }: ReviewItem) => daysOf(dueAt) <= today;
  return {
    state: 'ready',
    due: plan.today.map((item) => {
      const title = catalogue.skillTitle(item.skill);
      const values = { skill: title, recall: Math.round(item.recall * 100) };
      return {
        id: item.skill,
        title,
        recalled: Math.min(9, Math.max(1, Math.round(item.recall * 10))),
        lastAt: item.lastAt,
        why: { code: item.reason, values },
      };
    }),
    doneToday: plan.doneToday,
    cap: plan.cap,
    waiting: plan.later.filter(isDue).length + plan.left.length,
    ahead: daysAhead(plan.later, (skill) => catalogue.skillTitle(skill)),
  };
}

function daysAhead(later: readonly ReviewItem[], titleOf: (skill: string) => string) {
  const days = new Map<number, string[]>();
  for (const { plannedAt, skill } of later) {
    if (!plannedAt) continue;
    days.set(plannedAt.getTime(), [...(days.get(plannedAt.getTime()) ?? []), titleOf(skill)]);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([at, skills]) => ({ day: new Date(at), count: skills.length, skills }));
}
