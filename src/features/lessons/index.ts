export { contentEndpoints } from './api.js';
export { completeLesson } from './facts.js';
export { type LessonRoutesDependencies, lessonRoutes, showLesson } from './routes.js';
