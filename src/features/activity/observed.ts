import type { z } from 'zod';
import type { FactSource, Modality } from '../learners/index.js';

/** A grade that stands in a column of a gradebook. */
export interface ObservedGrade {
  readonly kind: 'grade';
  readonly source: FactSource;
  readonly column: string;
  readonly label: string;
  /** Share of full marks, in [0, 1]. */
  readonly score: number;
  readonly ours: boolean;
  /** When it was given, where the source says so. */
  readonly at: Date | null;
}

/** Something that a learner did elsewhere. */
export interface ObservedActivity {
  readonly kind: 'activity';
  /** Names this event for ever, within the source. */
  readonly key: string;
  readonly source: FactSource;
  readonly verb: string;
  readonly object: string;
  readonly label: string;
  readonly modality: z.infer<typeof Modality>;
  readonly seconds: number | null;
  readonly score: number | null;
  readonly completed: boolean | null;
  readonly at: Date;
}

export type Observed = ObservedGrade | ObservedActivity;

/** The verb of an activity that is an answer to a question: with a score it is evidence once its skills are known. */
export const ANSWERED = 'answered';
