import type { Scope } from '../../storage/index.js';
import { type CatalogueView, type Item, loadCatalogue, type Step } from '../catalogue/index.js';
import type { CurrentQuestion } from './model.js';
import type { Situation } from './situation.js';

/** The question on the screen, as it was when it was served: an import in between changes nothing under a learner's hands. */
export interface ServedQuestion {
  readonly catalogue: CatalogueView;
  readonly item: Item;
  readonly step: Step;
}

export async function readQuestion(
  scope: Scope,
  { catalogue: newest }: Pick<Situation, 'catalogue'>,
  { item: itemId, step: index, revision }: CurrentQuestion,
): Promise<ServedQuestion> {
  const catalogue = revision === newest.revision ? newest : await loadCatalogue(scope, newest.id, { revision });
  const item = await catalogue.item(scope, itemId);
  const step = item.steps[index];
  if (!step) throw new Error(`The question ${itemId} has no step ${index}.`);
  return { catalogue, item, step };
}

/** Orders the options of a step the same way each time that this learner sees it. */
export const seedOf = ({ decision }: CurrentQuestion, step: Step): string => `${decision}:${step.id}`;
