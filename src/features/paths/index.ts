export { pathEndpoints } from './api.js';
export { createPathAsker, runPathJobs } from './jobs.js';
export { LearningPathOptimizer, replayPath } from './learning-path-optimizer.js';
export type { LearningPathDocument, PathAdaptation } from './model.js';
export { bringPath, type PathDependencies, type PathPolicy } from './service.js';
export { selectOptionalPath } from './store.js';
