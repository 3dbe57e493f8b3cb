export { type ModelApiDependencies, modelEndpoints } from './api.js';
export { type ModelJobDependencies, runModelJobs } from './jobs.js';
export { PersonalizationDataPipeline } from './pipeline.js';
export { type CourseRanker, type Prediction, PredictionService } from './prediction-service.js';
export { promote, rollBack } from './registry/promote.js';
export { listChampions, listModels } from './registry/store.js';
export { requestRun, selectRun } from './runs.js';
export { modelOf, runOf } from './schema.js';
export type { ServedParameters, SkillParameters } from './served-parameters.js';
