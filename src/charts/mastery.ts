import { area, line } from 'd3-shape';
import { type DayTick, dayAxis, type NumberTick } from './axis.js';

/** How well something was known on a day, and where that most likely lies; null: nobody said how sure it was. */
export interface LevelOfDay {
  readonly at: Date;
  readonly known: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface MasteryInput {
  /** Oldest first, at least one. */
  readonly points: readonly LevelOfDay[];
  /** What is expected of the days after the last point. */
  readonly forecast: readonly LevelOfDay[];
  /** The goal, in (0, 1]; null: none. */
  readonly target: number | null;
  readonly now: Date;
}

/** Shares of a drawing: `x` from the inline start, `y` from the top. Paths are in hundredths of both. */
export interface MasteryChart {
  readonly line: string;
  readonly band: string | null;
  readonly expectedLine: string | null;
  readonly expectedBand: string | null;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly today: number;
  readonly goal: number | null;
  readonly days: readonly DayTick[];
  readonly levels: readonly NumberTick[];
  /** The same numbers for the table, oldest first; what is expected comes last. */
  readonly rows: readonly (LevelOfDay & { readonly expected: boolean })[];
  readonly first: LevelOfDay;
  readonly last: LevelOfDay;
}

const LEVELS = [0, 0.25, 0.5, 0.75, 1];
/** More days than this and a dot for each would be a smear. */
const MOST_DOTS = 40;

type Sure = LevelOfDay & { readonly low: number; readonly high: number };
const isSure = (point: LevelOfDay): point is Sure => point.low !== null && point.high !== null;

/** Mastery over time with how sure it is, and what is expected. Null before the first point. */
export function masteryChart({ points, forecast, target, now }: MasteryInput): MasteryChart | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const end = [...points, ...forecast].reduce((latest, { at }) => (at > latest ? at : latest), now);
  const { place, ticks } = dayAxis(first.at, end);
  const down = (level: number): number => 1 - level;
  const path = line<LevelOfDay>()
    .x(({ at }) => 100 * place(at))
    .y(({ known }) => 100 * down(known))
    .digits(2);
  const band = area<Sure>()
    .x(({ at }) => 100 * place(at))
    .y0(({ low }) => 100 * down(low))
    .y1(({ high }) => 100 * down(high))
    .digits(2);
  const expected = forecast.length > 0 ? [last, ...forecast] : [];
  return {
    line: path(points) ?? '',
    band: band(points.filter(isSure)),
    expectedLine: path(expected),
    expectedBand: band(expected.filter(isSure)),
    dots: points.length > MOST_DOTS ? [] : points.map(({ at, known }) => ({ x: place(at), y: down(known) })),
    today: place(now),
    goal: target === null ? null : down(target),
    days: ticks,
    levels: LEVELS.map((value) => ({ y: down(value), value })),
    rows: [
      ...points.map((point) => ({ ...point, expected: false })),
      ...forecast.map((point) => ({ ...point, expected: true })),
    ],
    first,
    last,
  };
}
