import type { Storage } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import type { Owner } from '../learners/index.js';
import type { PersonalizationEngine } from './personalization-engine.js';
import { type SuggestionView, suggestionViews } from './view.js';

/** What comes next for a learner, ready for a page: the end of a round points to it. */
export async function suggestionsFor(
  engine: PersonalizationEngine,
  storage: Storage,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  { fresh }: { readonly fresh: boolean },
): Promise<SuggestionView[]> {
  const scope = storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, owner.courseId);
  if (catalogue_id === null) return [];
  const set = fresh
    ? await engine.generateRecommendations(tenant, owner)
    : await engine.currentRecommendations(tenant, owner);
  return suggestionViews(scope, owner, await loadCatalogue(scope, catalogue_id), set);
}
