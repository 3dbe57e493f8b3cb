import type { Item } from '../../../src/features/catalogue/schema.js';
import { count, formula, percent } from '../generators/answers.js';
import { choice, match, written } from './fixed.js';

/** Hand-written questions on outs, draws and odds. */
export const drawItems: readonly Item[] = [
  choice(
    {
      id: 'outs-dirty',
      title: 'Outs that help somebody else',
      skills: ['outs'],
      difficulty: 0.4,
      prompt:
        'You hold 9♠ 8♦ on 7♥ 6♥ K♣. You believe that your opponent has two hearts in hand. Which of your eight straight cards are doubtful?',
      hints: ['Which cards complete your straight?', 'What happens to the opponent when one of them is a heart?'],
      solution:
        'Tens and Fives complete your straight. 10♥ and 5♥ also bring a third heart to the board and complete a flush against you. So count six clean outs, not eight.',
    },
    '10♥ and 5♥',
    [
      ['10♠ and 5♠', 'looks at the suit of the own card'],
      ['All four Tens', 'thinks that high cards help the opponent most'],
      ['None: eight outs are eight outs', 'forgets that a card can help the opponent more'],
    ],
  ),
  written(
    {
      id: 'outs-set',
      title: 'From two pair upwards',
      skills: ['outs'],
      difficulty: -0.3,
      prompt:
        'You hold K♠ 9♠ on K♦ 9♥ 4♣ and think that you need a full house. How many cards give you one on the turn?',
      hints: [
        'Which ranks make three of a kind next to your other pair?',
        'How many Kings and how many Nines are unseen?',
      ],
      solution: 'Two Kings and two Nines are left: 4 outs.',
    },
    count(4),
  ),
  match(
    {
      id: 'outs-classic',
      title: 'Classic draws',
      skills: ['outs'],
      difficulty: -0.7,
      prompt: 'Match each draw on the flop with its usual number of outs.',
      hints: ['A suit has 13 cards, a rank has four.', 'Start with the flush draw: four of the suit are seen.'],
      solution:
        'Flush draw $13 - 4 = 9$; open straight draw $2\\cdot 4 = 8$; gutshot 4; two higher cards $2\\cdot 3 = 6$; a pair that wants to become three of a kind 2.',
    },
    [
      ['Flush draw', '9'],
      ['Open-ended straight draw', '8'],
      ['Two cards higher than the board', '6'],
      ['Gutshot (one rank fills the gap)', '4'],
      ['Pocket pair to three of a kind', '2'],
    ],
  ),
  choice(
    {
      id: 'rule-when-four',
      title: 'When may you multiply by four?',
      skills: ['rule-2-4'],
      difficulty: 0,
      prompt:
        'You are on the flop and face a bet. Your opponent has many chips left and will probably bet again on the turn. Which estimate belongs to the price that you are asked *now*?',
      hints: ['What do you get for this one call?', 'Seeing the river may cost another bet.'],
      solution:
        'The call buys one card, the turn. The river will cost again, so the chance to compare with this price is that of one card: outs times 2. Times 4 is right when no further bet can come, for instance when somebody is all-in.',
    },
    'Outs times 2, since the call pays for one card only',
    [
      ['Outs times 4, since two cards are still to come', 'counts a card that has to be paid for again'],
      ['Outs times 3, halfway between', 'guesses an average'],
      ['Outs times 6, for both rules together', 'adds the two rules'],
    ],
  ),
  choice(
    {
      id: 'rule-many-outs',
      title: 'Where the rule bends',
      skills: ['rule-2-4', 'draw-odds'],
      difficulty: 0.6,
      prompt:
        'With 15 outs on the flop and two cards to come the rule of 4 gives 60%. Why is the exact figure, 54.1%, lower?',
      hints: ['What does adding the chances of both cards count twice?', 'Sometimes turn and river are both outs.'],
      solution:
        'Times 4 adds up the chances of two cards. Run-outs in which both cards hit are counted twice that way, and with many outs they are frequent: $\\frac{15}{47}\\cdot\\frac{14}{46} \\approx 9.7\\%$.',
    },
    'Run-outs in which both cards hit are counted twice',
    [
      ['Two opponents’ cards are unseen', 'mixes in hidden cards, which change nothing'],
      ['The deck gets smaller, so hits get rarer', 'a smaller deck makes a hit more likely after a miss'],
      ['Rounding errors add up', 'blames rounding for a gap of six points'],
    ],
  ),
  written(
    {
      id: 'draw-odds-backdoor',
      title: 'Runner, runner',
      skills: ['draw-odds'],
      difficulty: 0.8,
      prompt:
        'You hold A♠ K♠ on 7♠ 5♦ 2♥ and need two more spades for a flush. What is the chance that turn and river are both spades? Answer in per cent with one decimal place.',
      hints: ['How many spades are unseen?', '$\\frac{10}{47}\\cdot\\frac{9}{46}$.'],
      solution:
        'Three spades are seen, ten are left: $\\frac{10}{47}\\cdot\\frac{9}{46} = \\frac{90}{2162} \\approx 4.2\\%$.',
    },
    percent((100 * 90) / 2162, 1),
  ),
  written(
    {
      id: 'draw-odds-formula',
      title: 'One formula for all draws',
      skills: ['draw-odds'],
      difficulty: 1.2,
      prompt:
        'You have $n$ outs on the flop (47 unseen cards). Write the chance to hit with turn *or* river as a formula in $n$.',
      hints: [
        'Work with the chance that both cards miss.',
        'The turn misses with $\\frac{47-n}{47}$, then the river with $\\frac{46-n}{46}$.',
      ],
      solution:
        '$1 - \\frac{47-n}{47}\\cdot\\frac{46-n}{46}$, the same as $\\frac{n(93-n)}{2162}$. With $n = 9$ this is 35.0%.',
    },
    formula('1 - (47-n)*(46-n)/(47*46)'),
  ),
  choice(
    {
      id: 'odds-three-to-one',
      title: 'Three to one',
      skills: ['odds'],
      difficulty: -0.9,
      prompt: 'The odds against an event are 3 to 1. What is its probability?',
      hints: ['Imagine four tries.', 'Three of them fail.'],
      solution: '3 to 1 against: in four tries it fails three times and works once, $\\frac{1}{4} = 25\\%$.',
    },
    '25%',
    [
      ['33.3%', 'divides by the failures only'],
      ['75%', 'gives the probability of failure'],
      ['30%', 'reads the odds as a decimal figure'],
    ],
  ),
  written(
    {
      id: 'odds-formula',
      title: 'Odds as a formula',
      skills: ['odds'],
      difficulty: 0.2,
      prompt: 'The odds against an event are $x$ to 1. Write its probability as a formula in $x$.',
      hints: ['How many tries are there for each success?', '$x$ failures and one success.'],
      solution: '$\\frac{1}{x + 1}$.',
    },
    formula('1/(x+1)'),
  ),
];
