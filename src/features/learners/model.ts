import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { FactType } from './facts.js';
import type { Projection } from './projection.js';

/** A person of an LMS: (tenant, issuer, sub). Outside they are `_id`, an opaque id of ours. */
export interface LearnerDocument extends Owned {
  issuer: string;
  sub: string;
  name: string | null;
  /** A test student or a preview: never graded, never counted. */
  synthetic: boolean;
  created_at: Date;
}

/** One fact of the ledger. Append-only: nothing updates it, and only erasure deletes it. */
export interface InteractionDocument extends Owned {
  user_id: string;
  course_id: string;
  /** 1, 2, 3, … for each learner and course, in order of arrival: the order of folding. */
  sequence: number;
  key: string;
  interaction_type: FactType;
  content_id: string | null;
  session_duration: number | null;
  completion_status: 'started' | 'completed' | 'abandoned' | null;
  performance_metrics: Record<string, unknown>;
  timestamp: Date;
  recorded_at: Date;
}

export interface ProfileDocument extends Owned, Projection {
  user_id: string;
  course_id: string;
  /** Of a test student or a preview: kept out of everything that learns from learners. */
  synthetic: boolean;
  created_at: Date;
  updated_at: Date;
}

const id = { type: String, required: true };

export const learnerCollection = defineCollection<LearnerDocument>(
  'learners',
  new Schema({
    _id: id,
    tenant: id,
    issuer: String,
    sub: String,
    name: String,
    synthetic: Boolean,
    created_at: Date,
  }),
);

export const interactionCollection = defineCollection<InteractionDocument>(
  'user_interactions',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    sequence: Number,
    key: String,
    interaction_type: String,
    content_id: String,
    session_duration: Number,
    completion_status: String,
    performance_metrics: Schema.Types.Mixed,
    timestamp: Date,
    recorded_at: Date,
  }),
);

export const profileCollection = defineCollection<ProfileDocument>(
  'user_profiles',
  new Schema({
    _id: id,
    tenant: id,
    user_id: String,
    course_id: String,
    synthetic: Boolean,
    sequence: Number,
    skill_profile: Schema.Types.Mixed,
    learning_style: Schema.Types.Mixed,
    behavioral_metrics: Schema.Types.Mixed,
    goals: Schema.Types.Mixed,
    controls: Schema.Types.Mixed,
    created_at: Date,
    updated_at: Date,
  }),
);
