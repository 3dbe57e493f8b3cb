export { pathEndpoints } from './api.js';
export { listPathsFollowed } from './followed.js';
export { createPathAsker, runPathJobs } from './jobs.js';
export { LearningPathOptimizer, replayPath } from './learning-path-optimizer.js';
export { type LearningPathDocument, type PathAdaptation, pathCollection } from './model.js';
export { type PathRoutesDependencies, pathRoutes, showPath } from './routes.js';
export { bringPath, type PathDependencies, type PathPolicy } from './service.js';
export { pathSettingsRoutes } from './staff-routes.js';
export { selectOptionalPath } from './store.js';
