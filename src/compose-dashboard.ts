import type { Response } from 'express';
import type { PlacementKind } from './features/courses/index.js';
import {
  type DashboardDependencies,
  dashboardRoutes,
  showDashboard,
  showWidget,
  type WidgetPart,
} from './features/dashboard/index.js';
import type { Principal, Route } from './http/index.js';

/** Shows a page to a learner who comes to it new, as a preview does. */
export type ShowPage = (principal: Principal, response: Response, more: object) => Promise<void>;

export interface DashboardComposition {
  readonly routes: readonly Route[];
  /** What links of these kinds show. */
  readonly pages: Readonly<Record<Exclude<PlacementKind, 'practice' | 'next' | 'path'>, ShowPage>>;
}

/** The dashboard and its widgets. */
export function composeDashboard(deps: DashboardDependencies): DashboardComposition {
  const widget =
    (part: WidgetPart): ShowPage =>
    (principal, response, more) =>
      showWidget(deps, principal, response, part, more);
  return {
    routes: dashboardRoutes(deps),
    pages: {
      dashboard: (principal, response, more) => showDashboard(deps, principal, response, { fresh: true, more }),
      skills: widget('skills'),
      insights: widget('insights'),
      goals: widget('goal'),
      reviews: widget('reviews'),
      free: widget('free'),
      progress: widget('progress'),
    },
  };
}
