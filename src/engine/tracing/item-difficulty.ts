import type { AnswerLog } from './answer-log.js';

/** Answers' worth of the mean of all skills in that of a skill, and of the skill's in that of an item. */
const SKILL_PULL = 20;
const ITEM_PULL = 5;

/**
 * Difficulty of each item in logits, ln(wrong / right), each share pulled to that of the item's skill as if some
 * answers more had been seen, and the skill's to that of all (empirical Bayes with fixed strengths). An item or skill
 * without answers has the difficulty of all of them together.
 */
export function itemDifficulties(log: AnswerLog): { difficulty: number[]; skillDifficulty: number[] } {
  const [itemTries, itemWins] = [new Float64Array(log.items), new Float64Array(log.items)];
  const [skillTries, skillWins] = [new Float64Array(log.skills), new Float64Array(log.skills)];
  const skillOf = new Int32Array(log.items).fill(-1);
  let wins = 0;
  for (let row = 0; row < log.correct.length; row++) {
    const [item, skill, correct] = [log.item[row] as number, log.skill[row] as number, log.correct[row] as number];
    itemTries[item] = (itemTries[item] as number) + 1;
    itemWins[item] = (itemWins[item] as number) + correct;
    skillTries[skill] = (skillTries[skill] as number) + 1;
    skillWins[skill] = (skillWins[skill] as number) + correct;
    skillOf[item] = skill;
    wins += correct;
  }
  // Half an answer of each kind keeps a log of nothing but right (or wrong) answers finite.
  const mean = (wins + 0.5) / (log.correct.length + 1);
  const ofSkill = Float64Array.from(
    skillTries,
    (tries, skill) => ((skillWins[skill] as number) + SKILL_PULL * mean) / (tries + SKILL_PULL),
  );
  const difficulty = Array.from(itemTries, (tries, item) => {
    const centre = ofSkill[skillOf[item] as number] ?? mean;
    return hardness(((itemWins[item] as number) + ITEM_PULL * centre) / (tries + ITEM_PULL));
  });
  return { difficulty, skillDifficulty: Array.from(ofSkill, hardness) };
}

function hardness(share: number): number {
  return Math.log((1 - share) / share);
}
