import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { type BktParameters, checkBktParameters, traceSequence } from '../../../src/engine/tracing/bkt.js';
import { fitBkt } from '../../../src/engine/tracing/fit-bkt.js';
import { fitSkills } from '../../../src/engine/tracing/fit-skills.js';
import { answersOf, expectedCounts } from './hidden-paths.js';
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

const fields = [...names, 'forget'] as const;
type Point = Required<BktParameters>;
interface Pull {
  readonly at: Point;
  readonly strength: number;
}

/** One round of expectation maximisation over all hidden paths, with counts of the pull added; and what it raises. */
function roundAt(point: Point, texts: readonly string[], pull: Pull | null): { next: Point; value: number } {
  const counts = expectedCounts(texts.map(answersOf), point);
  let value = counts.logLikelihood;
  const next = { ...point };
  for (const name of fields) {
    const [part, whole] = counts[name];
    const [centre, strength] = pull ? [pull.at[name], pull.strength] : [0, 0];
    next[name] = (part + strength * centre) / (whole + strength);
    if (pull) value += strength * (centre * Math.log(point[name]) + (1 - centre) * Math.log(1 - point[name]));
  }
  return { next: inside(next), value };
}

/** Off 0 and 1, and 1 - slip at least .05 above guess. */
function inside(point: Point): Point {
  const held = { ...point };
  for (const name of fields) held[name] = Math.min(1 - 1e-4, Math.max(1e-4, point[name]));
  const noise = held.slip + held.guess;
  if (noise <= 0.95) return held;
  return { ...held, slip: (held.slip * 0.95) / noise, guess: (held.guess * 0.95) / noise };
}

/** The oracle of the search: SQUAREM as published (Varadhan & Roland 2008, S3), leaps kept where nothing is lost. */
function climbed(start: Point, texts: readonly string[], pull: Pull | null, most: number, tolerance: number): Point {
  let [point, here, rounds] = [start, roundAt(start, texts, pull), 1];
  while (rounds < most) {
    const once = here.next;
    const second = roundAt(once, texts, pull);
    rounds++;
    if (second.value - here.value < tolerance || rounds === most) return once;
    const r = fields.map((name) => once[name] - point[name]);
    const v = fields.map((name, at) => second.next[name] - once[name] - (r[at] as number));
    const step = Math.min(-1, -Math.hypot(...r) / Math.hypot(...v));
    const leap = { ...point };
    for (const [at, name] of fields.entries()) {
      leap[name] = point[name] - 2 * step * (r[at] as number) + step ** 2 * (v[at] as number);
    }
    const there = roundAt(inside(leap), texts, pull);
    rounds++;
    [point, here] = there.value >= second.value ? [inside(leap), there] : [once, second];
  }
  return point;
}

describe('fitSkills', () => {
  it('takes the steps of the published search, counted over all hidden paths', () => {
    const skills = [
      ['1101', '0110', '0011', '1', '01011', '0111'],
      ['0100', '1001', '10', '0010'],
    ];
    const log = logOf(
      skills.flatMap((texts, skill) =>
        texts.flatMap((text, learner) =>
          answersOf(text).map(({ correct }) => ({ learner, item: skill, skill, correct })),
        ),
      ),
    );
    const start: Point = { prior: 0.4, learn: 0.12, slip: 0.12, guess: 0.25, forget: 0.1 };
    for (let maxIterations = 1; maxIterations <= 9; maxIterations++) {
      const options = { forgets: true, starts: [start], maxIterations, tolerance: 1e-3, shrinkage: 3 };
      const fit = fitSkills(log, options);
      const pooled = climbed(start, skills.flat(), null, 30, 2e-3);
      for (const name of fields) near(fit.pooled[name], pooled[name], 1e-8);
      for (const [skill, texts] of skills.entries()) {
        const found = climbed(start, texts, { at: pooled, strength: 3 }, maxIterations, 1e-3);
        for (const name of fields) near(fit.parameters[skill]?.[name], found[name], 1e-8);
      }
    }
  });

  it('counts its rounds, and runs several starts a short way before the best goes on', () => {
    const log = oneSkill('1101', '0110', '0011', '1', '01011', '0111');
    const good = { prior: 0.4, learn: 0.12, slip: 0.12, guess: 0.25 };
    const bad = { prior: 0.01, learn: 0.01, slip: 0.6, guess: 0.3 };
    const options = { shrinkage: 0, tolerance: 1e-12 };
    const roundsOf = (starts: readonly BktParameters[], maxIterations: number) =>
      fitSkills(log, { ...options, starts, maxIterations }).iterations;
    const pooled = roundsOf([good], 1) - 1;
    assert.ok(pooled >= 1 && pooled <= 30, `${pooled}`);
    assert.equal(roundsOf([good], 10), pooled + 10);
    assert.equal(roundsOf([good, bad], 5), pooled + 5 + 5);
    assert.equal(roundsOf([good, bad], 8), pooled + 8 + 8);
    assert.equal(roundsOf([good, bad], 12), pooled + 8 + 8 + 4);
    for (const starts of [
      [good, bad],
      [bad, good],
    ]) {
      const one = fitSkills(log, { ...options, starts: [good], maxIterations: 8 });
      const raced = fitSkills(log, { ...options, starts, maxIterations: 8 });
      assert.deepEqual([raced.parameters, raced.logLikelihood], [one.parameters, one.logLikelihood]);
    }
  });

  it('begins inside the bounds: off 0 and 1, and 1 - slip at least .05 above guess', () => {
    const starts = [{ prior: 0, learn: 1, slip: 0.5, guess: 0.49, forget: 0 }];
    const begun = (forgets: boolean) => fitSkills(oneSkill('10'), { starts, forgets, maxIterations: 1, shrinkage: 0 });
    const [without] = begun(false).parameters as [BktParameters];
    // The sum of .99 is brought to .95, both by the same factor.
    near(without.slip, (0.5 * 0.95) / 0.99);
    near(without.guess, (0.49 * 0.95) / 0.99);
    assert.deepEqual([without.prior, without.learn, without.forget], [1e-4, 1 - 1e-4, undefined]);
    assert.equal(begun(true).parameters[0]?.forget, 1e-4);
  });

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
