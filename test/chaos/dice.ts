import { pickWeighted, type RandomSource, seededRandom } from '../../src/engine/numerics/random.js';

/** Draws that the same seed repeats. */
export class Dice {
  readonly #random: RandomSource;

  constructor(seed: string) {
    this.#random = seededRandom(seed);
  }

  chance(share: number): boolean {
    return this.#random.next() < share;
  }

  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#random.next() * (most - least + 1));
  }

  pick<T>(options: readonly T[]): T {
    return options[this.between(0, options.length - 1)] as T;
  }

  /** A name, as likely as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const names = Object.keys(weights) as T[];
    return names[
      pickWeighted(
        names.map((name) => weights[name]),
        this.#random,
      )
    ] as T;
  }
}
