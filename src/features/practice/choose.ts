import { estimate } from '../../engine/ability/eap.js';
import type { Choosing, Chosen } from './choosers/choosing.js';
import { chooseAtRandom, chooseInOrder } from './choosers/compared.js';
import { chooseForPlacement } from './choosers/for-placement.js';
import { chooseInterleaved, chooseReview } from './choosers/reviews.js';
import { foretold } from './foretold.js';
import { type DecisionDocument, PRACTICE_POLICIES, type PracticeMode, type PracticePolicy } from './model.js';
import type { Ground } from './situation.js';

/** Names the models behind a decision, so that it can be replayed with the same ones. */
const PARAMETERS = 'bkt+2pl/1';

export type NewDecision = Omit<DecisionDocument, 'tenant' | 'user_id' | 'course_id'>;

/** What is asked for, and who shall choose. */
export interface Wish {
  readonly mode: PracticeMode;
  /** Absent: whoever the learner's wish for no personal choices, or an experiment, says; else the engine. */
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
    parameters: PARAMETERS,
    mode: chosen.mode ?? wish.mode,
    policy,
    foretold: foretold(ground, chosen.item),
    created_at: now,
  };
  return { item: chosen.item, skill: chosen.skill, decision };
}

/** Who chooses for somebody when nobody says. */
export function policyFor({ profile, served }: Pick<Ground, 'profile' | 'served'>): PracticePolicy {
  if (profile.controls.paused) return 'fixed';
  return PRACTICE_POLICIES.find((policy) => policy === served?.variant) ?? 'engine';
}

function chooserOf(mode: PracticeMode, policy: PracticePolicy): (choosing: Choosing) => Chosen | null {
  if (mode === 'review') return (choosing) => chooseReview(choosing, policy);
  if (policy === 'fixed') return chooseInOrder;
  if (policy === 'random') return chooseAtRandom;
  return mode === 'placement' ? chooseForPlacement : chooseInterleaved;
}
