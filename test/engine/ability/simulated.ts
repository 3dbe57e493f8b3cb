import { type AnswerTable, answerTable } from '../../../src/engine/ability/answers.js';
import type { ItemCurve } from '../../../src/engine/ability/irt.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

/** P(right), written out anew so that the tests do not lean on what they test. */
export function chance(
  { discrimination: a, difficulty: b, guessing: c = 0, upper: d = 1 }: ItemCurve,
  ability: number,
) {
  return c + (d - c) / (1 + Math.exp(-a * (ability - b)));
}

/** A bank with a in [0.6, 2.2] and b standard normal. */
export function someBank(items: number, seed: string | number): ItemCurve[] {
  const random = seededRandom(seed);
  return Array.from({ length: items }, () => ({
    discrimination: 0.6 + 1.6 * random.next(),
    difficulty: sampleNormal(random),
  }));
}

export interface Simulated {
  readonly abilities: number[];
  readonly answers: AnswerTable;
}

/** Standard normal learners who answer each item with probability `asked`. */
export function simulate(bank: readonly ItemCurve[], learners: number, seed: string | number, asked = 1): Simulated {
  const random = seededRandom(seed);
  const abilities = Array.from({ length: learners }, () => sampleNormal(random));
  const triples = abilities.flatMap((ability, learner) =>
    bank.flatMap((item, index) => {
      const [isAsked, isRight] = [random.next() < asked, random.next() < chance(item, ability)];
      return isAsked ? [{ learner, item: index, score: Number(isRight) }] : [];
    }),
  );
  return { abilities, answers: answerTable(triples, { learners, items: bank.length }) };
}

export function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = (f: (k: number) => number) => x.reduce((sum, _, k) => sum + f(k), 0);
  const [dx, dy] = [(k: number) => (x[k] ?? 0) - mx, (k: number) => (y[k] ?? 0) - my];
  return product((k) => dx(k) * dy(k)) / Math.sqrt(product((k) => dx(k) ** 2) * product((k) => dy(k) ** 2));
}

export function near(actual: number | undefined, expected: number, tolerance: number, what = ''): void {
  if (actual === undefined || !(Math.abs(actual - expected) <= tolerance)) {
    throw new Error(`${what} ${actual} is not within ${tolerance} of ${expected}`);
  }
}
