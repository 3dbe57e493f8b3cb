import { requireNonNegative, requireWhole } from '../numerics/guards.js';

/**
 * Answers as triples in parallel lists: learner `learner[k]` answered item `item[k]` and got `score[k]`. Sparse: what was
 * not asked is not there. Whole numbers from 0 stand for learners and items.
 */
export interface AnswerTable {
  readonly learners: number;
  readonly items: number;
  readonly learner: Int32Array;
  readonly item: Int32Array;
  /** 0 or 1; for graded items the category, from 0. */
  readonly score: Uint8Array;
  /** How many learners gave these very answers, one number per learner; 1 each when absent. */
  readonly frequency?: Float64Array;
}

/** Positions of the answers of each key, in order: those of key k are order[start[k]] to order[start[k + 1] - 1]. */
export interface Grouped {
  readonly start: Int32Array;
  readonly order: Int32Array;
}

/** One answer as it comes from a file or a store. */
export interface AnswerTriple {
  readonly learner: number;
  readonly item: number;
  readonly score: number;
}

/**
 * The table of a list of answers.
 *
 * @param size  how many learners and items there are; what the answers name when absent
 * @throws RangeError when a number is no whole number from 0, a score is above 255, or one lies outside the size
 */
export function answerTable(
  triples: readonly AnswerTriple[],
  size: { readonly learners?: number; readonly items?: number } = {},
): AnswerTable {
  let [learners, items] = [size.learners ?? 0, size.items ?? 0];
  for (const { learner, item, score } of triples) {
    requireWhole('learner', learner, 0);
    requireWhole('item', item, 0);
    requireWhole('score', score, 0);
    if (score > 255) throw new RangeError(`score must be at most 255, not ${score}`);
    if (size.learners === undefined) learners = Math.max(learners, learner + 1);
    if (size.items === undefined) items = Math.max(items, item + 1);
  }
  const table = {
    learners,
    items,
    learner: Int32Array.from(triples, (triple) => triple.learner),
    item: Int32Array.from(triples, (triple) => triple.item),
    score: Uint8Array.from(triples, (triple) => triple.score),
  };
  checkAnswers(table, 255);
  return table;
}

/**
 * @param most  the highest score there may be
 * @throws RangeError when the lists differ in length, are empty, or hold what is out of range
 */
export function checkAnswers(answers: AnswerTable, most = 1): void {
  const { learners, items, learner, item, score, frequency } = answers;
  requireWhole('learners', learners, 1);
  requireWhole('items', items, 1);
  if (learner.length === 0) throw new RangeError('answers must not be empty');
  if (learner.length !== item.length || learner.length !== score.length) {
    throw new RangeError(`learner, item and score must be as long: ${learner.length}, ${item.length}, ${score.length}`);
  }
  for (let k = 0; k < learner.length; k++) {
    requireBelow('learner', learner[k] as number, learners);
    requireBelow('item', item[k] as number, items);
    requireBelow('score', score[k] as number, most + 1);
  }
  if (frequency === undefined) return;
  if (frequency.length !== learners) {
    throw new RangeError(`frequency must hold ${learners} numbers, not ${frequency.length}`);
  }
  for (const count of frequency) requireNonNegative('frequency', count);
}

function requireBelow(name: string, value: number, end: number): void {
  if (!(value >= 0 && value < end)) throw new RangeError(`${name} must be in [0, ${end - 1}], not ${value}`);
}

/** Positions by key, each key's in their first order (counting sort). */
export function groupBy(keys: Int32Array, count: number): Grouped {
  const start = new Int32Array(count + 1);
  for (const key of keys) start[key + 1] = (start[key + 1] as number) + 1;
  for (let key = 0; key < count; key++) start[key + 1] = (start[key + 1] as number) + (start[key] as number);
  const next = start.slice();
  const order = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) {
    const key = keys[position] as number;
    const place = next[key] as number;
    order[place] = position;
    next[key] = place + 1;
  }
  return { start, order };
}
