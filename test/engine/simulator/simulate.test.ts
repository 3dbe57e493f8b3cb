import assert from 'node:assert/strict';
import { LEARNER_MODELS, learnerModel } from '../../../src/engine/simulator/learners/index.js';
import type { LearnerModel } from '../../../src/engine/simulator/learners/synthetic-learner.js';
import { tutorPolicy } from '../../../src/engine/simulator/policies/index.js';
import { STEADY_CAP, simulate } from '../../../src/engine/simulator/simulate.js';
import { estimateMean, summarise } from '../../../src/engine/simulator/summary.js';
import { smallCourse } from './cases.js';

const course = smallCourse();

/** Somebody who learns a skill by answering it `needs` times, and never tires. */
function plainModel(needs: number, sessions = Number.POSITIVE_INFINITY): LearnerModel {
  return {
    name: 'plain',
    about: '',
    create: (indexed) => {
      const counts = new Map<string, number>();
      let [left, inSession] = [sessions, 0];
      return {
        answer(item) {
          const [skill = ''] = item.skills;
          counts.set(skill, (counts.get(skill) ?? 0) + 1);
          inSession += 1;
          return { correct: true, seconds: 60, hinted: false, liked: null };
        },
        goesOn: () => inSession % 5 !== 0,
        leave(now) {
          left -= 1;
          return left > 0 ? now + 10 : null;
        },
        mastery: (place) => ((counts.get(indexed.skills[place]?.id ?? '') ?? 0) >= needs ? 1 : 0),
      };
    },
  };
}

describe('a simulation', () => {
  it('gives the same bytes for the same seed, and one learner the same life alone or among others', () => {
    for (const model of LEARNER_MODELS) {
      for (const name of ['engine', 'fixed', 'random']) {
        const run = (learners: number, from = 0) =>
          simulate({ learners, from, seed: 7, model, policy: tutorPolicy(name), course, attendance: 'voluntary' });
        const three = run(3);
        assert.equal(JSON.stringify(three), JSON.stringify(run(3)));
        assert.deepEqual(run(1, 2)[0], three[2]);
      }
    }
  });

  it('counts answers until the whole path is truly mastered', () => {
    const [one] = simulate({
      ...{ learners: 1, seed: 1, model: plainModel(3), policy: tutorPolicy('fixed'), course, attendance: 'steady' },
    });
    // Three answers each on a, b, d and c; the first session holds them all, a minute each.
    assert.equal(one?.answersToMastery, 12);
    assert.equal(one?.answers, 12);
    assert.equal(one?.sessions, 1);
    assert.ok(Math.abs((one?.daysToMastery ?? 0) - 12 / 1440) < 1e-12);
    assert.ok(Math.abs((one?.minutes ?? 0) - 12) < 1e-9);
    const [cut] = simulate({
      ...{ learners: 1, seed: 1, model: plainModel(3), course, attendance: 'steady' },
      policy: tutorPolicy('fixed-goal'),
    });
    assert.equal(cut?.answersToMastery, 9);
  });

  it('gives up steady study at the cap', () => {
    const [one] = simulate({
      ...{
        learners: 1,
        seed: 1,
        model: plainModel(10_000),
        policy: tutorPolicy('fixed'),
        course,
        attendance: 'steady',
      },
    });
    assert.equal(one?.answersToMastery, null);
    assert.equal(one?.answers, STEADY_CAP);
    assert.equal(one?.finalMastery, 0);
  });

  it('ends voluntary study at the horizon, or when the learner leaves', () => {
    const run = (model: LearnerModel, horizonDays?: number) =>
      simulate({
        ...{ learners: 1, seed: 1, model, policy: tutorPolicy('fixed'), course, attendance: 'voluntary' },
        ...(horizonDays === undefined ? {} : { horizonDays }),
      })[0];
    // Sessions of five answers on days 0, 10, 20, 30 and 40.
    const whole = run(plainModel(3));
    assert.deepEqual([whole?.sessions, whole?.answers, whole?.left], [5, 25, false]);
    assert.equal(whole?.answersToMastery, 12);
    const short = run(plainModel(3), 15);
    assert.deepEqual([short?.sessions, short?.answers, short?.answersToMastery], [2, 10, null]);
    const gone = run(plainModel(3, 1));
    assert.deepEqual([gone?.sessions, gone?.left, gone?.finalMastery], [1, true, 1 / 3]);
  });

  it('refuses no learner, a bad horizon and a course that cannot be taught', () => {
    const input = {
      ...{ learners: 1, seed: 1, model: learnerModel('practice'), policy: tutorPolicy('fixed'), course },
      attendance: 'steady' as const,
    };
    assert.throws(() => simulate({ ...input, learners: 0 }), /learners must be/);
    assert.throws(() => simulate({ ...input, horizonDays: Number.NaN }), /horizonDays must be/);
    assert.throws(() => simulate({ ...input, course: { ...course, skills: [] } }), /skills must not be empty/);
  });
});

describe('a summary', () => {
  it('is means with 95 % intervals', () => {
    // Of 1, 2, 3, 4: mean 2.5, standard deviation 1.2910, standard error 0.6455.
    const { mean, low, high } = estimateMean([1, 2, 3, 4]);
    assert.equal(mean, 2.5);
    assert.ok(Math.abs(high - 2.5 - 1.96 * 0.6455) < 1e-4 && Math.abs(2.5 - low - 1.96 * 0.6455) < 1e-4);
    assert.deepEqual(estimateMean([3]), { mean: 3, low: 3, high: 3 });
    assert.throws(() => summarise([]), /outcomes must not be empty/);
  });

  it('counts who never mastered the path with all their answers', () => {
    const outcome = {
      ...{ learner: 0, goal: 'g', daysToMastery: 1, minutes: 5, sessions: 1, left: false, finalMastery: 1 },
    };
    const { answersToMastery, completed } = summarise([
      { ...outcome, answersToMastery: 10, answers: 30 },
      { ...outcome, answersToMastery: null, answers: 50 },
    ]);
    assert.equal(answersToMastery.mean, 30);
    assert.equal(completed.mean, 0.5);
  });
});
