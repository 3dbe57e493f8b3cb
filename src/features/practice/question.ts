import type { Scope } from '../../storage/index.js';
import type { CatalogueView, Item, Step } from '../catalogue/index.js';
import type { Owner } from '../learners/index.js';
import type { Choice } from './choose.js';
import { foretoldOf } from './foretold.js';
import { type CurrentQuestion, decisionCollection } from './model.js';
import type { Ground } from './situation.js';

/** The question on the screen, as it was when it was served: an import in between changes nothing under a learner's hands. */
export interface ServedQuestion {
  readonly catalogue: CatalogueView;
  readonly item: Item;
  readonly step: Step;
}

export async function readQuestion(
  scope: Scope,
  { catalogueAt }: Pick<Ground, 'catalogueAt'>,
  { item: itemId, step: index, revision }: CurrentQuestion,
): Promise<ServedQuestion> {
  const catalogue = await catalogueAt(revision);
  const item = await catalogue.item(scope, itemId);
  const step = item.steps[index];
  if (!step) throw new Error(`The question ${itemId} has no step ${index}.`);
  return { catalogue, item, step };
}

/** Orders the options of a step the same way each time that this learner sees it. */
export const seedOf = ({ decision }: CurrentQuestion, step: Step): string => `${decision}:${step.id}`;

/** Stores the decision for a question. @returns the question as it is put on the screen, at its first step */
export async function decide(
  tx: Scope,
  { userId, courseId }: Owner,
  { catalogue, now, served }: Ground,
  { decision, item, skill }: Choice,
): Promise<CurrentQuestion> {
  await tx.collection(decisionCollection).insert({ ...decision, user_id: userId, course_id: courseId });
  await served?.meet(tx);
  return {
    decision: decision._id,
    item,
    revision: catalogue.revision,
    skill,
    step: 0,
    done: [],
    ...blankStep(now),
    ...(decision.mode && { mode: decision.mode }),
    ...(decision.foretold && { foretold: decision.foretold }),
  };
}

/** The question at the step after the one that is over; null after the last. */
export function nextStep(ground: Ground, current: CurrentQuestion, { steps }: Item): CurrentQuestion | null {
  const step = steps[current.step + 1];
  if (!step) return null;
  return {
    ...current,
    ...blankStep(ground.now),
    step: current.step + 1,
    done: [...current.done, current.outcome],
    foretold: foretoldOf(ground, { item: current.item, step: step.id, curve: step.parameters, skills: step.skills }),
  };
}

function blankStep(
  now: Date,
): Pick<CurrentQuestion, 'tries' | 'hints' | 'outcome' | 'last' | 'step_started_at' | 'before' | 'confidence'> {
  return { tries: 0, hints: 0, outcome: 'open', last: null, step_started_at: now, before: null, confidence: null };
}
