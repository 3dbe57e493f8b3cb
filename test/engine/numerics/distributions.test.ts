import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as beta from '../../../src/engine/numerics/distributions-beta.js';
import * as chiSquare from '../../../src/engine/numerics/distributions-chi-square.js';
import * as f from '../../../src/engine/numerics/distributions-f.js';
import * as kolmogorov from '../../../src/engine/numerics/distributions-kolmogorov.js';
import * as normal from '../../../src/engine/numerics/distributions-normal.js';
import { solveTail } from '../../../src/engine/numerics/distributions-quantile.js';
import * as t from '../../../src/engine/numerics/distributions-t.js';
import { erf, erfc } from '../../../src/engine/numerics/special-error-function.js';
import { incompleteBeta } from '../../../src/engine/numerics/special-incomplete-beta.js';
import { incompleteGamma } from '../../../src/engine/numerics/special-incomplete-gamma.js';
import * as logs from '../../../src/engine/numerics/special-log-gamma.js';
import { SCIPY_VALUES, VALUES } from './distribution-values.js';

type Function = (...numbers: number[]) => number;
const functions: Record<string, unknown> = {
  ...{ ...beta, ...chiSquare, ...f, ...kolmogorov, ...normal, ...t, ...logs, erf, erfc },
  'incompleteGamma.lower': (a: number, x: number) => incompleteGamma(a, x).lower,
  'incompleteGamma.upper': (a: number, x: number) => incompleteGamma(a, x).upper,
  'incompleteBeta.lower': (a: number, b: number, x: number) => incompleteBeta(a, b, x).lower,
  'incompleteBeta.upper': (a: number, b: number, x: number) => incompleteBeta(a, b, x).upper,
};

function near(actual: number, expected: number, relative: number, what: string): void {
  const difference = Math.abs(actual - expected);
  assert.ok(difference <= relative * Math.abs(expected) + 5e-324, `${what} is ${actual}, not ${expected}`);
}

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const shape = double(-2, 4).map((power) => 10 ** power);
/** Chances from 1e-250 to almost 1. */
const chance = fc.oneof(
  double(-250, -2).map((power) => 10 ** power),
  double(0.01, 0.99),
);

describe('the special functions and distributions', () => {
  for (const name of new Set(VALUES.map(([each]) => each))) {
    it(`${name} agrees with 40 digits of mpmath to 5e-13 of the value`, () => {
      for (const [each, args, value] of VALUES) {
        if (each === name) near((functions[name] as Function)(...args), value, 5e-13, `${name}(${args})`);
      }
    });
  }

  for (const name of new Set(SCIPY_VALUES.map(([each]) => each))) {
    it(`${name} agrees with scipy to 1e-11 of the value`, () => {
      for (const [each, args, value] of SCIPY_VALUES) {
        if (each !== name) continue;
        // scipy takes these from 1 - the other tail where they are near 0: there only the absolute digits count.
        const actual = (functions[name] as Function)(...args);
        if (Math.abs(actual - value) > 1e-16) near(actual, value, 1e-11, `${name}(${args})`);
      }
    });
  }

  it('the log beta function is its definition, and keeps its digits when one argument is huge', () => {
    for (const [a, b] of [
      [0.3, 4],
      [2, 5],
      [12, 30],
      [0.5, 20],
    ] as const) {
      near(
        logs.logBeta(a, b),
        logs.logGamma(a) + logs.logGamma(b) - logs.logGamma(a + b),
        1e-13,
        `logBeta(${a}, ${b})`,
      );
    }
    // B(1, b) = 1 / b and B(2, b) = 1 / (b (b + 1)).
    near(logs.logBeta(1, 1e9), -Math.log(1e9), 1e-15, 'logBeta(1, 1e9)');
    near(logs.logBeta(1e7, 2), -Math.log(1e7) - Math.log(1e7 + 1), 1e-15, 'logBeta(1e7, 2)');
  });

  it('ln(1 + u) - u is its series for small u and its definition for large', () => {
    near(logs.logOnePlusMinus(1e-6), -0.5e-12 + 1e-18 / 3 - 0.25e-24, 1e-15, 'at 1e-6');
    near(logs.logOnePlusMinus(3), Math.log(4) - 3, 1e-15, 'at 3');
    near(logs.logOnePlusMinus(-0.75), Math.log(0.25) + 0.75, 1e-15, 'at -0.75');
    assert.equal(logs.logOnePlusMinus(0), 0);
  });

  it('the density of t is the slope of its distribution, also in the middle', () => {
    for (const at of [0, 0.3, -2.5]) {
      const slope = (t.tCdf(at + 1e-4, 6) - t.tCdf(at - 1e-4, 6)) / 2e-4;
      assert.ok(Math.abs(slope - t.tDensity(at, 6)) < 1e-8);
    }
    near(t.tDensity(0, 1), 1 / Math.PI, 1e-14, 'the density of Cauchy in the middle');
    near(t.tDensity(0.7, Number.POSITIVE_INFINITY), Math.exp(-0.245) / Math.sqrt(2 * Math.PI), 1e-14, 'of the normal');
  });

  it('t with infinite df is normal', () => {
    near(t.tTwoSided(-2, Number.POSITIVE_INFINITY), 2 * normal.normalCdf(-2), 1e-15, 'two-sided');
    assert.equal(t.tQuantile(0.9, Number.POSITIVE_INFINITY), normal.normalQuantile(0.9));
    assert.equal(t.tTwoSided(Number.NEGATIVE_INFINITY, 3), 0);
  });

  it('the quantiles are the inverses, in both tails', () => {
    fc.assert(
      fc.property(chance, shape, shape, (p, a, b) => {
        // The digits of x carry over to p as f x / p; 1e4 covers the steepest case here.
        const normalZ = normal.normalQuantile(p);
        near(normal.normalCdf(normalZ), p, 1e-12, 'normal');
        near(normal.normalSurvival(normal.normalUpperQuantile(p)), p, 1e-12, 'normal, upper');
        const x = chiSquare.gammaQuantile(p, a);
        if (x > 1e-300) near(chiSquare.gammaCdf(x, a), p, 1e-10, `gamma(${a})`);
        near(chiSquare.gammaSurvival(chiSquare.gammaUpperQuantile(p, a), a), p, 1e-10, `gamma(${a}), upper`);
        const pair = beta.betaQuantilePair(p, 'lower', a, b);
        if (Math.min(pair.x, pair.y) > 1e-300)
          near(incompleteBeta(a, b, pair.x, pair.y).lower, p, 1e-9, `beta(${a},${b})`);
        const ratio = f.fUpperQuantile(p, a, b);
        if (ratio > 1e-300 && ratio < 1e300) near(f.fSurvival(ratio, a, b), p, 1e-9, `F(${a}, ${b})`);
        if (a > 0.9) near(t.tSurvival(t.tUpperQuantile(p, a), a), p, 1e-9, `t(${a})`);
      }),
      { seed: 71, numRuns: 400 },
    );
  });

  it('the ends of the quantiles are the ends of the distributions', () => {
    const ends = Number.POSITIVE_INFINITY;
    assert.deepEqual([normal.normalQuantile(0), normal.normalQuantile(1)], [-ends, ends]);
    assert.deepEqual([t.tQuantile(0, 3), t.tQuantile(1, 3)], [-ends, ends]);
    assert.equal(t.tQuantile(0.5, 3), 0);
    assert.deepEqual([chiSquare.gammaQuantile(0, 2), chiSquare.gammaQuantile(1, 2)], [0, ends]);
    assert.deepEqual([chiSquare.gammaUpperQuantile(0, 2), chiSquare.gammaUpperQuantile(1, 2)], [ends, 0]);
    assert.deepEqual([beta.betaQuantile(0, 2, 3), beta.betaQuantile(1, 2, 3)], [0, 1]);
    assert.deepEqual([beta.betaUpperQuantile(0, 2, 3), beta.betaUpperQuantile(1, 2, 3)], [1, 0]);
    assert.deepEqual([f.fCdf(-1, 2, 3), f.fSurvival(ends, 2, 3)], [0, 0]);
    assert.deepEqual([beta.betaCdf(-1, 2, 3), beta.betaCdf(7, 2, 3)], [0, 1]);
    assert.deepEqual([normal.normalCdf(-ends), normal.normalCdf(ends)], [0, 1]);
    assert.deepEqual([chiSquare.gammaCdf(-3, 2), chiSquare.gammaCdf(ends, 2)], [0, 1]);
    assert.deepEqual([chiSquare.gammaCdf(1e5, 2), chiSquare.gammaCdf(1, 1e5)], [1, 0]);
    assert.deepEqual([kolmogorov.kolmogorovSurvival(0), kolmogorov.kolmogorovSurvival(ends)], [1, 0]);
    assert.deepEqual([erf(-ends), erfc(ends), erfc(-ends)], [-1, 0, 2]);
  });

  it('no tail falls as its point moves outwards', () => {
    fc.assert(
      fc.property(double(0, 30), double(0, 3), shape, (x, more, a) => {
        assert.ok(chiSquare.chiSquareSurvival(x + more, a) <= chiSquare.chiSquareSurvival(x, a) * (1 + 1e-13));
        assert.ok(t.tTwoSided(x + more, a) <= t.tTwoSided(x, a) * (1 + 1e-13));
        assert.ok(normal.normalSurvival(x + more) <= normal.normalSurvival(x));
        assert.ok(kolmogorov.kolmogorovSurvival(x + more) <= kolmogorov.kolmogorovSurvival(x) + 1e-15);
      }),
      { seed: 72, numRuns: 300 },
    );
  });

  it('t keeps its tail where its square is larger than any number', () => {
    // Cauchy: P(|T| > t) = 2 / (pi t) far out.
    near(t.tTwoSided(1e200, 1), 2 / (Math.PI * 1e200), 1e-12, 'Cauchy at 1e200');
    near(t.tUpperQuantile(1e-200, 1), 1e200 / Math.PI, 1e-12, 'Cauchy at the chance 1e-200');
  });

  it('holds for a million degrees of freedom', () => {
    // Fisher: sqrt(2 chi^2) - sqrt(2 df - 1) is nearly normal; the error is of the order 1 / sqrt(df).
    near(
      chiSquare.chiSquareSurvival(1_002_000, 1_000_000),
      normal.normalSurvival(Math.sqrt(2_004_000) - Math.sqrt(1_999_999)),
      0.01,
      'chi-square',
    );
    near(t.tTwoSided(3, 1e7), 2 * normal.normalSurvival(3), 1e-5, 't');
  });

  it('refuses what is no number, no chance or no shape', () => {
    const refused: (() => unknown)[] = [
      () => logs.logGamma(0),
      () => incompleteGamma(-1, 1),
      () => incompleteGamma(1, -1),
      () => incompleteBeta(0, 1, 0.5),
      () => incompleteBeta(1, 0, 0.5),
      () => incompleteBeta(1, 1, 1.5),
      () => erf(Number.NaN),
      () => erfc(Number.NaN),
      () => normal.normalCdf(Number.NaN),
      () => normal.normalQuantile(1.1),
      () => t.tTwoSided(Number.NaN, 3),
      () => t.tTwoSided(1, 0),
      () => t.tDensity(1, -1),
      () => t.tQuantile(2, 3),
      () => t.tQuantile(0.5, 0),
      () => chiSquare.gammaCdf(Number.NaN, 1),
      () => chiSquare.gammaQuantile(0.5, 0),
      () => beta.betaCdf(Number.NaN, 1, 1),
      () => beta.betaQuantile(0.5, 0, 1),
      () => f.fCdf(Number.NaN, 1, 1),
      () => f.fCdf(1, 0, 1),
      () => kolmogorov.kolmogorovSurvival(Number.NaN),
    ];
    for (const call of refused) assert.throws(call, RangeError, String(call));
  });

  it('a tail is solved from either side, from where it is 0, and left where it is flat', () => {
    // e^w / (1 + e^w) = 1/5 at w = -ln 4; its logarithm is concave.
    const tail = (w: number) => {
      const chance = 1 / (1 + Math.exp(-w));
      return { chance, slope: chance * (1 - chance) };
    };
    for (const start of [-30, -1, 0, 3]) near(solveTail(tail, 0.2, start, 0), -Math.log(4), 1e-14, `from ${start}`);
    // Below -40 this one is 0, as if it had left the numbers.
    const cut = (w: number) => (w < -40 ? { chance: 0, slope: 0 } : tail(w));
    near(solveTail(cut, 0.2, -70, 0), -Math.log(4), 1e-14, 'from where it is 0');
    assert.equal(
      solveTail(() => ({ chance: 0.5, slope: 0 }), 0.2, 2, 0),
      2,
    );
  });
});
