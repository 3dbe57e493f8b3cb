export { contentEndpoints } from './api.js';
export { type LessonRoutesDependencies, lessonRoutes, showLesson } from './routes.js';
