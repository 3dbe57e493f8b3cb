import type { Item } from '../../../src/features/catalogue/schema.js';
import { count, percent } from '../generators/answers.js';
import { choice, written } from './fixed.js';

/** Hand-written questions on variance, samples, bankrolls and ruin. */
export const longRunItems: readonly Item[] = [
  choice(
    {
      id: 'variance-same-mean',
      title: 'Same mean, different swings',
      skills: ['variance'],
      difficulty: -0.1,
      prompt:
        'Decision A wins or loses 10 chips with equal chance. Decision B wins or loses 100 chips with equal chance. How do they differ?',
      hints: ['Work out both expected values.', 'Then look at how far the results lie from the mean.'],
      solution:
        'Both have an expected value of 0. Their standard deviations are 10 and 100 chips: B scatters ten times as far.',
    },
    'Their means are equal, but B scatters more',
    [
      ['B is worth more, because it can win more', 'looks at the best result only'],
      ['A is worth more, because it is safer', 'confuses spread and mean'],
      ['They do not differ', 'looks at the mean only'],
    ],
  ),
  choice(
    {
      id: 'variance-root',
      title: 'Four times as many hands',
      skills: ['variance', 'sample-size'],
      difficulty: 0.3,
      prompt: 'A player plays four times as many hands. What happens to the standard deviation of the *total* result?',
      hints: [
        'The variance of a sum of independent results is the sum of the variances.',
        'The standard deviation is the square root of the variance.',
      ],
      solution:
        'The variance becomes four times as large, the standard deviation $\\sqrt4 = 2$ times. The expected total becomes four times as large, so in the long run it outgrows the scatter.',
    },
    'It doubles',
    [
      ['It becomes four times as large', 'adds up standard deviations'],
      ['It stays the same', 'thinks that luck evens out in the total'],
      ['It halves', 'confuses the total with the mean per hand'],
    ],
  ),
  choice(
    {
      id: 'sample-hot-streak',
      title: 'A good week',
      skills: ['sample-size'],
      difficulty: 0.2,
      prompt:
        'Somebody has won in 7 of 8 sessions and says: “That proves that I have an edge.” If every session were a fair coin flip, how likely are 7 or more wins in 8?',
      hints: ['Count the ways to win exactly 7 and exactly 8.', '$\\frac{8 + 1}{2^8}$.'],
      solution:
        '$\\frac{8 + 1}{256} \\approx 3.5\\%$. Rare for one person, but among 100 people without any edge three or four would see it. It is a hint, not a proof.',
    },
    'About 3.5%: rare, but no proof, above all if many people are looked at',
    [
      ['About 0.4%: that is proof enough', 'counts eight wins only'],
      ['About 50%: it says nothing at all', 'takes the chance of one session for that of the series'],
      ['About 12.5%: one in eight', 'divides one by the number of sessions'],
    ],
  ),
  choice(
    {
      id: 'sample-stopping',
      title: 'Stopping when it looks good',
      skills: ['sample-size'],
      difficulty: 0.9,
      prompt:
        'A player looks at the results after every session and stops collecting data as soon as they look good. What is wrong with that?',
      hints: ['Results wander up and down by chance.', 'When does this player stop?'],
      solution:
        'Chance alone drives results up at some time. Stopping at such a moment picks out a lucky stretch, so the measured rate is too high. Fix the number of hands before looking.',
    },
    'The stop is chosen at a lucky moment, so the measured rate is too high',
    [
      ['Nothing: more looks mean more information', 'overlooks the choice of the stopping point'],
      ['The standard deviation becomes too small to measure', 'looks for the error in the wrong place'],
      ['The results are no longer independent hands', 'the hands are independent; the stop is not'],
    ],
  ),
  choice(
    {
      id: 'bankroll-separate',
      title: 'What a bankroll is',
      skills: ['bankroll'],
      difficulty: -0.8,
      prompt: 'Which sum may be called a bankroll?',
      hints: ['What happens if all of it is lost?', 'A loss must not touch daily life.'],
      solution:
        'A bankroll is set aside for the game and can be lost without harm. Money for rent, food, savings or debts is never part of it. Whoever feels the need to win back losses should stop and talk to somebody; help lines exist in most countries.',
    },
    'A sum set aside for the game that could be lost without harm',
    [
      ['Everything in the bank account', 'mixes the game with daily life'],
      ['Money borrowed for a promising game', 'risks what belongs to others'],
      ['This month’s rent, if it can be won back in time', 'counts on winning back losses'],
    ],
  ),
  choice(
    {
      id: 'bankroll-kelly-zero',
      title: 'No edge, no stake',
      skills: ['bankroll', 'expected-value'],
      difficulty: 0.4,
      prompt: 'A game at even odds is won with probability 48%. What does Kelly’s formula $f = 2p - 1$ say?',
      hints: ['Put in the number.', 'A negative share cannot be staked.'],
      solution:
        '$f = 2\\cdot 0.48 - 1 = -0.04$. A negative share means: do not play. No way of choosing stakes turns a losing game into a winning one.',
    },
    'Stake nothing: each chip staked loses on average',
    [
      ['Stake 4% each time', 'drops the minus sign'],
      ['Double the stake after each loss', 'believes that a system beats a losing game'],
      ['Stake 48% each time', 'takes the chance to win for the stake'],
    ],
  ),
  written(
    {
      id: 'bankroll-doubling',
      title: 'Doubling after each loss',
      skills: ['bankroll', 'risk-of-ruin'],
      difficulty: 0.5,
      prompt:
        'Somebody starts with a stake of 1 chip and doubles it after each loss. How many chips have been staked in all after eight losses in a row?',
      hints: ['The stakes are 1, 2, 4, 8, …', 'The sum of the first eight powers of two is $2^8 - 1$.'],
      solution:
        '$1 + 2 + 4 + \\dots + 128 = 2^8 - 1 = 255$ chips, all to win a single one. Doubling hides a rare, very large loss behind many small wins.',
    },
    count(255),
  ),
  choice(
    {
      id: 'ruin-fair',
      title: 'A fair game without end',
      skills: ['risk-of-ruin'],
      difficulty: 0.7,
      prompt:
        'A player with 100 units plays a fair game (even odds, 50%) one unit at a time, for ever, against an opponent with unlimited means. How likely is ruin in the end?',
      hints: [
        'Is there anything that drives the player away from zero?',
        'In the formula $\\left(\\frac{q}{p}\\right)^n$ put $p = q$.',
      ],
      solution:
        'Certain: the formula gives $1^{100} = 1$. Without an edge every bankroll is lost some day if play never stops. A larger one only takes longer.',
    },
    'Certain',
    [
      ['50%', 'takes the chance of one game for that of the whole'],
      ['Impossible, since the game is fair', 'takes a mean of zero for safety'],
      ['About 1%, one over the number of units', 'invents a rule'],
    ],
  ),
  written(
    {
      id: 'ruin-square',
      title: 'Twice the bankroll',
      skills: ['risk-of-ruin'],
      difficulty: 0.9,
      prompt:
        'With a certain bankroll and an edge, the risk of ruin is 20%. What is it with twice the bankroll and the same game? Answer in per cent.',
      hints: [
        'To lose twice the bankroll you must lose the first half, and then the second.',
        'Both have the same chance.',
      ],
      solution: '$0.2\\cdot 0.2 = 0.04$: 4%. In the formula $r^n$ doubling $n$ squares the risk.',
    },
    percent(4),
  ),
];
