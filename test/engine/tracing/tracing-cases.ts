import assert from 'node:assert/strict';
import type { RandomSource } from '../../../src/engine/numerics/random.js';
import { type AnswerLog, answerLogBuilder, type LoggedAnswer } from '../../../src/engine/tracing/answer-log.js';
import type { BktParameters } from '../../../src/engine/tracing/bkt.js';

export function logOf(answers: Iterable<LoggedAnswer>): AnswerLog {
  const builder = answerLogBuilder();
  for (const answer of answers) builder.add(answer);
  return builder.build();
}

/** Each text is one learner's answers to skill 0 and item 0: 1 right, 0 wrong. */
export function oneSkill(...learners: string[]): AnswerLog {
  return logOf(
    learners.flatMap((answers, learner) =>
      [...answers].map((answer) => ({ learner, item: 0, skill: 0, correct: answer === '1' })),
    ),
  );
}

/** Learners drawn from Bayesian knowledge tracing itself, each skill with parameters of its own. */
export function drawnLog(
  truths: readonly BktParameters[],
  learners: number,
  length: number,
  random: RandomSource,
): AnswerLog {
  const builder = answerLogBuilder();
  for (let learner = 0; learner < learners; learner++) {
    for (const [skill, { prior, learn, slip, guess, forget = 0 }] of truths.entries()) {
      let known = random.next() < prior;
      for (let time = 0; time < length; time++) {
        const correct = random.next() < (known ? 1 - slip : guess);
        builder.add({ learner, item: 5 * skill + (time % 5), skill, correct });
        known = known ? random.next() >= forget : random.next() < learn;
      }
    }
  }
  return builder.build();
}

export function near(actual: number | undefined, expected: number, tolerance = 1e-12): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected} +- ${tolerance}`);
}
