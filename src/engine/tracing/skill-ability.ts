import { logistic } from '../numerics/logistic.js';
import { SKILL_VARIANCE } from './ability-filter.js';
import { bktOf, difficultyOf, type LearnerState, type TraceTables } from './learner-state.js';

/**
 * A learner's level in one skill on the latent scale that items are placed on too: P(right) = logistic(level -
 * difficulty), the curve of ability/irt with discrimination 1, so that both can be drawn on one axis.
 */
export interface SkillAbility {
  /** General ability and what the learner has in this skill above it, in logits; 0 is the learners' mean. */
  readonly ability: number;
  readonly standardError: number;
  /** The chance of a right answer to a typical item of the skill, and its 80 % interval; all in (0, 1). */
  readonly mastery: number;
  readonly low: number;
  readonly high: number;
  /** P(L) of Bayesian knowledge tracing, in [0, 1]. */
  readonly known: number;
  /** Answers to this skill. */
  readonly evidence: number;
  /** False: not enough evidence yet to call it a level. */
  readonly enough: boolean;
}

/** Two-sided 80 % of the standard normal. */
export const NORMAL_QUANTILE_80 = 1.2815515655446004;
/** With fewer answers to the skill than this there is no level yet, however sure the general ability is. */
export const LEAST_ANSWERS = 3;
/** A level that may be off by more than this many logits is none yet. */
export const MOST_STANDARD_ERROR = 0.85;

/**
 * The level of a skill, its interval, and whether there is enough evidence for it. The two parts of the level are
 * taken as independent normals: variance = that of the general ability + that of the skill's.
 */
export function skillAbility(state: LearnerState, tables: TraceTables, skill: number): SkillAbility {
  const trace = state.skills[skill];
  const ability = state.ability + (trace ? trace.ability : 0);
  const standardError = Math.sqrt(state.abilityVariance + (trace ? trace.abilityVariance : SKILL_VARIANCE));
  const difficulty = difficultyOf(tables, { item: -1, skill });
  const evidence = trace ? trace.wins + trace.fails : 0;
  const reach = NORMAL_QUANTILE_80 * standardError;
  return {
    ability,
    standardError,
    mastery: logistic(ability - difficulty),
    low: logistic(ability - reach - difficulty),
    high: logistic(ability + reach - difficulty),
    known: trace ? trace.known : bktOf(tables, skill).prior,
    evidence,
    enough: evidence >= LEAST_ANSWERS && standardError <= MOST_STANDARD_ERROR,
  };
}
