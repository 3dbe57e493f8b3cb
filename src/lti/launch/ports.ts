import type { VerifiedLaunch } from './verified-launch.js';

/** What becomes of a launch inside the tool. */
export interface LaunchOutcome {
  readonly userId: string;
  readonly courseId: string;
  readonly placementId: string | null;
  /** A person who is never graded and never counted. */
  readonly synthetic: boolean;
  /** A learner who has not yet said whether what is known of them may be used: their pages ask that first. */
  readonly consentDue?: boolean;
  /** The language that the person has chosen here; null or absent: that of the launch. */
  readonly locale?: string | null;
  /** The page to open, relative to `/app/<session>/`. */
  readonly landing: string;
}

/** A verified launch with the institution it belongs to, and the id of our record of its deployment. */
export type AdmittedLaunch = VerifiedLaunch & { readonly tenant: string; readonly deployment: string };

/** What the LMS door asks of the rooms behind it: to know the person, the course and the placement of a launch. */
export interface LaunchReceiver {
  receive(launch: AdmittedLaunch): Promise<LaunchOutcome>;
}
