import { type DayTick, dayAxis } from './axis.js';
import { shorten } from './label.js';

/** A step that lies ahead. */
export interface TimelineStep {
  readonly title: string;
  readonly kind: string;
  readonly minutes: number;
  /** When it is likely to be finished; null when that is too far away to tell. */
  readonly expectedBy: Date | null;
}

export interface TimelineInput {
  /** In their order. */
  readonly steps: readonly TimelineStep[];
  /** When the last is likely to be finished, and between which days that most likely lies. */
  readonly end: { readonly median: Date | null; readonly low: Date | null; readonly high: Date | null };
  readonly now: Date;
}

/** One row of the drawing: a bar from where it begins to where it is likely finished, in shares from the inline start. */
export interface TimelineRow {
  /** Short enough for a narrow and for a wide drawing. */
  readonly label: { readonly narrow: string; readonly wide: string };
  readonly kind: string;
  /** How many steps it stands for: more than one only in the last row of a long path. */
  readonly steps: number;
  readonly x: number;
  readonly width: number;
  readonly from: Date;
  readonly to: Date;
  /** How far down its text and its bar stand, in em. */
  readonly textAt: number;
  readonly barAt: number;
}

export interface PathTimeline {
  readonly rows: readonly TimelineRow[];
  /** When all of it is likely done: the middle, and the 80 % interval, in shares; null ends where nobody can say. */
  readonly end: { readonly x: number; readonly low: number; readonly width: number } | null;
  readonly endTextAt: number;
  readonly endAt: number;
  readonly days: readonly DayTick[];
  readonly daysAt: number;
  /** The whole height, in em. */
  readonly height: number;
  readonly completion: TimelineInput['end'];
  readonly steps: readonly TimelineStep[];
}

const MOST_ROWS = 10;
const [NARROW, WIDE] = [26, 42];
/** Em of a row: a line of text with a bar below it. */
const ROW = 2.9;
const [TEXT, BAR] = [1.1, 1.55];
/** A bar is never thinner than this share: a step of a minute is still a step. */
const THINNEST = 0.015;

/** The steps of a path along time, with the interval of its likely end. Null when no date can be told. */
export function pathTimeline({ steps, end, now }: TimelineInput): PathTimeline | null {
  const dated = steps.filter((step): step is TimelineStep & { expectedBy: Date } => step.expectedBy !== null);
  if (dated.length === 0 || dated.length < steps.length) return null;
  const last = [end.high, end.median, ...dated.map(({ expectedBy }) => expectedBy)]
    .filter((at) => at !== null)
    .reduce(latest, now);
  const { place, ticks } = dayAxis(now, last, { inset: 0.01 });
  const whole = dated.length > MOST_ROWS ? dated.slice(0, MOST_ROWS - 1) : dated;
  const rest = dated.slice(whole.length);
  const bars = [
    ...whole.map((step) => ({ ...step, steps: 1 })),
    ...rest.slice(-1).map((step) => ({ ...step, steps: rest.length })),
  ];
  const rows = bars.map(({ title, kind, steps: count, expectedBy: to }, index): TimelineRow => {
    const from = index === 0 ? now : latest(now, bars[index - 1]?.expectedBy ?? now);
    const x = place(from);
    return {
      label: { narrow: shorten(title, NARROW), wide: shorten(title, WIDE) },
      kind,
      steps: count,
      x: Math.min(x, 1 - THINNEST),
      width: Math.max(THINNEST, place(latest(from, to)) - x),
      from,
      to,
      textAt: index * ROW + TEXT,
      barAt: index * ROW + BAR,
    };
  });
  const below = rows.length * ROW;
  return {
    rows,
    end: endOf(end, place, now),
    endTextAt: below + TEXT,
    endAt: below + BAR,
    days: ticks,
    daysAt: below + ROW + 1.1,
    height: below + ROW + 1.6,
    completion: end,
    steps,
  };
}

function endOf({ median, low, high }: TimelineInput['end'], place: (at: Date) => number, now: Date) {
  if (median === null) return null;
  const from = place(latest(now, low ?? median));
  // Without a latest day the band runs to the end of the drawing.
  return { x: place(latest(now, median)), low: from, width: (high ? place(latest(now, high)) : 1) - from };
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b);
