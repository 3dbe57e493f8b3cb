import type { Item } from '../../../src/features/catalogue/schema.js';
import { formula, percent } from '../generators/answers.js';
import { choice, several, written } from './fixed.js';

/** Hand-written questions on expected value, bet sizes and fold equity. */
export const valueItems: readonly Item[] = [
  choice(
    {
      id: 'ev-never-happens',
      title: 'A number that never happens',
      skills: ['expected-value'],
      difficulty: -0.3,
      prompt:
        'A decision wins 100 chips half of the time and loses 60 otherwise, so its expected value is 20 chips. What does the 20 mean?',
      hints: ['Can a single try bring 20 chips?', 'Think of a thousand tries.'],
      solution:
        'A single try brings $+100$ or $-60$, never 20. Over many tries the mean result per try comes close to 20 chips.',
    },
    'The mean result per try over very many tries',
    [
      ['The result that is most likely', 'confuses mean and most frequent value'],
      ['The least that one can gain', 'takes the mean for a guarantee'],
      ['The result of every second try', 'confuses a mean with a pattern'],
    ],
  ),
  written(
    {
      id: 'ev-call-formula',
      title: 'Expected value of a call',
      skills: ['expected-value', 'pot-odds'],
      difficulty: 0.6,
      prompt:
        'The pot is $P$, your opponent bets $B$ (the last bet), and you win with probability $p$; there are no ties. Write the expected value of a call as a formula in $p$, $P$ and $B$. Mind capital and small letters.',
      hints: ['What do you win with probability $p$, and what do you lose otherwise?', 'You win $P + B$ or lose $B$.'],
      solution: '$p(P + B) - (1-p)B$, the same as $p(P + 2B) - B$.',
    },
    formula('p*(P+B)-(1-p)*B'),
  ),
  choice(
    {
      id: 'ev-fold-zero',
      title: 'What is a fold worth?',
      skills: ['expected-value'],
      difficulty: -0.5,
      prompt: 'We compare calling and folding from now on. What is the expected value of folding?',
      hints: [
        'Which chips can still change hands when you fold?',
        'Chips that are already in the pot are gone for both choices.',
      ],
      solution:
        'Zero: from now on nothing more is won or lost. Chips put in earlier are part of the pot and are no longer yours, whatever you do.',
    },
    'Zero',
    [
      ['Minus the chips that you have put in so far', 'counts chips that are spent already'],
      ['Minus the size of the pot', 'takes a pot not won for a pot lost'],
      ['It depends on your hand', 'a folded hand has no further part in the pot'],
    ],
  ),
  choice(
    {
      id: 'bet-sizing-all-same',
      title: 'The same number of chips',
      skills: ['bet-sizing', 'pot-odds'],
      difficulty: -0.4,
      prompt: 'You bet 50 chips. Into which pot does this bet ask the caller for the most equity?',
      hints: ['The price is a share of the final pot.', 'The same bet is dearer in a smaller pot.'],
      solution:
        'The call is 50 of a final pot of $P + 100$. In a pot of 25 that is $\\frac{50}{125} = 40\\%$, in a pot of 200 only $\\frac{50}{300} \\approx 16.7\\%$.',
    },
    '25 chips',
    [
      ['50 chips', 'takes an equal pot for the dearest price'],
      ['100 chips', 'does not relate bet and pot'],
      ['200 chips', 'thinks that large pots are dear'],
    ],
  ),
  choice(
    {
      id: 'bet-sizing-spr',
      title: 'Few chips behind',
      skills: ['bet-sizing'],
      difficulty: 0.2,
      prompt: 'The stack-to-pot ratio on the flop is 1. What follows?',
      hints: ['How does the stack compare with the pot?', 'A bet of the pot would be everything.'],
      solution:
        'A ratio of 1 means that the stack is as large as the pot: one bet of the pot puts everything in. There is little room for later decisions, so the choice on the flop is nearly the whole hand.',
    },
    'A single bet of the size of the pot puts all chips in',
    [
      ['There is room for three large bets', 'reads the ratio the wrong way round'],
      ['Each player has one big blind left', 'takes the ratio for a number of blinds'],
      ['Nobody may bet any more', 'takes 1 for zero'],
    ],
  ),
  written(
    {
      id: 'bet-sizing-deny',
      title: 'A bet that a draw should not pay',
      skills: ['bet-sizing', 'break-even'],
      difficulty: 0.9,
      prompt:
        'A draw has 20% equity with one card to come, and no more chips go in on the river. From which bet on, in per cent of the pot, does a call with the draw lose chips on average? Answer in per cent with one decimal place.',
      hints: [
        'With a bet of $s$ pots the call is $\\frac{s}{1+2s}$ of the final pot.',
        'Solve $\\frac{s}{1+2s} = 0.2$.',
      ],
      solution: '$s = 0.2 + 0.4s$, so $0.6s = 0.2$ and $s = \\frac13$: 33.3% of the pot.',
    },
    percent(100 / 3, 1),
  ),
  choice(
    {
      id: 'fold-equity-who',
      title: 'Who can fold?',
      skills: ['fold-equity'],
      difficulty: -0.4,
      prompt: 'Against which opponent does a bluff gain nothing from fold equity?',
      hints: ['Fold equity needs somebody who can fold.', 'Who has no decision left to make?'],
      solution:
        'A player who is all-in has no decision left and cannot fold. Betting can only win chips from others who are still in the hand.',
    },
    'One who is already all-in',
    [
      ['One who has a large stack', 'confuses stack and willingness to fold'],
      ['One who acts after you', 'confuses position and folding'],
      ['One who has folded often today', 'turns a good target into a bad one'],
    ],
  ),
  written(
    {
      id: 'fold-equity-formula',
      title: 'Value of a pure bluff',
      skills: ['fold-equity'],
      difficulty: 0.5,
      prompt:
        'You bet $B$ into a pot of $P$ with a hand that never wins when called. The opponent folds with probability $f$. Write the expected value of the bet as a formula in $f$, $P$ and $B$.',
      hints: ['Two results: a fold and a call.', 'A fold wins $P$, a call loses $B$.'],
      solution: '$fP - (1-f)B$.',
    },
    formula('f*P-(1-f)*B'),
  ),
  several(
    {
      id: 'fold-equity-more',
      title: 'When folds become likelier',
      skills: ['fold-equity'],
      difficulty: 0.3,
      prompt: 'Which of these usually make a fold by your opponent more likely? Tick all that do.',
      hints: [
        'Think of what the opponent can hold and what the opponent has to pay.',
        'Chips that are already in do not make a fold more likely.',
      ],
      solution:
        'A larger bet costs more, a board that fits your earlier actions makes strong hands believable, and a wide range holds many weak hands. An opponent who has only a few chips left behind a large pot gets a very good price and seldom folds.',
    },
    [
      ['You bet more', true],
      ['The board fits the way in which you have played the hand', true],
      ['The opponent’s range is wide and mostly weak', true],
      ['The opponent has very few chips left and the pot is large', false],
    ],
  ),
];
