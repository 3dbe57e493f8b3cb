import type { Skill } from '../../src/features/catalogue/schema.js';

/** How a skill is mostly asked for; it decides how often a guess comes out right. */
type Asked = 'choosing' | 'calculating' | 'arranging' | 'mixed';

// An easy question is often right without the skill, so even a typed number counts as one in five: it takes about three
// right answers, and not one, to call a skill mastered.
const GUESS: Readonly<Record<Asked, number>> = { choosing: 0.3, mixed: 0.25, arranging: 0.2, calculating: 0.2 };

/** How hard a skill is at first sight; harder means a lower prior, slower learning and more slips. */
type Demand = 1 | 2 | 3 | 4;

const DEMANDS: Readonly<Record<Demand, { prior: number; learn: number; slip: number }>> = {
  1: { prior: 0.3, learn: 0.14, slip: 0.06 },
  2: { prior: 0.22, learn: 0.12, slip: 0.08 },
  3: { prior: 0.16, learn: 0.1, slip: 0.1 },
  4: { prior: 0.1, learn: 0.08, slip: 0.12 },
};

function skill(
  id: string,
  title: string,
  asked: Asked,
  demand: Demand,
  description: string,
  prerequisites: Readonly<Record<string, number>> = {},
): Skill {
  return {
    id,
    title,
    description,
    prerequisites: Object.entries(prerequisites).map(([name, weight]) => ({ skill: name, weight })),
    parameters: { ...DEMANDS[demand], guess: GUESS[asked] },
  };
}

/** What the course teaches, in an order in which every skill comes after those that it leans on. */
export const skills: readonly Skill[] = [
  skill('chance', 'Chance and the deck', 'calculating', 1, 'Gives the probability of a card or of a pair of cards.'),
  skill('hand-ranks', 'Hand ranks', 'arranging', 1, 'Names a five-card hand and puts hands in order of strength.'),
  skill(
    'board',
    'Reading the board',
    'choosing',
    2,
    'Finds the best five of seven cards and the strongest hand that a board allows.',
    { 'hand-ranks': 0.9 },
  ),
  skill('kickers', 'Kickers and split pots', 'choosing', 2, 'Decides who wins when two hands have the same name.', {
    'hand-ranks': 0.7,
    board: 0.6,
  }),
  skill('position', 'Position', 'arranging', 2, 'Says who acts when, and why acting last is worth something.'),
  skill('outs', 'Outs', 'calculating', 2, 'Counts the unseen cards that turn a hand into the best one.', {
    'hand-ranks': 0.6,
    board: 0.8,
  }),
  skill('rule-2-4', 'The rule of 2 and 4', 'calculating', 2, 'Estimates the chance of a draw from its outs.', {
    outs: 0.9,
  }),
  skill(
    'draw-odds',
    'Exact draw odds',
    'calculating',
    3,
    'Calculates the exact chance of a draw over one or two cards.',
    {
      chance: 0.8,
      outs: 0.7,
    },
  ),
  skill('odds', 'Odds and per cent', 'mixed', 2, 'Turns odds against into a probability and back.', { chance: 0.7 }),
  skill(
    'pot-odds',
    'Pot odds',
    'calculating',
    2,
    'States the price of a call as odds and as a share of the final pot.',
    {
      odds: 0.9,
    },
  ),
  skill(
    'equity',
    'Equity',
    'calculating',
    2,
    'Gives the share of the pot that a hand owns on average, ties included.',
    {
      outs: 0.8,
      kickers: 0.4,
      chance: 0.5,
    },
  ),
  skill(
    'break-even',
    'Break-even calls',
    'mixed',
    3,
    'Compares equity with price and decides between calling and folding.',
    {
      'pot-odds': 0.9,
      equity: 0.8,
      'rule-2-4': 0.5,
    },
  ),
  skill('expected-value', 'Expected value', 'calculating', 3, 'Weighs each result by its probability and adds up.', {
    chance: 0.8,
    equity: 0.5,
  }),
  skill(
    'implied-odds',
    'Implied odds',
    'mixed',
    3,
    'Says how much must be won later to make a call worth its price now.',
    {
      'break-even': 0.9,
      'expected-value': 0.5,
    },
  ),
  skill('combos', 'Counting combinations', 'calculating', 2, 'Counts in how many ways a hand can be held.', {
    chance: 0.6,
  }),
  skill('starting-ranges', 'Starting ranges', 'calculating', 3, 'Reads range notation and says how wide a range is.', {
    combos: 0.8,
    position: 0.5,
  }),
  skill('blockers', 'Blockers', 'calculating', 3, 'Says how a card in hand changes what the other can hold.', {
    combos: 0.9,
  }),
  skill(
    'range-equity',
    'Equity against a range',
    'calculating',
    3,
    'Averages equity over all hands the other may hold.',
    {
      equity: 0.8,
      combos: 0.7,
      'starting-ranges': 0.6,
    },
  ),
  skill(
    'updating',
    'Updating a read',
    'calculating',
    3,
    'Revises a belief about a hand when an action is seen (Bayes).',
    {
      chance: 0.7,
      combos: 0.6,
    },
  ),
  skill(
    'bet-sizing',
    'Bet sizing',
    'calculating',
    2,
    'Relates a bet to the pot, to the price it gives and to the stacks.',
    {
      'pot-odds': 0.8,
    },
  ),
  skill('fold-equity', 'Fold equity', 'calculating', 3, 'Values the chance that a bet wins the pot at once.', {
    'expected-value': 0.9,
    'bet-sizing': 0.4,
  }),
  skill('bluff-break-even', 'Break-even bluffs', 'calculating', 3, 'Says how often a bluff must work.', {
    'fold-equity': 0.8,
    'pot-odds': 0.5,
  }),
  skill('semi-bluff', 'Semi-bluffs', 'calculating', 4, 'Values a bet that can win at once or by improving.', {
    'fold-equity': 0.9,
    'break-even': 0.6,
    'rule-2-4': 0.4,
  }),
  skill(
    'minimum-defence',
    'Minimum defence',
    'calculating',
    3,
    'Says how often to go on so that any-two-card bluffs gain nothing.',
    {
      'bluff-break-even': 0.9,
      combos: 0.4,
    },
  ),
  skill(
    'balance',
    'Balanced betting',
    'calculating',
    4,
    'Mixes bluffs and strong hands so that a caller gains nothing.',
    {
      'minimum-defence': 0.6,
      'pot-odds': 0.7,
      combos: 0.5,
    },
  ),
  skill('variance', 'Variance', 'calculating', 3, 'Measures how far results scatter around their mean.', {
    'expected-value': 0.9,
  }),
  skill(
    'sample-size',
    'Sample size',
    'calculating',
    4,
    'Says how many hands it takes before a result means something.',
    {
      variance: 0.9,
    },
  ),
  skill('bankroll', 'Bankroll', 'mixed', 3, 'Chooses stakes that a run of bad luck cannot end.', { variance: 0.7 }),
  skill('risk-of-ruin', 'Risk of ruin', 'calculating', 4, 'Calculates the chance that a bankroll is ever lost.', {
    bankroll: 0.8,
    variance: 0.7,
  }),
  skill('icm', 'Tournament equity', 'calculating', 4, 'Turns stacks into expected prizes (independent chip model).', {
    'expected-value': 0.8,
    chance: 0.6,
  }),
  skill(
    'bubble',
    'Bubble pressure',
    'mixed',
    4,
    'Says why chips that can be lost weigh more than chips that can be won.',
    {
      icm: 0.9,
      'break-even': 0.6,
    },
  ),
];
