import { EDGES, type Wash } from './palette.js';
import { line, rect, type Shape, text } from './svg.js';

/** Where a part of a bar lies. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly middle: number;
}

/** Lays values side by side along a length, in proportion. */
export function spansOf(values: readonly number[], x: number, length: number, total = sumOf(values)): Span[] {
  let from = x;
  return values.map((value) => {
    const to = from + (value / total) * length;
    const span = { from, to, middle: (from + to) / 2 };
    from = to;
    return span;
  });
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export interface Part {
  readonly value: number;
  readonly wash: Wash;
  /** Inside, where there is room; else it is said beside the bar. */
  readonly words?: string;
}

export interface BarPlace {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly height?: number;
  /** What the length stands for, when it is more than the sum of the parts. */
  readonly total?: number;
}

/** A bar split into its parts. */
export function splitBar(parts: readonly Part[], { x, y, length, height = 36, total }: BarPlace): Shape {
  const values = parts.map(({ value }) => value);
  const spans = spansOf(values, x, length, total ?? sumOf(values));
  return parts
    .map(({ wash, words }, place) => {
      const { from, to, middle } = spans[place] ?? { from: x, to: x, middle: x };
      const box = rect(from, y, to - from, height, { fill: wash, stroke: EDGES[wash] });
      return words === undefined ? box : box + text(words, middle, y + height / 2, { align: 'middle', bold: true });
    })
    .join('');
}

/** A bracket under (or over) a stretch, with words in its middle or at one of its ends. */
export function bracket(
  { from, to, middle }: Span,
  y: number,
  words: string,
  { over = false, align = 'middle' }: { over?: boolean; align?: 'start' | 'middle' | 'end' } = {},
): Shape {
  const [foot, paint] = [over ? -6 : 6, { stroke: 'soft' } as const];
  const at = { start: from, middle, end: to }[align];
  return (
    line(from + 1, y, from + 1, y + foot, paint) +
    line(to - 1, y, to - 1, y + foot, paint) +
    line(from, y + foot, to, y + foot, paint) +
    text(words, at, y + foot * 1.2 + (over ? -12 : 13), { align })
  );
}
