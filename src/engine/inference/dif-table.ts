import { requireWhole } from '../numerics/guards.js';

/**
 * Answers to one item by learners of one level of skill, in two groups: right and wrong of the reference group and of
 * the focal group (whom the item may treat unfairly).
 */
export interface DifStratum {
  /** What the learners were matched on, e.g. the number right of all items. */
  readonly score: number;
  readonly referenceRight: number;
  readonly referenceWrong: number;
  readonly focalRight: number;
  readonly focalWrong: number;
}

/** One stratum for each score. Plain JSON; all tests of differential item functioning work from it. */
export type DifTable = readonly DifStratum[];

/** The table of both, scores in ascending order. */
export function mergeDifTables(a: DifTable, b: DifTable): DifTable {
  const merged = new Map<number, DifStratum>();
  for (const stratum of [...a, ...b]) {
    const held = merged.get(stratum.score);
    merged.set(stratum.score, held ? sum(held, stratum) : stratum);
  }
  return [...merged.values()].sort((one, other) => one.score - other.score);
}

/** @throws RangeError when a score is not finite, a number no count, or no answer is in it */
export function requireDifTable(table: DifTable): DifTable {
  let answers = 0;
  for (const [index, { score, ...counts }] of table.entries()) {
    if (!Number.isFinite(score)) throw new RangeError(`table[${index}].score must be a finite number, not ${score}`);
    for (const [name, count] of Object.entries(counts)) {
      answers += requireWhole(`table[${index}].${name}`, count, 0);
    }
  }
  if (answers === 0) throw new RangeError('table must hold some answers');
  return table;
}

/** Answers of a group of learners to a whole test, row by row: learner i's answer to item j at i * items + j, 0 or 1. */
export interface TestAnswers {
  readonly answers: ArrayLike<number>;
  readonly items: number;
  /** For each learner, 1 in the focal group, 0 in the reference group. */
  readonly focal: ArrayLike<number>;
}

/**
 * One table for each item, learners matched on the number right of the matching items and of the item itself, as is
 * usual so that the item's own answer is part of the score in both groups (Holland & Thayer 1988).
 *
 * @param matching  which items count for the score; all when absent
 * @throws RangeError when an answer is not 0 or 1, or the lengths do not fit
 */
export function difTables({ answers, items, focal }: TestAnswers, matching?: ReadonlySet<number>): DifTable[] {
  requireWhole('items', items, 1);
  const learners = focal.length;
  if (answers.length !== learners * items) {
    throw new RangeError(`answers must hold ${learners} x ${items} numbers, not ${answers.length}`);
  }
  // For each item and score: right and wrong of the reference group, right and wrong of the focal group.
  const cells = new Float64Array(items * (items + 1) * 4);
  for (let learner = 0; learner < learners; learner++) {
    const group = requireBit('focal', focal[learner] as number);
    let right = 0;
    for (let item = 0; item < items; item++) {
      const answer = requireBit('answers', answers[learner * items + item] as number);
      if (matching === undefined || matching.has(item)) right += answer;
    }
    for (let item = 0; item < items; item++) {
      const answer = answers[learner * items + item] as number;
      const score = matching === undefined || matching.has(item) ? right : right + answer;
      const cell = (item * (items + 1) + score) * 4 + group * 2 + 1 - answer;
      cells[cell] = (cells[cell] as number) + 1;
    }
  }
  return Array.from({ length: items }, (_, item) => tableOf(cells, item, items));
}

function tableOf(cells: Float64Array, item: number, items: number): DifTable {
  const table: DifStratum[] = [];
  for (let score = 0; score <= items; score++) {
    const [referenceRight, referenceWrong, focalRight, focalWrong] = cells.subarray(
      (item * (items + 1) + score) * 4,
      (item * (items + 1) + score) * 4 + 4,
    ) as unknown as [number, number, number, number];
    if (referenceRight + referenceWrong + focalRight + focalWrong === 0) continue;
    table.push({ score, referenceRight, referenceWrong, focalRight, focalWrong });
  }
  return table;
}

function requireBit(name: string, value: number): 0 | 1 {
  if (value === 0 || value === 1) return value;
  throw new RangeError(`${name} must be 0 or 1, not ${value}`);
}

function sum(a: DifStratum, b: DifStratum): DifStratum {
  return {
    score: a.score,
    referenceRight: a.referenceRight + b.referenceRight,
    referenceWrong: a.referenceWrong + b.referenceWrong,
    focalRight: a.focalRight + b.focalRight,
    focalWrong: a.focalWrong + b.focalWrong,
  };
}
