import type { BegunSend, GradeToSend } from './ports.js';

const CANVAS_SUBMISSION = 'https://canvas.instructure.com/lti/submission';
const DECIMALS = 10_000;

/**
 * The body of a score (AGS 2.0, section 3.4.3).
 *
 *   scoreGiven = score · scoreMaximum, to four decimals
 *
 * `gradingProgress` is always FullyGraded: with anything else Moodle and Canvas take the score away that they have.
 *
 * @throws RangeError when the score is outside [0, 1] or full marks are not above 0
 */
export function buildScore({ sub, scoreMaximum, family }: GradeToSend, begun: BegunSend): Record<string, unknown> {
  const { startedAt, submittedAt } = begun;
  if (!(begun.score >= 0 && begun.score <= 1)) throw new RangeError(`A score lies in [0, 1], not at ${begun.score}.`);
  if (!(scoreMaximum > 0)) throw new RangeError(`Full marks are above 0, not ${scoreMaximum}.`);
  const submission = {
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(submittedAt && { submittedAt: submittedAt.toISOString() }),
  };
  return {
    userId: sub,
    timestamp: begun.timestamp.toISOString(),
    scoreGiven: Math.round(begun.score * scoreMaximum * DECIMALS) / DECIMALS,
    scoreMaximum,
    activityProgress: begun.activityProgress,
    gradingProgress: 'FullyGraded',
    ...(Object.keys(submission).length > 0 && { submission }),
    ...(family === 'canvas' && {
      [CANVAS_SUBMISSION]: {
        new_submission: begun.newSubmission,
        // A grade that a teacher gave by hand stays.
        prioritize_non_tool_grade: true,
        ...(submittedAt && { submitted_at: submittedAt.toISOString() }),
      },
    }),
  };
}
