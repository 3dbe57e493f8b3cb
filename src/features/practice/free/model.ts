import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../../storage/index.js';
import type { Ending } from '../ask-next.js';
import type { LevelBefore } from '../model.js';

/** `session`: practice that the learner chose. `check`: to find out where they stand. `reviews`: the day's reviews. */
export const PURPOSES = ['session', 'check', 'reviews'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How long a run lasts; null: until the learner stops, or nothing is left. */
export type RunLength = { readonly unit: 'questions' | 'minutes'; readonly count: number } | null;

/** A stretch of practice outside of any assignment. It counts for no grade. A learner has at most one that goes on. */
export interface FreeRunDocument extends Owned {
  user_id: string;
  course_id: string;
  purpose: Purpose;
  /** What was asked for; empty: every skill of the course. */
  skills: string[];
  length: RunLength;
  /** The page of this session that it came from. */
  back: string | null;
  state: 'open' | 'finished';
  /** Why it ended by itself; null while it goes on, and when the learner ended it or its length was reached. */
  ended: Ending | null;
  /** Questions served so far. */
  asked: number;
  /** Decision of the question on the screen, which lies among the open questions. */
  decision: string | null;
  start_levels: LevelBefore[];
  started_at: Date;
  finished_at: Date | null;
  updated_at: Date;
}

const id = { type: String, required: true };
const { Mixed } = Schema.Types;

export const freeRunCollection = defineCollection<FreeRunDocument>(
  'free_runs',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    purpose: String,
    skills: [String],
    length: Mixed,
    back: String,
    state: String,
    ended: String,
    asked: Number,
    decision: String,
    start_levels: [Mixed],
    started_at: Date,
    finished_at: Date,
    updated_at: Date,
  }),
);
