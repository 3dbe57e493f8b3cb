import type { Response } from 'express';
import { notFound, type Principal, type RenderPage } from '../../http/index.js';
import { type CatalogueView, loadCatalogue, renderText } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import type { Target } from './content.js';
import type { RecommendationDependencies } from './personalization-engine.js';
import { openLesson } from './react.js';

export interface OpenDependencies extends RecommendationDependencies {
  readonly renderPage: RenderPage;
  /** Lets this person go on in another placement of the same course; the address of its page. */
  readonly openPlacement: (principal: Principal, placementId: string, response: Response) => Promise<void>;
}

/** Opens what a suggestion leads to: an assignment, a coach, a lesson. */
export async function openTarget(
  deps: OpenDependencies,
  principal: Principal,
  response: Response,
  { opens, id }: Target,
  recommendation: string,
): Promise<void> {
  if (opens === 'practice') return deps.openPlacement(principal, id, response);
  const catalogue = await catalogueOf(deps, principal);
  if (opens === 'coach') {
    const coach = catalogue.coach(id);
    if (!coach) throw notFound('no such coach');
    const topics = coach.topics.map((skill) => catalogue.skillTitle(skill));
    deps.renderPage(
      response,
      'coach',
      { view: { ...coach, topics, lines: coach.lines.greeting, recommendation } },
      { principal },
    );
    return;
  }
  const lesson = catalogue.lessons.find((one) => one.id === id);
  if (!lesson) throw notFound('no such lesson');
  await openLesson(deps, principal, id);
  const view = { title: lesson.title, minutes: lesson.minutes, html: renderText(lesson.bodyMarkdown), recommendation };
  deps.renderPage(response, 'lesson', { view }, { principal });
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
