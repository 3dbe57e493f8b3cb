import type { Figure } from '../../../src/features/catalogue/schema.js';
import { balance, bluffBreakEven, minimumDefence } from './bluffs.js';
import { board, chance, handRanks, kickers } from './cards.js';
import type { Drawing } from './drawing.js';
import { drawOdds, equity, outs, rule24 } from './draws.js';
import { bankroll, riskOfRuin, sampleSize, variance } from './long-run.js';
import { position } from './position.js';
import { betSizing, impliedOdds, odds, potOdds } from './prices.js';
import { blockers, combos, rangeEquity, startingRanges, updating } from './ranges.js';
import { bubble, icm } from './tournaments.js';
import { breakEven, expectedValue, foldEquity, semiBluff } from './value.js';

/** The figure of each lesson, by its skill. Its numbers come from the same mathematics as the questions. */
const DRAWINGS: Readonly<Record<string, () => Drawing>> = {
  chance,
  'hand-ranks': handRanks,
  board,
  kickers,
  position,
  outs,
  'rule-2-4': rule24,
  'draw-odds': drawOdds,
  odds,
  'pot-odds': potOdds,
  equity,
  'break-even': breakEven,
  'expected-value': expectedValue,
  'implied-odds': impliedOdds,
  combos,
  'starting-ranges': startingRanges,
  blockers,
  'range-equity': rangeEquity,
  updating,
  'bet-sizing': betSizing,
  'fold-equity': foldEquity,
  'bluff-break-even': bluffBreakEven,
  'semi-bluff': semiBluff,
  'minimum-defence': minimumDefence,
  balance,
  variance,
  'sample-size': sampleSize,
  bankroll,
  'risk-of-ruin': riskOfRuin,
  icm,
  bubble,
};

/** The figures of the course, as files. */
export const lessonFigures: readonly Figure[] = Object.entries(DRAWINGS).map(([skill, draw]) => {
  const { alt, svg } = draw();
  return { name: `${skill}.svg`, mediaType: 'image/svg+xml', base64: Buffer.from(svg).toString('base64'), alt };
});

const ALTS = new Map(lessonFigures.map(({ name, alt }) => [name, alt]));

/**
 * Gives each `![](figure:name)` of a text the alternative text of its figure, so that it is written once, where the
 * numbers are.
 *
 * @throws Error when there is no such figure
 */
export function withAlternatives(markdown: string): string {
  return markdown.replace(/!\[\]\(figure:([^)\s]+)\)/g, (_, name: string) => {
    const alt = ALTS.get(name);
    if (alt === undefined) throw new Error(`There is no figure ${name}.`);
    return `![${alt}](figure:${name})`;
  });
}
