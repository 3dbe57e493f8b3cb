import type { RandomSource } from '../../../src/engine/numerics/random.js';
import { type Card, unseen } from '../cards/card.js';

const PEOPLE = ['Ada', 'Bram', 'Chen', 'Dara', 'Emil', 'Farah', 'Goran', 'Hana', 'Ines', 'Jonas', 'Kemi', 'Luca'];

/** Attempts before a draw that looks for a rare deal gives up; every search in this folder needs far fewer. */
const PATIENCE = 20_000;

/** Chance in the shapes that questions need. The same random source gives the same questions. */
export class Dealer {
  readonly #random: RandomSource;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.#random.next() * (high - low + 1));
  }

  /** A multiple of `step` from `low` to `high`, both included. */
  step(low: number, high: number, step: number): number {
    return low + step * this.int(0, Math.floor((high - low) / step));
  }

  pick<T>(things: readonly T[]): T {
    const thing = things[this.int(0, things.length - 1)];
    if (thing === undefined) throw new RangeError('nothing to pick from');
    return thing;
  }

  /** `count` of the things, all different, in a random order (Fisher and Yates, stopped early). */
  sample<T>(things: readonly T[], count: number): T[] {
    const left = [...things];
    const drawn: T[] = [];
    while (drawn.length < count && left.length > 0) {
      const place = this.int(0, left.length - 1);
      const last = left.pop() as T;
      const taken = place < left.length ? (left[place] as T) : last;
      if (place < left.length) left[place] = last;
      drawn.push(taken);
    }
    return drawn;
  }

  /** The same things in a random order. */
  shuffle<T>(things: readonly T[]): T[] {
    return this.sample(things, things.length);
  }

  /** Cards from the top of a shuffled deck without the `dead` ones. */
  cards(count: number, dead: readonly Card[] = []): Card[] {
    return this.sample(unseen(dead), count);
  }

  people(count: number): string[] {
    return this.sample(PEOPLE, count);
  }

  /** Repeats a draw until it fits. */
  until<T>(draw: () => T, fits: (drawn: T) => boolean): T {
    for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
      const drawn = draw();
      if (fits(drawn)) return drawn;
    }
    throw new RangeError('no fitting deal was found');
  }
}
