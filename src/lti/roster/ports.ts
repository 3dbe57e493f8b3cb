import type { Member } from './members.js';

/** A course whose roster is to be read. */
export interface CourseToRead {
  readonly platform: { readonly issuer: string; readonly clientId: string };
  /** The roster's address, from the newest launch that named one. */
  readonly url: string;
  /** Where the last reading said that changes are to be asked for; null to read the whole roster. */
  readonly differences: string | null;
}

/** A roster that was read to its end. */
export interface Reading {
  /** The roster's address; when the course has another by now, nothing is kept for the next reading. */
  readonly url: string;
  /** `full`: who is not among the members is not in the course. `differences`: nothing is said of others. */
  readonly kind: 'full' | 'differences';
  readonly members: readonly Member[];
  readonly differences: string | null;
  /** When the reading began: whoever launched since then knows better. */
  readonly begunAt: Date;
}

/** Who keeps the people of courses implements this. */
export interface RosterBook {
  /** Null when there is nothing to read. */
  select(tenant: string, courseId: string, now: Date): Promise<CourseToRead | null>;
  /** Makes the people of the course what the reading says. Applying a reading again changes nothing. */
  apply(tenant: string, courseId: string, reading: Reading): Promise<void>;
}
