import { contextModel } from './context-learner.js';
import { insightModel } from './insight-learner.js';
import { practiceModel } from './practice-learner.js';
import type { LearnerModel } from './synthetic-learner.js';

/** The models that policies may be made and tuned on. */
export const LEARNING_MODELS: readonly LearnerModel[] = [practiceModel, insightModel];

/** The model that is kept for final figures: nothing may be tuned on it. */
export const KEPT_MODEL: LearnerModel = contextModel;

/** All models of learners, the kept one last. */
export const LEARNER_MODELS: readonly LearnerModel[] = [...LEARNING_MODELS, KEPT_MODEL];

/** @throws RangeError when there is no such model */
export function learnerModel(name: string): LearnerModel {
  const found = LEARNER_MODELS.find((model) => model.name === name);
  if (found) return found;
  throw new RangeError(`there is no learner model ${name}; there are ${LEARNER_MODELS.map((model) => model.name)}`);
}
