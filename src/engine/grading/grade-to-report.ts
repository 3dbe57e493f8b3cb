import { requireProbability } from '../numerics/guards.js';

/** Which score the gradebook shall have; the instructor chooses one per assignment. */
export type GradePolicy =
  /** The highest so far: it never falls. */
  | 'best'
  /** The score now: it may fall. */
  | 'latest'
  /** The score at the due moment: the latest until then, and frozen from then on. */
  | 'at-due';

/** All that decides what the gradebook shall have after an answer. Scores are shares in [0, 1]. */
export interface GradeSituation {
  readonly policy: GradePolicy;
  /** What we last reported, in [0, 1]; null when nothing was reported. */
  readonly previous: number | null;
  /** The score now, in [0, 1]. */
  readonly current: number;
  /** The moment of the answer that made `current`. */
  readonly now: Date;
  /** The due moment itself still counts as in time. Absent or null: never due. */
  readonly dueAt?: Date | null;
  /** Whether work after the due moment counts under `best` and `latest`; true when absent. */
  readonly lateWorkCounts?: boolean;
}

/** What the gradebook should have, and why. */
export type GradeDecision =
  | { readonly report: true; readonly grade: number; readonly because: 'first' | 'higher' | 'latest' }
  | {
      readonly report: false;
      /** What stays in the gradebook; null when nothing was ever reported. */
      readonly grade: number | null;
      readonly because: 'unchanged' | 'not-higher' | 'after-due';
    };

/**
 * Decides whether an answer changes the reported grade.
 *
 * - `best` reports only what is higher than before; `latest` reports every change.
 * - `at-due` is `latest` up to and at the due moment, and nothing after it. So before the due moment the gradebook
 *   shows where the learner stands now, and what it holds at that moment is what stays. Without a due moment it is
 *   `latest`.
 * - After the due moment a late answer changes nothing under `at-due`, nor under the others if late work does not
 *   count. Who had no grade by then keeps none: a zero is the instructor's to give.
 *
 * @throws RangeError when a score is outside [0, 1] or a date is invalid
 */
export function gradeToReport(situation: GradeSituation): GradeDecision {
  const { policy, previous, current, now, dueAt = null, lateWorkCounts = true } = situation;
  requireProbability('current', current);
  if (previous !== null) requireProbability('previous', previous);
  const late = dueAt !== null && timeOf('now', now) > timeOf('dueAt', dueAt);
  if (late && (policy === 'at-due' || !lateWorkCounts)) return { report: false, grade: previous, because: 'after-due' };
  if (previous === null) return { report: true, grade: current, because: 'first' };
  if (current > previous) return { report: true, grade: current, because: 'higher' };
  if (current === previous) return { report: false, grade: previous, because: 'unchanged' };
  if (policy === 'best') return { report: false, grade: previous, because: 'not-higher' };
  return { report: true, grade: current, because: 'latest' };
}

function timeOf(name: string, date: Date): number {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new RangeError(`${name} must be a valid date`);
  return time;
}
