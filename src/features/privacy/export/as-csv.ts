type Cell = string | number | null;

/** A table as comma-separated values (RFC 4180), with a mark by which spreadsheets know that it is Unicode. */
export async function* asCsv(head: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield `\ufeff${lineOf(head)}`;
  for await (const row of rows) yield lineOf(row);
}

const lineOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** What a spreadsheet would take for a formula is marked as text. */
function cellOf(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
