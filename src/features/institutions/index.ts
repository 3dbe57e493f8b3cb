export { ensureInstitution, type Institution, InstitutionId, listInstitutions } from './institutions.js';
