import { type BktParameters, updateKnowledge } from '../../tracing/bkt.js';
import { ENOUGH_EVIDENCE } from '../../tracing/mastery.js';
import type { SimulatedItem } from '../course.js';

/** A skill counts as mastered from this P(known) on, after enough answers: what the product says to learners. */
export const RULE_TARGET = 0.85;

/** A hinted answer counts half, as in the product. */
const WEIGHT_OF_HINTED = 0.5;

/** How BKT reads an answer: the middle row of a catalogue; the guess is the question's own, a little above. */
export const RULE_PARAMETERS: Omit<BktParameters, 'guess'> = { prior: 0.22, learn: 0.12, slip: 0.08 };
const LEAST_GUESS = 0.2;

/** What tracing says of one skill. */
export interface SkillRecord {
  readonly known: number;
  readonly evidence: number;
}

/** The record of a skill before any answer: the prior, and nothing behind it. */
export const UNSEEN: SkillRecord = { known: RULE_PARAMETERS.prior, evidence: 0 };

/** The record after one answer (Bayesian knowledge tracing, see `updateKnowledge`). */
export function traced(before: SkillRecord, item: SimulatedItem, correct: boolean, hinted: boolean): SkillRecord {
  const weight = hinted ? WEIGHT_OF_HINTED : 1;
  const parameters = { ...RULE_PARAMETERS, guess: Math.max(LEAST_GUESS, item.guess) };
  return {
    known: updateKnowledge(before.known, correct, parameters, weight),
    evidence: before.evidence + weight,
  };
}

/** The stopping rule that every policy shares: P(known) is at the target, and enough answers stand behind it. */
export function isMastered({ known, evidence }: SkillRecord): boolean {
  return known >= RULE_TARGET && evidence >= ENOUGH_EVIDENCE;
}
