import assert from 'node:assert/strict';
import { type DifTable, difTables, mergeDifTables } from '../../../src/engine/inference/dif-table.js';
import { fitGroupedLogistic } from '../../../src/engine/inference/grouped-logistic.js';
import { logisticDif } from '../../../src/engine/inference/logistic-dif.js';
import { mantelHaenszel } from '../../../src/engine/inference/mantel-haenszel.js';
import { screenItems } from '../../../src/engine/inference/screen-items.js';
import { logistic } from '../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
const stratum = (score: number, a: number, b: number, c: number, d: number) => ({
  score,
  referenceRight: a,
  referenceWrong: b,
  focalRight: c,
  focalWrong: d,
});
const TABLE: DifTable = [stratum(0, 30, 10, 22, 18), stratum(1, 25, 5, 20, 12), stratum(2, 9, 1, 11, 4)];

describe('Mantel-Haenszel', () => {
  it('is that of statsmodels', () => {
    // statsmodels 0.15.0: StratifiedTable of TABLE.
    const found = mantelHaenszel(TABLE);
    near(found.oddsRatio, 2.7126737860165218);
    near(found.standardError, 0.36131414478752316);
    near(found.statistic, 6.829629863024213);
    near(found.pValue, 0.008965784298984869);
    near(found.pValueUncorrected, 0.005394391728344661);
    near(found.low, 1.3361229168376256);
    near(found.high, 5.507426731934031);
    // 2.35 ln 2.71 = 2.35 with standard error .85: (2.35 - 1) / .85 is 1.58, not above 1.645.
    assert.equal(found.etsClass, 'B');
    assert.deepEqual(found.verdict, { severity: 'watch', reason: 'harder-for-focal' });
  });

  it('classes larger samples of the same odds C, the mirror image easier, and no difference A', () => {
    const large = TABLE.map((s) =>
      stratum(s.score, ...([s.referenceRight * 5, s.referenceWrong * 5, s.focalRight * 5, s.focalWrong * 5] as const)),
    );
    assert.deepEqual(mantelHaenszel(large).verdict, { severity: 'act', reason: 'much-harder-for-focal' });
    const mirror = (table: DifTable) =>
      table.map((s) => stratum(s.score, s.focalRight, s.focalWrong, s.referenceRight, s.referenceWrong));
    assert.equal(mantelHaenszel(mirror(large)).verdict.reason, 'much-easier-for-focal');
    assert.equal(mantelHaenszel(mirror(TABLE)).verdict.reason, 'easier-for-focal');
    const fair = mantelHaenszel([stratum(1, 10, 10, 10, 10)]);
    assert.deepEqual([fair.oddsRatio, fair.statistic, fair.etsClass], [1, 0, 'A']);
  });

  it('says so when nothing can be compared', () => {
    for (const table of [[stratum(0, 5, 0, 4, 0)], [stratum(0, 1, 0, 0, 0)], [stratum(0, 5, 0, 0, 5)]]) {
      assert.equal(mantelHaenszel(table).verdict.reason, 'not-comparable');
    }
    assert.throws(() => mantelHaenszel([]), /some answers/);
    assert.throws(() => mantelHaenszel([stratum(Number.NaN, 1, 1, 1, 1)]), /score must be a finite/);
    assert.throws(() => mantelHaenszel([stratum(1, -1, 1, 1, 1)]), /referenceRight must be a whole/);
  });
});

describe('logistic regression on group and score', () => {
  it('is that of statsmodels', () => {
    // statsmodels 0.15.0: Logit(tol=1e-13) on the 167 answers of TABLE; log likelihoods and coefficients.
    const found = logisticDif(TABLE);
    const [matched, uniform, full] = [-100.7264004074207, -96.71392073824349, -96.67537402658391] as const;
    near(found.uniform.statistic, 2 * (uniform - matched));
    near(found.nonUniform.statistic, 2 * (full - uniform));
    near(found.either.statistic, 2 * (full - matched));
    // The tail of chi-square with 2 df is e^(-x/2).
    near(found.either.pValue, Math.exp(matched - full));
    near(found.rSquaredChange, 0.06621435006472733);
    near(found.groupEffect, -0.99461851, 1e-7);
    near(found.interaction, -0.14996938, 1e-7);
    assert.deepEqual(found.verdict, { severity: 'watch', reason: 'moderate-difference' });
  });

  it('says so when there is one group, one score, or only right answers', () => {
    for (const table of [
      [stratum(0, 5, 2, 0, 0), stratum(1, 5, 2, 0, 0)],
      [stratum(0, 5, 2, 3, 3)],
      [stratum(0, 5, 0, 3, 0), stratum(1, 4, 0, 4, 0)],
    ]) {
      assert.equal(logisticDif(table).verdict.reason, 'not-comparable');
    }
  });

  it('stays sane when the answers are separated', () => {
    const found = logisticDif([stratum(0, 0, 9, 0, 9), stratum(1, 9, 0, 0, 9), stratum(2, 9, 0, 9, 0)]);
    assert.ok(found.either.pValue < 0.01 && found.rSquaredChange <= 1);
    assert.equal(found.effectClass, 'C');
  });
});

describe('a logistic regression of grouped answers', () => {
  it('has the odds of a two by two table as its coefficients', () => {
    const rows = [
      { features: [1, 0], right: 10, total: 40 },
      { features: [1, 1], right: 30, total: 50 },
    ];
    const { coefficients, logLikelihood, converged } = fitGroupedLogistic(rows, 2);
    assert.ok(converged);
    near(coefficients[0] as number, Math.log(1 / 3));
    near(coefficients[1] as number, Math.log(4.5));
    const logs = [10 * Math.log(1 / 4), 30 * Math.log(3 / 4), 30 * Math.log(3 / 5), 20 * Math.log(2 / 5)];
    near(
      logLikelihood,
      logs.reduce((sum, value) => sum + value, 0),
    );
    // Fewer features: the intercept alone is the logit of 40 of 90.
    near(fitGroupedLogistic(rows, 1).coefficients[0] as number, Math.log(40 / 50));
  });

  it('is sane with a feature that never changes', () => {
    const rows = [3, 5].map((right) => ({ features: [1, 7], right, total: 10 }));
    const { coefficients } = fitGroupedLogistic(rows, 2);
    near((coefficients[0] as number) + 7 * (coefficients[1] as number), Math.log(8 / 12));
  });
});

/** 12 items, 2,000 learners; item 0 is harder for the focal group, item 1 discriminates in it far less. */
function simulate(seed: string) {
  const random = seededRandom(seed);
  const [items, learners] = [12, 2_000];
  const answers = new Uint8Array(items * learners);
  const focal = Uint8Array.from({ length: learners }, (_, learner) => learner % 2);
  for (let learner = 0; learner < learners; learner++) {
    const ability = sampleNormal(random) - 0.4 * (learner % 2);
    for (let item = 0; item < items; item++) {
      const inFocal = learner % 2 === 1;
      const slope = item === 1 && inFocal ? 0.1 : 1.5;
      const p = logistic(slope * (ability - (item - 5.5) / 6) - (item === 0 && inFocal ? 1.4 : 0));
      answers[learner * items + item] = random.next() < p ? 1 : 0;
    }
  }
  return { answers, items, focal };
}

describe('a whole test', () => {
  it('has its two unfair items found, and no fair one called unfair', () => {
    const found = screenItems(simulate('dif'), { purifications: 3 });
    assert.equal(found[0]?.mantelHaenszel.verdict.reason, 'much-harder-for-focal');
    assert.ok((found[1]?.logistic.nonUniform.pValue ?? 1) < 1e-6);
    for (const each of found.slice(2)) {
      assert.notEqual(each.mantelHaenszel.etsClass, 'C');
      assert.equal(each.logistic.effectClass, 'A');
      assert.ok(each.adjustedPValue >= each.mantelHaenszel.pValue);
    }
    assert.deepEqual(found, screenItems(simulate('dif'), { purifications: 3 }));
    assert.equal(screenItems(simulate('dif')).length, 12);
  });

  it('has tables that hold every answer once, and merge', () => {
    const test = simulate('tables');
    const cut = (from: number, to: number) => ({
      answers: test.answers.slice(from * 12, to * 12),
      items: 12,
      focal: test.focal.slice(from, to),
    });
    const [all, first, second] = [difTables(test), difTables(cut(0, 700)), difTables(cut(700, 2_000))];
    for (const [item, table] of all.entries()) {
      assert.deepEqual(mergeDifTables(first[item] as DifTable, second[item] as DifTable), table);
      const right = table.reduce((sum, s) => sum + s.referenceRight + s.focalRight, 0);
      assert.equal(right, test.answers.filter((answer, index) => index % 12 === item && answer === 1).length);
    }
  });

  it('refuses what is no answer', () => {
    assert.throws(() => difTables({ answers: [0, 2], items: 2, focal: [0] }), /answers must be 0 or 1/);
    assert.throws(() => difTables({ answers: [0], items: 2, focal: [0] }), /answers must hold 1 x 2/);
    assert.throws(() => difTables({ answers: [0, 1], items: 2, focal: [3] }), /focal must be 0 or 1/);
  });
});
