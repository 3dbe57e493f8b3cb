import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { selectProfile } from '../learners/index.js';
import { type PersonalizationEngine, type RecommendationDependencies, SHOWN } from './personalization-engine.js';
import type { Learner } from './ports.js';
import { showSet } from './react.js';
import { isUpToDate } from './store.js';
import { type SuggestionView, suggestionViews } from './view.js';
import { withinDay } from './within-day.js';

/**
 * What comes next for a learner, ready for a page: the end of a round points to it.
 *
 * @param fresh  a set is made, and being shown is a fact; otherwise nothing is written
 */
export async function suggestionsFor(
  deps: RecommendationDependencies & { readonly engine: PersonalizationEngine },
  learner: Learner,
  { fresh }: { readonly fresh: boolean },
): Promise<SuggestionView[]> {
  const { engine, storage, clock } = deps;
  const now = clock();
  const scope = storage.scope(learner.tenant);
  const { catalogue_id } = await selectCourse(scope, learner.courseId);
  if (catalogue_id === null) return [];
  const current = (await engine.currentRecommendations(learner)).slice(0, SHOWN);
  // A click that comes late or twice shows what is there already.
  const isNews = fresh && !isUpToDate(current, (await selectProfile(scope, learner)).sequence, now);
  const set = isNews ? await engine.generateRecommendations(learner) : current;
  const shown = await withinDay(scope, learner, set, now);
  if (fresh) await showSet(deps, learner, shown);
  return suggestionViews(scope, learner, await loadCatalogue(scope, catalogue_id), shown);
}
