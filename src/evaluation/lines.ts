import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EvaluationError } from './evaluation-error.js';

/** What happens to a line that cannot be read. */
export type MalformedPolicy = 'refuse' | 'skip';

/** Reads files line by line, never whole, and keeps count of the lines it had to skip. */
export interface LineReader {
  /**
   * What `parse` makes of each line that is not blank.
   *
   * @param parse   throws any Error for a line that cannot be read
   * @param header  true: the first line is given to `checkHeader` and not parsed
   * @throws EvaluationError that names file and line number, when the policy is to refuse; always when the header is
   *         missing or wrong
   */
  read<Row>(file: string, parse: (text: string, number: number) => Row, checkHeader?: HeaderCheck): AsyncGenerator<Row>;
  /** Lines skipped so far, and the first of them as sentences. */
  readonly skipped: { readonly count: number; readonly first: readonly string[] };
}

/** Throws any Error when the header is not the one that the format has. */
export type HeaderCheck = (text: string) => void;

const MOST_TOLD = 5;
/** A longer line is no data of any format here; it is refused before it fills the memory. */
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
            checkHeader(text.replace(/^\uFEFF/, ''));
          } catch (error) {
            throw new EvaluationError(`${file}, line 1: ${error instanceof Error ? error.message : String(error)}`);
          }
          continue;
        }
        if (text.trim() === '') continue;
        let row: Awaited<ReturnType<typeof parse>>;
        try {
          if (text.length > MOST_CHARACTERS) throw new Error(`longer than ${MOST_CHARACTERS} characters`);
          row = parse(text, number) as typeof row;
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

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, { encoding: 'utf8' });
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => {});
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const iterator = lines[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), failed]);
      if (next.done) break;
      yield next.value;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code ? new EvaluationError(`${file} cannot be read (${code}).`) : error;
  } finally {
    lines.close();
    input.destroy();
  }
}

/**
 * The cells of a line: split at a separator of one character, trimmed, quotes taken off. A cell that begins with a quote
 * ends at the next single one, may hold the separator, and writes a quote as two (RFC 4180).
 */
export function cellsOf(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let from = 0;
  while (from <= text.length) {
    const end = endOfCell(text, separator, from);
    const cell = text.slice(from, end).trim();
    cells.push(/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    from = end + 1;
  }
  return cells;
}

function endOfCell(text: string, separator: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  let quoted = text[at] === '"';
  if (quoted) at++;
  for (; at < text.length; at++) {
    if (quoted && text[at] === '"') {
      if (text[at + 1] === '"') at++;
      else quoted = false;
    } else if (!quoted && text[at] === separator) return at;
  }
  return text.length;
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
