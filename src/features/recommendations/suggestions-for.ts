import type { Storage } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type PersonalizationEngine, SHOWN } from './personalization-engine.js';
import type { Learner } from './ports.js';
import { type SuggestionView, suggestionViews } from './view.js';
import { withinDay } from './within-day.js';

/** What comes next for a learner, ready for a page: the end of a round points to it. */
export async function suggestionsFor(
  engine: PersonalizationEngine,
  storage: Storage,
  learner: Learner,
  { fresh, now }: { readonly fresh: boolean; readonly now: Date },
): Promise<SuggestionView[]> {
  const scope = storage.scope(learner.tenant);
  const { catalogue_id } = await selectCourse(scope, learner.courseId);
  if (catalogue_id === null) return [];
  const set = fresh
    ? await engine.generateRecommendations(learner)
    : (await engine.currentRecommendations(learner)).slice(0, SHOWN);
  const shown = await withinDay(scope, learner, set, now);
  return suggestionViews(scope, learner, await loadCatalogue(scope, catalogue_id), shown);
}
