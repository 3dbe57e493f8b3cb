import { normalCdf, normalDensity } from '../../../src/engine/numerics/distributions-normal.js';
import { ruinOfEvenBets } from '../maths/chance.js';
import { type Drawing, grouped, percent, signed, spoken } from './drawing.js';
import { acrossOf, area, axisAcross, axisUp, curve, type Plot, placeOf, point, upOf } from './kit/plot.js';
import { circle, heading, line, MARGIN, RIGHT, type Shape, sheet, text } from './kit/svg.js';

/** Results of many stretches of ten thousand hands as a bell, with those below zero filled. */
export function variance(): Drawing {
  const [mean, deviation] = [500, 900];
  const density = (chips: number) => normalDensity((chips - mean) / deviation);
  const ends = [mean - 3 * deviation, mean + 3 * deviation] as const;
  const losing = normalCdf(-mean / deviation);
  const plot: Plot = { across: ends, x: [MARGIN, RIGHT], up: [0, normalDensity(0)], y: [196, 84] };
  const [middle, top] = placeOf(plot, mean, normalDensity(0));
  const zero = acrossOf(plot, 0);
  const svg = sheet(260, [
    heading(`Ahead, and still ${percent(losing, 0)} lose`),
    area(plot, density, [ends[0], 0], { fill: 'bad' }),
    area(plot, density, [0, ends[1]], { fill: 'good' }),
    curve(plot, density, { stroke: 'ownEdge' }),
    line(middle, top - 8, middle, 196, { stroke: 'ink', dash: '5 4' }),
    text(`mean ${signed(mean)}`, middle, 62, { align: 'middle', bold: true }),
    text(percent(losing, 0), zero - 8, 180, { align: 'end', bold: true }),
    text(percent(1 - losing, 0), middle + 12, 180, { bold: true }),
    axisAcross(plot, new Map([-1000, 0, 2000].map((chips) => [chips, signed(chips)]))),
    text('big blinds after 10,000 hands', MARGIN, 238, { role: 'soft' }),
  ]);
  const alt = `A bell curve of results after 10,000 hands. Its mean is ${mean} big blinds, and the standard deviation is ${deviation}. The part below zero is filled: ${percent(losing, 0)} of such stretches lose. The other ${percent(1 - losing, 0)} win.`;
  return { alt, svg };
}

/** The same measured mean with more and more hands behind it. */
export function sampleSize(): Drawing {
  const [measured, deviation] = [4, 90];
  const plot: Plot = { across: [-7, 15], x: [MARGIN, RIGHT], up: [0, 1], y: [234, 46] };
  const zero = acrossOf(plot, 0);
  const rows = [40_000, 160_000, 810_000].map((hands, row) => {
    const error = deviation / Math.sqrt(hands / 100);
    const [low, high] = [measured - 2 * error, measured + 2 * error];
    const y = 84 + row * 58;
    const [left = 0, right = 0, middle = 0] = [low, high, measured].map((value) => acrossOf(plot, value));
    const paint = { stroke: 'ownEdge', width: 3 } as const;
    return {
      hands,
      says: `${spoken(low, 1)} to ${spoken(high, 1)}`,
      shape: [
        text(`${grouped(hands)} hands: ${signed(low, 1)} to ${signed(high, 1)}`, MARGIN, y - 22),
        line(left, y, right, y, paint),
        line(left, y - 7, left, y + 7, paint),
        line(right, y - 7, right, y + 7, paint),
        circle(middle, y, 5, { fill: 'ownEdge' }),
      ].join(''),
    };
  });
  const svg = sheet(282, [
    heading('More hands, shorter bars'),
    ...[72, 130, 188].map((y): Shape => line(zero, y, zero, y + 24, { stroke: 'otherEdge', dash: '5 4', width: 2 })),
    ...rows.map(({ shape }) => shape),
    axisAcross({ ...plot, y: [226, 46] }, new Map([-5, 0, 4, 10].map((value) => [value, signed(value)]))),
    text('big blinds per 100 hands', MARGIN, 264, { role: 'soft' }),
  ]);
  const said = rows.map(({ hands, says }) => `After ${grouped(hands)} hands it runs from ${says}.`).join(' ');
  const alt = `Three intervals round a measured mean of ${measured}, with a dashed line at zero. ${said} Only the last one leaves zero out. Four times the hands halve the interval.`;
  return { alt, svg };
}

/** What is left after losses in a row: a share each time, or a fixed sum. */
export function bankroll(): Drawing {
  const share = 0.1;
  const kept = (losses: number) => (1 - share) ** losses;
  const fixed = (losses: number) => 1 - share * losses;
  const plot: Plot = { across: [0, 10], x: [62, 288], up: [0, 1], y: [226, 62] };
  const rule = { stroke: 'otherEdge', dash: '6 4' } as const;
  const svg = sheet(304, [
    heading('What losses in a row leave'),
    axisUp(plot, new Map([0, 0.5, 1].map((left) => [left, percent(left)]))),
    axisAcross(plot, new Map([0, 2, 4, 6, 8, 10].map((losses) => [losses, String(losses)]))),
    curve(plot, fixed, rule),
    curve(plot, kept, { stroke: 'ownEdge' }),
    point(plot, [6, kept(6)], percent(kept(6), 0), { dx: 6, dy: -18 }),
    point(plot, [6, fixed(6)], percent(fixed(6), 0), { dx: -14, dy: 18, role: 'otherEdge' }),
    point(plot, [10, kept(10)], percent(kept(10), 0), { dx: -4, dy: -18 }),
    point(plot, [10, fixed(10)], '0%', { dx: 6, dy: -18, role: 'otherEdge' }),
    line(MARGIN, 262, MARGIN + 28, 262, { stroke: 'ownEdge', width: 2.5 }),
    text('10% of what is left', MARGIN + 36, 262),
    line(MARGIN, 284, MARGIN + 28, 284, { ...rule, width: 2.5 }),
    text('10% of the first sum', MARGIN + 36, 284),
  ]);
  const alt = `Two lines over the number of losses in a row. Staking 10% of what is left keeps ${percent(kept(6), 0)} after six losses and ${percent(kept(10), 0)} after ten. Staking 10% of the first sum keeps ${percent(fixed(6), 0)} after six and nothing after ten.`;
  return { alt, svg };
}

/** The risk of ruin over the bankroll, falling by the same factor for the same step. */
export function riskOfRuin(): Drawing {
  const win = 0.52;
  const ruin = (units: number) => ruinOfEvenBets(win, units);
  const plot: Plot = { across: [0, 60], x: [62, 288], up: [0, 1], y: [218, 58] };
  const marked = [20, 40, 60];
  const svg = sheet(276, [
    heading('More units, far less risk'),
    axisUp(plot, new Map([0, 0.5, 1].map((share) => [share, percent(share)]))),
    axisAcross(plot, new Map([0, ...marked].map((units) => [units, String(units)]))),
    line(acrossOf(plot, 20), upOf(plot, 0), acrossOf(plot, 20), upOf(plot, ruin(20)), { stroke: 'line', dash: '4 3' }),
    curve(plot, ruin, { stroke: 'ownEdge' }),
    ...marked.map((units) =>
      point(plot, [units, ruin(units)], percent(ruin(units), units === 60 ? 1 : 0), {
        dx: units === 20 ? 20 : 2,
        dy: -18,
      }),
    ),
    text('units in the bankroll', RIGHT, 254, { align: 'end', role: 'soft' }),
  ]);
  const alt = `A curve of the risk of ruin over the bankroll, for even bets won with ${percent(win)}. It falls from 100% at 0 units to ${percent(ruin(20), 0)} at 20. At 40 units it is ${percent(ruin(40), 0)}, at 60 only ${percent(ruin(60))}.`;
  return { alt, svg };
}
