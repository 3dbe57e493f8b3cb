export { PersonalizationEngine } from './personalization-engine.js';
export { type RecommendationRoutesDependencies, recommendationRoutes, showNext } from './routes.js';
export { suggestionsFor } from './suggestions-for.js';
export { type SuggestionView, suggestionViews } from './view.js';
