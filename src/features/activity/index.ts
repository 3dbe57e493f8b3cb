export { type ActivityApiDependencies, activityEndpoints } from './api.js';
export { createMappingApplier } from './apply.js';
export { type AskParts, ConnectorError } from './connectors/ask.js';
export {
  addConnector,
  listConnectors,
  removeConnector,
  selectConnector,
  syncConnector,
} from './connectors/connectors.js';
export { importSheet, previewSheet } from './csv/import-sheet.js';
export { SheetRefused } from './csv/parse-csv.js';
export { readSheet } from './csv/sheet.js';
export { createReadingBook } from './gradebook-book.js';
export { APPLY } from './mapping.js';
export { receivedCollection } from './model.js';
export { readUpload } from './read-upload.js';
export { READ } from './readings.js';
export type { ActivityRoutesDependencies } from './route-parts.js';
export { activityRoutes } from './routes.js';
export { askForDueGrades, LOOK_EVERY_MS } from './schedule.js';
