import { type Film, rise } from './film.js';
import { GOOD, INK, LOSS, type Pen, QUIET, SHADE } from './pen.js';

const title = (pen: Pen, words: string) => pen.text(words, 320, 36, { size: 24, bold: true });
const HEARTS = ['2♥', '3♥', '4♥', '5♥', '6♥', '7♥', 'Q♥', 'K♥', 'A♥'];

function hands(pen: Pen): void {
  title(pen, 'Outs');
  pen.text('your hand', 150, 78, { size: 16, colour: QUIET });
  pen.cards(['J♥', '10♥'], 150, 124);
  pen.text('the board', 430, 78, { size: 16, colour: QUIET });
  pen.cards(['9♥', '8♥', '2♣'], 430, 124);
}

const outs: Film = {
  name: 'outs',
  title: 'Counting outs, each card once',
  beats: [
    {
      seconds: 5,
      caption: 'An out is an unseen card that turns your hand into the best one.',
      shows:
        'A hand of Jack and Ten of hearts appears beside a board of Nine and Eight of hearts and the Two of clubs.',
      draw: (pen, share) => pen.faded(rise(share), () => hands(pen)),
    },
    {
      seconds: 7,
      caption: 'You see four hearts. Nine hearts are left, and each makes a flush.',
      shows: 'The nine unseen hearts come in one by one, with a counter beside them that ends at 9.',
      draw(pen, share) {
        hands(pen);
        const shown = Math.min(9, Math.floor(share * 13) + 1);
        pen.cards(HEARTS.slice(0, shown), 290, 236, 0.95);
        pen.text(String(shown), 596, 236, { size: 34, bold: true, colour: GOOD });
      },
    },
    {
      seconds: 7,
      caption: 'A Queen or a Seven makes a straight. That is four of each.',
      shows: 'Four Queens and four Sevens come in below. The Queen and the Seven of hearts are marked.',
      draw(pen, share) {
        hands(pen);
        pen.cards(['Q♥', 'Q♠', 'Q♦', 'Q♣'], 170, 236, 0.95);
        pen.faded(rise(share, 0.2, 0.5), () => pen.cards(['7♥', '7♠', '7♦', '7♣'], 440, 236, 0.95));
        const marked = rise(share, 0.6, 0.8);
        pen.faded(marked, () => {
          pen.line(66, 276, 112, 276, LOSS, 5);
          pen.line(336, 276, 382, 276, LOSS, 5);
        });
      },
    },
    {
      seconds: 7,
      caption: 'But one Queen and one Seven are hearts. They are counted already.',
      shows: 'The two marked cards fade. Three Queens and three Sevens remain.',
      draw(pen, share) {
        hands(pen);
        const left = 1 - 0.85 * rise(share, 0.1, 0.5);
        pen.faded(left, () => {
          pen.card('Q♥', 93, 236, 0.95);
          pen.card('7♥', 363, 236, 0.95);
        });
        pen.cards(['Q♠', 'Q♦', 'Q♣'], 195.65, 236, 0.95);
        pen.cards(['7♠', '7♦', '7♣'], 465.65, 236, 0.95);
        pen.faded(rise(share, 0.5, 0.8), () => pen.text('3 + 3 new cards', 320, 312, { colour: GOOD, bold: true }));
      },
    },
    {
      seconds: 6,
      caption: 'Nine and three and three: fifteen outs. Count each card once.',
      shows: 'The sum 9 + 3 + 3 = 15 stands in the middle.',
      draw(pen, share) {
        hands(pen);
        pen.text('9 + 3 + 3', 250, 250, { size: 40, bold: true });
        pen.faded(rise(share, 0.2, 0.5), () => pen.text('= 15', 410, 250, { size: 40, bold: true, colour: GOOD }));
      },
    },
  ],
};

const CHIPS_X = 70;
const PER_CHIP = 2.5;

/** A row of chips as a bar: what is in the pot, the bet, your call. */
function potBar(pen: Pen, parts: readonly [chips: number, colour: string, name: string][], y: number): void {
  let x = CHIPS_X;
  for (const [chips, colour, name] of parts) {
    pen.box(x, y, chips * PER_CHIP - 4, 54, colour);
    pen.text(String(chips), x + (chips * PER_CHIP) / 2 - 2, y + 27, { colour: '#ffffff', bold: true });
    pen.text(name, x + (chips * PER_CHIP) / 2 - 2, y + 74, { size: 16, colour: QUIET });
    x += chips * PER_CHIP;
  }
}

const POT: [number, string, string] = [100, '#3f5d7d', 'pot'];
const BET: [number, string, string] = [50, LOSS, 'their bet'];
const CALL: [number, string, string] = [50, GOOD, 'your call'];

const potOdds: Film = {
  name: 'pot-odds',
  title: 'What a call costs: pot odds',
  beats: [
    {
      seconds: 5,
      caption: 'The pot is 100 chips. Your opponent bets 50.',
      shows: 'A bar of 100 chips for the pot; a bar of 50 for the bet is put beside it.',
      draw(pen, share) {
        title(pen, 'Pot odds');
        potBar(pen, [POT], 120);
        pen.faded(rise(share, 0.3, 0.6), () => potBar(pen, [POT, BET], 120));
      },
    },
    {
      seconds: 6,
      caption: 'To go on you pay 50. You can win the 150 that are there.',
      shows: 'Your call of 50 chips is put at the end of the bar. Below: pay 50 to win 150.',
      draw(pen, share) {
        title(pen, 'Pot odds');
        potBar(pen, [POT, BET], 120);
        pen.faded(rise(share, 0.1, 0.4), () => potBar(pen, [POT, BET, CALL], 120));
        pen.faded(rise(share, 0.4, 0.7), () =>
          pen.text('150 to 50, that is 3 to 1', 320, 262, { size: 26, bold: true }),
        );
      },
    },
    {
      seconds: 7,
      caption: 'As a share: your 50 of the 200 in the final pot. That is a quarter.',
      shows: 'A bracket under the whole bar says 200, one under your call says 50. Then: 50 / 200 = 25%.',
      draw(pen, share) {
        title(pen, 'Pot odds');
        potBar(pen, [POT, BET, CALL], 90);
        pen.line(CHIPS_X, 186, CHIPS_X + 496, 186, INK, 3);
        pen.text('200 in the final pot', 318, 206, { size: 18 });
        pen.faded(rise(share, 0.3, 0.6), () =>
          pen.text('50 / 200 = 25%', 320, 266, { size: 34, bold: true, colour: GOOD }),
        );
      },
    },
    {
      seconds: 7,
      caption: 'Win more often than one time in four, and the call makes money over time.',
      shows: 'A scale from 0 to 100 per cent with a mark at 25. Left of it: fold. Right of it: call.',
      draw(pen, share) {
        title(pen, 'How often must you win?');
        pen.box(70, 150, 500, 26, SHADE);
        pen.box(70, 150, 125, 26, '#d9b7a6');
        pen.faded(rise(share, 0.2, 0.5), () => pen.box(195, 150, 375, 26, '#a9d3c5'));
        pen.line(195, 134, 195, 192, INK, 3);
        pen.text('25%', 195, 116, { bold: true });
        pen.text('0%', 70, 204, { size: 16, colour: QUIET });
        pen.text('100%', 570, 204, { size: 16, colour: QUIET });
        pen.text('fold', 132, 246, { colour: LOSS, bold: true });
        pen.faded(rise(share, 0.3, 0.6), () => pen.text('call', 382, 246, { colour: GOOD, bold: true }));
      },
    },
    {
      seconds: 5,
      caption: 'The price is your call, divided by the pot after your call.',
      shows: 'The rule: price = call / (pot + bet + call).',
      draw(pen, share) {
        title(pen, 'Pot odds');
        pen.text('price  =', 170, 180, { size: 28 });
        pen.faded(rise(share, 0, 0.4), () => {
          pen.text('call', 380, 156, { size: 28, bold: true, colour: GOOD });
          pen.line(250, 181, 510, 181, INK, 3);
          pen.text('pot + bet + call', 380, 208, { size: 28 });
        });
      },
    },
  ],
};

/** Tries as dots in rows of ten, those that succeed first. */
function tries(pen: Pen, wins: number, of: number, shown: number): void {
  for (let index = 0; index < Math.min(of, shown); index++) {
    const [column, row] = [index % 4, Math.floor(index / 4)];
    pen.dot(236 + column * 56, 120 + row * 48, 17, index % (of / wins) === 0 ? GOOD : '#c9a898');
  }
}

const odds: Film = {
  name: 'odds',
  title: 'Odds and per cent are the same thing',
  beats: [
    {
      seconds: 5,
      caption: 'Odds of 3 to 1 against: three times you miss, one time you hit.',
      shows: 'Four dots in a row: one green for a hit, three pale for misses.',
      draw(pen, share) {
        title(pen, '3 to 1 against');
        tries(pen, 1, 4, 1 + Math.floor(share * 6));
      },
    },
    {
      seconds: 6,
      caption: 'So there are four tries in all, and one of the four is a hit.',
      shows: 'The row of four is bracketed: 3 + 1 = 4 tries.',
      draw(pen, share) {
        title(pen, '3 to 1 against');
        tries(pen, 1, 4, 4);
        pen.line(212, 152, 428, 152, INK, 3);
        pen.faded(rise(share, 0.1, 0.4), () => pen.text('3 + 1 = 4 tries', 320, 184, { size: 28, bold: true }));
      },
    },
    {
      seconds: 6,
      caption: 'One in four is a chance of 25 per cent.',
      shows: 'The fraction 1/4 turns into 25%.',
      draw(pen, share) {
        title(pen, '3 to 1 against');
        tries(pen, 1, 4, 4);
        pen.text('1 / 4', 250, 220, { size: 40, bold: true });
        pen.faded(rise(share, 0.2, 0.5), () => pen.text('= 25%', 400, 220, { size: 40, bold: true, colour: GOOD }));
      },
    },
    {
      seconds: 7,
      caption: 'Over sixteen tries you can expect about four hits. Luck decides which.',
      shows: 'The dots fill four rows of four, with one green dot in each row.',
      draw(pen, share) {
        title(pen, 'about 4 of 16');
        tries(pen, 4, 16, 1 + Math.floor(share * 22));
      },
    },
    {
      seconds: 6,
      caption: 'And back: 20 per cent is one in five, so four misses to one hit, 4 to 1.',
      shows: '20% = 1/5, then 4 misses : 1 hit.',
      draw(pen, share) {
        title(pen, 'And back');
        pen.text('20%  =  1 / 5', 320, 140, { size: 36, bold: true });
        pen.faded(rise(share, 0.3, 0.6), () =>
          pen.text('4 to 1 against', 320, 226, { size: 36, bold: true, colour: GOOD }),
        );
      },
    },
  ],
};

interface Branch {
  readonly y: number;
  readonly chance: string;
  readonly result: string;
  readonly worth: string;
  readonly colour: string;
}

const WIN: Branch = { y: 110, chance: '30%', result: '+150', worth: '+45', colour: GOOD };
const LOSE: Branch = { y: 240, chance: '70%', result: '−50', worth: '−35', colour: LOSS };

function tree(pen: Pen, branches: readonly Branch[], strength = 1): void {
  pen.dot(100, 175, 12, INK);
  pen.text('call 50', 100, 212, { size: 18 });
  for (const { y, chance, result, colour } of branches) {
    pen.faded(strength, () => {
      pen.line(112, 175, 300, y, colour, 4);
      pen.text(chance, 206, (175 + y) / 2 + (y < 175 ? -20 : 22), { bold: true, colour });
      pen.text(`${result} chips`, 314, y, { align: 'left', colour, bold: true });
    });
  }
}

function worths(pen: Pen): void {
  for (const { y, chance, result, worth, colour } of [WIN, LOSE])
    pen.text(`${chance} of ${result} = ${worth}`, 600, y + 32, { align: 'right', size: 18, colour });
}

const expectedValue: Film = {
  name: 'expected-value',
  title: 'The value of a decision, as a tree',
  beats: [
    {
      seconds: 6,
      caption: 'You can call 50 chips to win the 150 that are in the pot.',
      shows: 'The root of a tree: a dot with the words “call 50”.',
      draw(pen, share) {
        title(pen, 'Expected value');
        pen.faded(rise(share), () => tree(pen, []));
      },
    },
    {
      seconds: 6,
      caption: 'Three times in ten you win 150. Seven times in ten you lose 50.',
      shows: 'Two branches grow: 30% to +150 chips, 70% to −50 chips.',
      draw(pen, share) {
        title(pen, 'Expected value');
        tree(pen, [WIN, LOSE], rise(share, 0, 0.4));
      },
    },
    {
      seconds: 7,
      caption: 'Weigh each end with its chance: 45 chips on one side, 35 on the other.',
      shows: 'At each branch its product is written: 30% of +150 is +45; 70% of −50 is −35.',
      draw(pen, share) {
        title(pen, 'Expected value');
        tree(pen, [WIN, LOSE]);
        pen.faded(rise(share, 0.1, 0.5), () => worths(pen));
      },
    },
    {
      seconds: 6,
      caption: 'Add them up. On average the call is worth 10 chips.',
      shows: 'Below the tree: 45 − 35 = 10 chips.',
      draw(pen, share) {
        title(pen, 'Expected value');
        tree(pen, [WIN, LOSE]);
        worths(pen);
        pen.faded(rise(share, 0.1, 0.5), () =>
          pen.text('45 − 35 = 10 chips', 320, 326, { size: 30, bold: true, colour: GOOD }),
        );
      },
    },
    {
      seconds: 6,
      caption: 'No single call wins 10 chips. But 10 is more than the 0 of a fold.',
      shows: 'Two bars: call is worth 10, fold is worth 0.',
      draw(pen, share) {
        title(pen, 'Which is better?');
        pen.text('fold', 220, 290, {});
        pen.text('call', 420, 290, {});
        pen.line(120, 262, 520, 262, INK, 3);
        const height = 130 * rise(share, 0.1, 0.6);
        pen.box(380, 260 - height, 80, height, GOOD);
        pen.text('0', 220, 240, { bold: true });
        pen.text('10', 420, 236 - height, { bold: true, colour: GOOD });
      },
    },
  ],
};

export const films: readonly Film[] = [outs, potOdds, odds, expectedValue];
