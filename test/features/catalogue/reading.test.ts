import assert from 'node:assert/strict';
import { parseExpression } from '../../../src/features/catalogue/expression/parse-expression.js';
import { readAsFormula } from '../../../src/features/catalogue/expression/read-as-formula.js';
import { texOf } from '../../../src/features/catalogue/expression/tex-of.js';

const tex = (typed: string): string | null => {
  const parsed = parseExpression(typed);
  return parsed && texOf(parsed.root);
};

describe('an expression, as a learner sees that it was read', () => {
  it('shows what divides what, and what is a power', () => {
    assert.equal(tex('b/(p+2*b)'), '\\frac{b}{p+2\\cdot b}');
    assert.equal(tex('x^(n+1)'), '{x}^{n+1}');
    assert.equal(tex('(x+1)^2'), '{\\left(x+1\\right)}^{2}');
    assert.equal(tex('sqrt(2)/3'), '\\frac{\\sqrt{2}}{3}');
    assert.equal(tex('C(5,2)'), '\\binom{5}{2}');
    assert.equal(tex('|x|'), '\\left|x\\right|');
  });

  it('shows products of letters as products, and names as names', () => {
    assert.equal(tex('2xy'), '2\\,x\\,y');
    assert.equal(tex('alpha_1+pi'), '{\\alpha}_{1}+\\pi');
    assert.equal(tex('ln x'), '\\ln\\left(x\\right)');
    assert.equal(tex('1e-7'), '1\\cdot 10^{-7}');
  });

  it('is MathML, and nothing for what cannot be read', () => {
    assert.match(readAsFormula('1/2') ?? '', /^<span class="katex"><math/);
    for (const typed of ['', '2*(', 'no idea at all', 'x'.repeat(400), '<b>x</b>']) {
      assert.equal(readAsFormula(typed), null, typed);
    }
  });
});
