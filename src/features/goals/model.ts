import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { GoalChoices, LevelTest, WizardStep } from './choices.js';

/**
 * A goal that somebody is about to set: what they chose so far and where they are. It counts for nothing until it is
 * confirmed, and is gone then. There is one for a learner in a course; its id is that of the profile.
 */
export interface GoalDraftDocument extends Owned {
  user_id: string;
  course_id: string;
  /** Names this draft in the facts that come of it, so that it is confirmed once. */
  key: string;
  step: WizardStep;
  choices: GoalChoices;
  level: LevelTest;
  started_at: Date;
  updated_at: Date;
}

const id = { type: String, required: true };
const { Mixed } = Schema.Types;

export const goalDraftCollection = defineCollection<GoalDraftDocument>(
  'goal_drafts',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    key: String,
    step: String,
    choices: Mixed,
    level: Mixed,
    started_at: Date,
    updated_at: Date,
  }),
);
