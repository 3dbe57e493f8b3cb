import { scaleBand, scaleLinear } from 'd3-scale';
import { anchorAt, type DayTick, type NumberTick } from './axis.js';

/** A number that belongs to a day, or to the week that begins with it. */
export interface DayValue {
  readonly at: Date;
  readonly value: number;
}

/** Shares of a drawing: `x` from the inline start, `y` from the top. */
export interface Bar extends DayValue {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  /** The middle of the bar. */
  readonly middle: number;
}

export interface BarChart {
  readonly bars: readonly Bar[];
  readonly days: readonly DayTick[];
  readonly numbers: readonly NumberTick[];
  readonly total: number;
  /** The largest; null when all are 0. */
  readonly most: DayValue | null;
}

/** Bars side by side in order of time, the first at the inline start; every `labelled`-th names its day. */
export function barChart(values: readonly DayValue[], { labelled }: { readonly labelled: number }): BarChart {
  const places = scaleBand(
    values.map((_, index) => index),
    [0, 1],
  ).padding(0.24);
  const largest = Math.max(0, ...values.map(({ value }) => value));
  // Whole numbers on the axis: half a review is none.
  const up = scaleLinear([0, Math.max(1, largest)], [1, 0]).nice(3);
  const bars = values.map((one, index) => {
    const x = places(index) ?? 0;
    const y = up(one.value);
    return { ...one, x, y, width: places.bandwidth(), height: 1 - y, middle: x + places.bandwidth() / 2 };
  });
  return {
    bars,
    days: bars
      .filter((_, index) => index % labelled === 0)
      .map(({ middle, at }) => ({ x: middle, at, anchor: anchorAt(middle) })),
    numbers: up
      .ticks(3)
      .filter(Number.isInteger)
      .map((value) => ({ y: up(value), value })),
    total: values.reduce((sum, { value }) => sum + value, 0),
    most: values.reduce<DayValue | null>((best, one) => (one.value > (best?.value ?? 0) ? one : best), null),
  };
}

const WEEK_MS = 7 * 86_400_000;

/** The latest weeks up to the one that holds `now`, each named by its Monday (UTC); a week without a number has 0. */
export function latestWeeks(
  known: readonly DayValue[],
  { now, count }: { readonly now: Date; readonly count: number },
): DayValue[] {
  const byWeek = new Map(known.map(({ at, value }) => [at.getTime(), value]));
  const today = Math.floor(now.getTime() / 86_400_000) * 86_400_000;
  const monday = today - ((now.getUTCDay() + 6) % 7) * 86_400_000;
  return Array.from({ length: count }, (_, index) => {
    const week = monday - (count - 1 - index) * WEEK_MS;
    return { at: new Date(week), value: byWeek.get(week) ?? 0 };
  });
}
