import { estimate } from '../../engine/ability/eap.js';
import { type FirstAnswers, placementSegment, segmentOf, segmentPrior } from '../../engine/ability/placement.js';
import type { Scope } from '../../storage/index.js';
import type { FactDraft } from './facts.js';
import { FIRST_ANSWERS } from './fold/answer.js';
import { listSettledProfiles } from './ledger.js';
import type { ProfileDocument } from './model.js';
import type { FirstAnswersSums } from './projection.js';

/** From this many answers on we know where an earlier learner stands, and they may vote. */
const SETTLED_ANSWERS = 20;
/** As many as the vote asks. */
const MOST_EARLIER_LEARNERS = 2_000;

/** A learner before and after an answer. */
interface Answered {
  readonly before: ProfileDocument;
  readonly after: ProfileDocument;
}

/**
 * With the fifth answer of a newcomer that says how able they are: the fact that places them beside the earlier learners
 * of the course whose first answers were most alike. Null before that, afterwards, or while there are too few earlier
 * learners.
 */
export async function placingOf(scope: Scope, { before, after }: Answered, now: Date): Promise<FactDraft | null> {
  const { first_answers: first, segment } = after.behavioral_metrics;
  const { count } = before.behavioral_metrics.first_answers;
  if (segment !== null || count >= FIRST_ANSWERS || first.count < FIRST_ANSWERS) return null;
  if (after.controls.signals_off.includes('similar-learners')) return null;
  const settled = { answers: SETTLED_ANSWERS, limit: MOST_EARLIER_LEARNERS };
  const earlier = await listSettledProfiles(scope, after.course_id, settled);
  const vote = placementSegment(
    meansOf(first),
    earlier.map((other) => ({
      first: meansOf(other.behavioral_metrics.first_answers),
      segment: segmentOf(estimate(other.skill_profile.ability).mean),
    })),
  );
  if (!vote) return null;
  return {
    type: 'placement',
    key: 'placement',
    contentId: null,
    metrics: { segment: vote, ...segmentPrior(vote) },
    at: now,
  };
}

function meansOf({ count, correct, difficulty, log_seconds, hinted }: FirstAnswersSums): FirstAnswers {
  return {
    shareCorrect: correct / count,
    meanDifficulty: difficulty / count,
    meanLogSeconds: log_seconds / count,
    shareHinted: hinted / count,
  };
}
