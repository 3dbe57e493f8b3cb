export { experimentEndpoints } from './api.js';
export {
  createExperiment,
  type ExperimentActor,
  listExperiments,
  startExperiment,
  stopExperiment,
} from './experiments.js';
export { assignmentCollection, type ExperimentDocument } from './model.js';
export { ExperimentDraft, ExperimentWhere, TREATMENTS, type Treatment } from './schema.js';
export {
  type AssignedVariant,
  createGiveVariant,
  createVariantOf,
  type Given,
  type VariantOf,
} from './variants.js';
