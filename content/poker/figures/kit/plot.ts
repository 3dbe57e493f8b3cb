import type { Role } from './palette.js';
import { circle, type Lettering, line, type Paint, type Shape, text, through } from './svg.js';

/** A pair of axes: values in, places on the sheet out. */
export interface Plot {
  /** Values at the two ends of the axis across, and where these ends lie. */
  readonly across: readonly [low: number, high: number];
  readonly x: readonly [from: number, to: number];
  /** The same upwards; `y` begins at the bottom. */
  readonly up: readonly [low: number, high: number];
  readonly y: readonly [bottom: number, top: number];
}

const between = (value: number, [low, high]: readonly [number, number], [from, to]: readonly [number, number]) =>
  from + ((value - low) / (high - low)) * (to - from);

export const acrossOf = (plot: Plot, value: number): number => between(value, plot.across, plot.x);
export const upOf = (plot: Plot, value: number): number => between(value, plot.up, plot.y);
export const placeOf = (plot: Plot, x: number, y: number): [number, number] => [acrossOf(plot, x), upOf(plot, y)];

const STEPS = 48;

/** The points of a function between two values. */
export function pointsOf(plot: Plot, f: (x: number) => number, [low, high] = plot.across): [number, number][] {
  return Array.from({ length: STEPS + 1 }, (_, step) => low + ((high - low) * step) / STEPS).map((x) =>
    placeOf(plot, x, f(x)),
  );
}

export function curve(plot: Plot, f: (x: number) => number, paint: Paint, range = plot.across): Shape {
  return through(pointsOf(plot, f, range), { width: 2.5, ...paint });
}

/** The area between a curve and the value 0. */
export function area(plot: Plot, f: (x: number) => number, range: readonly [number, number], paint: Paint): Shape {
  const [low, high] = range;
  return through([placeOf(plot, low, 0), ...pointsOf(plot, f, range), placeOf(plot, high, 0)], paint, true);
}

/** Axis across at a height, with words at some values. */
export function axisAcross(plot: Plot, labels: ReadonlyMap<number, string>, at = plot.up[0]): Shape {
  const y = upOf(plot, at);
  const marks = [...labels].map(([value, words]) => {
    const x = acrossOf(plot, value);
    return line(x, y, x, y + 5, { stroke: 'line' }) + text(words, x, y + 16, { align: 'middle', role: 'soft' });
  });
  return line(plot.x[0], y, plot.x[1], y, { stroke: 'line' }) + marks.join('');
}

/** Words and faint lines at some heights. */
export function axisUp(plot: Plot, labels: ReadonlyMap<number, string>): Shape {
  return [...labels]
    .map(([value, words]) => {
      const y = upOf(plot, value);
      const rule = line(plot.x[0], y, plot.x[1], y, { stroke: 'edge', width: 1 });
      return rule + text(words, plot.x[0] - 6, y, { align: 'end', role: 'soft' });
    })
    .join('');
}

/** A point with words beside it. */
export function point(
  plot: Plot,
  [x, y]: readonly [number, number],
  words: string,
  { dx = 0, dy = -16, role = 'ownEdge', ...lettering }: Lettering & { dx?: number; dy?: number; role?: Role } = {},
): Shape {
  const [left, top] = placeOf(plot, x, y);
  const dot = circle(left, top, 5, { fill: role, stroke: 'paper' });
  return dot + text(words, left + dx, top + dy, { align: 'middle', bold: true, ...lettering });
}
