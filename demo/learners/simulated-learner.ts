import { logistic } from '../../src/engine/numerics/logistic.js';
import type { RandomSource } from '../../src/engine/numerics/random.js';

/**
 * Somebody who answers questions. Not the model that the engine fits: knowledge is continuous, grows with every answer
 * and faster where the question was within reach, and fades between sessions.
 */
export interface SimulatedLearner {
  /** Whether they get this right, now; answering teaches them something. */
  answers(question: { skills: readonly string[]; difficulty: number; guess: number }): boolean;
  wantsHint(): boolean;
  /** How long they think, in milliseconds. */
  thinks(): number;
  /** Days go by. */
  rests(days: number): void;
}

const STEEPNESS = 1.3;
const GAIN = 0.22;
const FADING_PER_DAY = 0.985;

export function createSimulatedLearner(random: RandomSource): SimulatedLearner {
  const talent = normal(random) * 0.8;
  const pace = 0.7 + 0.6 * random.next();
  const careless = 0.03 + 0.07 * random.next();
  const learned = new Map<string, number>();
  const leaning = new Map<string, number>();
  const strength = (skill: string): number => {
    if (!leaning.has(skill)) leaning.set(skill, normal(random) * 0.4);
    return talent + (leaning.get(skill) ?? 0) + (learned.get(skill) ?? 0);
  };
  return {
    answers({ skills, difficulty, guess }) {
      const weakest = Math.min(...skills.map(strength));
      const reach = logistic(STEEPNESS * (weakest - difficulty));
      const right = random.next() < guess + (1 - guess - careless) * reach;
      for (const skill of skills) {
        learned.set(skill, (learned.get(skill) ?? 0) + GAIN * pace * 4 * reach * (1 - reach) + 0.03);
      }
      return right;
    },
    wantsHint: () => random.next() < 0.12,
    thinks: () => Math.round(1_000 * Math.exp(3 + 0.5 * normal(random)) * pace),
    rests(days) {
      for (const [skill, gain] of learned) learned.set(skill, gain * FADING_PER_DAY ** days);
    },
  };
}

/** A standard normal number (Box & Muller 1958). */
function normal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
