export { type GoalView, goalView } from './goal-view.js';
export { goalDraftCollection } from './model.js';
export type { GoalDependencies, GoalPaths } from './ports.js';
export { goalRoutes } from './routes.js';
export { showGoals } from './show.js';
