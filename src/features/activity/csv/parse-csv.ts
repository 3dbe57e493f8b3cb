/** A text that is no table. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
  constructor(readonly reason: 'empty' | 'quotes' | 'no-students' | 'no-columns' | 'too-large') {
    super(reason);
  }
}

const MOST_ROWS = 20_000;
const MOST_COLUMNS = 1_000;

/**
 * The rows of a CSV text (RFC 4180), with the delimiter that its first line uses: comma, semicolon or tab. A byte order
 * mark is skipped, and so are empty lines.
 *
 * @throws SheetRefused when a quote has no end, nothing is in it, or it is larger than any gradebook
 */
export function parseCsv(text: string): { readonly rows: string[][]; readonly delimiter: string } {
  const source = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  const delimiter = delimiterOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((each) => each.trim() !== '')) rows.push(row);
    if (rows.length > MOST_ROWS || row.length > MOST_COLUMNS) throw new SheetRefused('too-large');
    row = [];
  };
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (character === delimiter) endCell();
    else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (quoted) throw new SheetRefused('quotes');
  if (cell !== '' || row.length > 0) endRow();
  if (rows.length === 0) throw new SheetRefused('empty');
  return { rows, delimiter };
}

/** The candidate that stands most often outside quotes in the first line. */
function delimiterOf(text: string): string {
  const line = (/^(?:"(?:[^"]|"")*"|[^"\n])*/.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const times = (candidate: string) => line.split(candidate).length - 1;
  return [',', ';', '\t'].reduce((best, each) => (times(each) > times(best) ? each : best), ',');
}

/**
 * A number as gradebooks write it: `80`, `80.5`, `80,5`, `1.234,5`, `80.00 %`; null for `-`, an empty cell and anything
 * else that is no number (a letter grade, `EX` for excused).
 */
export function numberOf(text: string): number | null {
  const plain = text
    .trim()
    .replace(/\s*%$/, '')
    .replace(/[\s\u00A0\u202F']/g, '');
  if (!/^[+-]?\d[\d.,]*$/.test(plain)) return null;
  const decimal = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (decimal < 0) return Number(plain);
  const digits = `${plain.slice(0, decimal).replace(/[.,]/g, '')}.${plain.slice(decimal + 1)}`;
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}
