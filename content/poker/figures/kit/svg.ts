import { darkStyle, light, type Role } from './palette.js';

/** A piece of a drawing, as SVG. Lengths are in units of a sheet that is 320 wide: at 320 px a unit is a pixel or nearly. */
export type Shape = string;

export const WIDTH = 320;
export const MARGIN = 16;
/** Where the margin on the right begins. */
export const RIGHT = WIDTH - MARGIN;
export const INNER = WIDTH - 2 * MARGIN;
/** The smallest text. A column at 320 px has 288 px, and there it is 14.4 px. */
export const TEXT_SIZE = 16;
/** How large a figure is where there is room, so that its text is about as large as that of the page. */
const SHOWN_WIDTH = 360;
/** As round as pages cut the corners of figures. */
const ROUND = 11;

export interface Paint {
  readonly fill?: Role;
  readonly stroke?: Role;
  /** Of the stroke. */
  readonly width?: number;
  /** Of the stroke, as SVG writes it. */
  readonly dash?: string;
}

export interface Lettering {
  readonly size?: number;
  readonly align?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly role?: Role;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
/** Two decimal places, so that the same drawing is the same text on every machine. */
const short = (value: number): string => String(Math.round(value * 100) / 100);

function element(name: string, attributes: Attributes, content = ''): Shape {
  const written = Object.entries(attributes)
    .map(([key, value]) => {
      if (value === undefined) return '';
      return ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`;
    })
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

function painted({ fill, stroke, width = 1.5, dash }: Paint): Attributes {
  const classes = [fill ? `f-${fill}` : '', stroke ? `s-${stroke}` : ''].filter(Boolean).join(' ');
  const drawn = stroke ? { stroke: light(stroke), 'stroke-width': width, 'stroke-dasharray': dash } : {};
  return { class: classes || undefined, fill: fill ? light(fill) : 'none', ...drawn };
}

export function rect(x: number, y: number, width: number, height: number, paint: Paint, radius = 0): Shape {
  return element('rect', { x, y, width, height, rx: radius || undefined, ...painted(paint) });
}

export function line(x1: number, y1: number, x2: number, y2: number, paint: Paint): Shape {
  return element('line', { x1, y1, x2, y2, ...painted(paint) });
}

export function circle(cx: number, cy: number, r: number, paint: Paint): Shape {
  return element('circle', { cx, cy, r, ...painted(paint) });
}

/** A path as SVG writes it; moved and made larger when asked. */
export function path(d: string, paint: Paint, placed?: { x: number; y: number; scale: number }): Shape {
  const transform = placed && `translate(${short(placed.x)} ${short(placed.y)}) scale(${short(placed.scale)})`;
  return element('path', { d, transform, 'stroke-linejoin': paint.stroke && 'round', ...painted(paint) });
}

/** A path through points. */
export function through(points: readonly (readonly [number, number])[], paint: Paint, closed = false): Shape {
  const d = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');
  return path(closed ? `${d}Z` : d, paint);
}

/** Words whose middle is at the height `y`. */
export function text(words: string, x: number, y: number, lettering: Lettering = {}): Shape {
  const { size = TEXT_SIZE, align = 'start', bold = false, role = 'ink' } = lettering;
  const look = {
    'font-size': size === TEXT_SIZE ? undefined : size,
    'font-weight': bold ? 700 : undefined,
    'text-anchor': align === 'start' ? undefined : align,
  };
  return element('text', { x, y: y + size * 0.36, ...look, ...painted({ fill: role }) }, escaped(words));
}

/** The line above a drawing that says what to see. */
export const heading = (words: string): Shape => text(words, MARGIN, 28, { bold: true });

/** A whole figure on paper of its own. */
export function sheet(height: number, shapes: readonly Shape[]): string {
  const paper = rect(0, 0, WIDTH, height, { fill: 'paper' });
  const border = rect(0.75, 0.75, WIDTH - 1.5, height - 1.5, { stroke: 'edge' }, ROUND);
  const drawing = [paper, border, ...shapes].join('\n');
  const size = { width: SHOWN_WIDTH, height: (height * SHOWN_WIDTH) / WIDTH };
  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${height}`, ...size };
  const style = element('style', {}, darkStyle(drawing));
  return `${element('svg', { ...root, 'font-family': 'system-ui, sans-serif', 'font-size': TEXT_SIZE }, `${style}\n${drawing}\n`)}\n`;
}
