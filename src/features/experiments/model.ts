import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { ExperimentWhere, Variant } from './schema.js';

/** What is tried: where, with which variants, and whether it runs. `_id` is `tenant:name`. */
export interface ExperimentDocument extends Owned {
  name: string;
  where: ExperimentWhere;
  /** Null: every course. */
  course_id: string | null;
  variants: Variant[];
  /** Decides who falls where; never changes. */
  salt: string;
  state: 'draft' | 'running' | 'stopped';
  starts_at: Date | null;
  ends_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** The variant of one learner, for good: new weights move nobody. */
export interface AssignmentDocument extends Owned {
  user_id: string;
  experiment_name: string;
  variant: string;
  metrics: {
    /** Where, and in which courses, the learner met it, and when first. */
    exposed: { where: ExperimentWhere; course: string; at: Date }[];
  };
  start_date: Date;
  /** When the experiment was stopped; null while it runs. */
  end_date: Date | null;
}

const id = { type: String, required: true };
const { Mixed } = Schema.Types;

export const experimentCollection = defineCollection<ExperimentDocument>(
  'experiments',
  new Schema({
    _id: id,
    tenant: id,
    name: String,
    where: String,
    course_id: String,
    variants: [Mixed],
    salt: String,
    state: String,
    starts_at: Date,
    ends_at: Date,
    created_at: Date,
    updated_at: Date,
  }),
);

export const assignmentCollection = defineCollection<AssignmentDocument>(
  'personalization_experiments',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    experiment_name: String,
    variant: String,
    metrics: Mixed,
    start_date: Date,
    end_date: Date,
  }),
);
