import { cross, tick } from './marks.js';
import { circle, line, type Shape, text } from './svg.js';

type Place = readonly [x: number, y: number];

/** A branch that leaves its knot upright and goes on level, with its words above the level part. */
export function branch([x1, y1]: Place, [x2, y2]: Place, words: string): Shape {
  const paint = { stroke: 'line', width: 2 } as const;
  return (
    line(x1, y1, x1, y2, paint) +
    line(x1, y2, x2, y2, paint) +
    circle(x1, y1, 4, { fill: 'ink' }) +
    text(words, (x1 + x2) / 2, y2 - 12, { align: 'middle', role: 'soft' })
  );
}

/** An end of a tree with its value, and a tick or a cross. */
export function leaf([x, y]: Place, words: string, mark: 'tick' | 'cross' | 'none' = 'none'): Shape {
  const drawn = mark === 'tick' ? tick(x + 12, y, 14) : mark === 'cross' ? cross(x + 12, y, 14) : '';
  return drawn + text(words, x + (mark === 'none' ? 8 : 26), y, { bold: true });
}
