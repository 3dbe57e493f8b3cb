/** The `endpoint` claim of the launch, with the line item that we may have found since. */
export interface GradeServices {
  /** The course's list of line items; null when the LMS lends none. */
  readonly lineItems: string | null;
  /** The line item of this placement, when the launch named one or `rememberLineItem` kept one. */
  readonly lineItem: string | null;
  /** What the LMS lets us do. */
  readonly scopes: readonly string[];
}

/** The newest state of one learner's grade on one placement. */
export interface GradeToSend {
  readonly gradeId: string;
  readonly placementId: string;
  readonly platform: { readonly issuer: string; readonly clientId: string };
  readonly deploymentId: string;
  /** The learner, as the LMS calls them. */
  readonly sub: string;
  /** What full marks are, above 0. */
  readonly scoreMaximum: number;
  /** The name of the column, should we have to make it. */
  readonly label: string;
  /** Our own stable id of the placement; a copied course carries it along. */
  readonly resourceId: string;
  readonly tag: string;
  readonly resourceLinkId: string;
  /** Ids that the same link had in the courses it was copied from, where the LMS tells; none that is still in use. */
  readonly formerResourceLinkIds: readonly string[];
  /** Line items that other links of the course have. */
  readonly columnsOfOthers: readonly string[];
  readonly services: GradeServices;
  readonly family: 'canvas' | 'moodle' | 'other';
}

/** What is said of the work behind a score. */
export interface WorkToReport {
  readonly activityProgress: 'Initialized' | 'Started' | 'InProgress' | 'Submitted' | 'Completed';
  readonly startedAt: Date | null;
  /** When the learner's work was handed in: the same at every try of a revision. Null while nothing is. */
  readonly submittedAt: Date | null;
  /** Whether it is a new attempt in the eyes of Canvas. */
  readonly newSubmission: boolean;
}

/** A send whose score and timestamp are fixed. */
export interface BegunSend extends WorkToReport {
  readonly revision: number;
  /** Share of full marks, in [0, 1]. */
  readonly score: number;
  readonly timestamp: Date;
  /** This revision was begun before, and nobody knows whether that try arrived; a renewed send counts as such. */
  readonly repeated: boolean;
  /** Scores of ours that the gradebook may hold from before: the one it took last, and those that left since. */
  readonly earlierScores: readonly number[];
  /** Scores of the same attempt that left without an answer, at a repeat this one too: any of them may have arrived. */
  readonly unanswered: readonly number[];
  /** When the last score left that may make an attempt and is still under way; null when none is, or nobody noted it. */
  readonly leftAt: Date | null;
}

/** The grades that we owe the LMS. Whoever keeps them implements this. */
export interface GradeBook {
  /** The newest state of what the LMS must have; null when nothing is to be sent (withdrawn, synthetic learner). */
  select(tenant: string, gradeId: string): Promise<GradeToSend | null>;
  /**
   * Fixes score and timestamp before the send leaves. A repeat of a revision gets the same timestamp; otherwise it is
   * later than the last one by at least a whole second (Moodle compares whole seconds) and never before the event.
   * Null when the LMS has all of it meanwhile.
   */
  beginSend(tenant: string, gradeId: string, now: Date): Promise<BegunSend | null>;
  /**
   * Notes when a score left that may make an attempt and is still under way: `to` instead of `from`, null when none is.
   * False and without effect where another delivery has noted something else since, or begun another revision.
   */
  noteLeft(
    tenant: string,
    gradeId: string,
    note: { readonly revision: number; readonly from: Date | null; readonly to: Date | null },
  ): Promise<boolean>;
  /**
   * Gives the send of a revision a new timestamp, for the repeats that follow: at least a whole second after the one it
   * had, and not before `now`. Without effect when another revision has begun meanwhile.
   */
  renewSend(tenant: string, gradeId: string, revision: number, now: Date): Promise<void>;
  /**
   * The LMS has it (`accepted`), or had something newer (`superseded`: say, a teacher's own grade).
   *
   * `earned` is the gradebook's content as far as we know, as a share of full marks: what it told us, else what it took
   * from us; null when nobody knows. (A teacher's override may hide what an LMS took; `readEarned` asks it.)
   */
  settle(
    tenant: string,
    gradeId: string,
    settled: {
      readonly revision: number;
      readonly outcome: 'accepted' | 'superseded';
      readonly earned: number | null;
      readonly at: Date;
    },
  ): Promise<void>;
  /** Keeps the address of the placement's line item, for `select` to give. */
  rememberLineItem(tenant: string, placementId: string, url: string): Promise<void>;
  /**
   * Takes the sole right to make the placement's line item, for `leaseMs`; false while anybody has it, in whatever
   * process. One atomic update; nobody gives it back, it runs out.
   */
  leaseLineItem(tenant: string, placementId: string, now: Date, leaseMs: number): Promise<boolean>;
}
