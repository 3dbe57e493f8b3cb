import { EDGES, type Role, type Wash } from './palette.js';
import { line, rect, type Shape, text, through } from './svg.js';

/** What a cell says by its shape, beside its colour: a tick, a cross, or nothing. */
export type Mark = 'tick' | 'cross' | 'none';

/** A tick with its middle at (x, y). */
export function tick(x: number, y: number, size: number, role: Role = 'goodEdge'): Shape {
  const points = [
    [x - size * 0.4, y],
    [x - size * 0.1, y + size * 0.32],
    [x + size * 0.42, y - size * 0.34],
  ] as const;
  return through(points, { stroke: role, width: 2.5 });
}

/** A cross with its middle at (x, y). */
export function cross(x: number, y: number, size: number, role: Role = 'badEdge'): Shape {
  const half = size * 0.36;
  const paint = { stroke: role, width: 2 };
  return line(x - half, y - half, x + half, y + half, paint) + line(x - half, y + half, x + half, y - half, paint);
}

export interface Cell {
  readonly wash: Wash | 'paper';
  readonly mark: Mark;
}

export const HIT: Cell = { wash: 'good', mark: 'tick' };
export const MISS: Cell = { wash: 'plain', mark: 'none' };
export const GONE: Cell = { wash: 'paper', mark: 'cross' };

/** A square that stands for one thing among many. */
export function cell({ wash, mark }: Cell, x: number, y: number, width: number, height = width): Shape {
  const stroke = wash === 'paper' ? 'line' : EDGES[wash];
  const box = rect(x, y, width, height, { fill: wash, stroke, width: mark === 'tick' ? 2 : 1 }, 3);
  const size = Math.min(width, height) * 0.8;
  const [middle, centre] = [x + width / 2, y + height / 2];
  if (mark === 'tick') return box + tick(middle, centre, size, wash === 'paper' ? 'goodEdge' : stroke);
  return mark === 'cross' ? box + cross(middle, centre, size) : box;
}

export interface Grid {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  /** From one cell to the next. */
  readonly step: number;
  readonly size: number;
  readonly rowStep?: number;
}

/** Cells in rows, from the start. */
export function grid(cells: readonly Cell[], { x, y, columns, step, size, rowStep = step }: Grid): Shape {
  return cells
    .map((each, index) => cell(each, x + (index % columns) * step, y + Math.floor(index / columns) * rowStep, size))
    .join('');
}

/** A line of a legend: a cell and what it means. */
export function legend(each: Cell, words: string, x: number, y: number): Shape {
  return cell(each, x, y - 9, 18) + text(words, x + 28, y);
}
