import { table } from '../src/cli/tools.js';
import type { Row, Section } from '../test/acceptance/support/rows.js';

/** A test as it ended; a hook that failed is one too. */
export interface Outcome {
  readonly title: string;
  readonly state: 'passed' | 'failed';
}

export interface RowResult extends Row {
  readonly tests: number;
  /** 'not yet' has a reason instead of a test; 'missing' has neither. */
  readonly result: 'passed' | 'failed' | 'not yet' | 'missing';
}

export interface SectionResult {
  readonly title: string;
  readonly rows: readonly RowResult[];
}

/** What the tests say of every row. A row fails with any of its tests. */
export function judge(sections: readonly Section[], outcomes: readonly Outcome[]): SectionResult[] {
  return sections.map(({ title, rows }) => ({ title, rows: rows.map((row) => judgeRow(row, outcomes)) }));
}

function judgeRow(row: Row, outcomes: readonly Outcome[]): RowResult {
  const own = outcomes.filter(({ title }) => title.startsWith(`${row.id}: `));
  const tests = own.length;
  if (own.some(({ state }) => state === 'failed')) return { ...row, tests, result: 'failed' };
  if (tests > 0) return { ...row, tests, result: 'passed' };
  return { ...row, tests, result: row.notYet === undefined ? 'missing' : 'not yet' };
}

export function allAccepted(results: readonly SectionResult[]): boolean {
  return results.every(({ rows }) => rows.every(({ result }) => result === 'passed' || result === 'not yet'));
}

export function textOf(results: readonly SectionResult[]): string {
  const sections = results.map(({ title, rows }) => {
    const lines = rows.map(({ id, asks, result, notYet }) => [
      id,
      asks,
      notYet === undefined ? result : `${result}${result === 'not yet' ? ': ' : '; not yet: '}${notYet}`,
    ]);
    return `${title} (${countsOf(rows)})\n${table(['row', 'what it asks', 'result'], lines)}`;
  });
  return [...sections, countsOf(results.flatMap(({ rows }) => rows))].join('\n\n');
}

function countsOf(rows: readonly RowResult[]): string {
  const kinds = ['passed', 'failed', 'missing', 'not yet'] as const;
  const counts = kinds.map((kind) => [kind, rows.filter(({ result }) => result === kind).length] as const);
  return counts
    .filter(([kind, count]) => kind === 'passed' || count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
