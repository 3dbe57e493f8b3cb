import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { requireFinite, requireNonNegative } from './guards.js';

/** Where every draw of the engine comes from: injected, so that a decision can be replayed. */
export interface RandomSource {
  /** A number in [0, 1), uniform. */
  next(): number;
}

/**
 * A reproducible source: the same seed gives the same numbers on every machine.
 * The seed is hashed into the whole 128-bit state of xoroshiro128+ (Blackman & Vigna 2018), so seeds that differ
 * in one character ("ana:41", "ana:42") start in unrelated places.
 *
 * @throws RangeError when a numeric seed is NaN or infinite
 */
export function seededRandom(seed: string | number): RandomSource {
  if (typeof seed === 'number') requireFinite('seed', seed);
  const generator = xoroshiro128plusFromState(hash128(`${typeof seed}:${seed}`));
  return { next: () => uniformFloat64(generator) };
}

/**
 * A copy of `values` in random order, each order equally likely (Fisher & Yates; Durstenfeld 1964).
 */
export function shuffle<T>(values: readonly T[], random: RandomSource): T[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random.next() * (last + 1));
    const held = shuffled[last] as T;
    shuffled[last] = shuffled[other] as T;
    shuffled[other] = held;
  }
  return shuffled;
}

/**
 * An index drawn with probability weight / sum of weights; an index of weight 0 is never drawn.
 *
 * @throws RangeError when a weight is negative or not finite, or when no weight is above 0
 */
export function pickWeighted(weights: ArrayLike<number>, random: RandomSource): number {
  let sum = 0;
  let lastPossible = -1;
  for (let index = 0; index < weights.length; index++) {
    const weight = requireNonNegative(`weights[${index}]`, weights[index] ?? Number.NaN);
    if (weight > 0) lastPossible = index;
    sum += weight;
  }
  if (lastPossible < 0) throw new RangeError('weights must have one above 0');
  if (!Number.isFinite(sum)) throw new RangeError('weights must have a finite sum');
  let left = random.next() * sum;
  for (let index = 0; index < lastPossible; index++) {
    left -= weights[index] as number;
    if (left < 0) return index;
  }
  return lastPossible;
}

/** Four 32-bit lanes, mixed as in the x86 128-bit form of MurmurHash3 (Appleby 2011). */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 0x239b961b);
    b = c ^ Math.imul(b ^ unit, 0xab0e9789);
    c = d ^ Math.imul(c ^ unit, 0x38b34ae5);
    d = a ^ Math.imul(d ^ unit, 0xa1e38b93);
  }
  const total = a ^ b ^ c ^ d;
  // The first lane is kept odd: a state of four zeros would stay zero for ever.
  return [avalanche(a ^ text.length) | 1, avalanche(b + total), avalanche(c + a), avalanche(d ^ total)];
}

/** The finaliser of MurmurHash3: every bit of the input sways every bit of the output. */
function avalanche(lane: number): number {
  let mixed = lane | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
