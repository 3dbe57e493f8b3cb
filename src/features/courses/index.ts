export { courseEndpoints } from './api.js';
export { type Arrival, type ArrivalDependencies, type Arrived, arrive, homeOf } from './arrive.js';
export { courseLanguage } from './course-language.js';
export type { LinkToAdd } from './deep-link.js';
export {
  type CourseDocument,
  type CourseRole,
  type EnrolmentDocument,
  enrolmentCollection,
  type GradeServices,
  type PlacementDocument,
} from './model.js';
export { createRosterBook, type RosterBook, type RosterMember, type RosterService } from './roster.js';
export { type CourseRoutesDependencies, courseRoutes } from './routes.js';
export { customFromSettings, PlacementKind, PlacementSettings, settingsFromCustom } from './settings.js';
export {
  bindCourse,
  ensureCourse,
  type LaunchedLink,
  leaseLineItem,
  listBoundCourses,
  listCoursesById,
  listCoursesWithGradebook,
  listEnrolments,
  listPlacements,
  listRelatedCourses,
  placementTitle,
  rememberLineItem,
  saveEnrolment,
  savePlacement,
  selectCourse,
  selectPlacement,
} from './store.js';
