import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { type BktParameters, checkBktParameters, traceSequence } from '../../../src/engine/tracing/bkt.js';
import { fitBkt } from '../../../src/engine/tracing/fit-bkt.js';
import { fitSkills } from '../../../src/engine/tracing/fit-skills.js';
import { drawnLog, logOf, near, oneSkill } from './tracing-cases.js';

const truths: readonly BktParameters[] = [
  { prior: 0.3, learn: 0.15, slip: 0.08, guess: 0.22 },
  { prior: 0.6, learn: 0.06, slip: 0.2, guess: 0.3 },
];
const names = ['prior', 'learn', 'slip', 'guess'] as const;

/** The oracle: the product of the one-step predictions of the trace. */
function likelihoodOf(learners: readonly string[], parameters: BktParameters): number {
  let sum = 0;
  for (const answers of learners) {
    const sequence = [...answers].map((answer) => ({ correct: answer === '1' }));
    const { predicted } = traceSequence(sequence, parameters);
    for (const [at, { correct }] of sequence.entries()) {
      const chance = predicted[at] as number;
      sum += Math.log(correct ? chance : 1 - chance);
    }
  }
  return sum;
}

describe('fitSkills', () => {
  it('finds the parameters of each skill that made the data', () => {
    const { parameters } = fitSkills(drawnLog(truths, 3000, 12, seededRandom('skills')), { tolerance: 1e-4 });
    assert.equal(parameters.length, 2);
    for (const [skill, truth] of truths.entries()) {
      for (const name of names) near(parameters[skill]?.[name], truth[name], 0.04);
      assert.equal(parameters[skill]?.forget, undefined);
    }
  });

  it('finds how fast a skill is forgotten', () => {
    const truth = { prior: 0.4, learn: 0.2, slip: 0.07, guess: 0.15, forget: 0.1 };
    const fit = fitSkills(drawnLog([truth], 4000, 14, seededRandom('forget')), { forgets: true, tolerance: 1e-4 });
    for (const name of [...names, 'forget'] as const) near(fit.parameters[0]?.[name], truth[name], 0.04);
  });

  it('ends where fitBkt ends, which climbs without sums, leaps or shrinkage', () => {
    const random = seededRandom('same');
    const learners = Array.from({ length: 200 }, () => {
      let known = random.next() < 0.3;
      return Array.from({ length: 8 }, () => {
        const right = random.next() < (known ? 0.9 : 0.2);
        known = known || random.next() < 0.15;
        return right ? '1' : '0';
      }).join('');
    });
    const plain = fitBkt(
      learners.map((answers) => [...answers].map((answer) => ({ correct: answer === '1' }))),
      { maxIterations: 5000, tolerance: 1e-9 },
    );
    const options = { shrinkage: 0, maxIterations: 2000, tolerance: 1e-6 };
    const { parameters, logLikelihood } = fitSkills(oneSkill(...learners), options);
    const [own] = parameters as [BktParameters];
    for (const name of names) near(own[name], plain.parameters[name], 0.01);
    near(logLikelihood, plain.logLikelihood, 0.01);
    near(logLikelihood, likelihoodOf(learners, own), 0.01);
  });

  it('tells the likelihood of what it returns, on long and repeated sequences too', () => {
    const learners = ['0'.repeat(700) + '1'.repeat(900), '01', '01', '1'];
    const fit = fitSkills(oneSkill(...learners), { shrinkage: 0, tolerance: 1e-9, maxIterations: 3000 });
    near(fit.logLikelihood, likelihoodOf(learners, fit.parameters[0] as BktParameters), 1e-3);
  });

  it('keeps known and unknown in their places, whatever the answers', () => {
    const sequences = fc.array(fc.stringMatching(/^[01]{1,12}$/), { minLength: 1, maxLength: 12 });
    const options = { shrinkage: fc.constantFrom(0, 2, 50), forgets: fc.boolean() };
    fc.assert(
      fc.property(sequences, fc.record(options), (learners, options) => {
        const { parameters, pooled } = fitSkills(oneSkill(...learners), options);
        for (const each of [...parameters, pooled]) {
          checkBktParameters(each);
          for (const name of names) assert.ok(each[name] > 0 && each[name] < 1, name);
          assert.ok(1 - each.slip - each.guess >= 0.05 - 1e-9);
        }
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it('pulls a skill of one answer to what skills are like, and gives that to a skill without any', () => {
    const log = logOf([
      ...Array.from({ length: 600 }, (_, at) => ({ learner: at % 60, item: 0, skill: 0, correct: at % 4 !== 0 })),
      { learner: 0, item: 1, skill: 2, correct: false },
    ]);
    const { parameters, pooled } = fitSkills(log, { shrinkage: 50 });
    assert.deepEqual(parameters[1], pooled);
    for (const name of names) near(parameters[2]?.[name], pooled[name], 0.05);
  });

  it('takes a million answers of one learner', () => {
    const { parameters } = fitSkills(oneSkill('110'.repeat(333_334)), { maxIterations: 5 });
    checkBktParameters(parameters[0] as BktParameters);
  });

  it('is at least as likely with more starts, and gives the same for the same data', () => {
    const log = drawnLog(truths, 60, 6, seededRandom('starts'));
    const one = fitSkills(log);
    const starts = [truths[1] as BktParameters, { prior: 0.05, learn: 0.01, slip: 0.02, guess: 0.05 }];
    const options = { starts: [{ prior: 0.4, learn: 0.12, slip: 0.12, guess: 0.25 }, ...starts], shrinkage: 0 };
    const more = fitSkills(log, options);
    assert.ok(more.logLikelihood >= fitSkills(log, { ...options, starts: starts.slice(0, 1) }).logLikelihood - 0.01);
    assert.deepEqual(fitSkills(drawnLog(truths, 60, 6, seededRandom('starts'))), one);
  });

  it('refuses bad options', () => {
    const log = oneSkill('10');
    assert.throws(() => fitSkills(log, { starts: [] }), /starts/);
    assert.throws(() => fitSkills(log, { starts: [{ ...(truths[0] as BktParameters), guess: 0.99 }] }), /guess/);
    assert.throws(() => fitSkills(log, { maxIterations: 0 }), /maxIterations/);
    assert.throws(() => fitSkills(log, { tolerance: 0 }), /tolerance/);
    assert.throws(() => fitSkills(log, { shrinkage: Number.NaN }), /shrinkage/);
  });
});
