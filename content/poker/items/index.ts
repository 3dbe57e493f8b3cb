import type { Item } from '../../../src/features/catalogue/schema.js';
import { bluffItems } from './bluffs.js';
import { cardItems } from './cards.js';
import { drawItems } from './draws.js';
import { longRunItems } from './long-run.js';
import { priceItems } from './prices.js';
import { rangeItems } from './ranges.js';
import { tournamentItems } from './tournaments.js';
import { valueItems } from './value.js';

/** All hand-written questions. */
export const fixedItems: readonly Item[] = [
  ...cardItems,
  ...drawItems,
  ...priceItems,
  ...valueItems,
  ...bluffItems,
  ...rangeItems,
  ...longRunItems,
  ...tournamentItems,
];
