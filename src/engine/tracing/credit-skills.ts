import { requireProbability, requireSome } from '../numerics/guards.js';
import { type BktParameters, checkBktParameters } from './bkt.js';

/** A skill that an item asks for: P(L) before the answer, and its parameters. */
export interface AskedSkill {
  readonly known: number;
  readonly parameters: BktParameters;
}

/**
 * P(right answer) to an item that asks for several skills at once (NIDA, Junker & Sijtsma 2001, eq. 7: each step of the
 * answer must come out, by skill or by luck), the skills taken as independent:
 *
 *   P(right) = product of c_k,   c_k = P(L_k)(1 - s_k) + (1 - P(L_k)) g_k
 *
 * With one skill it is `probabilityCorrect`.
 *
 * @throws RangeError when there is no skill, or a number is out of range
 */
export function chanceOfAll(skills: readonly AskedSkill[]): number {
  return checkedChances(skills).reduce((product, chance) => product * chance, 1);
}

/**
 * P(L) of each skill after one answer to an item that asks for all of them, and after one chance to learn each: the
 * exact marginals of the posterior.
 *
 *   P(L_k|right) = P(L_k)(1 - s_k) / c_k
 *   P(L_k|wrong) = P(L_k)(1 - (1 - s_k) product of the other c_j) / (1 - product of all c_j)
 *
 * So a right answer credits each skill as if it had been asked alone, and a wrong one is blamed on each skill by how
 * likely it is to have failed: one that is surely known is hardly touched. With one skill it is `updateKnowledge`. An
 * answer that the parameters call impossible moves nothing but the chance to learn.
 *
 * @returns in the order of `skills`, each in [0, 1]
 * @throws RangeError when there is no skill, or a number is out of range
 */
export function creditSkills(skills: readonly AskedSkill[], correct: boolean): number[] {
  const chances = checkedChances(skills);
  const all = chances.reduce((product, chance) => product * chance, 1);
  return skills.map(({ known, parameters }, index) => {
    const { learn, slip, forget = 0 } = parameters;
    const chance = chances[index] as number;
    const others = chances.reduce((product, other, at) => (at === index ? product : product * other), 1);
    let posterior = known;
    if (correct && chance > 0) posterior = (known * (1 - slip)) / chance;
    if (!correct && all < 1) posterior = Math.min(1, (known * (1 - (1 - slip) * others)) / (1 - all));
    return posterior * (1 - forget) + (1 - posterior) * learn;
  });
}

function checkedChances(skills: readonly AskedSkill[]): number[] {
  requireSome('skills', skills);
  return skills.map(({ known, parameters }) => {
    checkBktParameters(parameters);
    requireProbability('known', known);
    return known * (1 - parameters.slip) + (1 - known) * parameters.guess;
  });
}
