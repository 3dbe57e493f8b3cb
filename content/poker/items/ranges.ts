import type { Item } from '../../../src/features/catalogue/schema.js';
import { count, formula, percent } from '../generators/answers.js';
import { choice, match, order, written } from './fixed.js';

/** Hand-written questions on combinations, ranges and reads. */
export const rangeItems: readonly Item[] = [
  match(
    {
      id: 'combos-kinds',
      title: 'Kinds of starting hands',
      skills: ['combos'],
      difficulty: -0.6,
      prompt: 'Match each kind of starting hand with its number of combinations.',
      hints: [
        'Four cards of a rank: how many pairs can be made?',
        'Two ranks: $4\\cdot 4$ in all, of which 4 share a suit.',
      ],
      solution: 'Pair $\\binom42 = 6$; suited 4; offsuit 12; both together 16; all hands $\\binom{52}{2} = 1326$.',
    },
    [
      ['QQ', '6'],
      ['AKs', '4'],
      ['AKo', '12'],
      ['AK, suited or not', '16'],
      ['all starting hands', '1326'],
    ],
  ),
  choice(
    {
      id: 'combos-ak-qq',
      title: 'Which is likelier?',
      skills: ['combos', 'range-equity'],
      difficulty: 0.1,
      prompt:
        'Before the flop you hold J♠ J♥. Your opponent has AK (suited or not) or one of QQ, KK, AA. Which is likelier?',
      hints: ['Count combinations, not names.', 'AK has 16; each pair has 6.'],
      solution:
        'AK: 16 combinations. QQ, KK and AA: $3\\cdot 6 = 18$. The pairs are a little likelier, although AK alone is much likelier than any single pair.',
    },
    'One of the three pairs, 18 combinations to 16',
    [
      ['AK, because it is more frequent than a pair', 'compares with one pair instead of three'],
      ['One of the pairs, three to one', 'counts names of hands instead of combinations'],
      ['Both are equally likely', 'guesses instead of counting'],
    ],
  ),
  written(
    {
      id: 'combos-board-pair',
      title: 'Three of a kind on the flop',
      skills: ['combos'],
      difficulty: 0.2,
      prompt:
        'The flop is K♠ 8♦ 3♣ and you hold A♠ Q♠. How many combinations of three of a kind (KK, 88 or 33) can your opponent hold?',
      hints: ['For each rank one card lies on the board.', 'Three cards of each rank are left: $\\binom32 = 3$.'],
      solution: '$3 + 3 + 3 = 9$ combinations.',
    },
    count(9),
  ),
  choice(
    {
      id: 'ranges-position',
      title: 'Position and width',
      skills: ['starting-ranges', 'position'],
      difficulty: -0.2,
      prompt: 'Why do most players open a wider range from the button than from under the gun?',
      hints: ['How many players are still to act in each case?', 'Who will act last after the flop?'],
      solution:
        'From the button only the two blinds are left to wake up with a strong hand, and the button acts last on every later street. Both make weaker hands playable.',
    },
    'Fewer players are left to act, and the button acts last afterwards',
    [
      ['The button is dealt better cards', 'confuses position with the deal'],
      ['The button posts no blind and must make up for it', 'sees a debt where there is none'],
      ['Under the gun plays with a smaller stack', 'confuses position with stack size'],
    ],
  ),
  order(
    {
      id: 'ranges-width',
      title: 'From narrow to wide',
      skills: ['starting-ranges', 'combos'],
      difficulty: 0.3,
      prompt: 'Put these ranges in order of their size, from the fewest to the most combinations.',
      hints: [
        'Pairs have 6 combinations, suited hands 4, offsuit hands 12.',
        'The plus sign adds all better hands of the kind.',
      ],
      solution: 'AKs 4; KK+ (KK, AA) 12; AQ 16; JJ+ (JJ, QQ, KK, AA) 24; AJo+ (AJo, AQo, AKo) 36.',
    },
    ['AKs', 'KK+', 'AQ (suited or not)', 'JJ+', 'AJo+'],
  ),
  written(
    {
      id: 'ranges-pairs-share',
      title: 'How often is it a pair?',
      skills: ['starting-ranges', 'chance'],
      difficulty: 0,
      prompt: 'What share of all 1326 starting hands are pairs? Answer in per cent with one decimal place.',
      hints: ['Thirteen ranks, six combinations each.', '$\\frac{78}{1326}$.'],
      solution: '$\\frac{13\\cdot 6}{1326} = \\frac{78}{1326} \\approx 5.9\\%$, the same as $\\frac{3}{51}$.',
    },
    percent((100 * 78) / 1326, 1),
  ),
  choice(
    {
      id: 'blockers-flush',
      title: 'The Ace of the suit',
      skills: ['blockers'],
      difficulty: 0.4,
      prompt: 'The board is K♥ 9♥ 4♥ 7♣ 2♠ and you hold A♥ with no other heart. What do you know for certain?',
      hints: ['Which hands need the A♥?', 'Can anybody else hold the highest flush?'],
      solution:
        'The best flush on this board needs the A♥, and you hold it. So nobody has the best flush. Other flushes are still possible.',
    },
    'Nobody can hold the best possible flush',
    [
      ['Nobody can hold a flush', 'takes one blocked card for all'],
      ['You have a flush yourself', 'counts four hearts as five'],
      ['Your opponent holds no heart', 'draws a conclusion about cards that are still unseen'],
    ],
  ),
  choice(
    {
      id: 'blockers-bluff-choice',
      title: 'Which hand to bluff with?',
      skills: ['blockers', 'balance'],
      difficulty: 1,
      prompt: 'You want to bluff on the river. All else being equal, which card in your hand helps the bluff most?',
      hints: ['You want the opponent to fold.', 'Which hands call? Make those rarer.'],
      solution:
        'A bluff wins when the opponent folds. A card that appears in many of the calling hands makes these rarer, so folds become likelier.',
    },
    'A card that many of the hands that would call need',
    [
      ['A card that many of the hands that would fold need', 'blocks the wrong part of the range'],
      ['The highest card of the board’s suit, always', 'takes one example for the rule'],
      ['Any card: your own cards do not change what the other holds', 'forgets that each card exists once'],
    ],
  ),
  choice(
    {
      id: 'range-equity-one-hand',
      title: 'One hand is not a range',
      skills: ['range-equity'],
      difficulty: 0.2,
      prompt:
        'You have 20% equity against AA and 70% against everything else that your opponent may hold. Which question matters most for your equity against the range?',
      hints: ['The average needs weights.', 'How many combinations belong to each part?'],
      solution:
        'The equity against a range is a weighted mean, and the weights are the numbers of combinations. If AA is 6 of 60 combinations, it is $0.1\\cdot 20\\% + 0.9\\cdot 70\\% = 65\\%$.',
    },
    'How many combinations of AA are there compared with the rest?',
    [
      ['What is the mean of 20% and 70%?', 'averages without weights'],
      ['What is the worst case?', 'plays against the strongest hand only'],
      ['What is the best case?', 'plays against the weakest hands only'],
    ],
  ),
  choice(
    {
      id: 'updating-base-rate',
      title: 'Rare and frequent',
      skills: ['updating'],
      difficulty: 0.6,
      prompt:
        'A very strong hand (2% of all hands) always raises here. Weaker hands (98%) raise 10% of the time. There is a raise. What is likelier?',
      hints: ['Imagine 1000 hands.', 'How many strong and how many weaker hands raise?'],
      solution:
        'Of 1000 hands 20 are very strong and raise; 980 are weaker and 98 of them raise. Only $\\frac{20}{118} \\approx 17\\%$ of the raises are very strong hands.',
    },
    'A weaker hand, because there are so many of them',
    [
      ['A very strong hand, because these always raise', 'forgets how rare these hands are (base rate)'],
      ['Both are equally likely', 'does not weigh the two groups'],
      ['It cannot be calculated from this', 'overlooks that all numbers are given'],
    ],
  ),
  written(
    {
      id: 'updating-formula',
      title: 'Bayes in letters',
      skills: ['updating'],
      difficulty: 1,
      prompt:
        'Strong hands have probability $s$ and bet with probability $a$; weak hands (probability $1-s$) bet with probability $b$. Write the probability of a strong hand after a bet as a formula in $s$, $a$ and $b$.',
      hints: ['Strong and betting: $s\\cdot a$.', 'Divide by all bets, strong or weak.'],
      solution: '$\\frac{sa}{sa + (1-s)b}$.',
    },
    formula('s*a/(s*a+(1-s)*b)'),
  ),
  choice(
    {
      id: 'updating-no-news',
      title: 'An action that says nothing',
      skills: ['updating'],
      difficulty: 0.3,
      prompt: 'A player bets with every hand on the flop. What does a bet tell you about the hand?',
      hints: [
        'How often do strong hands bet, how often weak ones?',
        'If both bet equally often, does a bet shift the balance?',
      ],
      solution:
        'Strong and weak hands bet with the same probability, so the ratio between them stays as it was. Only actions that some hands take more often than others carry information.',
    },
    'Nothing: beliefs stay as they were',
    [
      ['The hand is probably strong', 'takes every bet for strength'],
      ['The hand is probably weak', 'takes every bet for a bluff'],
      ['The hand is average', 'confuses no information with a middling hand'],
    ],
  ),
];
