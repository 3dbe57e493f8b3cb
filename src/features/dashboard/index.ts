export { type FreshenDependencies, freshenDashboard } from './freshen.js';
export { PLACES, type Place, studentPlaces } from './places.js';
export { type DashboardDependencies, dashboardRoutes, showDashboard, showWidget } from './routes.js';
export type { WidgetPart } from './widget.js';
