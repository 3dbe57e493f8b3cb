import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DECK, readCards, unseen } from '../../../content/poker/cards/card.js';
import { evaluate } from '../../../content/poker/cards/evaluate.js';
import { pokerCourse } from '../../../content/poker/course.js';
import { signed, spoken } from '../../../content/poker/figures/drawing.js';
import { withAlternatives } from '../../../content/poker/figures/index.js';
import { COLOURS, type Role } from '../../../content/poker/figures/kit/palette.js';
import { sheet, text } from '../../../content/poker/figures/kit/svg.js';
import { renderText } from '../../../src/features/catalogue/index.js';
import { pairsBelow } from './oracles/oracle.js';
import { prizesByOrders } from './oracles/tournaments.js';

const { lessons, figures } = pokerCourse({ variants: 1 });
const bodyOf = (skill: string): string => lessons.find(({ skills }) => skills.includes(skill))?.bodyMarkdown ?? '';
const svgOf = (skill: string): string =>
  Buffer.from(figures.find(({ name }) => name === `${skill}.svg`)?.base64 ?? '', 'base64').toString('utf8');
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
/** All words that a figure shows. */
const wordsOf = (skill: string): string[] =>
  [...svgOf(skill).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words = '']) =>
    words.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity),
  );
const shows = (skill: string, pattern: RegExp | string): void =>
  assert.ok(
    wordsOf(skill).some((words) => (typeof pattern === 'string' ? words.includes(pattern) : pattern.test(words))),
    `${skill} does not show ${pattern}: ${wordsOf(skill).join(' | ')}`,
  );
const percent = (share: number, places = 1): string => `${Number((100 * share).toFixed(places))}%`;

/** Relative luminance and contrast as WCAG 2.2 has them. */
function contrast(one: string, two: string): number {
  const luminance = (colour: string) =>
    [1, 3, 5]
      .map((from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * (([0.2126, 0.7152, 0.0722] as const)[index] ?? 0), 0);
  const [high = 0, low = 0] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('the figures of the poker lessons', () => {
  it('are there for every lesson, and none is left over', () => {
    const shown = lessons.flatMap(({ id, bodyMarkdown }) => {
      const names = [...bodyMarkdown.matchAll(/!\[[^\]]+\]\(figure:([^)]+)\)/g)].map(([, name]) => name);
      assert.ok(names.length >= 1, id);
      return names;
    });
    assert.deepEqual(shown.sort(), figures.map(({ name }) => name).sort());
  });

  it('say what they show, each in words of its own that come through Markdown as they are', () => {
    assert.equal(new Set(figures.map(({ alt }) => alt)).size, figures.length);
    for (const { name, alt } of figures) {
      assert.ok(alt.length >= 80 && alt.length <= 420, `${name}: ${alt.length} characters`);
      assert.match(alt, /\d|five|nine/i, name);
      assert.match(alt, /\.$/, name);
      assert.doesNotMatch(alt, /undefined|NaN|Infinity|[[\]_*`<>$\\&"]|\.\.|−/, name);
      const html = renderText(`![${alt}](figure:${name})`, { figureUrl: () => '/f', inline: true });
      assert.ok(html.includes(`alt="${alt}"`), html);
    }
  });

  it('ask for figures that exist', () => {
    assert.throws(() => withAlternatives('![](figure:nothing.svg)'), /no figure nothing\.svg/);
  });

  it('are pictures and nothing more: no script, nothing from elsewhere', () => {
    for (const { name, mediaType, base64 } of figures) {
      const svg = Buffer.from(base64, 'base64').toString('utf8');
      assert.equal(mediaType, 'image/svg+xml');
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 320 \d+" /, name);
      const inside = svg.replace('xmlns="http://www.w3.org/2000/svg"', '');
      assert.doesNotMatch(inside, /<script|foreignObject|<image|<use|href|url\(|@import|:\/\/|\son\w+=/i, name);
      assert.doesNotMatch(svg, /NaN|undefined|Infinity|e-\d/, name);
      const elements = new Set([...svg.matchAll(/<([a-zA-Z]+)/g)].map(([, element]) => element));
      for (const element of elements) assert.match(element ?? '', /^(svg|style|rect|line|circle|path|text)$/, name);
      assert.ok(svg.length < 20_000, `${name} has ${svg.length} characters`);
    }
  });

  it('have text of 16 units or more, and suits as shapes', () => {
    for (const { name } of figures) {
      const skill = name.replace('.svg', '');
      const sizes = [...svgOf(skill).matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
      assert.ok(sizes.length > 0 && Math.min(...sizes) >= 16, name);
      assert.doesNotMatch(wordsOf(skill).join(''), /[♠♥♦♣]/, name);
    }
  });

  it('read in light and dark', () => {
    const grounds: Role[] = ['paper', 'plain', 'own', 'other', 'good', 'bad'];
    for (const mode of [0, 1] as const) {
      for (const ground of grounds) {
        for (const ink of ['ink', 'soft'] as const) {
          const ratio = contrast(COLOURS[ink][mode], COLOURS[ground][mode]);
          assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
        }
      }
      for (const suit of ['red', 'black'] as const) {
        assert.ok(contrast(COLOURS[suit][mode], COLOURS.face[mode]) >= 4.5, suit);
      }
      for (const line of ['line', 'ownEdge', 'otherEdge', 'goodEdge', 'badEdge'] as const) {
        assert.ok(contrast(COLOURS[line][mode], COLOURS.paper[mode]) >= 3, line);
      }
    }
  });

  it('change every colour that differs where the page is dark', () => {
    for (const { name } of figures) {
      const svg = svgOf(name.replace('.svg', ''));
      const [style = ''] = /<style>.*<\/style>/.exec(svg) ?? [];
      for (const [, kind, role] of svg.matchAll(/\b([fs])-(\w+)[" ]/g)) {
        const [light, dark] = COLOURS[role as Role];
        if (light !== dark) assert.ok(style.includes(`.${kind}-${role}{`), `${name}: ${kind}-${role}`);
      }
    }
  });

  it('show the words that they are given, whatever these are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '<', '>', '&', '"', ' ', '1') }), (words) => {
        const [, shown = ''] = /<text[^>]*>([^<]*)<\/text>/.exec(sheet(100, [text(words, 10, 10)])) ?? [];
        assert.equal(
          shown.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity),
          words,
        );
      }),
      { seed: 3 },
    );
  });

  it('write a loss with a minus sign, and say it in words', () => {
    assert.deepEqual(
      [36, -1.14, 0, -0.01].map((chips) => [signed(chips, 1), spoken(chips, 1)]),
      [
        ['+36', '36'],
        ['−1.1', 'minus 1.1'],
        ['0', '0'],
        ['0', '0'],
      ],
    );
  });
});

describe('the numbers in the figures', () => {
  /** Numbers that a lesson's text names and its figure shows. */
  const AGREED: Readonly<Record<string, readonly string[]>> = {
    chance: ['47', '4.3%'],
    outs: ['9 + 3 + 3 = 15'],
    'rule-2-4': ['60%', '54.1%', '30%', '32.6%'],
    'draw-odds': ['68.5%', '31.5%'],
    odds: ['25%'],
    'pot-odds': ['80', '40', '120', '25%'],
    equity: ['15.9%', '84.1%'],
    'break-even': ['19.6%', '20%'],
    'expected-value': ['40.8', '2.4', '33.6', '72'],
    'implied-odds': ['190', '90'],
    'starting-ranges': ['66', '1326', '30', '12', '24'],
    blockers: ['61.5%'],
    'range-equity': ['56%', '81%', '19%', '48%', '52%'],
    updating: ['24', '21', '45', '53%'],
    'bet-sizing': ['100', '900'],
    'fold-equity': ['36', '28', '50%'],
    'bluff-break-even': ['33.3%', '25%'],
    'semi-bluff': ['25.6', '23.5', '37.4', '23.8%'],
    'minimum-defence': ['57.1%', '60', '35'],
    balance: ['8', '19'],
    variance: ['29%', '500'],
    'sample-size': ['40,000', '810,000', '13'],
    bankroll: ['53%', '40%'],
    'risk-of-ruin': ['20%', '4%'],
    icm: ['43.6', '50%'],
    bubble: ['33', '2.2', '69%', '50%'],
  };

  for (const [skill, numbers] of Object.entries(AGREED)) {
    it(`agree with the text: ${skill}`, () => {
      const lesson = bodyOf(skill)
        .replace(/!\[[^\]]*\]/g, '')
        .replaceAll('\\%', '%');
      for (const number of numbers) {
        assert.ok(lesson.includes(number), `the lesson does not say ${number}`);
        shows(skill, number);
      }
    });
  }

  it('rank hands as the table of the lesson does', () => {
    const rows = [...bodyOf('hand-ranks').matchAll(/^\| ([\w ]+?) +\|.*\| ([\d,]+) +\|$/gm)];
    assert.equal(rows.length, 9);
    const counts = rows.map(([, kind = '', count = '']) => [kind, Number(count.replaceAll(',', ''))] as const);
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    const words = wordsOf('hand-ranks');
    for (const [kind, count] of counts) {
      const shown = words[words.indexOf(kind) + 1];
      assert.equal(shown, `1 in ${Math.round(all / count).toLocaleString('en')}`, kind);
    }
  });

  it('call a hand the nuts that no other beats', () => {
    const shared = readCards('Q♦ J♣ 9♠ 7♥ 5♦');
    const best = Math.max(
      ...pairsBelow(52)
        .filter((pair) => !pair.some((card) => shared.includes(card)))
        .map((pair) => evaluate([...pair, ...shared])),
    );
    assert.equal(evaluate([...readCards('K♠ 10♥'), ...shared]), best);
    shows('board', 'a straight, King-high: the nuts');
  });

  it('count two cards as all pairs of cards do', () => {
    const pairs = pairsBelow(47);
    const hits = (pair: readonly number[]) => pair.filter((card) => card < 8).length;
    const share = (count: number) => pairs.filter((pair) => hits(pair) === count).length / pairs.length;
    shows('draw-odds', percent(share(0)));
    shows('draw-odds', percent(share(1) / 2));
    shows('draw-odds', percent(share(2)));
  });

  it('count rivers as dealing each of them does', () => {
    const [hero, other, turn] = [readCards('A♥ 10♥'), readCards('K♠ K♦'), readCards('K♥ 8♥ 5♣ 2♦')];
    const rivers = unseen(hero, other, turn);
    const won = rivers.filter((river) => evaluate([...hero, ...turn, river]) > evaluate([...other, ...turn, river]));
    shows('equity', `${won.length} of ${rivers.length} rivers win`);
  });

  it('count combos as pairs of cards do', () => {
    const seen = readCards('K♠ K♦');
    const rank = (card: number) => Math.floor(card / 4);
    const held = DECK.filter((card) => !seen.includes(card)).flatMap((card, index, deck) =>
      deck.slice(index + 1).filter((other) => rank(card) === 11 && rank(other) === 12),
    );
    shows('combos', `AK: ${held.length} of 16 combos left`);
  });

  it('share prizes as all orders of finishing do', () => {
    const stacks = [5000, 3000, 2000];
    const prizes = prizesByOrders(stacks, [60, 40]);
    for (const prize of prizes) shows('icm', percent(prize / 100));
  });

  it('let each seat act once, before the flop and later', () => {
    const turns = wordsOf('position')
      .filter((words) => /^\d$/.test(words))
      .map(Number);
    // The two at the end are the legend's.
    assert.deepEqual(turns.slice(0, 12).sort(), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
    const words = wordsOf('position');
    for (const [seat, before, later] of [
      ['under the gun', '1', '3'],
      ['button', '4', '6'],
      ['small blind', '5', '1'],
      ['big blind', '6', '2'],
    ] as const) {
      const place = words.indexOf(seat);
      assert.deepEqual(words.slice(place + 1, place + 3), [before, later], seat);
    }
  });
});
