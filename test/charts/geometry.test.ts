import assert from 'node:assert/strict';
import fc from 'fast-check';
import { barChart, latestWeeks, masteryChart, pathTimeline } from '../../src/charts/index.js';
import { shorten, wrapLabel } from '../../src/charts/label.js';

const DAY = 86_400_000;
const day = (text: string): Date => new Date(`${text}T00:00:00.000Z`);
const near = (a: number | undefined, b: number) =>
  assert.ok(Math.abs((a ?? Number.NaN) - b) < 1e-9, `${a} is not ${b}`);
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** The corners of a path of straight lines, in hundredths. */
const corners = (path: string | null | undefined): [number, number][] =>
  [...(path ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

/** The narrowest drawing, and the widest name of a day in it, pixels. */
const [NARROW, NAME] = [208, 60];
const lineOf = (x: number, anchor: 'start' | 'middle' | 'end'): [number, number] =>
  anchor === 'start' ? [x, x + NAME] : anchor === 'end' ? [x - NAME, x] : [x - NAME / 2, x + NAME / 2];

describe('the label of a drawing', () => {
  it('breaks between words, and ends what does not fit with an ellipsis', () => {
    assert.deepEqual(wrapLabel('Break-even calls', { width: 12, lines: 2 }), ['Break-even', 'calls']);
    assert.deepEqual(wrapLabel('Equity', { width: 12, lines: 2 }), ['Equity']);
    assert.deepEqual(wrapLabel('one two three four', { width: 8, lines: 2 }), ['one two', 'three f…']);
    assert.deepEqual(wrapLabel('Wahrscheinlichkeit', { width: 10, lines: 2 }), ['Wahrschei…']);
  });

  it('never has a longer line or more lines than it may', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, lines) => {
          const wrapped = wrapLabel(text, { width, lines });
          assert.ok(wrapped.length >= 1 && wrapped.length <= lines);
          for (const line of wrapped) assert.ok([...line].length <= width);
          assert.ok([...shorten(text, width)].length <= width);
        },
      ),
    );
  });
});

describe('the chart of mastery over time', () => {
  const points = [
    { at: day('2026-03-01'), known: 0.2, low: 0.1, high: 0.5 },
    { at: day('2026-03-06'), known: 0.6, low: 0.4, high: 0.8 },
  ];
  const forecast = [{ at: day('2026-03-11'), known: 0.8, low: 0.5, high: 0.9 }];

  it('places days along and levels up, as computed by hand', () => {
    const chart = masteryChart({ points, forecast, target: 0.85, now: day('2026-03-06') });
    // Two hundredths are free at both ends; the sixth of March is half way between the first and the eleventh.
    assert.deepEqual(corners(chart?.line), [
      [2, 80],
      [50, 40],
    ]);
    assert.deepEqual(corners(chart?.expectedLine), [
      [50, 40],
      [98, 20],
    ]);
    near(chart?.today, 0.5);
    near(chart?.goal ?? undefined, 0.15);
    assert.deepEqual(
      corners(chart?.band)
        .map(([, y]) => y)
        .sort((a, b) => a - b),
      [20, 50, 60, 90],
    );
    assert.equal(chart?.rows.length, 3);
    assert.deepEqual(
      chart?.rows.map(({ expected }) => expected),
      [false, false, true],
    );
  });

  it('draws one point, too, and nothing without any', () => {
    const one = masteryChart({ points: points.slice(0, 1), forecast: [], target: null, now: day('2026-03-01') });
    assert.equal(one?.dots.length, 1);
    assert.equal(one?.expectedLine, null);
    assert.equal(masteryChart({ points: [], forecast, target: 0.85, now: day('2026-03-06') }), null);
  });

  it('keeps every mark inside the drawing, in order of time', () => {
    const level = fc.tuple(fc.integer({ min: 0, max: 400 }), share);
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 60 }), (given, later) => {
        const days = [...new Map(given)].sort(([a], [b]) => a - b);
        const from = days.map(([at, known]) => ({ at: new Date(at * DAY), known, low: null, high: null }));
        const now = new Date(((days.at(-1)?.[0] ?? 0) + later) * DAY);
        const chart = masteryChart({ points: from, forecast: [], target: 0.5, now });
        assert.ok(chart);
        for (const { x, y } of chart.dots) assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1);
        for (const [index, { x }] of chart.dots.entries())
          assert.ok(index === 0 || x > (chart.dots[index - 1]?.x ?? 1));
        for (const { x, at } of chart.days) assert.ok(x >= 0 && x <= 1 && at.getTime() % DAY === 0);
        assert.ok(chart.days.length >= 1 && chart.days.length <= 5);
        const lines = chart.days.map(({ x, anchor }) => lineOf(x * NARROW, anchor));
        lines.slice(1).forEach(([start], index) => {
          assert.ok(start >= (lines[index]?.[1] ?? 0), 'the names of two days run into each other');
        });
      }),
    );
  });
});

describe('a chart of bars', () => {
  const values = [0, 3, 1, 0].map((value, index) => ({ at: new Date(index * DAY), value }));

  it('is as high as its numbers say', () => {
    const { bars, total, most, numbers } = barChart(values, { labelled: 2 });
    const [, three, one] = bars;
    near(three?.height, 3 * (one?.height ?? 0));
    near((three?.y ?? 0) + (three?.height ?? 0), 1);
    assert.equal(total, 4);
    assert.equal(most?.value, 3);
    assert.ok(numbers.every(({ value }) => Number.isInteger(value)));
  });

  it('has bars that do not touch, from the inline start on', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 30 }), (numbers) => {
        const chart = barChart(
          numbers.map((value, index) => ({ at: new Date(index * DAY), value })),
          { labelled: 5 },
        );
        let end = 0;
        for (const { x, width, y, height, value } of chart.bars) {
          assert.ok(x > end && x + width < 1);
          assert.ok(y >= 0 && height >= 0 && Math.abs(y + height - 1) < 1e-9);
          assert.equal(height > 0, value > 0);
          end = x + width;
        }
        assert.equal(chart.days.length, Math.ceil(numbers.length / 5));
        assert.equal(
          chart.most === null,
          numbers.every((value) => value === 0),
        );
      }),
    );
  });

  it('has a bar for a week without work', () => {
    // The second of March 2026 is a Monday.
    const known = [
      { at: day('2026-02-16'), value: 40 },
      { at: day('2026-03-02'), value: 25 },
      { at: day('2025-01-06'), value: 99 },
    ];
    assert.deepEqual(latestWeeks(known, { now: new Date('2026-03-08T23:00:00Z'), count: 3 }), [
      { at: day('2026-02-16'), value: 40 },
      { at: day('2026-02-23'), value: 0 },
      { at: day('2026-03-02'), value: 25 },
    ]);
  });
});

describe('the path along time', () => {
  const now = day('2026-03-01');
  const step = (title: string, expectedBy: Date | null) => ({ title, kind: 'lesson', minutes: 10, expectedBy });
  const end = { median: day('2026-03-11'), low: day('2026-03-06'), high: day('2026-03-21') };

  it('lets each step begin where the one before it is likely done', () => {
    const chart = pathTimeline({ steps: [step('a', day('2026-03-06')), step('b', day('2026-03-11'))], end, now });
    // Twenty days from one hundredth to ninety-nine: five days are 24.5 hundredths.
    near(chart?.rows[0]?.x, 0.01);
    near(chart?.rows[0]?.width, 0.245);
    near(chart?.rows[1]?.x, 0.255);
    near(chart?.rows[1]?.width, 0.245);
    near(chart?.end?.x, 0.5);
    near(chart?.end?.low, 0.255);
    near(chart?.end?.width, 0.735);
  });

  it('puts the rest of a long path into one row', () => {
    const steps = Array.from({ length: 25 }, (_, index) =>
      step(`step ${index}`, new Date(now.getTime() + index * DAY)),
    );
    const chart = pathTimeline({ steps, end, now });
    assert.equal(chart?.rows.length, 10);
    assert.equal(
      chart?.rows.reduce((sum, row) => sum + row.steps, 0),
      25,
    );
    assert.equal(chart?.steps.length, 25);
  });

  it('is none where no date can be told', () => {
    assert.equal(pathTimeline({ steps: [step('a', null)], end, now }), null);
    assert.equal(pathTimeline({ steps: [], end, now }), null);
  });

  it('stays inside the drawing whatever the dates', () => {
    const dates = fc.array(fc.integer({ min: -3, max: 700 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(dates, fc.option(fc.integer({ min: 0, max: 800 })), (given, high) => {
        const steps = given.map((at) => step('s', new Date(now.getTime() + at * DAY)));
        const likely = high === null ? null : new Date(now.getTime() + high * DAY);
        const chart = pathTimeline({ steps, end: { median: now, low: null, high: likely }, now });
        assert.ok(chart);
        for (const { x, width, barAt } of chart.rows) {
          assert.ok(x >= 0 && width > 0 && x + width <= 1.000_001, `${x} and ${width}`);
          assert.ok(barAt < chart.height);
        }
        assert.ok(chart.end && chart.end.width >= 0);
      }),
    );
  });
});
