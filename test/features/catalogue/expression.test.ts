import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAnswer, type Verdict } from '../../../src/features/catalogue/index.js';

const say = (accepted: string, text: string): Verdict['code'] =>
  checkAnswer({ kind: 'expression', accepted: [accepted] }, { kind: 'expression', text }).code;

const table: [string, string, Verdict['code']][] = [
  ['2*x+1', '1 + 2x', 'right'],
  ['2*x+1', 'y = 2x + 1', 'right'],
  ['2*x+1', 'f(x) = x + x + 1', 'right'],
  ['2*x*y', '2yx', 'right'],
  ['x^2+x', 'x(x+1)', 'right'],
  ['x^2-1', '(x-1)(x+1)', 'right'],
  ['x^2/2', '\\frac{1}{2}x^{2}', 'right'],
  ['x^2/2', '0.5x²', 'right'],
  ['x*y/z', '\\dfrac{x \\cdot y}{z}', 'right'],
  ['sqrt(2)', '\\sqrt2', 'right'],
  ['sqrt(2)', '√2', 'right'],
  ['sqrt(2)', '2^(1/2)', 'right'],
  ['8^(1/3)', '\\sqrt[3]{8}', 'right'],
  ['sqrt(2)', '2/sqrt(2)', 'right'],
  ['sqrt(2)', '1.41', 'exact-form'],
  ['x/3', '0.333x', 'exact-form'],
  ['x/3', '0.3333333333333x', 'exact-form'],
  ['2*pi*r', '2πr', 'right'],
  ['2*pi*r', '6.28r', 'exact-form'],
  ['ln(x^2)', '2 ln x', 'right'],
  ['ln(x)', 'log(x)', 'wrong'],
  ['e^(2*x)', '(e^x)^2', 'right'],
  ['sin(x)^2', '1-cos(x)^2', 'right'],
  ['abs(x)', '|x|', 'right'],
  ['abs(x)', 'x', 'wrong'],
  ['C(n,2)', '\\binom{n}{2}', 'wrong'],
  ['C(6,2)', '15', 'right'],
  ['1-x', 'x-1', 'wrong-sign'],
  ['x+1', 'x+2', 'wrong'],
  ['x+1', 'y+1', 'wrong'],
  ['x+1', 'x+1.0000000001', 'exact-form'],
  ['sigma/sqrt(n)', '\\frac{\\sigma}{\\sqrt{n}}', 'right'],
  ['x_1+x_2', 'x_{2}+x_{1}', 'right'],
  ['P*V', 'PV', 'right'],
  ['1/2*x', '1/2x', 'right'],
  ['2^x*3', '2^x(3)', 'right'],
  ['x', '$x$', 'right'],
];

/** Nothing here may be read, run long, or reach anything. */
const hostile = [
  'import("fs")',
  'import({a: 1}, {override: true})',
  'createUnit("foo")',
  'evaluate("1")',
  'parse("1")',
  'simplify("x")',
  'derivative("x^2", "x")',
  'cos.constructor("return process")()',
  'f(x) = x; f(2)',
  'a = 1; a',
  'x.constructor',
  '[1,2,3]',
  '{a: 1}',
  '"text"',
  '1:10',
  'x ? 1 : 2',
  '5 in cm',
  'x == 1',
  'x & 1',
  'ones(10000, 10000)',
  'random()',
  'sqrt',
  'sqrt()',
  'sqrt(1,2,3)',
  '10^9^9',
  '9^9^9^9^9',
  '(10^9)!',
  'C(10^9, 5*10^8)',
  '1/0',
  '0/0',
  '',
  ')',
  '((((x',
  '\\frac{1}',
  '\\input{/etc/passwd}',
  '\\sqrt[',
  '{'.repeat(200),
  `${'('.repeat(140)}x${')'.repeat(140)}`,
  `${'\\frac{1}{'.repeat(30)}x${'}'.repeat(30)}`,
  '-'.repeat(299),
  `x${'!'.repeat(200)}`,
  `x${'^x'.repeat(140)}`,
  'x'.repeat(5_000),
  `1${'+1'.repeat(149)}`,
  '\u0000',
  'x\ny',
  '__proto__',
  'constructor',
];

describe('checkAnswer on expressions', () => {
  for (const [accepted, typed, code] of table) {
    it(`${accepted}: says "${code}" to ${typed}`, () => assert.equal(say(accepted, typed), code));
  }

  for (const text of hostile) {
    it(`is quick and never right on ${JSON.stringify(text.slice(0, 40))}`, () => {
      const start = performance.now();
      const verdict = checkAnswer({ kind: 'expression', accepted: ['4471*x+1'] }, { kind: 'expression', text });
      assert.ok(!verdict.readable || !verdict.correct);
      assert.ok(performance.now() - start < 250);
    });
  }

  it('calls code, too much depth and too much length unreadable, not wrong', () => {
    for (const text of [
      'import("fs")',
      'a.b',
      '[1]',
      'x;y',
      '(10^9)!',
      `${'('.repeat(40)}x${')'.repeat(40)}`,
      'x+'.repeat(200),
    ]) {
      assert.equal(say('x', text), 'unreadable-expression', text);
    }
  });

  it('reads any text at all without failing', () => {
    const signs = fc.string({
      unit: fc.constantFrom(
        ...'0123456789xyz+-*/^()!|\\{}[]_$., ',
        '\\frac',
        '\\sqrt',
        '{',
        '}',
        'sqrt(',
        'C(',
        '²',
        '√',
        '−',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
        assert.equal(typeof say('x+1', text), 'string');
      }),
      { seed: 11, numRuns: 1_500 },
    );
  });

  describe('for random expressions', () => {
    type Tree = { op: '+' | '-' | '*'; a: Tree; b: Tree } | { leaf: string };
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
        fc.constantFrom('x', 'y', '2', '3', '7', '0.5').map((leaf) => ({ leaf })),
        fc.record({ op: fc.constantFrom('+', '-', '*'), a: tie('tree'), b: tie('tree') }) as fc.Arbitrary<Tree>,
      ),
    }));

    const plain = (t: Tree): string => ('leaf' in t ? t.leaf : `(${plain(t.a)}${t.op}${plain(t.b)})`);

    /** The same meaning, written otherwise: sides swapped, brackets multiplied out, TeX instead of signs. */
    function rewritten(t: Tree, choose: () => number): string {
      if ('leaf' in t)
        return (
          [t.leaf, `(${t.leaf})`, `\\frac{${t.leaf}}{1}`, `(${t.leaf}+0)`, `-(-${t.leaf})`][choose() % 5] ?? t.leaf
        );
      const [a, b] = [rewritten(t.a, choose), rewritten(t.b, choose)];
      if (t.op === '+') return choose() % 2 ? `(${b}+${a})` : `(${a}-(-(${b})))`;
      if (t.op === '-') return choose() % 2 ? `(${a}+(-1)*(${b}))` : `(-(${b})+${a})`;
      if (!('leaf' in t.b) && t.b.op === '+') {
        return `((${a})(${rewritten(t.b.a, choose)})+(${a})\\cdot(${rewritten(t.b.b, choose)}))`;
      }
      return choose() % 2 ? `(${b})(${a})` : `{${a}}\\times{${b}}`;
    }

    it('an equivalent rewriting is right and a perturbed one wrong', () => {
      let read = 0;
      fc.assert(
        fc.property(
          tree,
          fc.array(fc.nat(9), { minLength: 40, maxLength: 40 }),
          fc.integer({ min: 1, max: 9 }),
          (t, picks, shift) => {
            let at = 0;
            const other = rewritten(t, () => picks[at++ % picks.length] ?? 0);
            const verdict = say(plain(t), other);
            // A rewriting may be longer than what is read; then it must be unreadable, never wrong.
            if (verdict === 'unreadable-expression') return;
            read++;
            assert.equal(verdict, 'right', `${plain(t)} and ${other}`);
            assert.notEqual(say(plain(t), `${other}+${shift}`), 'right');
            assert.notEqual(say(plain(t), `${other}+x*y/${shift}00000`), 'right');
          },
        ),
        { seed: 5, numRuns: 300 },
      );
      assert.ok(read > 150, `${read} were short enough`);
    });
  });
});
