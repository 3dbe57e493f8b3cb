import { scaleUtc } from 'd3-scale';

const DAY_MS = 86_400_000;
/** Labels nearer than this to an end of the axis would stick out of the drawing. */
const NEAR_END = 0.08;

/** The widest label of a day, as a share of the narrowest drawing: "22 فبراير" in 208 px. */
const LABEL = 0.29;

/** A place on an axis of days: where along it, in [0, 1], and which day. */
export interface DayTick {
  readonly x: number;
  readonly at: Date;
  /** How its label hangs on it, so that it stays inside the drawing. */
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A place on an axis of numbers: how far down, and which number. */
export interface NumberTick {
  readonly y: number;
  readonly value: number;
}

export interface DayAxis {
  /** Where a time lies along the axis, in [0, 1]. */
  readonly place: (at: Date) => number;
  readonly ticks: readonly DayTick[];
}

/** Which share of a label lies before its place. */
const BEFORE = { start: 0, middle: 0.5, end: 1 } as const;

export const anchorAt = (x: number): DayTick['anchor'] =>
  x < NEAR_END ? 'start' : x > 1 - NEAR_END ? 'end' : 'middle';

/**
 * An axis of days from the inline start to the inline end. Ticks stand on midnights (UTC), few enough to be read side by
 * side on a narrow screen.
 *
 * @param inset  what is kept free at both ends, as a share
 */
export function dayAxis(from: Date, to: Date, { inset = 0.02, most = 4 } = {}): DayAxis {
  const end = to.getTime() - from.getTime() < DAY_MS ? new Date(from.getTime() + DAY_MS) : to;
  const scale = scaleUtc([from, end], [inset, 1 - inset]);
  const ticks = wholeDays(scale.ticks(most)).map((at) => ({ x: scale(at), at, anchor: anchorAt(scale(at)) }));
  return { place: (at) => scale(at), ticks: besideEachOther(ticks) };
}

/** Those whose labels do not run into the one before. */
function besideEachOther(ticks: readonly DayTick[]): DayTick[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ x, anchor }) => {
    const start = x - LABEL * BEFORE[anchor];
    if (start < end) return false;
    end = start + LABEL;
    return true;
  });
}

/** Over a few days d3 ticks on hours, which say nothing here. */
function wholeDays(ticks: readonly Date[]): Date[] {
  return ticks.filter((at) => at.getTime() % DAY_MS === 0);
}
