import { Schema } from 'mongoose';
import { defineCollection, type Owned, type Sealed } from '../../storage/index.js';
import type { FactSource } from '../learners/index.js';
import type { Sheet } from './csv/sheet.js';
import type { MappingEntry } from './schema.js';

/** Which skills the columns and objects of a course say something about, as its instructor has it. */
export interface MappingDocument extends Owned {
  course_id: string;
  /** Goes up with each change. */
  version: number;
  entries: MappingEntry[];
  updated_at: Date;
}

/** A column of a gradebook as the last reading saw it. */
export interface ColumnSeen {
  readonly id: string;
  readonly label: string;
  /** It is the column of one of our own placements. */
  readonly ours: boolean;
  /** How many learners have a grade in it, known to us or not. */
  readonly grades: number;
}

/** How far a source of grades was read for a course. */
export interface ReadingDocument extends Owned {
  course_id: string;
  source: Exclude<FactSource, 'attune'>;
  asked_at: Date;
  /** Null before the first reading that came to its end. */
  read_at: Date | null;
  /** Why the last reading did not come to its end, in a sentence for staff. */
  problem: string | null;
  columns: ColumnSeen[];
  /** Facts that the last reading brought. */
  facts: number;
  /** People in it who are not in the course here, as far as launches and the roster tell. */
  unknown: number;
}

/** A gradebook file between its preview and its import; gone after an hour. */
export interface UploadDocument extends Owned {
  course_id: string;
  user_id: string;
  sheet: Sheet;
  created_at: Date;
  expires_at: Date;
}

/** A statement or event that another system sent: once is enough, and another one by the same name is refused. */
export interface ReceivedDocument extends Owned {
  kind: 'xapi' | 'caliper';
  event_id: string;
  /** Of what it says. */
  digest: string;
  outcome: string;
  course_id: string | null;
  user_id: string | null;
  received_at: Date;
}

/** An LMS that is asked with a token of its administrator. */
export interface ConnectorDocument extends Owned {
  course_id: string;
  kind: 'moodle' | 'canvas';
  base: string;
  /** The course, as the LMS numbers it. */
  lms_course: string;
  token: Sealed;
  created_at: Date;
}

const id = { type: String, required: true };
const owned = { _id: id, tenant: id };
const ofCourse = { ...owned, course_id: String };

export const mappingCollection = defineCollection<MappingDocument>(
  'activity_mappings',
  new Schema({ ...ofCourse, version: Number, entries: Schema.Types.Mixed, updated_at: Date }),
);

export const readingCollection = defineCollection<ReadingDocument>(
  'activity_readings',
  new Schema({
    ...ofCourse,
    source: String,
    asked_at: Date,
    read_at: Date,
    problem: String,
    columns: Schema.Types.Mixed,
    facts: Number,
    unknown: Number,
  }),
);

export const uploadCollection = defineCollection<UploadDocument>(
  'activity_uploads',
  new Schema({ ...ofCourse, user_id: String, sheet: Schema.Types.Mixed, created_at: Date, expires_at: Date }),
);

export const receivedCollection = defineCollection<ReceivedDocument>(
  'received_events',
  new Schema({
    ...ofCourse,
    kind: String,
    event_id: String,
    digest: String,
    outcome: String,
    user_id: String,
    received_at: Date,
  }),
);

export const connectorCollection = defineCollection<ConnectorDocument>(
  'connectors',
  new Schema({
    ...ofCourse,
    kind: String,
    base: String,
    lms_course: String,
    token: Schema.Types.Mixed,
    created_at: Date,
  }),
);
