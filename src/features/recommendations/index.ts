export { type RecommendationEndpointsDependencies, recommendationEndpoints } from './api.js';
export { contentKey } from './content.js';
export { reproduceScore } from './content-recommendation-model.js';
export { replaySlots } from './decision.js';
export { POLICIES, type RankingPolicy, type RecommendationDocument, recommendationCollection } from './model.js';
export {
  type EngineDependencies,
  type GenerateOptions,
  PersonalizationEngine,
  SHOWN,
} from './personalization-engine.js';
export type {
  CourseRanker,
  Learner,
  PolicyOf,
  RecommendationModels,
} from './ports.js';
export { showSet } from './react.js';
export { type RecommendationRoutesDependencies, recommendationRoutes, showNext } from './routes.js';
export { setSignals } from './set-signals.js';
export { suggestionsFor } from './suggestions-for.js';
export { type SignalSwitch, type SuggestionView, suggestionViews, switchesOf } from './view.js';
export { withinDay } from './within-day.js';
