import { icmEquities } from '../maths/tournament.js';
import { type Drawing, grouped, percent } from './drawing.js';
import { splitBar, sumOf } from './kit/bars.js';
import { heading, INNER, MARGIN, RIGHT, rect, type Shape, sheet, text } from './kit/svg.js';

/** Each player's share of the chips above the share of the prizes. */
export function icm(): Drawing {
  const players = ['You', 'Ada', 'Bram'];
  const stacks = [5000, 3000, 2000];
  const prizes = icmEquities(stacks, [60, 40]);
  const [all, pool] = [sumOf(stacks), sumOf(prizes)];
  const shares = stacks.map((stack, player) => [stack / all, (prizes[player] ?? 0) / pool] as const);
  const [x, full] = [72, 300];
  const rows = players.map((name, player): Shape => {
    const y = 48 + player * 66;
    const [chips = 0, prize = 0] = shares[player] ?? [];
    return [
      text(name, MARGIN, y + 25, { bold: true }),
      rect(x, y, chips * full, 22, { fill: 'plain', stroke: 'line' }),
      text(percent(chips), x + chips * full + 8, y + 11),
      rect(x, y + 26, prize * full, 22, { fill: 'own', stroke: 'ownEdge', width: 2.5 }),
      text(percent(prize), x + prize * full + 8, y + 37, { bold: true }),
    ].join('');
  });
  const svg = sheet(310, [
    heading(`Chips ${percent(shares[0]?.[0] ?? 0)}, prizes ${percent(shares[0]?.[1] ?? 0)}`),
    ...rows,
    rect(MARGIN, 252, 24, 16, { fill: 'plain', stroke: 'line' }),
    text('share of the chips', MARGIN + 34, 260),
    rect(MARGIN, 278, 24, 16, { fill: 'own', stroke: 'ownEdge', width: 2.5 }),
    text('share of the prizes', MARGIN + 34, 286),
  ]);
  const said = players.map((name, player) => {
    const [chips = 0, prize = 0] = shares[player] ?? [];
    return `${name}: ${percent(chips)} of the chips, ${percent(prize)} of the prizes.`;
  });
  const alt = `Two bars for each of three players. ${said.join(' ')} The largest stack is worth less than its share, the others more.`;
  return { alt, svg };
}

/** What a call can lose and win, in chips and in prizes. */
export function bubble(): Drawing {
  const prizes = [60, 40];
  const [fold = 0] = icmEquities([3000, 5000, 2000], prizes);
  const [win = 0] = icmEquities([6000, 2000, 2000], prizes);
  const [lose, gain] = [Math.round(fold), Math.round(win - fold)];
  const bar = (y: number, risk: number, reward: number) =>
    splitBar(
      [
        { value: risk, wash: 'bad', words: `lose ${grouped(risk)}` },
        { value: reward, wash: 'good', words: `win ${grouped(reward)}` },
      ],
      { x: MARGIN, y, length: INNER },
    );
  const svg = sheet(240, [
    heading('Even chips, uneven prizes'),
    text('In chips', MARGIN, 58),
    text(`break-even ${percent(0.5)}`, RIGHT, 58, { align: 'end', bold: true }),
    bar(72, 3000, 3000),
    text('In points', MARGIN, 140),
    text(`break-even ${percent(lose / (lose + gain), 0)}`, RIGHT, 140, { align: 'end', bold: true }),
    bar(154, lose, gain),
    text(`Bubble factor ${lose} : ${gain} = ${lose / gain}`, MARGIN, 216),
  ]);
  const alt = `Two bars for the same call. In chips you can lose 3,000 or win 3,000: break-even at 50%. In points of the prizes you can lose ${lose} or win ${gain}: break-even at ${percent(lose / (lose + gain), 0)}. The bubble factor is ${lose / gain}.`;
  return { alt, svg };
}
