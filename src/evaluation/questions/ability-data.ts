import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AnswerTable } from '../../engine/ability/answers.js';
import type { RandomSource } from '../../engine/numerics/random.js';
import { EvaluationError } from '../evaluation-error.js';
import { binaryCell, cellsOf, type LineReader, wholeCell } from '../lines.js';

/** More training answers than this are thinned, so that a file larger than memory can be read. */
const MOST_ANSWERS = 4_000_000;

/** Answers that arrive one at a time, with names for learners and items turned into numbers. */
export interface AnswerCollector {
  add(learner: string, item: string, score: 0 | 1): void;
  /** Numbers an item that may have no answers. */
  nameItem(item: string): void;
  /** The number of a name; undefined for one that never came. */
  readonly learnerOf: ReadonlyMap<string, number>;
  readonly itemOf: ReadonlyMap<string, number>;
  /** How many came, kept or not. */
  readonly seen: number;
  table(): AnswerTable;
}

/** Keeps up to four million answers, beyond that a random sample of all (Vitter 1985, algorithm R). */
export function answerCollector(random: RandomSource, most = MOST_ANSWERS): AnswerCollector {
  const learners = new Map<string, number>();
  const items = new Map<string, number>();
  const numberOf = (names: Map<string, number>, name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const kept = { learner: [] as number[], item: [] as number[], score: [] as number[] };
  let seen = 0;
  return {
    learnerOf: learners,
    itemOf: items,
    get seen() {
      return seen;
    },
    add(learner, item, score) {
      const place = seen < most ? seen : Math.floor(random.next() * (seen + 1));
      seen++;
      const [u, i] = [numberOf(learners, learner), numberOf(items, item)];
      if (place >= most) return;
      kept.learner[place] = u;
      kept.item[place] = i;
      kept.score[place] = score;
    },
    nameItem: (item) => void numberOf(items, item),
    table: () => ({
      learners: learners.size,
      items: items.size,
      learner: Int32Array.from(kept.learner),
      item: Int32Array.from(kept.item),
      score: Uint8Array.from(kept.score),
    }),
  };
}

/** One line of `triples-csv`. */
export interface TripleLine {
  readonly learner: string;
  readonly item: string;
  readonly score: 0 | 1;
}

const TRIPLE = ['user_id', 'item_id', 'score'];

/** The lines of a file with the columns user_id, item_id and score, in any order; others are not used. */
export function readTriples(lines: LineReader, file: string): AsyncGenerator<TripleLine> {
  let places: readonly number[] = [];
  let width = 0;
  return lines.read(
    file,
    (text) => {
      const cells = cellsOf(text, ',');
      if (cells.length !== width) throw new Error(`${width} cells are needed, not ${cells.length}`);
      const [learner, item, score] = places.map((place) => cells[place] as string);
      if (!learner || !item) throw new Error('user_id and item_id must not be empty');
      return { learner, item, score: binaryCell('score', score) };
    },
    (text) => {
      const names = cellsOf(text, ',');
      width = names.length;
      places = TRIPLE.map((name) => names.indexOf(name));
      if (places.includes(-1)) throw new Error(`the header must name ${TRIPLE.join(', ')}, not "${text.slice(0, 80)}"`);
    },
  );
}

/**
 * The knowledge code of each item, from item.csv (item_id,knowledge_code) in the folder of the training file; an item
 * with several codes counts under the first. Null when there is no such file.
 */
export async function readCodes(lines: LineReader, trainFile: string): Promise<ReadonlyMap<string, string> | null> {
  const file = join(dirname(trainFile), 'item.csv');
  if (!existsSync(file)) return null;
  const codes = new Map<string, string>();
  const parse = (text: string): [string, string] => {
    const found = /^([^,]+),"?\[?\s*([^\],"]+)/.exec(text);
    if (!found?.[1] || !found[2]) throw new Error('a line is item_id,knowledge_code');
    return [found[1].trim(), found[2].trim()];
  };
  const check = (text: string): void => {
    if (!/^item_id,knowledge_code\s*$/.test(text)) throw new Error('the header must be item_id,knowledge_code');
  };
  for await (const [item, code] of lines.read(file, parse, check)) codes.set(item, code);
  return codes;
}

/**
 * The number of the group of each item of `itemOf`, and of one item more that is none of them; items without a code share
 * a group of their own.
 */
export function groupsOf(itemOf: ReadonlyMap<string, number>, codes: ReadonlyMap<string, string>): Int32Array {
  const groups = new Int32Array(itemOf.size + 1);
  const numbers = new Map<string, number>();
  const numberOf = (code: string): number => {
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    return number;
  };
  for (const [name, item] of itemOf) groups[item] = numberOf(codes.get(name) ?? '');
  groups[itemOf.size] = numberOf('');
  return groups;
}

/** One line of `matrix-csv`: a score per item column, null where the cell is empty. */
export interface MatrixLine {
  readonly scores: readonly (0 | 1 | null)[];
}

export interface MatrixReading {
  readonly rows: AsyncGenerator<MatrixLine>;
  /** Names of the item columns and of those left out; filled when the header has been read. */
  readonly items: readonly string[];
  readonly others: readonly string[];
}

/**
 * The lines of a matrix with one learner a row. Item columns are those whose name ends in a digit (all when none does):
 * the rest is who the learner is, not what the learner answered.
 *
 * @param key  the right option of each item column, in order; cells are then raw options and any other is wrong
 */
export function readMatrix(lines: LineReader, file: string, key?: readonly string[]): MatrixReading {
  const items: string[] = [];
  const others: string[] = [];
  let columns: number[] = [];
  let width = 0;
  const rows = lines.read(
    file,
    (text): MatrixLine => {
      const cells = cellsOf(text, ',');
      if (cells.length !== width) throw new Error(`${width} cells are needed, not ${cells.length}`);
      const scores = columns.map((column, item) => {
        const cell = cells[column] ?? '';
        if (cell === '' || cell === 'NA') return null;
        if (key) return cell === key[item] ? 1 : 0;
        return binaryCell(items[item] ?? '', cell);
      });
      return { scores };
    },
    (text) => {
      const names = cellsOf(text, ',');
      width = names.length;
      const isItem = names.some((name) => /\d$/.test(name)) ? (name: string) => /\d$/.test(name) : () => true;
      columns = names.flatMap((name, column) => (isItem(name) ? [column] : []));
      items.push(...names.filter(isItem));
      others.push(...names.filter((name) => !isItem(name)));
      if (key && key.length !== items.length) {
        throw new Error(`the key names ${key.length} items, the header ${items.length}`);
      }
    },
  );
  return { rows, items, others };
}

/** The right options in order of item number, from a file item,key. @throws EvaluationError when one is missing */
export async function readKey(lines: LineReader, file: string): Promise<readonly string[]> {
  const options: string[] = [];
  const parse = (text: string): [number, string] => {
    const [item, option] = cellsOf(text, ',');
    const number = wholeCell('item', item);
    if (!option || number < 1) throw new Error('a line is item number from 1, right option');
    return [number, option];
  };
  for await (const [item, option] of lines.read(file, parse, () => undefined)) options[item - 1] = option;
  for (let item = 0; item < options.length; item++) {
    if (options[item] === undefined) throw new EvaluationError(`${file} names no right option for item ${item + 1}.`);
  }
  return options;
}
