import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';
import { type AnswerLog, answerLogBuilder } from '../../../src/engine/tracing/answer-log.js';
import { fitPriorVariance, movedPrior, priorFor, startPrior } from '../../../src/engine/tracing/learner-prior.js';
import { near } from './tracing-cases.js';

const skill = { prior: 0.4, learn: 0.1, slip: 0.1, guess: 0.2 };

/** First answers of learners whose log odds of knowing are off by a normal draw of their own. */
function drawn(variance: number, learners: number, skills: number) {
  const random = seededRandom(`prior ${variance}`);
  const builder = answerLogBuilder();
  for (let learner = 0; learner < learners; learner++) {
    const offset = Math.sqrt(variance) * sampleNormal(random);
    const q = priorFor({ offset, variance: 0 }, skill);
    for (let number = 0; number < skills; number++) {
      const known = random.next() < q;
      const correct = random.next() < (known ? 0.9 : 0.2);
      builder.add({ learner, item: 0, skill: number, correct });
      builder.add({ learner, item: 0, skill: number, correct: !correct });
    }
  }
  return builder.build();
}

describe('the prior of a learner', () => {
  it('is that of the skill at first', () => {
    near(priorFor(startPrior(1), skill), 0.4);
    near(priorFor({ offset: Math.log(1.5), variance: 1 }, skill), 0.5);
  });

  it('moves as worked by hand, and says more with each answer', () => {
    // q = .4, p = .4*.9 + .6*.2 = .48, slope = .7*.24 = .168, p(1-p) = .2496
    const after = movedPrior(startPrior(2), skill, true);
    const variance = 1 / (1 / 2 + 0.168 ** 2 / 0.2496);
    near(after.variance, variance);
    near(after.offset, (variance * 0.168 * 0.52) / 0.2496);
    assert.ok(movedPrior(startPrior(2), skill, false).offset < 0);
    assert.ok(priorFor(after, skill) > 0.4);
  });

  it('stays where it is when learners do not differ', () => {
    assert.deepEqual(movedPrior(startPrior(0), skill, true), startPrior(0));
  });

  it('finds how much learners differ from the first answers alone', () => {
    const parameters = Array.from({ length: 12 }, () => skill);
    assert.ok(fitPriorVariance(drawn(0, 500, 12), parameters) <= 0.05);
    const found = fitPriorVariance(drawn(1.5, 500, 12), parameters);
    assert.ok(found >= 0.75 && found <= 3, `${found}`);
  });

  it('has the variance among a dozen under which the first answers are most likely', () => {
    const dozen = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5];
    const parameters = Array.from({ length: 6 }, (_, at) => ({ ...skill, prior: 0.2 + at / 10 }));
    const likelihood = (log: AnswerLog, variance: number): number => {
      let sum = 0;
      for (let learner = 0; learner + 1 < log.begin.length; learner++) {
        let belief = startPrior(variance);
        // Two answers to each skill in a row; only the first counts.
        for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row += 2) {
          const own = parameters[log.skill[row] as number] as typeof skill;
          const right = 0.2 + 0.7 * priorFor(belief, own);
          sum += Math.log(log.correct[row] === 1 ? right : 1 - right);
          belief = movedPrior(belief, own, log.correct[row] === 1);
        }
      }
      return sum;
    };
    const found = [0, 1.5, 30].map((truth) => {
      const log = drawn(truth, 80, 6);
      const most = Math.max(...dozen.map((variance) => likelihood(log, variance)));
      const best = fitPriorVariance(log, parameters);
      near(likelihood(log, best), most, 1e-9);
      return best;
    });
    assert.equal(new Set(found).size, 3, `${found}`);
  });

  it('is finite where the parameters make an answer certain', () => {
    const sure = { prior: 1, learn: 0, slip: 0, guess: 0 };
    near(priorFor(startPrior(1), sure), 1 - 1e-6);
    near(priorFor(startPrior(1), { ...sure, prior: 0 }), 1e-6);
    for (const prior of [0, 1]) {
      for (const correct of [true, false]) {
        const { offset, variance } = movedPrior(
          { offset: prior === 1 ? 40 : -40, variance: 1 },
          { ...sure, prior },
          correct,
        );
        assert.ok(Number.isFinite(offset) && variance > 0 && variance <= 1, `${offset} ${variance}`);
      }
      const best = fitPriorVariance(drawn(0, 4, 2), [
        { ...sure, prior },
        { ...sure, prior },
      ]);
      assert.ok(best >= 0 && best <= 5, `${best}`);
    }
  });

  it('refuses a negative variance and an offset that is none', () => {
    assert.throws(() => startPrior(-1), /variance/);
    assert.throws(() => priorFor({ offset: Number.NaN, variance: 1 }, skill), /offset/);
    const log = drawn(0, 1, 1);
    assert.throws(() => fitPriorVariance({ ...log, correct: new Uint8Array(0) }, [skill]), /answers/);
  });
});
