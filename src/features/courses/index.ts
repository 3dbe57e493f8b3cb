export type { CourseDocument, CourseRole, EnrolmentDocument, GradeServices, PlacementDocument } from './model.js';
export { customFromSettings, PlacementKind, PlacementSettings, settingsFromCustom } from './settings.js';
export {
  bindCourse,
  ensureCourse,
  type LaunchedLink,
  listEnrolments,
  listPlacements,
  rememberLineItem,
  saveEnrolment,
  savePlacement,
  selectCourse,
  selectPlacement,
} from './store.js';
