export {
  ensureInstitution,
  type Institution,
  InstitutionId,
  institutionIdOf,
  listInstitutions,
} from './institutions.js';
