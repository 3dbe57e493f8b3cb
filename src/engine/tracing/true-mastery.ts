import type { AbilityPrior } from '../ability/eap.js';
import { requireFinite, requirePositive, requireProbability } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';

/** A first try at a question of the skill. */
export interface PlacedTry {
  readonly correct: boolean;
  /** How much it says, in [0, 1]. */
  readonly weight: number;
  readonly discrimination: number;
  readonly difficulty: number;
}

/** All that the judgement rests on; ability and difficulty share one logistic scale. */
export interface TrueMasteryInput {
  /** What is known of the learner's general ability. */
  readonly ability: AbilityPrior;
  /** The latest tries, oldest first. */
  readonly recent: readonly PlacedTry[];
  readonly guess: number;
  readonly slip: number;
  /** Mean difficulty of the questions on the skill. */
  readonly usualDifficulty: number;
}

/** How much one skill of a learner differs from their general ability (standard deviation, in logits). */
const SKILL_SD = 0.7;
/** A try counts half beside one that came six later: what is judged changes by learning. */
const HALF_LIFE = 6;
/** Mastered is who deals with a usual question at least this often, without lucky guesses and slips. */
const DEALS_WITH = 0.7;
const LOWEST = -5;
const STEP = 0.25;
const POINTS = 41;

/**
 * How sure it is that a learner has mastered a skill: that they deal with a usual question of it in at least 70 % of
 * cases, lucky guesses and slips taken away. Knowledge tracing asks whether one of two states is the likelier and is
 * sure after few answers; this asks how good somebody is. The level t on the skill has a normal prior around the
 * general ability, and each try its likelihood, tempered by its weight and its age k:
 *
 *   P(t) ~ N(ability, sd^2 + 0.7^2),   P(right | t) = g + (1 - g - s) logistic(a (t - b)),   power w 0.5^(k / 6)
 *
 * and the answer is P(logistic(t - usual difficulty) >= 0.7), on a grid of 41 points.
 *
 * @returns in [0, 1]
 * @throws RangeError when a number is out of range
 */
export function chanceOfMastery({ ability, recent, guess, slip, usualDifficulty }: TrueMasteryInput): number {
  requireFinite('usualDifficulty', usualDifficulty);
  requireFinite('ability', ability.mean);
  requirePositive('sd', ability.sd);
  requireProbability('guess', guess);
  requireProbability('slip', slip);
  const variance = ability.sd ** 2 + SKILL_SD ** 2;
  const tries = recent.map(({ correct, weight, discrimination, difficulty }, index) => ({
    power: requireProbability('weight', weight) * 0.5 ** ((recent.length - 1 - index) / HALF_LIFE),
    correct,
    discrimination: requirePositive('discrimination', discrimination),
    difficulty: requireFinite('difficulty', difficulty),
  }));
  const logs = Array.from({ length: POINTS }, (_, index) => {
    const level = LOWEST + STEP * index;
    let log = -((level - ability.mean) ** 2) / (2 * variance);
    for (const { power, correct, discrimination, difficulty } of tries) {
      const right = guess + (1 - guess - slip) * logistic(discrimination * (level - difficulty));
      const likelihood = correct ? right : 1 - right;
      log += power === 0 ? 0 : power * Math.log(Math.max(Number.MIN_VALUE, likelihood));
    }
    return log;
  });
  const top = Math.max(...logs);
  let [sum, above] = [0, 0];
  for (const [index, log] of logs.entries()) {
    const density = Math.exp(log - top);
    sum += density;
    if (logistic(LOWEST + STEP * index - usualDifficulty) >= DEALS_WITH) above += density;
  }
  return above / sum;
}
