import { assignmentScore } from '../../engine/grading/assignment-score.js';
import { gradeToReport } from '../../engine/grading/grade-to-report.js';
import { enqueue, type Scope } from '../../storage/index.js';
import type { PlacementDocument } from '../courses/index.js';
import { levelOf, type ProfileDocument } from '../learners/index.js';
import { type AttemptDocument, type GradeDocument, gradeCollection } from './model.js';

/** What the grade of one placement depends on, after an answer or at the end of a round. */
export interface GradedWork {
  readonly placement: PlacementDocument;
  readonly skills: readonly string[];
  readonly profile: ProfileDocument;
  readonly attempt: Pick<AttemptDocument, 'number' | 'started_at'>;
  readonly finished: boolean;
}

export const gradeId = (placementId: string, userId: string): string => `${placementId}:${userId}`;

/** Names the delivery in the outbox. */
export const gradeEntryId = (grade: string): string => `grade:${grade}`;

/** Answers of a few seconds go out together; the gradebook still has them within five. */
const COALESCE_MS = 1_000;

/**
 * The score that a profile is worth: the mean over the assigned skills of min(1, known / target). A skill that was never
 * practised counts 0: nothing was shown yet, whatever its prior says.
 */
export function scoreOf(
  profile: Pick<ProfileDocument, 'skill_profile'>,
  skills: readonly string[],
  target: number,
): number {
  return scoreOfKnown((skill) => levelOf(profile, skill)?.known, skills, target);
}

/** As `scoreOf`, where only P(known) of the skills is at hand. */
export function scoreOfKnown(
  knownOf: (skill: string) => number | undefined,
  skills: readonly string[],
  target: number,
): number {
  const known = Object.fromEntries(skills.map((skill) => [skill, knownOf(skill) ?? 0]));
  return assignmentScore(known, target);
}

/** As `scoreOf`, of the better of now and before for skills that were started afresh: nobody pays for that with a grade. */
function scoreToGrade({ profile, skills, placement }: Omit<GradedWork, 'attempt' | 'finished'>): number {
  const { afresh = {} } = profile.skill_profile;
  const known = skills.map((skill) => {
    const before = Object.hasOwn(afresh, skill) ? (afresh[skill]?.known ?? 0) : 0;
    return [skill, Math.max(levelOf(profile, skill)?.known ?? 0, before)] as const;
  });
  return assignmentScore(Object.fromEntries(known), placement.settings.target);
}

/**
 * Brings the grade up to date with the profile, in the transaction of the fact that changed it, and puts what the
 * gradebook must have into the outbox.
 *
 * @returns the outbox entry to announce after the commit, or null when the gradebook need not change
 */
export async function reviseGrade(tx: Scope, work: GradedWork, now: Date): Promise<{ entry: string | null }> {
  const { placement, skills, profile, attempt, finished } = work;
  // A link without a gradebook behind it owes nobody a grade; with one later, the next answer brings it up to date.
  if (!placement.services) return { entry: null };
  // Who has answered nothing is owed nothing: a zero for no work is the instructor's to give.
  if (!skills.some((skill) => levelOf(profile, skill))) return { entry: null };
  const { grade: policy, dueAt, afterDue, target } = placement.settings;
  const id = gradeId(placement._id, profile.user_id);
  const stored = await tx.collection(gradeCollection).findOne({ _id: id });
  const current = scoreOf(profile, skills, target);
  const before = stored?.intended ?? null;
  const decision = gradeToReport({
    policy,
    previous: before?.score ?? null,
    current: scoreToGrade(work),
    now,
    dueAt,
    lateWorkCounts: afterDue === 'keep',
  });
  const score = decision.grade;
  const late = !decision.report && decision.because === 'after-due';
  const newlyFinished =
    before !== null && finished && !late && (!before.completed || before.attempt !== attempt.number);
  const changed = score !== null && (decision.report || newlyFinished);
  const intended = changed
    ? {
        score,
        revision: (before?.revision ?? 0) + 1,
        changed_at: now,
        completed: finished,
        attempt: attempt.number,
        started_at: attempt.started_at,
        submitted_at: finished ? now : null,
      }
    : before;
  const document: Omit<GradeDocument, 'tenant'> = {
    _id: id,
    user_id: profile.user_id,
    course_id: placement.course_id,
    placement_id: placement._id,
    now: current,
    intended,
    sending: stored?.sending ?? null,
    earned: stored?.earned ?? null,
    updated_at: now,
  };
  await tx.collection(gradeCollection).replace(document);
  if (!changed) return { entry: null };
  const entry = gradeEntryId(id);
  await enqueue(tx, { id: entry, kind: 'grade', subject: { gradeId: id }, now, delayMs: COALESCE_MS });
  return { entry };
}

export const ANNOUNCE_AFTER_MS = COALESCE_MS;

export function selectOptionalGrade(scope: Scope, placementId: string, userId: string): Promise<GradeDocument | null> {
  return scope.collection(gradeCollection).findOne({ _id: gradeId(placementId, userId) });
}

/** The grades of one learner on some placements. */
export function listGradesOf(scope: Scope, userId: string, placementIds: readonly string[]): Promise<GradeDocument[]> {
  return scope.collection(gradeCollection).find({ placement_id: { $in: [...placementIds] }, user_id: userId });
}

export function listGrades(scope: Scope, placementId: string): Promise<GradeDocument[]> {
  return scope.collection(gradeCollection).find({ placement_id: placementId });
}
