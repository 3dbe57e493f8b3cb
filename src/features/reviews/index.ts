export { type ReviewsApiDependencies, reviewsEndpoints } from './api.js';
export { daysOf, type MemoryModelFor, memoryOf, type SkillMemory, untrainedMemory } from './memory-of.js';
export { type DueReview, type ReviewsDependencies, type ReviewsView, reviewsView } from './page.js';
export { planReviews, type ReviewItem, type ReviewPlan, recallNow, WANTED_RECALL } from './plan.js';
export { type ReviewsRoutesDependencies, reviewsRoutes, showReviews } from './routes.js';
