import { requireFinite, requireSome } from '../numerics/guards.js';

/**
 * All learners' answers in compact columns: learner l has the answers [begin[l], begin[l + 1]), in the order in which
 * they were given. Items and skills are whole numbers from 0; answers to an item with several skills carry the number
 * of that combination, or are credited by `creditSkills`.
 */
export interface AnswerLog {
  readonly begin: Int32Array;
  readonly item: Int32Array;
  readonly skill: Int32Array;
  /** 1 right, 0 wrong. */
  readonly correct: Uint8Array;
  /** Days since any fixed moment, where the times of the answers are known. */
  readonly day?: Float64Array;
  /** How many different items and skills there may be: one more than the largest number. */
  readonly items: number;
  readonly skills: number;
}

/** One answer on its way into a log. */
export interface LoggedAnswer {
  readonly learner: number;
  readonly item: number;
  readonly skill: number;
  readonly correct: boolean;
  /** Days since any fixed moment. Either all answers of a log carry it or none. */
  readonly day?: number;
}

/** Columns that grow by doubling, so that a file can be read into them row by row. */
export interface AnswerLogBuilder {
  /** @throws RangeError when a number is negative or not whole */
  add(answer: LoggedAnswer): void;
  /** The log, learners in the order of their numbers; answers of one learner keep the order in which they came. */
  build(): AnswerLog;
}

/**
 * A log to be filled answer by answer.
 *
 * @throws RangeError from `build` when there is no answer
 */
export function answerLogBuilder(): AnswerLogBuilder {
  const columns = { learner: new Int32Array(1024), item: new Int32Array(1024), skill: new Int32Array(1024) };
  let correct = new Uint8Array(1024);
  let day = new Float64Array(0);
  let [rows, timed] = [0, false];
  return {
    add(answer) {
      if (rows === correct.length) {
        for (const name of ['learner', 'item', 'skill'] as const) columns[name] = grown(columns[name]);
        const longer = new Uint8Array(rows * 2);
        longer.set(correct);
        correct = longer;
        if (timed) day = grownTo(day, rows * 2);
      }
      if (rows === 0 && answer.day !== undefined) {
        timed = true;
        day = new Float64Array(correct.length);
      }
      if (timed !== (answer.day !== undefined)) throw new RangeError('either all answers carry a day or none');
      if (answer.day !== undefined) day[rows] = requireFinite('day', answer.day);
      columns.learner[rows] = index('learner', answer.learner);
      columns.item[rows] = index('item', answer.item);
      columns.skill[rows] = index('skill', answer.skill);
      correct[rows] = answer.correct ? 1 : 0;
      rows++;
    },
    build() {
      requireSome('answers', rows === 0 ? [] : [rows]);
      const begin = new Int32Array(largest(columns.learner, rows) + 2);
      for (let row = 0; row < rows; row++) {
        const next = (columns.learner[row] as number) + 1;
        begin[next] = (begin[next] as number) + 1;
      }
      for (let learner = 1; learner < begin.length; learner++) {
        begin[learner] = (begin[learner] as number) + (begin[learner - 1] as number);
      }
      const log = {
        begin,
        item: new Int32Array(rows),
        skill: new Int32Array(rows),
        correct: new Uint8Array(rows),
        items: largest(columns.item, rows) + 1,
        skills: largest(columns.skill, rows) + 1,
      };
      const days = timed ? new Float64Array(rows) : undefined;
      const place = begin.slice();
      for (let row = 0; row < rows; row++) {
        const learner = columns.learner[row] as number;
        const to = place[learner] as number;
        place[learner] = to + 1;
        log.item[to] = columns.item[row] as number;
        log.skill[to] = columns.skill[row] as number;
        log.correct[to] = correct[row] as number;
        if (days) days[to] = day[row] as number;
      }
      return days ? { ...log, day: days } : log;
    },
  };
}

/** The part of a log whose learners are wanted, renumbered in their order. */
export function selectLearners(log: AnswerLog, wanted: (learner: number) => boolean): AnswerLog {
  const builder = answerLogBuilder();
  let kept = 0;
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    if (!wanted(learner)) continue;
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      const [item, skill] = [log.item[row] as number, log.skill[row] as number];
      const answer = { learner: kept, item, skill, correct: log.correct[row] === 1 };
      builder.add(log.day ? { ...answer, day: log.day[row] as number } : answer);
    }
    kept++;
  }
  return { ...builder.build(), items: log.items, skills: log.skills };
}

/** The question of a row. */
export function questionAt(
  { item, skill, day }: AnswerLog,
  row: number,
): { item: number; skill: number; day?: number } {
  const question = { item: item[row] as number, skill: skill[row] as number };
  return day ? { ...question, day: day[row] as number } : question;
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(column.length * 2);
  longer.set(column);
  return longer;
}

function grownTo(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length);
  longer.set(column);
  return longer;
}

function largest(column: Int32Array, rows: number): number {
  let most = 0;
  for (let row = 0; row < rows; row++) most = Math.max(most, column[row] as number);
  return most;
}

const MOST_INDEX = 2 ** 31 - 2;

function index(name: string, value: number): number {
  if (!(Number.isInteger(value) && value >= 0 && value <= MOST_INDEX)) {
    throw new RangeError(`${name} must be a whole number from 0, not ${value}`);
  }
  return value;
}
