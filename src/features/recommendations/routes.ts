import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { listPlacements, selectCourse } from '../courses/index.js';
import { showLesson } from '../lessons/index.js';
import type { PersonalizationEngine, RecommendationDependencies } from './personalization-engine.js';
import { type Action, react } from './react.js';
import { nextView, type Target, targetOf } from './view.js';

export interface RecommendationRoutesDependencies extends RecommendationDependencies {
  readonly engine: PersonalizationEngine;
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

const PATH = '/app/:sessionId/next';
const Chosen = z.object({ recommendation: z.string().min(1).max(120) });

/**
 * Shows three suggestions, made now or as they are stored.
 *
 * @param more  what else the page shows
 */
export async function showNext(
  { engine, storage, renderPage }: Pick<RecommendationRoutesDependencies, 'engine' | 'storage' | 'renderPage'>,
  principal: Principal,
  response: Response,
  { fresh, more = {} }: { fresh: boolean; more?: object },
): Promise<void> {
  const { tenant } = principal;
  const set = fresh
    ? await engine.generateRecommendations(tenant, principal)
    : await engine.currentRecommendations(tenant, principal);
  const view = await nextView(storage.scope(tenant), principal, set);
  renderPage(response, 'next', { view, ...more }, { principal });
}

/** The widget "What next": three suggestions, why each, and what the learner says to them. */
export function recommendationRoutes(deps: RecommendationRoutesDependencies): Route[] {
  const { storage } = deps;
  const show = (principal: Principal, response: Response, options: { fresh: boolean }) =>
    showNext(deps, principal, response, options);
  const page = (method: 'get' | 'post') =>
    route({
      method,
      path: PATH,
      operationId: `${method}NextPage`,
      summary: 'What to do next, and why.',
      permission: 'learner:self',
      // A GET only reads the stored set; the launch and every POST may make a fresh one.
      handle: ({ principal, response }) => show(signedIn(principal), response, { fresh: method === 'post' }),
    });
  const reaction = (name: string, action: Action, summary: string) =>
    route<z.infer<typeof Chosen>>({
      method: 'post',
      path: `${PATH}/${name}`,
      operationId: `${name}Suggestion`,
      summary,
      permission: 'learner:self',
      body: Chosen,
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        const recommendation = await react(deps, principal.tenant, principal, { ...body, action });
        if (action !== 'accepted') return show(principal, response, { fresh: true });
        const catalogue = await catalogueOf(deps, principal);
        const placements = await listPlacements(storage.scope(principal.tenant), principal.courseId);
        const target = targetOf({ catalogue, placements }, recommendation);
        if (!target) throw notFound('nothing to open');
        return open(deps, principal, response, target, recommendation._id);
      },
    });
  return [
    page('get'),
    page('post'),
    reaction('accept', 'accepted', 'Opens a suggestion.'),
    reaction('dismiss', 'dismissed', 'Puts a suggestion off for a day.'),
    reaction('complete', 'completed', 'Says that a suggestion is done.'),
  ];
}

async function open(
  deps: RecommendationRoutesDependencies,
  principal: Principal,
  response: Response,
  { opens, id }: Target,
  recommendation: string,
): Promise<void> {
  if (opens === 'practice') return deps.openPlacement(principal, id, response);
  if (opens === 'coach') return deps.openCoach(principal, id, response, recommendation);
  await showLesson(deps, principal, id, response, { open: true, recommendation });
}

async function catalogueOf({ storage }: RecommendationDependencies, { tenant, courseId }: Principal) {
  const scope = storage.scope(tenant);
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null) throw notFound('the course is bound to no catalogue');
  return loadCatalogue(scope, course.catalogue_id);
}
