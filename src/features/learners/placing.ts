import { estimate } from '../../engine/ability/eap.js';
import { type FirstAnswers, placementSegment, segmentOf, segmentPrior } from '../../engine/ability/placement.js';
import type { Scope } from '../../storage/index.js';
import type { FactDraft } from './facts.js';
import { listProfiles, type Owner, selectProfile } from './ledger.js';
import type { ProfileDocument } from './model.js';
import { FIRST_ANSWERS, type FirstAnswersSums } from './profile.js';

/** From this many answers on we know where an earlier learner stands, and they may vote. */
const SETTLED_ANSWERS = 20;

/**
 * After the fifth answer of a newcomer: the fact that places them beside the earlier learners of the course whose first
 * answers were most alike. Null before that, afterwards, or while there are too few earlier learners.
 */
export async function placingOf(scope: Scope, owner: Owner, now: Date): Promise<FactDraft | null> {
  const profile = await selectProfile(scope, owner);
  const { first_answers: first, segment } = profile.behavioral_metrics;
  if (segment !== null || first.count !== FIRST_ANSWERS || profile.behavioral_metrics.answers !== FIRST_ANSWERS)
    return null;
  const earlier = (await listProfiles(scope, owner.courseId)).filter(isSettled).sort(byAge);
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

const isSettled = ({ behavioral_metrics: { answers, first_answers } }: ProfileDocument): boolean =>
  answers >= SETTLED_ANSWERS && first_answers.count === FIRST_ANSWERS;

const byAge = (a: ProfileDocument, b: ProfileDocument): number => a.created_at.getTime() - b.created_at.getTime();
