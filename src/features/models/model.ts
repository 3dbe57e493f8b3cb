import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { Comparison, ModelKind } from '../../training/index.js';
import type { Signal } from '../learners/index.js';

/** What is known of one learner beside the ledger, folded up to a fact; the answers themselves are in the chunks. */
export interface FeaturesDocument extends Owned, LearnerFeatures {
  user_id: string;
  course_id: string;
  updated_at: Date;
}

export interface LearnerFeatures {
  /** Sequence number of the last fact that is in it. */
  watermark: number;
  /** First tries that are in the chunks. */
  answers: number;
  chunks: number;
  /** What was taken up, in the order of the first time: `skill:<id>` by an answer, `course:<lesson>` by opening it, … */
  contents: { id: string; at: Date }[];
  habits: Habits;
  moments: Moments;
  /** Signals that were switched off when it was folded last, so that what they stand for is empty here; absent: none. */
  left_out?: Signal[];
}

export interface Habits {
  first_at: Date | null;
  last_at: Date | null;
  /** Days (UTC) with at least one answer or lesson, the newest 14. */
  days: string[];
  /** How many there were in all. */
  active_days: number;
  seconds: number;
  /** The sitting that goes on: it ends after half an hour of nothing. */
  sitting: { started_at: Date; last_at: Date; seconds: number } | null;
  sittings: number;
  /** By modality: opened, completed, seconds. */
  modalities: Record<string, { opened: number; completed: number; seconds: number }>;
  /** By type of content: offered and taken up. */
  offers: Record<string, { shown: number; taken: number }>;
}

/** The latest offers, each a row of the engagement model, and whether it was taken up. */
export interface Moments {
  rows: number[][];
  taken: number[];
  /** Recommendation of each row. */
  offers: string[];
}

/** Answers of one learner in columns: see pack-answers.ts. */
export interface SequenceDocument extends Owned {
  user_id: string;
  course_id: string;
  chunk: number;
  count: number;
  first_at: Date;
  last_at: Date;
  items: string[];
  combos: string[][];
  columns: Buffer;
}

/** Whole numbers only, so that they add up to the same in any order. */
export interface SumsDocument extends Owned {
  course_id: string;
  subject: 'item' | 'skill' | 'content';
  subject_id: string;
  count: number;
  right: number;
  /** Answers with a time, and their milliseconds. */
  timed: number;
  milliseconds: number;
  opened: number;
  completed: number;
}

export type ModelState = 'champion' | 'challenger' | 'retired' | 'rejected';

/** One version of a model. Its parameters, window and metrics never change; its state does. */
export interface ModelDocument extends Owned {
  course_id: string;
  catalogue_id: string;
  kind: ModelKind;
  state: ModelState;
  /** Why it is in this state, in a sentence. */
  why: string;
  parts: number;
  bytes: number;
  /** SHA-256 of the packed parameters. */
  digest: string;
  window: { from: Date | null; to: Date | null; learners: number; answers: number };
  metrics: Record<string, number>;
  comparison: Comparison;
  folds: Record<string, number>[];
  held_out: number;
  origin: ModelOrigin;
  code_version: string;
  seed: string;
  created_at: Date;
  decided_at: Date;
}

export type ModelOrigin =
  | { how: 'trained'; run: string }
  | { how: 'warm-start'; from: { model: string; course: string; answers: number }[] };

export interface ModelPartDocument extends Owned {
  model_id: string;
  part: number;
  bytes: Buffer;
}

/** Which model serves: changed in one write. */
export interface ChampionDocument extends Owned {
  course_id: string;
  kind: ModelKind;
  model_id: string;
  since: Date;
  /** Whether its chances are still true, on answers that came after its data; null where it gives none. */
  drift?: DriftReport | null;
}

export interface DriftReport {
  answers: number;
  evidence: number;
  severity: 'none' | 'watch' | 'act';
  reason: string;
  looked_at: Date;
}

/** A fact of record: from this time on this model served. Append-only. */
export interface PromotionDocument extends Owned {
  course_id: string;
  kind: ModelKind;
  model_id: string;
  from_model: string | null;
  how: 'promoted' | 'rolled-back' | 'warm-start';
  why: string;
  /** `system`, `operator`, or our own id of a person or key. */
  by: string;
  at: Date;
}

export type RunState = 'queued' | 'running' | 'done' | 'failed';

export interface RunOutcome {
  kind: ModelKind;
  result: 'promoted' | 'kept' | 'rejected' | 'too-little-data' | 'failed';
  model: string | null;
  why: string;
  seconds: number;
}

export interface RunDocument extends Owned {
  course_id: string;
  kinds: ModelKind[];
  state: RunState;
  /** Queued or running: no other run may train these kinds of this course meanwhile. */
  open: boolean;
  /** In [0, 1]. */
  progress: number;
  step: string;
  outcomes: RunOutcome[];
  problem: string | null;
  attempts: number;
  asked_by: string;
  lease_owner: string | null;
  lease_until: Date | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** How far a course has been read and trained on; `_id` is the course. */
export interface ModelCourseDocument extends Owned {
  extracted_at: Date | null;
  answers: number;
  learners: number;
  trained_at: Date | null;
  trained_answers: number;
}

const id = { type: String, required: true };
const owned = { _id: id, tenant: id };
const ofLearner = { ...owned, user_id: String, course_id: String };
const { Mixed } = Schema.Types;

export const featuresCollection = defineCollection<FeaturesDocument>(
  'learner_features',
  new Schema({
    ...ofLearner,
    ...{ watermark: Number, answers: Number, chunks: Number },
    contents: [Mixed],
    habits: Mixed,
    moments: Mixed,
    left_out: [String],
    updated_at: Date,
  }),
);

export const sequenceCollection = defineCollection<SequenceDocument>(
  'learner_sequences',
  new Schema({
    ...ofLearner,
    ...{ chunk: Number, count: Number, first_at: Date, last_at: Date },
    items: [String],
    combos: [[String]],
    columns: Buffer,
  }),
);

export const sumsCollection = defineCollection<SumsDocument>(
  'model_sums',
  new Schema({
    ...owned,
    ...{ course_id: String, subject: String, subject_id: String },
    ...{ count: Number, right: Number, timed: Number, milliseconds: Number, opened: Number, completed: Number },
  }),
);

export const modelCollection = defineCollection<ModelDocument>(
  'models',
  new Schema({
    ...owned,
    ...{ course_id: String, catalogue_id: String, kind: String, state: String, why: String },
    ...{ parts: Number, bytes: Number, digest: String, window: Mixed, metrics: Mixed, comparison: Mixed },
    folds: [Mixed],
    ...{ held_out: Number, origin: Mixed, code_version: String, seed: String, created_at: Date, decided_at: Date },
  }),
);

export const modelPartCollection = defineCollection<ModelPartDocument>(
  'model_parts',
  new Schema({ ...owned, model_id: String, part: Number, bytes: Buffer }),
);

export const championCollection = defineCollection<ChampionDocument>(
  'model_champions',
  new Schema({ ...owned, course_id: String, kind: String, model_id: String, since: Date, drift: Mixed }),
);

export const promotionCollection = defineCollection<PromotionDocument>(
  'model_promotions',
  new Schema({
    ...owned,
    ...{ course_id: String, kind: String, model_id: String, from_model: String },
    ...{ how: String, why: String, by: String, at: Date },
  }),
);

export const runCollection = defineCollection<RunDocument>(
  'training_runs',
  new Schema({
    ...owned,
    ...{ course_id: String, kinds: [String], state: String, open: Boolean, progress: Number, step: String },
    outcomes: [Mixed],
    ...{ problem: String, attempts: Number, asked_by: String, lease_owner: String, lease_until: Date },
    ...{ created_at: Date, started_at: Date, finished_at: Date },
  }),
);

export const modelCourseCollection = defineCollection<ModelCourseDocument>(
  'model_courses',
  new Schema({
    ...owned,
    ...{ extracted_at: Date, answers: Number, learners: Number, trained_at: Date, trained_answers: Number },
  }),
);
