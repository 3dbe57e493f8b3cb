import { estimate } from '../../engine/ability/eap.js';
import type { Choosing, Chosen } from './choosers/choosing.js';
import { chooseAtRandom, chooseInOrder } from './choosers/compared.js';
import { chooseForPlacement } from './choosers/for-placement.js';
import { chooseInterleaved, chooseReview } from './choosers/reviews.js';
import { foretold } from './foretold.js';
import type { DecisionDocument, PracticeMode, PracticePolicy } from './model.js';
import type { Ground } from './situation.js';

export type NewDecision = Omit<DecisionDocument, 'tenant' | 'user_id' | 'course_id'>;

/** What is asked for, and who shall choose. */
export interface Wish {
  readonly mode: PracticeMode;
  /** Absent: the order of the course for whoever has paused personalization, else the engine. */
  readonly policy?: PracticePolicy;
}

export const USUAL_WISH: Wish = { mode: 'practice' };

/** A question to ask, and why. */
export interface Choice {
  readonly item: string;
  readonly skill: string;
  readonly decision: NewDecision;
}

/**
 * Chooses the next question. The decision's id is the seed, so the stored decision and the stored profile are enough to
 * choose the same question again.
 *
 * @returns null when no skill that may be asked about has a question
 */
export function chooseQuestion(ground: Ground, id: string, wish: Wish = USUAL_WISH): Choice | null {
  const { catalogue, profile, placement, now } = ground;
  const ability = estimate(profile.skill_profile.ability);
  const policy = wish.policy ?? policyFor(ground);
  const chosen = chooserOf(wish.mode, policy)({ ground, id, ability });
  if (!chosen) return null;
  const decision: NewDecision = {
    _id: id,
    kind: 'next-item',
    placement_id: placement?._id ?? null,
    chosen: chosen.item,
    propensity: chosen.propensity,
    saw: {
      sequence: profile.sequence,
      catalogue: catalogue.id,
      revision: catalogue.revision,
      ability: ability.mean,
      ...chosen.saw,
    },
    reasons: [...chosen.reasons],
    parameters: catalogue.parameters,
    mode: chosen.mode ?? wish.mode,
    policy,
    foretold: foretold(ground, chosen.item),
    created_at: now,
  };
  return { item: chosen.item, skill: chosen.skill, decision };
}

/** Who chooses for somebody when nobody says. */
export function policyFor({ profile }: Pick<Ground, 'profile'>): PracticePolicy {
  return profile.controls.paused ? 'fixed' : 'engine';
}

/** Whether the engine aims at a chance of a right answer for it, so that an experiment about that is met. */
export const isAimed = ({ mode, policy }: Wish): boolean => policy === undefined && mode !== 'placement';

function chooserOf(mode: PracticeMode, policy: PracticePolicy): (choosing: Choosing) => Chosen | null {
  if (mode === 'review') return (choosing) => chooseReview(choosing, policy);
  if (policy === 'fixed') return chooseInOrder;
  if (policy === 'random') return chooseAtRandom;
  return mode === 'placement' ? chooseForPlacement : chooseInterleaved;
}
