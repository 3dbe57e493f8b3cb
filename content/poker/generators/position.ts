import { count, inOrder } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';

/** Seats of a six-handed table in the order in which they act before the flop. */
const BEFORE_FLOP = ['Under the gun', 'Hijack', 'Cutoff', 'Button', 'Small blind', 'Big blind'] as const;
/** The same seats in the order in which they act on later streets: the button comes last. */
const AFTER_FLOP = ['Small blind', 'Big blind', 'Under the gun', 'Hijack', 'Cutoff', 'Button'] as const;

function someSeats(dealer: Dealer, order: readonly string[]): string[] {
  const chosen = new Set(dealer.sample(order, dealer.int(3, 5)));
  return order.filter((seat) => chosen.has(seat));
}

function afterFlop(dealer: Dealer): Question {
  const seats = someSeats(dealer, AFTER_FLOP);
  return single({
    prompt: `These seats of a six-handed table have seen the flop. In which order do they act on it, first to last?`,
    answer: inOrder(dealer, seats),
    hints: [
      'After the flop the action starts to the left of the button and goes round the table.',
      'The small blind is first when still in the hand; the button is last.',
    ],
    solution: `Round the table from the small blind to the button: ${seats.join(', ')}. ${seats.at(-1)} acts last and has seen what all the others did.`,
  });
}

function beforeFlop(dealer: Dealer): Question {
  const seats = someSeats(dealer, BEFORE_FLOP);
  return single({
    prompt:
      'At a six-handed table nobody but the blinds has put in chips. In which order do these seats make their first decision before the flop, first to last?',
    answer: inOrder(dealer, seats),
    hints: [
      'The blinds have put in chips already, so the action starts behind them.',
      'Before the flop the big blind is the last to decide.',
    ],
    solution: `The action starts to the left of the big blind and ends with it: ${seats.join(', ')}.`,
  });
}

function numberedSeats(dealer: Dealer): Question {
  const players = dealer.int(6, 9);
  const button = dealer.int(1, players);
  const clockwise = Array.from({ length: players }, (_, step) => ((button + step) % players) + 1);
  const [small = 1, big = 2] = clockwise;
  const form = dealer.int(0, 2);
  const seats = `Seats 1 to ${players} are taken; play goes round in that order, and seat 1 follows seat ${players}. The dealer button is at seat ${button}.`;
  if (form === 0) {
    return single({
      prompt: `${seats} Which seat is the first to act before the flop?`,
      answer: count(clockwise[2] ?? 0),
      hints: ['Find the two blinds first.', `The small blind is seat ${small}, the big blind seat ${big}.`],
      solution: `Small blind: seat ${small}. Big blind: seat ${big}. The next seat, ${clockwise[2]}, acts first.`,
    });
  }
  const me = dealer.pick(clockwise.slice(2, -1));
  const place = clockwise.indexOf(me);
  if (form === 1) {
    const behind = players - place - 1 + 2;
    return single({
      prompt: `${seats} You are in seat ${me}, and everybody before you folded before the flop. How many players have still to act behind you?`,
      answer: count(behind),
      hints: ['Go round from your seat to the big blind.', 'Both blinds act after you: they have paid, not decided.'],
      solution: `Behind you come ${players - place - 1} seats up to the button, and the two blinds: ${behind} players.`,
    });
  }
  const folded = dealer.until(
    () => dealer.sample(clockwise, dealer.int(2, players - 3)),
    (gone) => !gone.includes(me),
  );
  const left = clockwise.filter((seat) => !folded.includes(seat));
  return single({
    prompt: `${seats} The players in ${left.length === players ? 'all seats' : `seats ${[...left].sort((a, b) => a - b).join(', ')}`} see the flop. How many of them act after seat ${me} on the flop?`,
    answer: count(left.length - left.indexOf(me) - 1),
    hints: [
      'On the flop the first seat behind the button that is still in acts first.',
      `The order on the flop is ${left.join(', ')}.`,
    ],
    solution: `From the left of the button the order is ${left.join(', ')}. After seat ${me} there are ${left.length - left.indexOf(me) - 1}.`,
  });
}

export const positionGenerator: Generator = {
  id: 'position',
  skill: 'position',
  title: 'Who acts when?',
  levels: [level(-1, 1, afterFlop), level(-0.4, 1.1, beforeFlop), level(0.5, 1.2, numberedSeats)],
};
