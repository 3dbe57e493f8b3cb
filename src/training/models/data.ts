import type { BktParameters } from '../../engine/tracing/bkt.js';

/** The kinds of models that a course has of its own. */
export const MODEL_KINDS = ['tracing', 'tracer', 'difficulty', 'memory', 'ranking', 'engagement'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/**
 * Answers of many learners as columns, each name a whole number: learner l has the rows [begin[l], begin[l + 1]) in the
 * order in which they came. Later tries at a step are not among them.
 */
export interface AnswerData {
  readonly begin: Int32Array;
  /** 1 for learners who are kept out of every fit, now and later; models are compared on them. */
  readonly held: Uint8Array;
  readonly item: Int32Array;
  /** The set of skills that the item asks for. */
  readonly combo: Int32Array;
  readonly outcome: Uint8Array;
  /** Days since 1970. */
  readonly day: Float64Array;
  readonly seconds: Float32Array;
  /** `<item>/<step>` of each item number. */
  readonly items: readonly string[];
  readonly skills: readonly string[];
  /** Names of the sets of skills, and the skills of set c: members[bounds[c]] … */
  readonly combos: readonly string[];
  readonly bounds: Int32Array;
  readonly members: Int32Array;
  /** What the catalogue says of skills and items, in the order of the numbers. */
  readonly catalogue: { readonly skills: readonly BktParameters[]; readonly items: readonly ItemLine[] };
  /** Mean seconds of an answer to each item; NaN where none was timed. */
  readonly usualSeconds: Float64Array;
}

/** What an answer was: 0 wrong, 1 right alone, 2 right with help. */
export const OUTCOME = { wrong: 0, alone: 1, aided: 2 } as const;

/** Two-parameter logistic parameters of an item, on the scale with mean 0 and standard deviation 1. */
export interface ItemLine {
  readonly discrimination: number;
  readonly difficulty: number;
}

/** What each learner took up first, second, …: `content[begin[l]] …`, each content once. */
export interface ContentData {
  readonly begin: Int32Array;
  readonly held: Uint8Array;
  readonly content: Int32Array;
  readonly contents: readonly string[];
}

/** Moments at which something was offered (rows of `MOMENT_WIDTH` numbers), and whether it was taken up. */
export interface MomentData {
  readonly begin: Int32Array;
  readonly held: Uint8Array;
  readonly moments: Float32Array;
  readonly taken: Uint8Array;
}
export const MOMENT_WIDTH = 7;

export interface DataOfKind {
  readonly tracing: AnswerData;
  readonly tracer: AnswerData;
  readonly difficulty: AnswerData;
  readonly memory: AnswerData;
  readonly ranking: ContentData;
  readonly engagement: MomentData;
}

/** Which learners a fit or a test looks at. */
export type Learners = (learner: number) => boolean;

/** The number that `known` gives to each name; one above all of its own for a name that it has not. */
export function numbersIn(known: readonly string[], names: readonly string[]): Int32Array {
  const numbers = new Map(known.map((name, number) => [name, number]));
  let next = known.length;
  return Int32Array.from(names, (name) => numbers.get(name) ?? next++);
}
