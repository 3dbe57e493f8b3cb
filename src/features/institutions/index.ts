export { ensureInstitution, type Institution, listInstitutions } from './institutions.js';
