import { createHash } from 'node:crypto';
import { pickWeighted, seededRandom } from '../../engine/numerics/random.js';
import { type Coach, type CoachMoment, SLOTS_OF, slotsIn } from '../catalogue/index.js';

/** A sentence to say, and its name: the same words have the same name, whoever says them. */
export interface Line {
  readonly id: string;
  readonly text: string;
}

export type Slots = Readonly<Record<string, string>>;

export interface LineInput {
  readonly coach: Coach;
  readonly moment: CoachMoment;
  readonly slots: Slots;
  /** Sentences of the house for this moment, for when the coach has none that is new. */
  readonly house: readonly string[];
  /** Names of the lines that this learner has heard lately. */
  readonly said: ReadonlySet<string>;
  readonly seed: string;
}

/**
 * A line of the coach for this moment that was not said lately and whose gaps can all be filled; else one of the house.
 *
 * @returns null when everything was said: then a coach is silent
 */
export function chooseLine({ coach, moment, slots, house, said, seed }: LineInput): Line | null {
  const known = new Set(SLOTS_OF[moment].filter((slot) => Object.hasOwn(slots, slot)));
  const fresh = (texts: readonly string[]): Line[] =>
    texts
      .map((text) => ({ id: nameOf(text), text }))
      .filter(({ id, text }) => !said.has(id) && slotsIn(text).every((slot) => known.has(slot)));
  const own = fresh(coach.lines[moment] ?? []);
  const lines = own.length > 0 ? own : fresh(house);
  if (lines.length === 0) return null;
  // What speaks of the learner's own case says more than what fits everybody.
  const weights = lines.map(({ text }) => 1 + slotsIn(text).length);
  const line = lines[pickWeighted(weights, seededRandom(`coach line ${seed}`))];
  return line ? { id: line.id, text: fill(line.text, slots) } : null;
}

const fill = (text: string, slots: Slots): string =>
  text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) =>
    Object.hasOwn(slots, name) ? (slots[name] ?? whole) : whole,
  );

const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const WORDS = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'],
];

/** A whole number as it stands in a sentence: in words up to twenty in English, else in digits. */
export function inWords(number: number, language: string): string {
  const english = language === 'en' || language.startsWith('en-');
  return (english ? WORDS[number] : undefined) ?? new Intl.NumberFormat(language).format(number);
}
