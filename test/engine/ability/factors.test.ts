import assert from 'node:assert/strict';
import { type AnswerTriple, answerTable } from '../../../src/engine/ability/answers.js';
import { abilityProbability, type FactorModel, factorProbability } from '../../../src/engine/ability/factors.js';
import { fitFactors } from '../../../src/engine/ability/fit-factors.js';
import { fitResponseModel, responseProbability } from '../../../src/engine/ability/response-model.js';
import { areaUnderRoc, logLoss } from '../../../src/engine/metrics/binary.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';
import { near } from './simulated.js';

/** Two abilities: items of even number use the first, those of odd number the second. */
function twoAbilities(learners: number, items: number, seed: string) {
  const random = seededRandom(seed);
  const easiness = Array.from({ length: items }, () => sampleNormal(random));
  const train: AnswerTriple[] = [];
  const test: AnswerTriple[] = [];
  const chances: number[] = [];
  for (let learner = 0; learner < learners; learner++) {
    const abilities = [1.5 * sampleNormal(random), 1.5 * sampleNormal(random)];
    for (let item = 0; item < items; item++) {
      const p = 1 / (1 + Math.exp(-(abilities[item % 2] ?? 0) - (easiness[item] ?? 0)));
      const answer = { learner, item, score: Number(random.next() < p) };
      const isHeld = random.next() < 0.2;
      (isHeld ? test : train).push(answer);
      if (isHeld) chances.push(p);
    }
  }
  const size = { learners, items };
  return { train: answerTable(train, size), test: answerTable(test, size), chances };
}

const { train, test, chances } = twoAbilities(400, 30, 'two abilities');
const groups = Int32Array.from({ length: 30 }, (_, item) => item % 2);
const predictions = (model: FactorModel) =>
  Float64Array.from(test.learner, (learner, k) => factorProbability(model, learner, test.item[k] as number));

describe('fitFactors', () => {
  it('finds a second ability where there is one', () => {
    const loss = (factors: number) =>
      logLoss(predictions(fitFactors(train, { factors, slopeVariance: 0.5 })), test.score);
    const [one, two, best] = [loss(1), loss(2), logLoss(chances, test.score)];
    assert.ok(two < one - 0.03, `${one} ${two}`);
    // Twelve answers to each ability leave that much unknown.
    assert.ok(two < best + 0.06, `${two} ${best}`);
  });

  it('finds it from the groups alone, with one ability', () => {
    const model = fitFactors(train, { factors: 1, groups });
    assert.ok(
      logLoss(predictions(model), test.score) <
        logLoss(predictions(fitFactors(train, { factors: 1 })), test.score) - 0.02,
    );
    assert.ok(model.deviationVariance > 0.3);
  });

  it('is as sure as it should be: chances given are shares that happen', () => {
    const p = predictions(fitFactors(train, { factors: 2, slopeVariance: 0.5 }));
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
    // The number of right answers is within 4 of its standard deviations of the number foretold.
    const spread = Math.sqrt(sum(p.map((value) => value * (1 - value))));
    near(sum(test.score), sum(p), 4 * spread);
  });

  it('has the exact posterior of a learner in the one case that has a closed form', () => {
    // No answers: the learner keeps the prior, mean 0 and variance 1; an item keeps what is usual.
    const table = answerTable([{ learner: 0, item: 0, score: 1 }], { learners: 2, items: 2 });
    const model = fitFactors(table, { factors: 2 });
    assert.deepEqual(model.learners[1]?.mean, [0, 0]);
    assert.deepEqual(model.learners[1]?.covariance, [1, 0, 0, 1]);
    const p = factorProbability(model, 1, 1);
    assert.ok(p > 0 && p < 1);
  });

  it('is plain data: the same after a trip through JSON, the same for the same seed', () => {
    const model = fitFactors(train, { factors: 2, groups, seed: 'a', iterations: 5 });
    const stored: FactorModel = JSON.parse(JSON.stringify(model));
    assert.equal(factorProbability(stored, 3, 4), factorProbability(model, 3, 4));
    assert.deepEqual(fitFactors(train, { factors: 2, groups, seed: 'a', iterations: 5 }), model);
    const ability = model.learners[3];
    assert.ok(ability && abilityProbability(model, ability, 4) > 0);
  });

  it('stays sane when all are right, all wrong, or one learner answers one item', () => {
    for (const score of [0, 1]) {
      const triples = Array.from({ length: 60 }, (_, k) => ({ learner: k % 6, item: Math.floor(k / 6), score }));
      const p = factorProbability(fitFactors(answerTable(triples)), 0, 0);
      assert.ok(score === 1 ? p > 0.8 && p < 1 : p < 0.2 && p > 0, `${p}`);
    }
    assert.ok(factorProbability(fitFactors(answerTable([{ learner: 0, item: 0, score: 1 }])), 0, 0) > 0.4);
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => fitFactors(train, { factors: 0 }), /RangeError: factors/);
    assert.throws(() => fitFactors(train, { factors: 17 }), /factors/);
    assert.throws(() => fitFactors(train, { slopeVariance: 0 }), /slopeVariance/);
    assert.throws(() => fitFactors(train, { iterations: 0 }), /iterations/);
    assert.throws(() => fitFactors(train, { groups: new Int32Array(3) }), /groups/);
    assert.throws(() => fitFactors(train, { groups: new Int32Array(30).fill(-1) }), /groups/);
    const model = fitFactors(train, { iterations: 1 });
    assert.throws(() => factorProbability(model, 400, 0), /learner/);
    assert.throws(() => factorProbability(model, 0, 30), /item/);
    assert.throws(() => factorProbability(model, -1, 0), /learner/);
  });
});

describe('fitResponseModel', function () {
  this.timeout(120_000);

  it('takes more than one ability and predicts about as well as the truth', () => {
    const model = fitResponseModel(train);
    assert.ok(model.setting.factors > 1);
    const p = Float64Array.from(test.learner, (learner, k) =>
      responseProbability(model, learner, test.item[k] as number),
    );
    assert.ok(areaUnderRoc(p, test.score) > areaUnderRoc(chances, test.score) - 0.06);
    assert.ok(logLoss(p, test.score) < logLoss(chances, test.score) + 0.06);
    assert.ok(p.every((value) => value > 0 && value < 1));
  });

  it('refuses too few answers', () => {
    assert.throws(() => fitResponseModel(answerTable([{ learner: 0, item: 0, score: 1 }])), /number of answers/);
  });
});
