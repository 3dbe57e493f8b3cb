import type { Figure } from './schema.js';

/** In CSS pixels, as a browser would show it where there is room. */
export interface FigureSize {
  readonly width: number;
  readonly height: number;
}

/** A file that claims more is not believed. */
const LONGEST_SIDE = 20_000;

/**
 * The size of a figure, so that a page can keep its place before it has come. Null where the type is not read here, or
 * the file does not say.
 */
export function sizeOf(bytes: Buffer, mediaType: Figure['mediaType']): FigureSize | null {
  const [width, height] = sidesOf(bytes, mediaType).map(Math.round);
  if (width === undefined || height === undefined) return null;
  const sound = [width, height].every((side) => side >= 1 && side <= LONGEST_SIDE);
  return sound ? { width, height } : null;
}

function sidesOf(bytes: Buffer, mediaType: Figure['mediaType']): readonly number[] {
  if (mediaType === 'image/png' && bytes.length >= 24) return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (mediaType === 'image/gif' && bytes.length >= 10) return [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  return mediaType === 'image/svg+xml' ? sidesOfSvg(bytes.subarray(0, 4_096).toString('utf8')) : [];
}

function sidesOfSvg(beginning: string): readonly number[] {
  const [, root = ''] = /<svg\s([^>]*)>/i.exec(beginning) ?? [];
  const told = ['width', 'height'].flatMap((side) => {
    const [, pixels] = new RegExp(`(?:^|\\s)${side}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(root) ?? [];
    return pixels === undefined ? [] : [Number(pixels)];
  });
  if (told.length === 2) return told;
  const [, ...box] = /(?:^|\s)viewBox\s*=\s*["'][\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)["']/.exec(root) ?? [];
  return box.map(Number);
}
