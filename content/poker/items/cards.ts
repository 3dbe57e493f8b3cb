import type { Item } from '../../../src/features/catalogue/schema.js';
import { count, words } from '../generators/answers.js';
import { choice, match, order, several, written } from './fixed.js';

/** Hand-written questions on the deck, hands, boards, kickers and position. */
export const cardItems: readonly Item[] = [
  choice(
    {
      id: 'chance-memory',
      title: 'Does the deck remember?',
      skills: ['chance'],
      difficulty: -1.2,
      prompt:
        'A player has not been dealt a pair in the last 60 hands. The deck is shuffled well before each hand. What is true of the next hand?',
      hints: ['What does a fresh shuffle know about earlier hands?', 'Compare with a coin that fell heads five times.'],
      solution:
        'Each shuffle starts anew, so the chance of a pair is what it always is: $\\frac{3}{51} \\approx 5.9\\%$. After any first card, 3 of the 51 others match it.',
    },
    'A pair is as likely as in any other hand',
    [
      ['A pair is more likely, because one is due', 'believes that luck must even out soon'],
      ['A pair is less likely, because the run of bad luck goes on', 'believes in streaks'],
      ['It depends on who shuffles', 'doubts the shuffle although it is given as fair'],
    ],
  ),
  choice(
    {
      id: 'chance-hidden-cards',
      title: 'Cards in other hands',
      skills: ['chance', 'outs'],
      difficulty: -0.2,
      prompt:
        'You see your two cards and a flop of three. Four opponents hold cards that you cannot see. From how many cards does the next one come, as far as you can tell?',
      hints: [
        'A card that you cannot see may be in an opponent’s hand or in the deck.',
        'Without any knowledge of the hidden hands, every unseen card is equally likely to be next.',
      ],
      solution:
        '$52 - 5 = 47$. The eight hidden cards are unknown, so each of the 47 unseen cards is as likely as any other to be the next one. Taking 8 off would only be right if you knew which eight they are.',
    },
    '47',
    [
      ['39', 'takes off hidden cards although their ranks are unknown'],
      ['52', 'forgets the cards that are in sight'],
      ['44', 'counts one hidden card for some opponents'],
    ],
  ),
  choice(
    {
      id: 'hand-ranks-why',
      title: 'Why does a flush beat a straight?',
      skills: ['hand-ranks', 'chance'],
      difficulty: -0.8,
      prompt: 'Why does a flush rank above a straight?',
      hints: ['What do the ranks of hands have to do with counting?', 'There are 5,108 flushes and 10,200 straights.'],
      solution:
        'Hands are ranked by how rare they are among the 2,598,960 five-card hands: 5,108 flushes against 10,200 straights (straight flushes counted apart).',
    },
    'Among all five-card hands a flush is rarer',
    [
      ['A flush has higher cards', 'thinks that ranks decide between kinds of hand'],
      ['A flush is harder to see', 'mixes up seeing and chance'],
      ['It is a custom without a reason', 'does not link rank and rarity'],
    ],
  ),
  order(
    {
      id: 'hand-ranks-ladder',
      title: 'The ladder of hands',
      skills: ['hand-ranks'],
      difficulty: -0.9,
      prompt: 'Put these kinds of hand in order, from the weakest to the strongest.',
      hints: [
        'The rarer, the stronger.',
        'Three of a kind is just below the straight; the full house is just above the flush.',
      ],
      solution: 'Two pair, three of a kind, straight, flush, full house, four of a kind.',
    },
    ['Two pair', 'Three of a kind', 'Straight', 'Flush', 'Full house', 'Four of a kind'],
  ),
  choice(
    {
      id: 'hand-ranks-wheel',
      title: 'The lowest straight',
      skills: ['hand-ranks'],
      difficulty: -0.3,
      prompt: 'Which of these is a straight?',
      hints: ['The Ace may stand at either end of a row, but not in the middle.', 'Look for five ranks without a gap.'],
      solution:
        'A♠ 2♥ 3♦ 4♠ 5♣ is the lowest straight: the Ace counts as 1, so it is Five-high. Q K A 2 3 is no straight, because a row does not turn the corner.',
    },
    'A♠ 2♥ 3♦ 4♠ 5♣',
    [
      ['Q♠ K♥ A♦ 2♠ 3♣', 'lets the row turn the corner at the Ace'],
      ['9♠ 10♥ J♦ Q♠ A♣', 'overlooks the missing King'],
      ['4♥ 5♥ 7♥ 8♥ 9♥', 'takes a flush with a gap for a straight'],
    ],
  ),
  choice(
    {
      id: 'board-plays',
      title: 'When the board is the best hand',
      skills: ['board', 'kickers'],
      difficulty: -0.1,
      prompt: 'The board is 10♣ J♦ Q♠ K♥ A♦. Two players are left; one holds A♠ A♣, the other 7♥ 2♥. Who wins?',
      hints: ['Which five cards are best for each player?', 'Can three Aces beat a straight?'],
      solution:
        'Both play the five cards of the board, an Ace-high straight; three Aces are weaker. No suit has three cards on the board, so nobody can have a flush. The pot is split.',
    },
    'They split the pot',
    [
      ['A♠ A♣, with three Aces', 'stops at the first good hand found'],
      ['A♠ A♣, with the higher cards in hand', 'lets cards decide that do not play'],
      ['7♥ 2♥, with a flush', 'sees a flush where there are only three hearts'],
    ],
  ),
  several(
    {
      id: 'board-possible',
      title: 'What can the board hold?',
      skills: ['board'],
      difficulty: 0.3,
      prompt: 'The board is 9♥ 8♥ 8♣ 5♦ 2♥. Which kinds of hand can somebody have? Tick all that are possible.',
      hints: [
        'A flush needs three cards of a suit on the board, a full house or four of a kind needs a pair on it.',
        'For a straight look for three board cards that fit into a row of five; for a straight flush they must share a suit.',
      ],
      solution:
        'Flush: three hearts are there. Full house and four of a kind: the board has a pair of Eights. Straight: 7 and 6 make 5 6 7 8 9. Straight flush: it would need 9♥ 8♥ and a third heart of the board within one row; 2♥ is too far away.',
    },
    [
      ['Straight', true],
      ['Flush', true],
      ['Full house', true],
      ['Four of a kind', true],
      ['Straight flush', false],
    ],
  ),
  written(
    {
      id: 'board-nuts-word',
      title: 'The strongest possible hand',
      skills: ['board'],
      difficulty: -0.6,
      prompt: 'What is the usual name for the strongest hand that anybody can hold on a given board? (“the …”)',
      hints: ['It has nothing to do with fruit, although it sounds like it.', 'Four letters, beginning with n.'],
      solution: 'The nuts. It can change with every new card on the board.',
    },
    words('nuts', 'the nuts', 'nut hand', 'the nut hand'),
  ),
  choice(
    {
      id: 'kickers-counterfeit',
      title: 'A pair that lost its worth',
      skills: ['kickers', 'board'],
      difficulty: 0.6,
      prompt: 'You hold 4♠ 4♥, your opponent A♦ 7♣. The board is K♠ K♥ 9♦ 9♣ 2♠. Who wins?',
      hints: ['Write down the best five cards of both players.', 'Three pairs do not fit into five cards.'],
      solution:
        'You: K♠ K♥ 9♦ 9♣ and one side card. Your pair of Fours is smaller than both pairs of the board, so a 4 is your side card. Your opponent has the same two pairs with an Ace. The opponent wins: the second pair on the board has devalued yours.',
    },
    'The opponent, by the Ace beside the two pairs',
    [
      ['You, with three pairs', 'counts six cards'],
      ['You, because a pair in hand beats an Ace', 'compares hole cards and not five-card hands'],
      ['Nobody: both have Kings and Nines', 'stops at the name of the hand'],
    ],
  ),
  choice(
    {
      id: 'kickers-suits',
      title: 'Do suits decide?',
      skills: ['kickers'],
      difficulty: -1,
      prompt: 'Two players have exactly the same five ranks and no flush. One has spades, the other hearts. Who wins?',
      hints: ['Is one suit worth more than another?', 'In hold’em the four suits are equal.'],
      solution: 'Suits never break a tie in hold’em. The pot is split evenly.',
    },
    'Nobody: they split the pot',
    [
      ['The one with spades', 'carries an order of suits over from other games'],
      ['The one with hearts', 'carries an order of suits over from other games'],
      ['The one who bet last', 'thinks that betting decides a showdown'],
    ],
  ),
  choice(
    {
      id: 'position-why',
      title: 'Why act last?',
      skills: ['position'],
      difficulty: -0.7,
      prompt: 'Why is it an advantage to act last on a street?',
      hints: ['What do you know when it is your turn?', 'Think of what the others have shown by betting or checking.'],
      solution:
        'Whoever acts last decides with more information: all others have bet or checked already. The cards are no better, but the decisions made with them are.',
    },
    'You have seen what the others did before you decide',
    [
      ['Players who act last are dealt better cards', 'confuses position with the deal'],
      ['The last player pays less to call', 'confuses position with the price'],
      ['The last player wins ties', 'confuses position with the showdown'],
    ],
  ),
  choice(
    {
      id: 'position-heads-up',
      title: 'Two players only',
      skills: ['position'],
      difficulty: 0.5,
      prompt:
        'With only two players, the button posts the small blind. Who acts first before the flop, and who on the flop?',
      hints: ['Before the flop the big blind always acts last.', 'After the flop the button acts last.'],
      solution:
        'Before the flop the button (small blind) acts first, since the big blind acts last. On all later streets the button acts last, so the big blind is first.',
    },
    'Before the flop the button, on the flop the big blind',
    [
      ['The button both times', 'forgets that the button acts last after the flop'],
      ['The big blind both times', 'forgets that the big blind acts last before the flop'],
      ['Before the flop the big blind, on the flop the button', 'has the two streets the wrong way round'],
    ],
  ),
  match(
    {
      id: 'position-names',
      title: 'Names of the seats',
      skills: ['position'],
      difficulty: -0.6,
      prompt: 'Match each seat of a six-handed table with its description.',
      hints: ['Start with the button: it acts last after the flop.', 'The cutoff sits just before the button.'],
      solution:
        'The blinds sit to the left of the button, and under the gun comes behind the big blind. The cutoff is the seat just before the button.',
    },
    [
      ['Button', 'acts last on flop, turn and river'],
      ['Cutoff', 'the seat just before the button'],
      ['Small blind', 'acts first on the flop if still in'],
      ['Big blind', 'acts last before the flop'],
      ['Under the gun', 'acts first before the flop'],
    ],
  ),
  written(
    {
      id: 'hand-ranks-royal',
      title: 'The very best hands',
      skills: ['hand-ranks', 'combos'],
      difficulty: -0.2,
      prompt: 'How many Ace-high straight flushes (10 to Ace of one suit) are there in the deck?',
      hints: ['The ranks are fixed. What is left to choose?', 'One for each suit.'],
      solution: 'The five ranks are fixed, so only the suit can differ: 4.',
    },
    count(4),
  ),
];
