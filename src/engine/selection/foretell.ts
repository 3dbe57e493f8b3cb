import { checkItemCurve, type ItemCurve } from '../ability/irt.js';
import { requireFinite, requireNonNegative } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';
import { type AskedSkill, chanceOfAll } from '../tracing/credit-skills.js';

/** A skill that the item asks for, with the answers' worth of evidence behind its level. */
export interface ForetoldSkill extends AskedSkill {
  readonly evidence: number;
}

/** All that a foretold chance rests on; ability and difficulty share one logistic scale. */
export interface ForetellInput {
  readonly skills: readonly ForetoldSkill[];
  readonly item: ItemCurve;
  readonly ability: number;
  /** Mean difficulty of the items on these skills: what tracing, which foretells no single item, speaks of. */
  readonly usualDifficulty: number;
}

/** From so many answers on a skill, tracing counts as much as the ability. */
const EVIDENCE_OF_HALF = 3;
/** No forecast is surer than this. */
const SUREST = 0.99;

/**
 * The chance of a right answer before it is asked, from both ends: what tracing says of the skills, moved by how much
 * harder than usual the item is, and the item's curve at the learner's ability. The more answers there are on the
 * skill, the more tracing counts:
 *
 *   logit p = w (logit c - a (b - usual b)) + (1 - w) a (ability - b),   w = e / (e + 3)
 *
 * with c the chance of `chanceOfAll` and e the evidence of the skill that has least.
 *
 * @returns in [0.01, 0.99]
 * @throws RangeError when there is no skill, or a number is out of range
 */
export function foretell({ skills, item, ability, usualDifficulty }: ForetellInput): number {
  checkItemCurve(item);
  requireFinite('ability', ability);
  requireFinite('usualDifficulty', usualDifficulty);
  const chance = clamp(chanceOfAll(skills), 1 - SUREST, SUREST);
  const evidence = Math.min(...skills.map((skill) => requireNonNegative('evidence', skill.evidence)));
  const weight = evidence / (evidence + EVIDENCE_OF_HALF);
  const traced = logit(chance) - item.discrimination * (item.difficulty - usualDifficulty);
  const curve = item.discrimination * (ability - item.difficulty);
  return clamp(logistic(weight * traced + (1 - weight) * curve), 1 - SUREST, SUREST);
}
