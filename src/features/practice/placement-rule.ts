import { stoppingReason } from '../../engine/ability/adaptive-test.js';
import { estimate } from '../../engine/ability/eap.js';
import type { Projection } from '../learners/index.js';

/**
 * A test that places somebody ends when the ability is known so well, not before so many answers, and at the latest after
 * so many. Earlier answers of any kind count: nobody is asked what their own practice has shown.
 */
const PLACED = { standardError: 0.4, least: 5, most: 12 };

type Answered = Pick<Projection, 'behavioral_metrics' | 'skill_profile'>;

export function isPlaced(profile: Answered): boolean {
  const ability = estimate(profile.skill_profile.ability);
  return stoppingReason({ items: profile.behavioral_metrics.answers, ability }, PLACED) !== null;
}

/** Whether the ability is known as well as the test would have it, however many answers that took. */
export function isPlacedSurely({ skill_profile: { ability } }: Answered): boolean {
  return estimate(ability).sd < PLACED.standardError;
}

/** Questions that the test asks from here on, at the most; a question has at least one answer. */
export const mostQuestionsLeft = ({ behavioral_metrics: { answers } }: Answered): number =>
  Math.max(0, PLACED.most - answers);
