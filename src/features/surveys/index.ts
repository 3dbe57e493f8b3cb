export { SurveyBody, surveyEndpoints } from './api.js';
export { replyToSurvey, type SurveyDependencies, surveyFor } from './surveys.js';
