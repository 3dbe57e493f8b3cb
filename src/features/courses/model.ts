import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { PlacementKind, PlacementSettings } from './settings.js';

export type CourseRole = 'learner' | 'staff' | 'observer' | 'guest';

/** A course of an LMS. It plays what its catalogue holds; until staff open it first, it is bound to none. */
export interface CourseDocument extends Owned {
  issuer: string;
  /** The id of our record of the deployment. */
  deployment: string;
  context_id: string;
  title: string;
  /** Ids of the courses that this one was copied from, newest first, where the LMS tells. */
  former_contexts?: string[];
  catalogue_id: string | null;
  bound_at: Date | null;
  created_at: Date;
  /** Absent until staff come by a launch that names it. */
  roster?: CourseRoster;
}

/** Where the LMS tells who is in the course, from the newest launch of staff, and how far that was read. */
export interface CourseRoster {
  url: string;
  client_id: string;
  deployment_id: string;
  /** When it was last asked for. */
  asked_at: Date;
  /** When the last reading of everybody began; null before the first. */
  full_at: Date | null;
  /** Where to ask for what has changed since the last reading, exactly as the LMS gave it. */
  differences: string | null;
}

/** A link in a course page that opens this tool, with what its grade goes to. */
export interface PlacementDocument extends Owned {
  course_id: string;
  resource_link_id: string;
  /** Ids of the links that this one was copied from, newest first, where the LMS tells. */
  former_links?: string[];
  kind: PlacementKind;
  title: string;
  settings: PlacementSettings;
  /** Names of custom parameters that could not be read at the newest launch; staff see them. */
  ignored: string[];
  services: GradeServices | null;
  /** A name of this placement that a copy of the course carries along. */
  resource_id: string;
  /** The line item once it is known, whether the LMS named it or we found or made it. */
  line_item: string | null;
  /** Until when somebody has the sole right to make the line item. */
  line_item_lease: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** How the grade of a placement gets home, from the newest launch. */
export interface GradeServices {
  client_id: string;
  deployment_id: string;
  line_items: string | null;
  scopes: string[];
  family: 'canvas' | 'moodle' | 'other';
}

export interface EnrolmentDocument extends Owned {
  course_id: string;
  user_id: string;
  role: CourseRole;
  synthetic: boolean;
  /** Null for somebody whom only the roster knows. */
  last_launch_at: Date | null;
  /** When the roster had them no more; absent or null for those who are in the course. What they did here stays. */
  left_at?: Date | null;
  /** A program put them in: the roster of the LMS does not know them, and takes nobody out who is here by this. */
  outside?: boolean;
}

const id = { type: String, required: true };

export const courseCollection = defineCollection<CourseDocument>(
  'courses',
  new Schema({
    _id: id,
    tenant: id,
    issuer: String,
    deployment: String,
    context_id: String,
    title: String,
    former_contexts: [String],
    catalogue_id: String,
    bound_at: Date,
    created_at: Date,
    roster: Schema.Types.Mixed,
  }),
);

export const placementCollection = defineCollection<PlacementDocument>(
  'placements',
  new Schema({
    _id: id,
    tenant: id,
    course_id: String,
    resource_link_id: String,
    former_links: [String],
    kind: String,
    title: String,
    settings: Schema.Types.Mixed,
    ignored: [String],
    services: Schema.Types.Mixed,
    resource_id: String,
    line_item: String,
    line_item_lease: Date,
    created_at: Date,
    updated_at: Date,
  }),
);

export const enrolmentCollection = defineCollection<EnrolmentDocument>(
  'enrolments',
  new Schema({
    _id: id,
    tenant: id,
    course_id: String,
    user_id: String,
    role: String,
    synthetic: Boolean,
    last_launch_at: Date,
    left_at: Date,
    outside: Boolean,
  }),
);
