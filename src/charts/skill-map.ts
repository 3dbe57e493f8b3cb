import { curveBumpX, line } from 'd3-shape';
import { wrapLabel } from './label.js';
import { depthsOf, type Link, type Linked, layersOf, neededLinks } from './layers.js';
import { orderLayers } from './ordering.js';

/** A skill with how far it is. */
export interface MapSkill extends Linked {
  readonly title: string;
  /** In [0, 1]; null: there are too few answers to say. */
  readonly known: number | null;
  readonly state: 'reached' | 'begun' | 'new';
}

export interface MapLayer {
  readonly skills: readonly (MapSkill & { readonly needsTitles: readonly string[] })[];
}

/** A box of the drawing: shares across, em down. */
export interface MapBox extends MapSkill {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly middle: number;
  readonly lines: readonly { readonly text: string; readonly y: number }[];
  readonly barAt: number;
  /** How much of the box its bar fills, as a share of the box. */
  readonly filled: number;
}

export interface SkillMap {
  /** What is learned first comes first: a list to read where a drawing would be too narrow. */
  readonly layers: readonly MapLayer[];
  readonly counts: { readonly reached: number; readonly begun: number; readonly new: number; readonly all: number };
  /** Null where a picture would say less than the list: too many skills, or none that builds on another. */
  readonly drawing: MapDrawing | null;
}

export interface MapDrawing {
  readonly boxes: readonly MapBox[];
  /** In hundredths of the width, and tenths of an em. */
  readonly lines: readonly string[];
  /** In em. */
  readonly height: number;
  /** The height in the unit of the lines. */
  readonly unitHeight: number;
  /** The narrowest page on which the boxes can be read. */
  readonly size: 'medium' | 'wide';
}

const MOST_LAYERS = 8;
const MOST_SKILLS = 60;
/** Layers that fit on a page of 40 rem; more want 60. */
const MEDIUM_LAYERS = 4;
const PAGE_PX = { medium: 640, wide: 930 };
const LETTER_PX = 7;
const PADDING_PX = 16;
/** The way between two layers, as a share of a box. */
const BETWEEN = 0.28;
const [BOX, GAP, BEND] = [4.2, 0.9, 1.4];
const TITLE_LINES = 2;
/** How much of a box a full bar takes. */
const BAR = 0.88;
/** Lines are drawn in tenths of an em. */
const UNITS = 10;

/** The prerequisite graph of a course with where the learner stands. */
export function skillMap(skills: readonly MapSkill[]): SkillMap {
  const titles = new Map(skills.map(({ id, title }) => [id, title]));
  const count = (state: MapSkill['state']) => skills.filter((skill) => skill.state === state).length;
  const layers = layersOf(skills);
  return {
    layers: layers.map((layer) => ({
      skills: layer.map((skill) => ({ ...skill, needsTitles: skill.needs.flatMap((id) => titles.get(id) ?? []) })),
    })),
    counts: { reached: count('reached'), begun: count('begun'), new: count('new'), all: skills.length },
    drawing: layers.length > 1 && layers.length <= MOST_LAYERS && skills.length <= MOST_SKILLS ? draw(skills) : null,
  };
}

function draw(skills: readonly MapSkill[]): MapDrawing {
  const { layers, links, ways } = withBends(skills);
  const ordered = orderLayers(layers, links);
  const middles = placeDown(ordered, links, new Set(skills.map(({ id }) => id)));
  const columns = ordered.length;
  const width = 1 / (columns + BETWEEN * (columns - 1));
  const start = (depth: number) => depth * width * (1 + BETWEEN);
  const size = columns > MEDIUM_LAYERS ? 'wide' : 'medium';
  const letters = Math.max(6, Math.floor((width * PAGE_PX[size] - PADDING_PX) / LETTER_PX));
  const depths = depthsOf(skills);
  const middleOf = (id: string) => middles.get(id) ?? 0;
  const curve = line<readonly [number, number]>()
    .x(([x]) => 100 * x)
    .y(([, y]) => UNITS * y)
    .curve(curveBumpX)
    .digits(2);
  const height = Math.max(...[...middles.values()]) + BOX / 2;
  return {
    boxes: skills.map((skill) => {
      const [x, middle] = [start(depths.get(skill.id) ?? 0), middleOf(skill.id)];
      const texts = wrapLabel(skill.title, { width: letters, lines: TITLE_LINES });
      const top = middle - BOX / 2;
      return {
        ...skill,
        ...{ x, y: top, width, height: BOX, middle: x + width / 2, barAt: top + BOX - 0.55 },
        lines: texts.map((text, index) => ({ text, y: top + (texts.length === 1 ? 1.85 : 1.3) + index * 1.15 })),
        filled: BAR * (skill.known ?? 0),
      };
    }),
    lines: ways.map((way) => {
      const depth = depths.get(way[0] ?? '') ?? 0;
      const points = way.flatMap((id, index): (readonly [number, number])[] => {
        const [x, y] = [start(depth + index), middleOf(id)];
        if (index === 0) return [[x + width, y]];
        return index === way.length - 1
          ? [[x, y]]
          : [
              [x, y],
              [x + width, y],
            ];
      });
      return curve(points) ?? '';
    }),
    height,
    unitHeight: height * UNITS,
    size,
  };
}

/** The layers with a bend wherever a line passes one, the links between neighbouring layers, and each line's way. */
function withBends(skills: readonly MapSkill[]) {
  const depths = depthsOf(skills);
  const layers: string[][] = layersOf(skills).map((layer) => layer.map(({ id }) => id));
  const links: Link[] = [];
  const ways = neededLinks(skills).map(({ from, to }) => {
    const [start, end] = [depths.get(from) ?? 0, depths.get(to) ?? 0];
    const way = [from];
    for (let depth = start + 1; depth < end; depth += 1) {
      // No id of a skill holds a space.
      const bend = `${from} ${to} ${depth}`;
      layers[depth]?.push(bend);
      way.push(bend);
    }
    way.push(to);
    for (let index = 1; index < way.length; index += 1)
      links.push({ from: way[index - 1] ?? '', to: way[index] ?? '' });
    return way;
  });
  return { layers, links, ways };
}

const PULLS = 6;

/** How far down the middle of everything stands, in em: in order, apart, and near what it is linked with. */
function placeDown(layers: readonly (readonly string[])[], links: readonly Link[], skills: ReadonlySet<string>) {
  const size = (id: string) => (skills.has(id) ? BOX : BEND);
  const apart = (a: string, b: string) => (size(a) + size(b)) / 2 + GAP;
  const middles = new Map<string, number>();
  const tall = Math.max(...layers.map((layer) => lengthOf(layer, size)));
  for (const layer of layers) {
    let at = (tall - lengthOf(layer, size)) / 2;
    for (const id of layer) {
      middles.set(id, at + size(id) / 2);
      at += size(id) + GAP;
    }
  }
  const near = new Map<string, string[]>();
  for (const { from, to } of links) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  for (let pull = 0; pull < PULLS; pull += 1) {
    for (const layer of pull % 2 === 0 ? layers : layers.toReversed()) {
      const wanted = layer.map((id) => {
        const others = near.get(id) ?? [];
        const own = middles.get(id) ?? 0;
        return others.reduce((sum, other) => sum + (middles.get(other) ?? 0), own) / (others.length + 1);
      });
      for (const [index, at] of spread(layer, wanted, apart, { size, tall }).entries()) {
        middles.set(layer[index] ?? '', at);
      }
    }
  }
  return middles;
}

const lengthOf = (layer: readonly string[], size: (id: string) => number): number =>
  layer.reduce((sum, id) => sum + size(id), 0) + GAP * Math.max(0, layer.length - 1);

/** The wanted places, pushed apart without changing the order, inside the drawing. */
function spread(
  layer: readonly string[],
  wanted: readonly number[],
  apart: (a: string, b: string) => number,
  { size, tall }: { readonly size: (id: string) => number; readonly tall: number },
): number[] {
  const places = [...wanted];
  for (const [index, id] of layer.entries()) {
    const before = layer[index - 1];
    const least = before === undefined ? size(id) / 2 : (places[index - 1] ?? 0) + apart(before, id);
    places[index] = Math.max(places[index] ?? 0, least);
  }
  for (let index = layer.length - 1; index >= 0; index -= 1) {
    const [id = '', after] = [layer[index], layer[index + 1]];
    const most = after === undefined ? tall - size(id) / 2 : (places[index + 1] ?? 0) - apart(id, after);
    places[index] = Math.min(places[index] ?? 0, most);
  }
  return places;
}
