import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { Part } from './match.js';

/** What a coach said to a learner, with what it was chosen by. */
export interface CoachMessageDocument extends Owned {
  user_id: string;
  course_id: string;
  coach: string;
  moment: string;
  skill: string | null;
  /** The question that it was said at. */
  decision: string | null;
  /** Names the line; `generated` for what a language model wrote, `help` for the fixed words about getting help. */
  line: string;
  text: string;
  generated: boolean;
  /** What the moment was seen by, with the last fact that the profile held. */
  saw: { sequence: number; misconception: string | null; values: Record<string, number> };
  match: { score: number; chosen: boolean; parts: Part[]; parameters: string };
  said_at: Date;
  expires_at: Date;
}

/** Whether a course lets a language model write for its coaches. `_id` is the course. */
export interface CoachSettingsDocument extends Owned {
  generated: boolean;
  changed_by: string;
  changed_at: Date;
}

/** Tokens that an institution has used or set aside in a day or a month (UTC). `_id` is `tenant:period`. */
export interface CoachBudgetDocument extends Owned {
  /** `2026-11-27` or `2026-11`. */
  period: string;
  tokens: number;
  calls: number;
  expires_at: Date;
}

const id = { type: String, required: true };
const { Mixed } = Schema.Types;

export const messageCollection = defineCollection<CoachMessageDocument>(
  'coach_messages',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    coach: String,
    moment: String,
    skill: String,
    decision: String,
    line: String,
    text: String,
    generated: Boolean,
    saw: Mixed,
    match: Mixed,
    said_at: Date,
    expires_at: Date,
  }),
);

export const settingsCollection = defineCollection<CoachSettingsDocument>(
  'coach_settings',
  new Schema({ _id: id, tenant: id, generated: Boolean, changed_by: String, changed_at: Date }),
);

export const budgetCollection = defineCollection<CoachBudgetDocument>(
  'coach_budgets',
  new Schema({ _id: id, tenant: id, period: String, tokens: Number, calls: Number, expires_at: Date }),
);
