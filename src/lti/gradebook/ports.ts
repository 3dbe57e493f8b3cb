/** A course whose gradebook is to be read. */
export interface GradebookToRead {
  readonly platform: { readonly issuer: string; readonly clientId: string };
  /** The list of line items, from the newest launch that named one; null where the LMS lends none. */
  readonly lineItems: string | null;
  /** The line items of our own placements. They are read even where the LMS does not list any. */
  readonly ownLineItems: readonly string[];
  /** What the LMS lets us do. */
  readonly scopes: readonly string[];
}

/** A column of the gradebook with the grades in it. */
export interface ReadColumn {
  /** Its address: the name of the column for ever. */
  readonly lineItem: string;
  readonly label: string;
  readonly resourceId: string | null;
  readonly tag: string | null;
  /** Learners with a grade; above 1 with extra credit. */
  readonly results: readonly { readonly sub: string; readonly score: number }[];
}

/** Who keeps what was read implements this. */
export interface ReadingBook {
  /** Null when there is nothing to read. */
  select(tenant: string, courseId: string): Promise<GradebookToRead | null>;
  /** Keeps a reading that came to its end; applying it again writes nothing new. */
  apply(
    tenant: string,
    courseId: string,
    columns: readonly ReadColumn[],
    readAt: Date,
  ): Promise<{ readonly facts: number; readonly unknown: number }>;
  /** Says to staff why a reading did not come to its end. */
  problem(tenant: string, courseId: string, problem: string): Promise<void>;
}
