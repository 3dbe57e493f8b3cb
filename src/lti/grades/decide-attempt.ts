import { type Failure, type Outcome, retry } from '../services/index.js';
import type { BegunSend, GradeBook, GradeToSend } from './ports.js';
import { type Held, UNTOLD } from './read-back.js';
import { isOnlyThis, mayBeCounted } from './whose-grade.js';

/** What becomes of a begun send, as far as its attempt is concerned. */
export type AttemptDecision =
  /** `leftAt`: from when on it is under way, if it makes an attempt. */
  | { readonly decision: 'send'; readonly newSubmission: boolean; readonly leftAt: Date | null }
  /** The LMS has this very score, from an earlier try. */
  | { readonly decision: 'arrived' }
  | { readonly decision: 'wait'; readonly failure: Failure };

interface Dependencies {
  readonly book: Pick<GradeBook, 'noteLeft'>;
  readonly clock: () => Date;
  /** How long one delivery may take in all, milliseconds. */
  readonly deliveryMs: number;
}

interface Sending {
  readonly tenant: string;
  readonly grade: GradeToSend;
  readonly begun: BegunSend;
  /** Reads the gradebook. */
  readonly look: () => Promise<Outcome<Held>>;
}

/**
 * Decides whether a send may be a new attempt, so that a round is never two: Canvas takes an equal timestamp and any
 * later one, and counts what it has counted once more. Where a score of the same round is unanswered, the gradebook is
 * read first (docs/decisions/0011).
 */
export async function decideAttempt(
  { book, clock, deliveryMs }: Dependencies,
  { tenant, grade, begun, look }: Sending,
): Promise<AttemptDecision> {
  const { revision, newSubmission, unanswered, leftAt } = begun;
  if (grade.family !== 'canvas' || !newSubmission || unanswered.length === 0) {
    return { decision: 'send', newSubmission, leftAt };
  }
  // What arrives after this moment is not seen any more.
  const lookedAt = clock();
  const seen = await look();
  if (seen.result === 'retry') return { decision: 'wait', failure: seen };
  // A gradebook that we may read and that refuses is one that we may not read. In doubt no new attempt: students have few,
  // and the grade counts without one.
  const held = seen.result === 'ok' ? seen.value : UNTOLD;
  if (held === UNTOLD) return { decision: 'send', newSubmission: false, leftAt };
  // A score that is like an earlier one settles nothing: what goes with it may be new.
  if (begun.repeated && isOnlyThis(held, begun)) return { decision: 'arrived' };
  if (mayBeCounted(held, begun)) return { decision: 'send', newSubmission: false, leftAt };
  const note = (to: Date) => book.noteLeft(tenant, grade.gradeId, { revision, from: leftAt, to });
  const wait = stillUnderWayMs(leftAt, lookedAt, deliveryMs);
  if (wait > 0) {
    // The clock of the process that sent it was ahead: from now on ours counts.
    if (leftAt && leftAt > lookedAt) await note(lookedAt);
    return { decision: 'wait', failure: retry(UNDER_WAY, wait) };
  }
  if (await note(lookedAt)) return { decision: 'send', newSubmission: true, leftAt: lookedAt };
  return { decision: 'wait', failure: retry(IN_OTHER_HANDS) };
}

/** How long a score may be under way, in deliveries: within one it leaves, and then the LMS may work on it for two. */
const DELIVERIES_UNDER_WAY = 3;

/**
 * For how many more milliseconds an unanswered score may still be on its way: whoever sent it may have died or lost
 * patience while the LMS was slow. Canvas would then count it and the next one.
 */
function stillUnderWayMs(leftAt: Date | null, now: Date, deliveryMs: number): number {
  if (leftAt === null) return 0;
  return Math.min(leftAt.getTime() - now.getTime(), 0) + DELIVERIES_UNDER_WAY * deliveryMs;
}

const UNDER_WAY =
  'The LMS has not answered the last score, which may still arrive. Attune waits a moment and looks again, so that no attempt is counted twice.';
const IN_OTHER_HANDS = 'Another process of Attune is sending this grade. Attune looks again by itself.';
