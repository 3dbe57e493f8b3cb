import { rangeEquityGenerator, updatingGenerator } from './beliefs.js';
import { bluffBreakEvenGenerator, foldEquityGenerator, semiBluffGenerator } from './bluffs.js';
import { breakEvenGenerator, impliedOddsGenerator } from './calls.js';
import { chanceGenerator } from './cards-and-chance.js';
import { blockersGenerator, combosGenerator, startingRangesGenerator } from './combinations.js';
import { balanceGenerator, minimumDefenceGenerator } from './defence.js';
import { drawOddsGenerator, ruleGenerator } from './draws.js';
import { equityGenerator } from './equity.js';
import type { Generator } from './generator.js';
import { boardGenerator, handRanksGenerator } from './hands.js';
import { kickersGenerator } from './kickers.js';
import { bankrollGenerator, sampleSizeGenerator, varianceGenerator } from './long-run.js';
import { oddsGenerator, potOddsGenerator } from './odds.js';
import { outsGenerator } from './outs.js';
import { positionGenerator } from './position.js';
import { ruinGenerator } from './ruin.js';
import { bubbleGenerator, icmGenerator } from './tournaments.js';
import { betSizingGenerator, expectedValueGenerator } from './value.js';

/** One generator for every skill of the course. */
export const generators: readonly Generator[] = [
  chanceGenerator,
  handRanksGenerator,
  boardGenerator,
  kickersGenerator,
  positionGenerator,
  outsGenerator,
  ruleGenerator,
  drawOddsGenerator,
  oddsGenerator,
  potOddsGenerator,
  equityGenerator,
  breakEvenGenerator,
  expectedValueGenerator,
  impliedOddsGenerator,
  combosGenerator,
  startingRangesGenerator,
  blockersGenerator,
  rangeEquityGenerator,
  updatingGenerator,
  betSizingGenerator,
  foldEquityGenerator,
  bluffBreakEvenGenerator,
  semiBluffGenerator,
  minimumDefenceGenerator,
  balanceGenerator,
  varianceGenerator,
  sampleSizeGenerator,
  bankrollGenerator,
  ruinGenerator,
  icmGenerator,
  bubbleGenerator,
];
