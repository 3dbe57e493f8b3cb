import type { ReadOf } from '../readings.js';

/** A course of an LMS, and what opens it. */
export interface LmsCourse {
  /** Address of the LMS, without a slash at its end. */
  readonly base: string;
  readonly lmsCourse: string;
  readonly token: string;
  /** Titles of our own links in the course. */
  readonly ownTitles: ReadonlySet<string>;
}

/** What an LMS told by its own programs. */
export interface LmsReading {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly ours: boolean }[];
  readonly people: readonly ReadOf[];
  /** What could not be read, in sentences; the rest was. */
  readonly notes: readonly string[];
}
