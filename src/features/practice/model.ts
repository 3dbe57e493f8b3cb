import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { RawResponse } from '../catalogue/index.js';

/** One round of an adaptive assignment by one learner. At most one is open per learner and placement. */
export interface AttemptDocument extends Owned {
  user_id: string;
  course_id: string;
  placement_id: string;
  /** 1, 2, 3, … */
  number: number;
  state: 'open' | 'finished';
  /** Questions served so far. */
  asked: number;
  /** P(known) of each assigned skill when the round began; null where it had never been practised. */
  start_levels: Record<string, number | null>;
  current: CurrentQuestion | null;
  started_at: Date;
  finished_at: Date | null;
  updated_at: Date;
}

/** The question on the learner's screen. Together with the command's own marks it tells a fresh click from a stale one. */
export interface CurrentQuestion {
  decision: string;
  item: string;
  /** The revision of the catalogue that it comes from. */
  revision: number;
  skill: string;
  /** Which step is being answered, from 0. */
  step: number;
  /** Answers given to this step. */
  tries: number;
  /** Hints that are open at this step. */
  hints: number;
  outcome: StepOutcome;
  /** What the learner sent last at this step, and what we said to it; input that could not be read keeps its text. */
  last: { given: RawResponse; code: string; values: Readonly<Record<string, string | number>> } | null;
  done: StepOutcome[];
  step_started_at: Date;
  /** What it was asked for; absent where an older version of Attune asked it, which only knew practice. */
  mode?: PracticeMode;
  /** The chance of a right answer to this step, foretold when it was asked. */
  foretold?: { chance: number; model: string };
  /** Where the skills of this step stood before its first try; absent and null before that. */
  before?: LevelBefore[] | null;
  /** How sure the learner said they were at the first try, in [0, 1]. */
  confidence?: number | null;
}

/** Where a skill stood; `known` is null when it had never been practised. */
export interface LevelBefore {
  skill: string;
  known: number | null;
  evidence: number;
}

/** `review`: a skill that was learned is called back to mind. `placement`: to learn quickly where somebody stands. */
export const PRACTICE_MODES = ['practice', 'review', 'placement'] as const;
export type PracticeMode = (typeof PRACTICE_MODES)[number];

/** Who chooses: the engine, the order of the course, or chance; the last two are what the engine is compared with. */
export const PRACTICE_POLICIES = ['engine', 'fixed', 'random'] as const;
export type PracticePolicy = (typeof PRACTICE_POLICIES)[number];

/** A question that was asked outside of any assignment; several may be open. Its id is that of its decision. */
export interface OpenQuestionDocument extends Owned {
  user_id: string;
  course_id: string;
  current: CurrentQuestion;
  opened_at: Date;
  updated_at: Date;
}

/** `right` by an answer, `shown` when the learner asked for the solution instead. */
export type StepOutcome = 'open' | 'right' | 'shown';

/** Why something was chosen for a learner, with all that was looked at: enough to explain it and to replay it. */
export interface DecisionDocument extends Owned {
  user_id: string;
  course_id: string;
  kind: 'next-item' | 'recommendations';
  placement_id: string | null;
  chosen: string;
  propensity: number;
  saw: Record<string, unknown>;
  reasons: Record<string, unknown>[];
  /** Names the models and their version. */
  parameters: string;
  /** The next three are absent where an older version of Attune decided. */
  mode?: PracticeMode;
  policy?: PracticePolicy;
  foretold?: { chance: number; model: string };
  created_at: Date;
}

/** The grade of one learner on one placement: what it is worth now, what the gradebook shall have, and what it has. */
export interface GradeDocument extends Owned {
  user_id: string;
  course_id: string;
  placement_id: string;
  /** The score of the profile at this moment, in [0, 1]. */
  now: number;
  intended: {
    score: number;
    /** Goes up whenever score or progress change. */
    revision: number;
    changed_at: Date;
    completed: boolean;
    attempt: number;
    started_at: Date;
    submitted_at: Date | null;
  } | null;
  /**
   * The send that left last; a repeat of it keeps its timestamp. `earlier` are the scores that the gradebook may hold
   * from before it: the one that it took last, and those that left since and may have arrived. `unanswered` are those of
   * the same attempt that left before it and got no answer; `left_at` is when one left last that may make an attempt in the
   * LMS and is still under way, null when none is. Absent where an older version of Attune began the send.
   */
  sending: {
    revision: number;
    score: number;
    timestamp: Date;
    attempt: number;
    earlier?: number[];
    unanswered?: number[];
    left_at?: Date | null;
  } | null;
  /**
   * What the gradebook has; `superseded` when a teacher's own grade stands there, its score null when we cannot read it.
   * `attempt` is the newest round that the LMS took a score of.
   */
  earned: { score: number | null; revision: number; at: Date; superseded: boolean; attempt: number | null } | null;
  updated_at: Date;
}

const id = { type: String, required: true };
const ofLearner = { _id: id, tenant: id, user_id: String, course_id: String, placement_id: String };
const { Mixed } = Schema.Types;

export const attemptCollection = defineCollection<AttemptDocument>(
  'attempts',
  new Schema({
    ...ofLearner,
    number: Number,
    state: String,
    asked: Number,
    start_levels: Mixed,
    current: Mixed,
    started_at: Date,
    finished_at: Date,
    updated_at: Date,
  }),
);

export const decisionCollection = defineCollection<DecisionDocument>(
  'decisions',
  new Schema({
    ...ofLearner,
    kind: String,
    chosen: String,
    propensity: Number,
    saw: Mixed,
    reasons: [Mixed],
    parameters: String,
    mode: String,
    policy: String,
    foretold: Mixed,
    created_at: Date,
  }),
);

export const openQuestionCollection = defineCollection<OpenQuestionDocument>(
  'open_questions',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    current: Mixed,
    opened_at: Date,
    updated_at: Date,
  }),
);

export const gradeCollection = defineCollection<GradeDocument>(
  'grades',
  new Schema({ ...ofLearner, now: Number, intended: Mixed, sending: Mixed, earned: Mixed, updated_at: Date }),
);
