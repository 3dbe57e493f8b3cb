export { type ActivityApiDependencies, activityEndpoints } from './api.js';
export { createMappingApplier } from './apply.js';
export { createReadingBook } from './gradebook-book.js';
export { APPLY } from './mapping.js';
export { readUpload } from './read-upload.js';
export { READ } from './readings.js';
export { type ActivityRoutesDependencies, activityRoutes } from './routes.js';
export { askForDueGrades, LOOK_EVERY_MS } from './schedule.js';
