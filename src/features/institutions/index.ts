export {
  ensureInstitution,
  type Institution,
  InstitutionId,
  listInstitutions,
  selectOptionalInstitution,
} from './institutions.js';
