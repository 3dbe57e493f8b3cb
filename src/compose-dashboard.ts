import type { Response } from 'express';
import type { PlacementKind } from './features/courses/index.js';
import { type DashboardDependencies, dashboardRoutes, showDashboard, showWidget } from './features/dashboard/index.js';
import type { Principal, Route } from './http/index.js';

/** Shows a page to a learner who comes to it new, as a preview does. */
export type ShowPage = (principal: Principal, response: Response, more: object) => Promise<void>;

export interface DashboardComposition {
  readonly routes: readonly Route[];
  /** What links of these kinds show. */
  readonly pages: Readonly<Record<Extract<PlacementKind, 'dashboard' | 'skills' | 'insights' | 'goals'>, ShowPage>>;
}

/** The dashboard and its widgets. */
export function composeDashboard(deps: DashboardDependencies): DashboardComposition {
  return {
    routes: dashboardRoutes(deps),
    pages: {
      dashboard: (principal, response, more) => showDashboard(deps, principal, response, { fresh: true, more }),
      skills: (principal, response, more) => showWidget(deps, principal, response, 'skills', more),
      insights: (principal, response, more) => showWidget(deps, principal, response, 'insights', more),
      goals: (principal, response, more) => showWidget(deps, principal, response, 'goal', more),
    },
  };
}
