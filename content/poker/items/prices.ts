import type { Item } from '../../../src/features/catalogue/schema.js';
import { formula, plain, words } from '../generators/answers.js';
import { choice, order, several, written } from './fixed.js';

/** Hand-written questions on pot odds, equity and calls. */
export const priceItems: readonly Item[] = [
  written(
    {
      id: 'pot-odds-formula',
      title: 'The price as a formula',
      skills: ['pot-odds'],
      difficulty: 0.4,
      prompt:
        'The pot is $P$ before your opponent bets $B$. Write the share of the final pot that your call makes up, as a formula in $P$ and $B$.',
      hints: ['Your call is $B$.', 'The final pot holds the old pot, the bet and your call.'],
      solution: '$\\frac{B}{P + 2B}$.',
    },
    formula('B/(P+2*B)'),
  ),
  order(
    {
      id: 'pot-odds-sizes',
      title: 'Cheap and dear',
      skills: ['pot-odds', 'bet-sizing'],
      difficulty: 0,
      prompt:
        'Your opponent bets into a pot. Put the bets in order by the equity that a call needs, from least to most.',
      hints: [
        'The larger the bet relative to the pot, the more equity a call needs.',
        'Turn all of them into a share of the pot.',
      ],
      solution:
        '- 10 into 50 is a fifth of the pot: 14.3%.\n- 30 into 90 is a third: 20%.\n- 40 into 80 is a half: 25%.\n- 60 into 60 is the pot: 33.3%.\n- 100 into 50 is twice the pot: 40%.',
    },
    ['10 into 50', '30 into 90', '40 into 80', '60 into 60', '100 into 50'],
  ),
  choice(
    {
      id: 'pot-odds-own-chips',
      title: 'Whose chips are in the pot?',
      skills: ['pot-odds'],
      difficulty: -0.2,
      prompt:
        'You put 40 chips into the pot on the flop. On the turn your opponent bets. Do the 40 chips count as yours when you weigh the call?',
      hints: ['Can you take them back by folding?', 'Chips in the middle belong to whoever wins the pot.'],
      solution:
        'No. Folding does not bring them back, so they are part of what can be won, like all other chips in the pot. Weighing chips that are already spent as if they were at stake is called the sunk cost fallacy.',
    },
    'No: they are part of the pot that can be won',
    [
      ['Yes: a call protects the 40 chips', 'sunk cost: defends what is already spent'],
      ['Yes: they must be added to the price of the call', 'pays twice for the same chips'],
      ['Only half of them', 'shares out the pot before it is won'],
    ],
  ),
  choice(
    {
      id: 'equity-not-outs',
      title: 'Equity on the river',
      skills: ['equity'],
      difficulty: -0.3,
      prompt: 'All five board cards are out, and your hand is worse than your opponent’s. What is your equity?',
      hints: [
        'What can still change?',
        'Equity is your share of the pot over all run-outs. How many run-outs are left?',
      ],
      solution:
        'No card is to come, so the weaker hand owns nothing: 0%. On the river only a fold by the opponent can win.',
    },
    '0%',
    [
      ['50%, because two players are left', 'shares by players and not by cards'],
      ['It depends on the size of the pot', 'confuses share and amount'],
      ['It is the chance that the opponent folds', 'confuses equity with fold equity'],
    ],
  ),
  choice(
    {
      id: 'equity-coin-flip',
      title: 'A pair against two higher cards',
      skills: ['equity'],
      difficulty: 0.2,
      prompt: 'All-in before the flop: 8♠ 8♥ against A♦ K♣. Which statement is right?',
      hints: [
        'The pair is ahead now. How often do A♦ K♣ catch up with five cards to come?',
        'People call it a coin flip, with one side a little heavier.',
      ],
      solution:
        'The pair wins about 55% of the time. Five cards are to come, and an Ace or a King appears in about half of all boards.',
    },
    'It is close to even, with the pair a little ahead',
    [
      ['The pair wins about nine times in ten', 'takes the hand that is ahead for nearly certain'],
      ['Ace and King win about two times in three', 'lets high cards count more than a made pair'],
      ['Each side wins exactly half', 'takes the expression “coin flip” literally'],
    ],
  ),
  choice(
    {
      id: 'break-even-favourite',
      title: 'Calling as the underdog',
      skills: ['break-even', 'pot-odds'],
      difficulty: 0.1,
      prompt:
        'The pot is 300 chips, your opponent bets 100 and is all-in. You win 30% of the time. A friend says: “You lose more often than you win, so fold.” What do you answer?',
      hints: ['How much can you win, how much do you pay?', 'The call is 100 of a final pot of 500.'],
      solution:
        'The price is $\\frac{100}{500} = 20\\%$, and you own 30%. In 100 such hands you pay 10,000 chips and get $30\\cdot 500 = 15{,}000$ back.',
    },
    'Losing more often than winning is fine at this price: the call gains 50 chips on average',
    [
      ['The friend is right: below 50% a call always loses', 'wants to be the favourite whatever the price'],
      ['The call breaks even exactly', 'compares 30% with 100 out of 300'],
      ['It depends on whether the last such call won', 'judges a decision by one result'],
    ],
  ),
  choice(
    {
      id: 'break-even-results',
      title: 'A good decision, a bad result',
      skills: ['break-even', 'expected-value'],
      difficulty: -0.4,
      prompt: 'You called with 40% equity at a price of 25%, and lost. Was the call a mistake?',
      hints: ['What did you know when you decided?', 'How often does a right call lose here?'],
      solution:
        'No. With 40% equity you lose 60% of the time, and the call still gains on average. A decision is judged by what was known when it was made, not by how one card fell.',
    },
    'No: the price was right, and losing was the likelier result anyway',
    [
      ['Yes: it lost', 'judges the decision by its result'],
      ['Yes: 40% is less than half', 'wants to be the favourite whatever the price'],
      ['It cannot be said without more hands', 'looks for proof in results although the numbers are known'],
    ],
  ),
  written(
    {
      id: 'break-even-word',
      title: 'Neither gain nor loss',
      skills: ['break-even'],
      difficulty: -0.5,
      prompt: 'A call whose expected value is exactly zero is said to … (two words)',
      hints: ['It neither gains nor loses.', 'The first word is “break”.'],
      solution: 'It breaks even. Equity and price are equal.',
    },
    words('break even', 'breaks even', 'break-even'),
  ),
  several(
    {
      id: 'implied-good',
      title: 'Where implied odds are good',
      skills: ['implied-odds'],
      difficulty: 0.3,
      prompt: 'Which of these make implied odds better? Tick all that do.',
      hints: [
        'You want to be paid *after* you hit. By whom, and with what?',
        'Ask for each: does it raise the number of chips that you win on average when you hit?',
      ],
      solution:
        'Deep stacks leave chips to be won, a hidden draw is paid more often, and an opponent who pays with many hands pays you too. A draw to a weak hand may hit and lose, and an opponent who is all-in has nothing left to pay.',
    },
    [
      ['Both players have many chips left', true],
      ['Your draw is hard to see when it comes in', true],
      ['Your opponent calls with many hands', true],
      ['Your opponent is already all-in', false],
      ['Your draw is to a weak flush while stronger ones are possible', false],
    ],
  ),
  written(
    {
      id: 'pot-odds-three-way',
      title: 'A caller in between',
      skills: ['pot-odds'],
      difficulty: 0.1,
      prompt: 'The pot is 60 chips. One player bets 30, another calls. What pot odds do you get, as “x to 1”?',
      hints: ['Everything in the middle can be won.', '60, the bet and the call.'],
      solution: '$60 + 30 + 30 = 120$ chips for 30: 4 to 1. Each caller before you makes the price better.',
    },
    plain(4, 1),
  ),
];
