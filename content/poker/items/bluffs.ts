import type { Item } from '../../../src/features/catalogue/schema.js';
import { formula, words } from '../generators/answers.js';
import { choice, match, order, written } from './fixed.js';

/** Hand-written questions on bluffs, defence and balance. */
export const bluffItems: readonly Item[] = [
  match(
    {
      id: 'bluff-sizes',
      title: 'Bluff size and folds',
      skills: ['bluff-break-even'],
      difficulty: 0.1,
      prompt: 'Match the size of a pure bluff with the share of folds that it needs to break even.',
      hints: ['Risk divided by risk plus reward.', 'With a bet of $s$ pots: $\\frac{s}{1+s}$.'],
      solution: '$\\frac{s}{1+s}$: a third of the pot 25%, half 33.3%, the whole pot 50%, twice the pot 66.7%.',
    },
    [
      ['a third of the pot', '25%'],
      ['half the pot', '33.3%'],
      ['the whole pot', '50%'],
      ['twice the pot', '66.7%'],
    ],
  ),
  written(
    {
      id: 'bluff-formula',
      title: 'Break-even folds',
      skills: ['bluff-break-even'],
      difficulty: 0.5,
      prompt:
        'You bluff with a bet $B$ into a pot $P$ and never win when called. Write the share of folds at which the bluff breaks even, as a formula in $P$ and $B$.',
      hints: ['Set the expected value $fP - (1-f)B$ to zero.', 'Collect the terms with $f$.'],
      solution: '$f(P + B) = B$, so $f = \\frac{B}{P + B}$.',
    },
    formula('B/(P+B)'),
  ),
  choice(
    {
      id: 'bluff-not-price',
      title: 'Two shares that look alike',
      skills: ['bluff-break-even', 'pot-odds'],
      difficulty: 0.6,
      prompt: 'A bet of half the pot: why does a call need only 25% equity, although the bluff needs 33.3% folds?',
      hints: ['What does the caller win, and what does the bluffer win?', 'The caller can win the pot *and* the bet.'],
      solution:
        'The bluffer risks half a pot to win one pot: $\\frac{0.5}{1.5} = 33.3\\%$. The caller risks half a pot to win one and a half: $\\frac{0.5}{2} = 25\\%$.',
    },
    'The caller can win the pot and the bet, the bluffer only the pot',
    [
      ['The bluffer acts first', 'explains a price with position'],
      ['One of the two numbers is rounded', 'does not see two different questions'],
      ['The caller has better cards', 'brings in the cards; the prices do not depend on them'],
    ],
  ),
  choice(
    {
      id: 'semi-bluff-why',
      title: 'Why bet a draw?',
      skills: ['semi-bluff'],
      difficulty: 0,
      prompt:
        'Why can a bet with a draw be better than a bet with nothing at all, if the opponent folds equally often?',
      hints: ['What happens when the bet is called?', 'A draw still has outs.'],
      solution:
        'When called, the draw still wins with its equity, so a call costs less. The bet needs fewer folds to break even.',
    },
    'When called it can still win, so it needs fewer folds',
    [
      ['A draw makes the opponent fold more', 'the question says that folds are equally likely'],
      ['A draw is ahead of most hands', 'confuses a draw with a made hand'],
      ['The opponent must show the hand first', 'brings in a rule that has no effect on value'],
    ],
  ),
  choice(
    {
      id: 'semi-bluff-river',
      title: 'On the last street',
      skills: ['semi-bluff', 'fold-equity'],
      difficulty: 0.1,
      prompt: 'Why is there no semi-bluff on the river?',
      hints: ['What makes a bluff a semi-bluff?', 'How many cards are still to come?'],
      solution:
        'A semi-bluff can improve when it is called. On the river no card is to come: a bet is made either with a hand that wants a call or as a pure bluff.',
    },
    'No card is to come, so a called bluff cannot improve',
    [
      ['Bets on the river are too large', 'confuses size and kind of a bet'],
      ['Opponents never fold on the river', 'takes a tendency for a rule'],
      ['Draws are always complete by then', 'forgets the draws that missed'],
    ],
  ),
  written(
    {
      id: 'semi-bluff-formula',
      title: 'Value of a bet that may improve',
      skills: ['semi-bluff'],
      difficulty: 1.3,
      prompt:
        'You bet your last $B$ chips into a pot of $P$. The opponent folds with probability $f$; when called you win with probability $p$. Write the expected value as a formula in $f$, $p$, $P$ and $B$.',
      hints: ['A fold wins $P$. What is a call worth?', 'When called: $p(P+B) - (1-p)B$.'],
      solution: '$fP + (1-f)\\left(p(P+B) - (1-p)B\\right)$.',
    },
    formula('f*P + (1-f)*(p*(P+B)-(1-p)*B)'),
  ),
  choice(
    {
      id: 'mdf-limits',
      title: 'A limit, not a law',
      skills: ['minimum-defence'],
      difficulty: 0.7,
      prompt: 'Your opponent never bluffs on the river. What should you do about the minimum defence frequency?',
      hints: ['What does the frequency protect you against?', 'Is there anything to protect against here?'],
      solution:
        'The frequency makes bluffs with any two cards gain nothing. If nobody bluffs, there is nothing to prevent: fold every hand that does not beat enough of the betting range.',
    },
    'Set it aside and fold more: it only protects against bluffs',
    [
      ['Meet it exactly: it is always right', 'takes a protection for a law'],
      ['Call more than it says', 'reacts the wrong way round'],
      ['Raise with every hand', 'answers strength with recklessness'],
    ],
  ),
  order(
    {
      id: 'mdf-order',
      title: 'Larger bets, fewer hands',
      skills: ['minimum-defence'],
      difficulty: 0.1,
      prompt:
        'Put the bets in order by how often you must go on to meet the minimum defence frequency, from least often to most often.',
      hints: ['With a bet of $s$ pots the frequency is $\\frac{1}{1+s}$.', 'A larger bet lets you fold more.'],
      solution: 'Twice the pot 33.3%, the pot 50%, half the pot 66.7%, a quarter of the pot 80%.',
    },
    ['twice the pot', 'the pot', 'half the pot', 'a quarter of the pot'],
  ),
  choice(
    {
      id: 'balance-indifferent',
      title: 'What balance does',
      skills: ['balance'],
      difficulty: 0.6,
      prompt:
        'A river bet of the size of the pot is made with two thirds strong hands and one third bluffs. What can a caller with a hand that only beats bluffs gain?',
      hints: ['What is the price of the call?', 'How often does the call win?'],
      solution:
        'The price is $\\frac{1}{3}$ and the call wins $\\frac{1}{3}$ of the time: calling and folding are both worth nothing more. That is what “balanced” means here.',
    },
    'Nothing: calling and folding have the same value',
    [
      ['A third of the pot per call', 'forgets what the lost calls cost'],
      ['Chips, if the caller calls every time', 'thinks that more calls change the mean of each'],
      ['Chips, if the caller folds every time', 'a fold never wins chips'],
    ],
  ),
  written(
    {
      id: 'balance-formula',
      title: 'Bluffs per strong hand',
      skills: ['balance'],
      difficulty: 1,
      prompt:
        'You bet $B$ into $P$ on the river with $v$ combinations of strong hands. Write the number of bluff combinations that makes a caller indifferent, as a formula in $v$, $P$ and $B$.',
      hints: ['What the caller wins from bluffs must equal what is lost to strong hands.', 'Solve $x(P + B) = vB$.'],
      solution: '$x = \\frac{vB}{P+B}$.',
    },
    formula('v*B/(P+B)'),
  ),
  written(
    {
      id: 'balance-word',
      title: 'A range at both ends',
      skills: ['balance'],
      difficulty: 0.4,
      prompt: 'A betting range that is made of very strong hands and bluffs, with nothing in between, is called …',
      hints: ['Think of the two ends of a magnet.', 'It begins with “polar”.'],
      solution:
        'Polarised (also spelled polarized). Hands in the middle check: they win little when called and are worth something at showdown.',
    },
    words('polarised', 'polarized', 'polar'),
  ),
];
