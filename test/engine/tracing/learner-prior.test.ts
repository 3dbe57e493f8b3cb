import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';
import { answerLogBuilder } from '../../../src/engine/tracing/answer-log.js';
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

  it('refuses a negative variance and an offset that is none', () => {
    assert.throws(() => startPrior(-1), /variance/);
    assert.throws(() => priorFor({ offset: Number.NaN, variance: 1 }, skill), /offset/);
    const log = drawn(0, 1, 1);
    assert.throws(() => fitPriorVariance({ ...log, correct: new Uint8Array(0) }, [skill]), /answers/);
  });
});
