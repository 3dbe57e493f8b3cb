import { estimate } from '../../engine/ability/eap.js';
import { chooseByEngine } from './choosers/by-engine.js';
import type { Choosing, Chosen } from './choosers/choosing.js';
import { chooseAtRandom, chooseInOrder } from './choosers/compared.js';
import { chooseForPlacement } from './choosers/for-placement.js';
import { foretold } from './foretold.js';
import type { DecisionDocument, PracticeMode, PracticePolicy } from './model.js';
import type { Ground } from './situation.js';

/** Names the models behind a decision, so that it can be replayed with the same ones. */
const PARAMETERS = 'bkt+2pl/1';

export type NewDecision = Omit<DecisionDocument, 'tenant' | 'user_id' | 'course_id'>;

/** What is asked for, and who shall choose. */
export interface Wish {
  readonly mode: PracticeMode;
  readonly policy: PracticePolicy;
}

export const USUAL_WISH: Wish = { mode: 'practice', policy: 'engine' };

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
  const ability = estimate(ground.profile.skill_profile.ability);
  const chosen = chooserOf(wish)({ ground, id, ability });
  if (!chosen) return null;
  const { catalogue, profile, placement, now } = ground;
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
    ...wish,
    foretold: foretold(ground, chosen.item),
    created_at: now,
  };
  return { item: chosen.item, skill: chosen.skill, decision };
}

function chooserOf({ mode, policy }: Wish): (choosing: Choosing) => Chosen | null {
  if (policy === 'fixed') return chooseInOrder;
  if (policy === 'random') return chooseAtRandom;
  return mode === 'placement' ? chooseForPlacement : chooseByEngine;
}
