import type { Response } from 'express';
import { type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import type { LiveProfiles } from '../profiles/index.js';
import { type FreshenDependencies, freshenDashboard } from './freshen.js';
import { liveRoute } from './live.js';
import { placesAtFirst } from './places.js';
import { practiceOf } from './practice.js';
import { dashboardView } from './view.js';
import { WIDGETS, type WidgetDependencies, type WidgetPart, widgetView } from './widget.js';

export interface DashboardDependencies extends FreshenDependencies, WidgetDependencies {
  readonly renderPage: RenderPage;
  readonly live: LiveProfiles;
  /** Lets this person go on in another placement of the same course; the address of its page. */
  readonly openPlacement: (principal: Principal, placementId: string, response: Response) => Promise<void>;
  /** Shows the practice of the link that this person came in by. */
  readonly showPractice: (principal: Principal, response: Response) => Promise<void>;
  /** Shows practice outside of any assignment, for a course that has none. */
  readonly showFree: (principal: Principal, response: Response) => Promise<void>;
}

/**
 * Shows everything about a learner on one page.
 *
 * @param fresh  suggestions and path are made; otherwise nothing is written
 * @param more   what else the page shows
 */
export async function showDashboard(
  deps: DashboardDependencies,
  principal: Principal,
  response: Response,
  { fresh, more = {} }: { readonly fresh: boolean; readonly more?: object },
): Promise<void> {
  if (fresh) await freshenDashboard(deps, principal);
  const set = await deps.engine.currentRecommendations(principal);
  const view = await dashboardView(deps.storage.scope(principal.tenant), principal, set, {
    now: deps.clock(),
    models: deps.models,
    translate: deps.translator(principal.locale),
  });
  const places = view.state === 'ready' && view.isFirst && { places: placesAtFirst(response) };
  deps.renderPage(response, 'dashboard', { view, ...places, ...more }, { principal });
}

/** Shows one part of the dashboard in a frame of its own. Only reads. */
export async function showWidget(
  deps: DashboardDependencies,
  principal: Principal,
  response: Response,
  part: WidgetPart,
  more: object = {},
): Promise<void> {
  const view = await widgetView(deps, principal, part);
  deps.renderPage(response, 'widget', { view, part, address: WIDGETS[part], ...more }, { principal });
}

/** The dashboard, its parts as widgets, the way to practice, and what keeps them up to date. */
export function dashboardRoutes(deps: DashboardDependencies): Route[] {
  const page = (
    address: string,
    name: string,
    summary: string,
    show: (principal: Principal, response: Response, fresh: boolean) => Promise<void>,
  ): Route[] =>
    (['get', 'post'] as const).map((method) =>
      route({
        method,
        path: `/app/:sessionId/${address}`,
        operationId: `${method}${name}Page`,
        summary,
        permission: 'learner:self',
        handle: ({ principal, response }) => show(signedIn(principal), response, method === 'post'),
      }),
    );
  const widget = (part: WidgetPart, name: string, summary: string): Route[] =>
    page(WIDGETS[part], name, summary, (principal, response) => showWidget(deps, principal, response, part));
  return [
    ...page('dashboard', 'Dashboard', 'Where a learner stands, what comes next, and how it goes.', (...asked) => {
      const [principal, response, fresh] = asked;
      return showDashboard(deps, principal, response, { fresh });
    }),
    ...widget('skills', 'Skills', 'Where a learner stands in each skill.'),
    ...widget('insights', 'Insights', 'How it goes, what went well and one thing to try.'),
    ...widget('goal', 'GoalTracker', 'How far the goal is, and when it will be reached.'),
    ...widget('reviews', 'ReviewQueue', 'What to call back today, in a frame of its own.'),
    ...widget('free', 'FreeChoice', 'What to practise and for how long, in a frame of its own.'),
    ...widget('progress', 'ProgressChart', 'How the level changes over time, in a frame of its own.'),
    route({
      method: 'post',
      path: '/app/:sessionId/dashboard/practice',
      operationId: 'openPracticeFromDashboard',
      summary: 'Opens the practice of this link, or of the course.',
      permission: 'learner:self',
      async handle({ principal: asked, response }) {
        const principal = signedIn(asked);
        const practice = await practiceOf(deps.storage.scope(principal.tenant), principal);
        if (!practice) return deps.showFree(principal, response);
        if (practice._id === principal.placementId) return deps.showPractice(principal, response);
        return deps.openPlacement(principal, practice._id, response);
      },
    }),
    liveRoute(deps),
  ];
}
