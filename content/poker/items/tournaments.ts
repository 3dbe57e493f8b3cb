import type { Item } from '../../../src/features/catalogue/schema.js';
import { words } from '../generators/answers.js';
import { choice, several, written } from './fixed.js';

/** Hand-written questions on prizes and the bubble. */
export const tournamentItems: readonly Item[] = [
  choice(
    {
      id: 'icm-not-linear',
      title: 'Twice the chips',
      skills: ['icm'],
      difficulty: 0.3,
      prompt: 'In a tournament with several prizes you double your chips. What happens to your expected prize?',
      hints: [
        'Can you win more than the first prize?',
        'How much is gained by chips that can only raise the chance of places you may reach anyway?',
      ],
      solution:
        'It grows, but it does not double: the prize for the first place is a ceiling, and lower places pay less for each additional chip. Chips that you win are worth less than chips that you lose.',
    },
    'It rises, but by less than double',
    [
      ['It doubles exactly', 'takes chips for prizes'],
      ['It more than doubles', 'thinks that large stacks earn more per chip'],
      ['It stays the same until somebody is out', 'looks at prizes already safe only'],
    ],
  ),
  written(
    {
      id: 'icm-equal',
      title: 'Equal stacks',
      skills: ['icm'],
      difficulty: -0.1,
      prompt:
        'Four players have equal stacks. The prizes are 50, 30 and 20 points. What is each player’s expected prize, in points?',
      hints: ['Nobody has an advantage over anybody else.', 'Share the sum of the prizes.'],
      solution: 'By symmetry everybody has the same share: $\\frac{50 + 30 + 20}{4} = 25$ points.',
    },
    { kind: 'numeric', value: 25, tolerance: 0.01, unit: { label: 'points', accepted: ['points', 'point'] } },
  ),
  several(
    {
      id: 'icm-assumes',
      title: 'What the model leaves out',
      skills: ['icm'],
      difficulty: 0.8,
      prompt: 'Which of these does the independent chip model leave out? Tick all that it leaves out.',
      hints: ['Which numbers go into the model?', 'It knows the stacks and the prizes, and nothing else.'],
      solution:
        'The model uses stacks and prizes only. It knows nothing of skill, of position or of blinds that will rise soon. It is a useful estimate, not the truth.',
    },
    [
      ['How well the players play', true],
      ['Who pays the next big blind', true],
      ['How soon the blinds rise', true],
      ['How many chips each player has', false],
      ['How the prizes are spread', false],
    ],
  ),
  written(
    {
      id: 'bubble-word',
      title: 'The last place without a prize',
      skills: ['bubble'],
      difficulty: -0.2,
      prompt: 'The stage of a tournament just before the prizes begin is called the …',
      hints: ['It bursts when the next player goes out.', 'Children blow them with soap.'],
      solution: 'The bubble. Whoever goes out next gets nothing, so survival is worth more than usual.',
    },
    words('bubble', 'the bubble'),
  ),
  choice(
    {
      id: 'bubble-who-pushes',
      title: 'Who may press?',
      skills: ['bubble'],
      difficulty: 0.7,
      prompt: 'On the bubble, which player can put the most pressure on the others?',
      hints: ['Who can lose an all-in and still be in the tournament?', 'Who has to fear going out?'],
      solution:
        'A player with more chips than the others can lose a pot and stay in, while each opponent who calls risks the prize. The others need more equity to call, so bets of the large stack win more often without a fight.',
    },
    'The one with the largest stack',
    [
      ['The one with the smallest stack', 'overlooks that the smallest stack gets good prices against it'],
      ['The one in the middle', 'the middle stack has the most to lose'],
      ['All in the same way', 'takes chips for prizes'],
    ],
  ),
  choice(
    {
      id: 'bubble-middle',
      title: 'The careful middle',
      skills: ['bubble', 'icm'],
      difficulty: 1.1,
      prompt:
        'Four players are left and three prizes. One player has almost no chips left and will probably be out soon. Your stack is second. The largest stack moves all-in. Why is folding a strong hand more often right than with the chips alone?',
      hints: ['What happens to you if you call and lose?', 'What happens if you fold and wait?'],
      solution:
        'If you call and lose, you are out before the small stack and get nothing, although a prize was almost safe. That makes the lost chips worth far more than the won ones, so a call needs much more than 50% equity.',
    },
    'A lost call gives away a prize that waiting would very likely bring',
    [
      ['The largest stack never bluffs', 'takes a stack size for a style'],
      ['Strong hands win less often on the bubble', 'thinks that the stage changes the cards'],
      ['Second place already pays the same as first', 'misreads the prizes'],
    ],
  ),
];
