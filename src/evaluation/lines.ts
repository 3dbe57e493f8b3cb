import { createReadStream } from 'node:fs';
import { EvaluationError } from './evaluation-error.js';

/** What happens to a line that cannot be read. */
export type MalformedPolicy = 'refuse' | 'skip';

/** Reads files line by line, never whole, and keeps count of the lines it had to skip. */
export interface LineReader {
  /**
   * What `parse` makes of each line that is not blank.
   *
   * @param parse        throws any Error for a line that cannot be read
   * @param checkHeader  given the first line, which is then not parsed; a wrong or missing one is refused always
   * @throws EvaluationError that names file and line number, when the policy is to refuse; or the file, when it cannot
   *                         be read
   */
  read<Row>(file: string, parse: (text: string, number: number) => Row, checkHeader?: HeaderCheck): AsyncGenerator<Row>;
  /** Lines skipped so far, and the first of them as sentences. */
  readonly skipped: { readonly count: number; readonly first: readonly string[] };
}

/** Throws any Error when the header is not the one that the format has. */
export type HeaderCheck = (text: string) => void;

const MOST_TOLD = 5;
/** A longer line is no data of any format here; it is refused, and dropped before it fills the memory. */
const MOST_CHARACTERS = 4_000_000;

export function lineReader(policy: MalformedPolicy): LineReader {
  const skipped = { count: 0, first: [] as string[] };
  const refuse = (file: string, number: number, error: unknown): void => {
    const sentence = `${file}, line ${number}: ${error instanceof Error ? error.message : String(error)}`;
    if (policy === 'refuse') {
      throw new EvaluationError(`${sentence}\nMend the line, or add --malformed skip to leave such lines out.`);
    }
    skipped.count++;
    if (skipped.first.length < MOST_TOLD) skipped.first.push(sentence);
  };
  return {
    skipped,
    async *read(file, parse, checkHeader) {
      let number = 0;
      for await (const text of linesOf(file)) {
        number++;
        if (number === 1 && checkHeader) {
          // A wrong header is a wrong file; no policy makes it right.
          try {
            checkHeader(withinLimit(text));
          } catch (error) {
            throw new EvaluationError(`${file}, line 1: ${error instanceof Error ? error.message : String(error)}`);
          }
          continue;
        }
        if (text?.trim() === '') continue;
        let row: Awaited<ReturnType<typeof parse>>;
        try {
          row = parse(withinLimit(text), number) as typeof row;
        } catch (error) {
          refuse(file, number, error);
          continue;
        }
        yield row;
      }
      if (number === 0 && checkHeader) throw new EvaluationError(`${file} is empty; its first line must be a header.`);
    },
  };
}

function withinLimit(text: string | null): string {
  if (text === null) throw new Error(`longer than ${MOST_CHARACTERS} characters`);
  return text;
}

/**
 * The lines of a file, ended by LF or CRLF, without its byte order mark; null for one that is too long. Other
 * separators, such as U+2028 inside a text, end no line.
 */
async function* linesOf(file: string): AsyncGenerator<string | null> {
  let rest = '';
  let isTooLong = false;
  let isFirst = true;
  for await (const chunk of chunksOf(file)) {
    let from = 0;
    if (isFirst && chunk.startsWith('\uFEFF')) from = 1;
    isFirst = false;
    for (let end = chunk.indexOf('\n', from); end >= 0; end = chunk.indexOf('\n', from)) {
      const line = rest + chunk.slice(from, end);
      yield isTooLong || line.length > MOST_CHARACTERS ? null : line.replace(/\r$/, '');
      [rest, isTooLong, from] = ['', false, end + 1];
    }
    rest += chunk.slice(from);
    if (rest.length > MOST_CHARACTERS) [rest, isTooLong] = ['', true];
  }
  if (isTooLong) yield null;
  else if (rest !== '') yield rest.replace(/\r$/, '');
}

async function* chunksOf(file: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(file, { encoding: 'utf8' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EvaluationError(`${file} cannot be read${code ? ` (${code})` : ''}.`);
  }
}

/**
 * The cells of a line, trimmed. In a cell within quotes a separator is text and a doubled quote is one (RFC 4180); a
 * quote that is not closed before a separator or the end is text too.
 */
export function cellsOf(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator).map((cell) => cell.trim());
  const quoted = / *"((?:[^"]|"")*)" */y;
  const cells: string[] = [];
  for (let from = 0; from <= text.length; ) {
    quoted.lastIndex = from;
    const inside = quoted.exec(text)?.[1];
    let end = quoted.lastIndex;
    if (inside !== undefined && (end === text.length || text.startsWith(separator, end))) {
      cells.push(inside.replaceAll('""', '"'));
    } else {
      const next = text.indexOf(separator, from);
      end = next < 0 ? text.length : next;
      cells.push(text.slice(from, end).trim());
    }
    from = end + separator.length;
  }
  return cells;
}

/** Whole number in a cell. @throws Error that names the column */
export function wholeCell(name: string, cell: string | undefined): number {
  const value = numberCell(name, cell);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} must be a whole number, not "${cell}"`);
  return value;
}

/** Finite number in a cell. @throws Error that names the column */
export function numberCell(name: string, cell: string | undefined): number {
  const value = cell === undefined || cell === '' ? Number.NaN : Number(cell);
  if (!Number.isFinite(value)) throw new Error(`${name} must be a number, not "${cell ?? ''}"`);
  return value;
}

/** 0 or 1 in a cell. @throws Error that names the column */
export function binaryCell(name: string, cell: string | undefined): 0 | 1 {
  if (cell === '1' || cell === '1.0') return 1;
  if (cell === '0' || cell === '0.0') return 0;
  throw new Error(`${name} must be 0 or 1, not "${cell ?? ''}"`);
}
