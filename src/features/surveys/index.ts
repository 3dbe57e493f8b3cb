export { SurveyBody, surveyEndpoints } from './api.js';
export { surveyRoutes } from './routes.js';
export { replyToSurvey, type SurveyDependencies, surveyFor } from './surveys.js';
