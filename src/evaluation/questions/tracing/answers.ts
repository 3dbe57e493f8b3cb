import { EvaluationError } from '../../evaluation-error.js';
import { binaryCell, cellsOf, type LineReader, numberCell } from '../../lines.js';

/** One answer of a file, with the names that the file gives. */
export interface FileAnswer {
  readonly learner: string;
  readonly item: string;
  readonly skill: string;
  readonly correct: boolean;
  /** Days; 0 where the file has no times. */
  readonly day: number;
}

/** The answers of a file, one after the other, in the order of the file. */
export type AnswerFormat = (lines: LineReader, file: string) => AsyncGenerator<FileAnswer>;

const COLUMNS = ['user_id', 'item_id', 'timestamp', 'correct', 'skill_id'];
const SECONDS_A_DAY = 86_400;

/** Tab-separated: user_id item_id timestamp correct skill_id, with a header line; the timestamp is in seconds. */
const interactionsTsv: AnswerFormat = (lines, file) => {
  const place = new Map<string, number>();
  return lines.read(
    file,
    (text) => {
      const cells = cellsOf(text, '\t');
      if (cells.length < place.size) throw new Error(`${place.size} cells are needed, not ${cells.length}`);
      const cell = (name: string): string => cells[place.get(name) as number] as string;
      const named = (name: string): string => {
        if (cell(name) === '') throw new Error(`${name} must not be empty`);
        return cell(name);
      };
      return {
        learner: named('user_id'),
        item: named('item_id'),
        skill: named('skill_id'),
        correct: binaryCell('correct', cell('correct')) === 1,
        day: numberCell('timestamp', cell('timestamp')) / SECONDS_A_DAY,
      };
    },
    (header) => {
      for (const [index, name] of cellsOf(header, '\t').entries()) if (COLUMNS.includes(name)) place.set(name, index);
      const missing = COLUMNS.filter((name) => !place.has(name));
      if (missing.length > 0)
        throw new Error(`the header must name ${COLUMNS.join(', ')}; ${missing.join(', ')} missing`);
    },
  );
};

/**
 * Three lines a student: how many answers, the skills, 0 or 1 for each. There are no items, so a skill stands for one.
 * A line that cannot be read takes its student's other lines with it, and the next student starts where they end.
 */
async function* dkvmn(lines: LineReader, file: string): AsyncGenerator<FileAnswer> {
  let student = 0;
  let line: 0 | 1 | 2 = 0;
  let [length, skills]: [number, readonly string[]] = [0, []];
  const parse = (text: string): Student | null => {
    const cells = listOf(text);
    const here = line;
    if (here === 0) {
      length = cells.length === 1 ? Number(cells[0]) : Number.NaN;
      skills = [];
      if (length !== 0) line = 1;
      if (!(Number.isInteger(length) && length >= 0)) throw new Error('the number of answers of a student is expected');
      return null;
    }
    line = here === 1 ? 2 : 0;
    // The length or the skills could not be read: told already.
    if (Number.isNaN(length) || (here === 2 && skills.length === 0)) return null;
    if (here === 1) {
      skills = checkedLength(cells, length);
      return null;
    }
    return { skills, corrects: checkedLength(cells, length).map((cell) => binaryCell('correct', cell)) };
  };
  for await (const row of lines.read(file, parse)) {
    if (row === null) continue;
    student++;
    for (const [index, correct] of row.corrects.entries()) {
      const skill = row.skills[index] as string;
      yield { learner: String(student), item: skill, skill, correct: correct === 1, day: 0 };
    }
  }
  if (line !== 0) throw new EvaluationError(`${file} ends in the middle of a student.`);
}

interface Student {
  readonly skills: readonly string[];
  readonly corrects: readonly (0 | 1)[];
}

function listOf(text: string): string[] {
  return cellsOf(text.trim().replace(/,$/, ''), ',');
}

function checkedLength(cells: string[], length: number): string[] {
  if (cells.length !== length) throw new Error(`${length} cells are needed, not ${cells.length}`);
  if (cells.includes('')) throw new Error('a cell is empty');
  return cells;
}

/** Formats whose learners have names, so that one may come in two files. */
export const NAMED_LEARNERS: ReadonlySet<string> = new Set(['interactions-tsv']);

export const ANSWER_FORMATS: Readonly<Record<string, AnswerFormat>> = { 'interactions-tsv': interactionsTsv, dkvmn };
