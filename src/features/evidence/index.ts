export { NUMBERS, type NumberName } from './numbers.js';
export { type EvidenceDependencies, evidenceRoutes } from './routes.js';
