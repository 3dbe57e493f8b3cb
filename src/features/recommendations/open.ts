import type { Response } from 'express';
import { notFound, type Principal, type RenderPage } from '../../http/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { showLesson } from '../lessons/index.js';
import type { Target } from './content.js';
import type { RecommendationDependencies } from './personalization-engine.js';

export interface OpenDependencies extends RecommendationDependencies {
  readonly renderPage: RenderPage;
  /** Lets this person go on in another placement of the same course; the address of its page. */
  readonly openPlacement: (principal: Principal, placementId: string, response: Response) => Promise<void>;
  /** Shows a coach, who speaks. */
  readonly openCoach: (
    principal: Principal,
    coach: string,
    response: Response,
    recommendation: string,
  ) => Promise<void>;
}

/** Opens what a suggestion leads to: an assignment, a coach, a lesson. */
export async function openTarget(
  deps: OpenDependencies,
  principal: Principal,
  response: Response,
  { opens, id }: Target,
  { recommendation, from }: { readonly recommendation: string; readonly from?: 'dashboard' | undefined },
): Promise<void> {
  if (opens === 'practice') return deps.openPlacement(principal, id, response);
  if (opens === 'coach') return deps.openCoach(principal, id, response, recommendation);
  await showLesson(deps, principal, id, response, { open: true, recommendation, from });
}

export async function catalogueOf(
  { storage }: Pick<RecommendationDependencies, 'storage'>,
  { tenant, courseId }: Pick<Principal, 'tenant' | 'courseId'>,
): Promise<CatalogueView> {
  const scope = storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, courseId);
  if (catalogue_id === null) throw notFound('the course is bound to no catalogue');
  return loadCatalogue(scope, catalogue_id);
}
