import assert from 'node:assert/strict';
import { type AnswerTable, answerTable } from '../../../src/engine/ability/answers.js';
import { calibrate } from '../../../src/engine/ability/calibrate.js';
import { curveOf, type ItemLine, type ItemPriors, lineOf } from '../../../src/engine/ability/item-line.js';
import { correlation, near, simulate, someBank } from './simulated.js';

/** ln P of each learner's answers by Simpson's rule in [-8, 8], straight from the formula. */
function logMarginals({ learners, learner, item, score }: AnswerTable, lines: readonly ItemLine[]): number[] {
  const steps = 160;
  const sums = new Array<number>(learners).fill(0);
  for (let step = 0; step <= steps; step++) {
    const ability = -8 + (16 * step) / steps;
    const densities = new Array<number>(learners).fill(
      ((step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2) * (16 / steps / 3) * Math.exp(-(ability ** 2) / 2)) /
        Math.sqrt(2 * Math.PI),
    );
    for (let k = 0; k < learner.length; k++) {
      const { slope, intercept, guessing, upper } = lines[item[k] as number] as ItemLine;
      const p = guessing + (upper - guessing) / (1 + Math.exp(-slope * ability - intercept));
      densities[learner[k] as number] = (densities[learner[k] as number] as number) * (score[k] === 1 ? p : 1 - p);
    }
    for (const [who, density] of densities.entries()) sums[who] = (sums[who] as number) + density;
  }
  return sums.map(Math.log);
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The change of `value` per unit of one parameter of one item, by central differences. */
function partial<K extends keyof ItemLine>(
  lines: readonly ItemLine[],
  index: number,
  name: K,
  value: (lines: readonly ItemLine[]) => number,
): number {
  const h = 1e-4;
  const moved = (by: number) => lines.map((line, at) => (at === index ? { ...line, [name]: line[name] + by } : line));
  return (value(moved(h)) - value(moved(-h))) / (2 * h);
}

describe('calibrate', () => {
  const bank = someBank(5, 'five');
  const { answers } = simulate(bank, 150, 'class', 0.8);

  it('ends at the top of the marginal likelihood, found by another rule of integration', () => {
    const { items, logLikelihood, converged } = calibrate(answers, { tolerance: 1e-6, maxIterations: 5000 });
    assert.ok(converged);
    near(logLikelihood, total(logMarginals(answers, items)), 1e-4);
    for (const index of bank.keys()) {
      for (const name of ['slope', 'intercept'] as const) {
        near(
          partial(items, index, name, (lines) => total(logMarginals(answers, lines))),
          0,
          0.02,
          name,
        );
      }
    }
  });

  it('with priors ends at the top of likelihood times prior, four parameters too', () => {
    const priors: ItemPriors = {
      logDiscrimination: { mean: 0.1, sd: 0.4 },
      difficulty: { mean: 0, sd: 1.5 },
      guessing: { alpha: 5, beta: 17 },
      upper: { alpha: 17, beta: 2 },
    };
    const logDensity = (lines: readonly ItemLine[]) =>
      total(logMarginals(answers, lines)) +
      total(
        lines.map(({ slope, intercept, guessing: c, upper: d }) => {
          const normal = (z: number, mean: number, sd: number) => -((z - mean) ** 2) / (2 * sd * sd);
          return (
            normal(Math.log(slope), 0.1, 0.4) +
            normal(-intercept / slope, 0, 1.5) +
            4 * Math.log(c) +
            16 * Math.log(1 - c) +
            16 * Math.log(d) +
            Math.log(1 - d)
          );
        }),
      );
    const { items } = calibrate(answers, { model: '4PL', priors, tolerance: 1e-6, maxIterations: 5000 });
    for (const index of bank.keys()) {
      for (const name of ['slope', 'intercept', 'guessing', 'upper'] as const) {
        near(partial(items, index, name, logDensity), 0, 0.05, name);
      }
    }
  });

  it('shares one slope among all items in the one-parameter model', () => {
    const { items } = calibrate(answers, { model: '1PL', tolerance: 1e-6, maxIterations: 5000 });
    const value = (lines: readonly ItemLine[]) => total(logMarginals(answers, lines));
    assert.equal(new Set(items.map(({ slope }) => slope)).size, 1);
    near(total(items.map((_, index) => partial(items, index, 'slope', value))), 0, 0.02);
    for (const index of items.keys()) near(partial(items, index, 'intercept', value), 0, 0.02);
  });

  it('gives the standard errors that the cross products of the scores give', () => {
    const { items } = calibrate(answers, { tolerance: 1e-6, maxIterations: 5000 });
    const scores = (['intercept', 'slope'] as const).map((name) => {
      const h = 1e-4;
      const at = (by: number) =>
        logMarginals(
          answers,
          items.map((line, index) => (index === 2 ? { ...line, [name]: line[name] + by } : line)),
        );
      const [up, down] = [at(h), at(-h)];
      return up.map((value, who) => (value - (down[who] ?? 0)) / (2 * h));
    });
    const [i, s] = scores as [number[], number[]];
    const cross = (x: number[], y: number[]) => total(x.map((value, who) => value * (y[who] ?? 0)));
    const determinant = cross(i, i) * cross(s, s) - cross(i, s) ** 2;
    near(items[2]?.errors.intercept, Math.sqrt(cross(s, s) / determinant), 1e-4);
    near(items[2]?.errors.slope, Math.sqrt(cross(i, i) / determinant), 1e-4);
    assert.equal(items[2]?.errors.guessing, 0);
  });

  it('finds the bank again that made the answers', () => {
    const many = someBank(30, 'thirty');
    const { items } = calibrate(simulate(many, 1500, 'many').answers);
    const found = items.map(curveOf);
    assert.ok(
      correlation(
        many.map(lineOf).map((l) => l.slope),
        found.map((c) => c.discrimination),
      ) > 0.95,
    );
    assert.ok(
      correlation(
        many.map((c) => c.difficulty),
        found.map((c) => c.difficulty),
      ) > 0.98,
    );
    const within = items.filter(
      ({ slope, errors }, index) => Math.abs(slope - (many[index]?.discrimination ?? 0)) < 2 * errors.slope,
    );
    // Two standard errors hold the truth 95 times in 100; of 30, fewer than 24 would be a chance of 1 in 3,000.
    assert.ok(within.length >= 24, `${within.length}`);
  });

  it('counts a pattern with a frequency as often as learners who gave it', () => {
    const patterns = [
      [1, 1, 0],
      [1, 0, 0],
      [0, 1, 1],
      [1, 1, 1],
    ];
    const times = [3, 4, 1, 2];
    const of = (rows: readonly number[][]) =>
      answerTable(rows.flatMap((row, learner) => row.map((score, item) => ({ learner, item, score }))));
    const short = calibrate({ ...of(patterns), frequency: Float64Array.from(times) }, { maxIterations: 20 });
    const long = calibrate(of(patterns.flatMap((row, p) => Array.from({ length: times[p] ?? 0 }, () => row))), {
      maxIterations: 20,
    });
    near(short.logLikelihood, long.logLikelihood, 1e-6);
    for (const [index, item] of short.items.entries()) {
      near(item.slope, long.items[index]?.slope ?? Number.NaN, 1e-4);
      near(item.errors.intercept, long.items[index]?.errors.intercept ?? Number.NaN, 1e-3);
    }
  });

  it('shows a wrong key as a negative slope, which is no curve', () => {
    const { answers: table } = simulate(someBank(12, 'key'), 400, 'wrong key');
    const score = table.score.map((value, k) => (table.item[k] === 5 ? 1 - value : value));
    const { items } = calibrate({ ...table, score });
    assert.ok((items[5]?.slope ?? 0) < 0);
    assert.ok(items.every(({ slope }, index) => index === 5 || slope > 0));
    assert.throws(() => curveOf(items[5] as ItemLine), /RangeError: slope/);
  });

  it('stays finite when all are right, all are wrong, nobody answered, or there is one item only', () => {
    const triples = Array.from({ length: 40 }, (_, learner) => [
      { learner, item: 0, score: 1 },
      { learner, item: 1, score: 0 },
      { learner, item: 2, score: learner % 2 },
    ]).flat();
    const { items } = calibrate(answerTable(triples, { learners: 41, items: 4 }));
    for (const { slope, intercept } of items) assert.ok(Number.isFinite(slope) && Number.isFinite(intercept));
    assert.ok((items[0]?.intercept ?? 0) > 4 && (items[1]?.intercept ?? 0) < -4);
    assert.equal(items[3]?.answers, 0);
    assert.equal(items[3]?.errors.slope, Number.POSITIVE_INFINITY);
    const alone = calibrate(answerTable([{ learner: 0, item: 0, score: 1 }]), { model: '3PL' });
    assert.ok(Number.isFinite(alone.items[0]?.slope));
  });

  it('is the same each time', () => {
    assert.deepEqual(calibrate(answers), calibrate(answers));
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => calibrate(answers, { points: 1 }), /RangeError: points/);
    assert.throws(() => calibrate(answers, { tolerance: 0 }), /tolerance/);
    assert.throws(() => calibrate(answers, { maxIterations: 0 }), /maxIterations/);
    assert.throws(() => calibrate(answers, { priors: { logDiscrimination: { mean: 0, sd: 0 } } }), /logDiscrimination/);
    assert.throws(() => calibrate(answers, { priors: { difficulty: { mean: 0, sd: -1 } } }), /difficulty/);
    assert.throws(() => calibrate(answers, { priors: { guessing: { alpha: 0.5, beta: 2 } } }), /guessing.alpha/);
    assert.throws(() => calibrate({ ...answers, score: answers.score.map(() => 2) }), /score/);
    assert.throws(() => calibrate({ ...answers, frequency: new Float64Array(2) }), /frequency/);
    assert.throws(() => answerTable([]), /learners/);
    assert.throws(() => answerTable([], { learners: 1, items: 1 }), /empty/);
    assert.throws(() => answerTable([{ learner: 0, item: Number.NaN, score: 1 }]), /item/);
    assert.throws(() => answerTable([{ learner: 0, item: 2, score: 1 }], { items: 2 }), /item/);
    assert.throws(() => answerTable([{ learner: 0, item: 0, score: 256 }]), /score/);
    assert.throws(() => calibrate({ ...answers, item: answers.item.slice(1) }), /as long/);
  });
});
