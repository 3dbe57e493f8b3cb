import { type RandomSource, seededRandom, shuffle } from '../../engine/numerics/random.js';
import type { AnswerKey, Option } from './schema.js';

/** An option as the browser knows it: its place in this arrangement, which says nothing about the key. */
export interface Placed {
  readonly place: string;
  readonly option: Option;
}

/** The options of a question in the order in which one learner sees them. */
export interface Arrangement {
  readonly options: readonly Placed[];
  readonly left: readonly Placed[];
  readonly right: readonly Placed[];
}

const NOTHING: Arrangement = { options: [], left: [], right: [] };

/**
 * Orders the options of a question by a seed. The same seed gives the same order, so a page that is loaded again, and the
 * form that comes back from it, mean the same thing.
 */
export function arrange(key: AnswerKey, seed: string): Arrangement {
  const random = seededRandom(`arrangement:${seed}`);
  switch (key.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return { ...NOTHING, options: placed(mixed(key.options, random)) };
    case 'ordering':
      return { ...NOTHING, options: placed(disordered(mixed(key.options, random), key.correct)) };
    case 'matching':
      return { ...NOTHING, left: placed(mixed(key.left, random)), right: placed(mixed(key.right, random)) };
    default:
      return NOTHING;
  }
}

/** Options such as "none of these" only make sense at the end. */
function mixed(options: readonly Option[], random: RandomSource): Option[] {
  const free = options.filter(({ keepLast }) => !keepLast);
  return [...shuffle(free, random), ...options.filter(({ keepLast }) => keepLast)];
}

/** What is to be put in order is never shown in order already. */
function disordered(options: Option[], correct: readonly string[]): Option[] {
  if (options.some(({ id }, index) => id !== correct[index])) return options;
  return [...options.slice(1), ...options.slice(0, 1)];
}

const placed = (options: readonly Option[]): Placed[] =>
  options.map((option, index) => ({ place: String(index + 1), option }));
