import { breakEvenEquity } from '../maths/chance.js';
import { type Drawing, percent } from './drawing.js';
import { bracket, type Part, spansOf, splitBar, sumOf } from './kit/bars.js';
import { cell, GONE, HIT } from './kit/marks.js';
import { heading, INNER, MARGIN, sheet, text } from './kit/svg.js';

/** Three parts beside one part, and the whole under both. */
export function odds(): Drawing {
  const [misses, hits] = [3, 1];
  const tries = misses + hits;
  const chance = percent(hits / tries);
  const [step, size, y] = [INNER / tries, 56, 88];
  const boxes = Array.from({ length: tries }, (_, place) =>
    cell(place < misses ? GONE : HIT, MARGIN + place * step + (step - size) / 2, y, size, 44),
  );
  const [left, right] = spansOf([misses, hits], MARGIN, INNER);
  const [whole] = spansOf([1], MARGIN, INNER);
  const svg = sheet(210, [
    heading(`${misses} to ${hits} against is ${chance}`),
    ...(left && right && whole
      ? [
          bracket(left, y - 8, `${misses} misses`, { over: true }),
          bracket(right, y - 8, `${hits} hit`, { over: true }),
          bracket(whole, y + 52, `${tries} tries in all`),
        ]
      : []),
    ...boxes,
    text(`Odds ${misses} : ${hits}, chance ${chance}`, MARGIN, 188, { bold: true }),
  ]);
  const alt = `Four boxes for four tries. Three have a cross: they miss. One has a tick: it hits. The odds compare 3 with 1. The chance is 1 of all 4, which is ${chance}.`;
  return { alt, svg };
}

/** A call beside what it can win, as parts of the final pot. */
export function potOdds(): Drawing {
  const [pot, bet] = [80, 40];
  const price = percent(breakEvenEquity(pot + bet, bet));
  const values = [pot, bet, bet];
  const all = sumOf(values);
  const names = ['pot', 'bet', 'call'];
  const spans = spansOf(values, MARGIN, INNER);
  const [win, pay] = spansOf([pot + bet, bet], MARGIN, INNER);
  const [whole] = spansOf([all], MARGIN, INNER);
  const washes = ['good', 'good', 'bad'] as const;
  const svg = sheet(264, [
    heading(`Pay ${bet} to win ${pot + bet}`),
    ...names.map((name, place) => text(name, spans[place]?.middle ?? 0, 58, { align: 'middle' })),
    splitBar(
      values.map((value, place): Part => ({ value, wash: washes[place] ?? 'plain', words: String(value) })),
      { x: MARGIN, y: 72, length: INNER },
    ),
    ...(win && pay && whole
      ? [
          bracket(win, 114, `you can win ${pot + bet}`),
          bracket(pay, 114, `pay ${bet}`),
          bracket(whole, 156, `final pot ${all}`),
        ]
      : []),
    text(`${pot + bet} : ${bet} is ${(pot + bet) / bet} to 1`, MARGIN, 214, { bold: true }),
    text(`${bet} of ${all} is ${price}`, MARGIN, 240, { bold: true }),
  ]);
  const alt = `A bar of the final pot, ${all} chips: the pot ${pot}, the bet ${bet}, your call ${bet}. You pay ${bet} to win ${pot + bet}: ${(pot + bet) / bet} to 1. Your call is ${bet} of ${all}, so the price is ${price}.`;
  return { alt, svg };
}

/** What the misses cost above what a hit wins. */
export function impliedOdds(): Drawing {
  const [hits, misses, call, middle] = [8, 46 - 8, 40, 60 + 40];
  const times = misses / hits;
  const needed = times * call;
  const later = needed - middle;
  const lost = Array.from({ length: Math.ceil(times) }, (_, place) => Math.min(call, needed - place * call));
  const [whole] = spansOf([needed], MARGIN, INNER);
  const svg = sheet(254, [
    heading('A hit pays for the misses'),
    text(`${misses} : ${hits} = ${times} misses a hit`, MARGIN, 58),
    splitBar(
      lost.map((value): Part => ({ value, wash: 'bad', words: String(value) })),
      { x: MARGIN, y: 74, length: INNER },
    ),
    ...(whole ? [bracket(whole, 116, `${times} calls of ${call}: ${needed} chips`)] : []),
    text('So a hit must win', MARGIN, 170),
    splitBar(
      [
        { value: middle, wash: 'good', words: `${middle} now` },
        { value: later, wash: 'other', words: `${later} later` },
      ],
      { x: MARGIN, y: 186, length: INNER },
    ),
  ]);
  const alt = `Two bars of the same length. Above: ${times} misses come with each hit and cost ${call} each, ${needed} chips in all. Below: a hit must win these ${needed}. In the middle are ${middle} now, so ${later} must come later.`;
  return { alt, svg };
}

/** A pot that trebles twice. */
export function betSizing(): Drawing {
  const [pot, streets] = [100, 2];
  const largest = pot * 3 ** streets;
  const rows = Array.from({ length: streets + 1 }, (_, street) => {
    const y = 56 + street * 72;
    const now = pot * 3 ** street;
    const before = now / 3;
    const words = street === 0 ? `Pot now: ${now}` : `Bet ${before}, called: pot ${now}`;
    const values = street === 0 ? [now] : [before, before, before];
    const washes = ['plain', 'other', 'own'] as const;
    const bar = values.map(
      (value, place): Part => ({
        ...{ value, wash: washes[place] ?? 'plain' },
        ...(value * INNER > largest * 40 && { words: ['pot', 'bet', 'call'][place] ?? '' }),
      }),
    );
    return text(words, MARGIN, y) + splitBar(bar, { x: MARGIN, y: y + 14, length: INNER, total: largest, height: 32 });
  });
  const svg = sheet(264, [heading('Bet the pot, and it trebles'), ...rows]);
  const alt = `Three bars for the pot. It is ${pot} at first. A bet of ${pot} and a call make it ${3 * pot}. A bet of ${3 * pot} and a call make it ${9 * pot}. Two bets of one pot each make it nine times as large.`;
  return { alt, svg };
}
