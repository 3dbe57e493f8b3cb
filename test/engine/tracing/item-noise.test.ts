import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { answerLogBuilder } from '../../../src/engine/tracing/answer-log.js';
import { fitItemNoise } from '../../../src/engine/tracing/item-noise.js';
import { hiddenPaths } from './hidden-paths.js';
import { logOf, near, oneSkill } from './tracing-cases.js';

const skill = { prior: 0.5, learn: 0.15, slip: 0.1, guess: 0.2, forget: 0.02 };

describe('fitItemNoise', () => {
  it('finds the slip and guess of each item', () => {
    const random = seededRandom('noise');
    const truth = [
      { slip: 0.05, guess: 0.1 },
      { slip: 0.3, guess: 0.1 },
      { slip: 0.05, guess: 0.45 },
    ];
    const builder = answerLogBuilder();
    for (let learner = 0; learner < 1500; learner++) {
      let known = random.next() < skill.prior;
      for (let time = 0; time < 9; time++) {
        const item = (learner + time) % 3;
        const { slip, guess } = truth[item] as { slip: number; guess: number };
        builder.add({ learner, item, skill: 0, correct: random.next() < (known ? 1 - slip : guess) });
        known = known ? random.next() >= skill.forget : random.next() < skill.learn;
      }
    }
    const found = fitItemNoise(builder.build(), [skill], { iterations: 30 });
    for (const [item, { slip, guess }] of truth.entries()) {
      near(found[item]?.slip, slip, 0.04);
      near(found[item]?.guess, guess, 0.04);
    }
  });

  it('agrees with the expected counts over all hidden paths after one round', () => {
    // One learner, right then wrong, one item; F = 0, T = .5, P(L0) = .4, s = .1, g = .2. Paths (first, second state):
    //   KK .4 * .9 * .1 = .036   UK .6*.5 * .2 * .1 = .006   UU .6*.5 * .2 * .8 = .048   sum .09
    // known first .4, known second 42/90; slips = known second; guesses = unknown first = .6
    const parameters = { prior: 0.4, learn: 0.5, slip: 0.1, guess: 0.2 };
    const [noise] = fitItemNoise(oneSkill('10'), [parameters], { iterations: 1, shrinkage: 1 });
    const known = 0.4 + 42 / 90;
    near(noise?.slip, (42 / 90 + 0.1) / (known + 1), 1e-12);
    near(noise?.guess, (0.6 + 0.2) / (2 - known + 1), 1e-12);
  });

  it('agrees with all hidden paths for several learners, skills and items over several rounds', () => {
    const parameters = [
      { prior: 0.4, learn: 0.3, slip: 0.1, guess: 0.2, forget: 0.15 },
      { prior: 0.7, learn: 0.1, slip: 0.2, guess: 0.25 },
    ];
    // Items 0 and 1 ask for skill 0, items 2 and 3 for skill 1.
    const given = [
      ['0+', '1-', '2+', '0-', '3-', '1+', '2+'],
      ['1+', '3+', '0+', '2-'],
      ['0-', '0+', '1+', '3-', '3+', '2+'],
    ].map((answers) => answers.map((text) => ({ item: Number(text[0]), correct: text[1] === '+' })));
    const log = logOf(
      given.flatMap((answers, learner) => answers.map((answer) => ({ learner, skill: answer.item >> 1, ...answer }))),
    );
    let noise = [0, 0, 1, 1].map((of) => parameters[of] as { slip: number; guess: number });
    for (let iterations = 1; iterations <= 3; iterations++) {
      const counts = noise.map(() => ({ known: 0, slips: 0, unknown: 0, guesses: 0 }));
      for (const answers of given) {
        for (const [of, own] of parameters.entries()) {
          const asked = answers.filter(({ item }) => item >> 1 === of);
          const chances = asked.map(({ item, correct }) => {
            const { slip, guess } = noise[item] as { slip: number; guess: number };
            return correct ? ([1 - slip, guess] as const) : ([slip, 1 - guess] as const);
          });
          for (const { known, share } of hiddenPaths(chances, own).paths) {
            for (const [time, { item, correct }] of asked.entries()) {
              const count = counts[item] as (typeof counts)[number];
              count[known[time] ? 'known' : 'unknown'] += share;
              if (known[time] && !correct) count.slips += share;
              if (!known[time] && correct) count.guesses += share;
            }
          }
        }
      }
      noise = counts.map(({ known, slips, unknown, guesses }, item) => {
        const own = parameters[item >> 1] as { slip: number; guess: number };
        return { slip: (slips + 2 * own.slip) / (known + 2), guess: (guesses + 2 * own.guess) / (unknown + 2) };
      });
      const found = fitItemNoise(log, parameters, { iterations, shrinkage: 2 });
      for (const [item, { slip, guess }] of noise.entries()) {
        near(found[item]?.slip, slip, 1e-10);
        near(found[item]?.guess, guess, 1e-10);
      }
    }
  });

  it('pulls an item of few answers to its skill and leaves out one without answers', () => {
    const log = { ...oneSkill('1'), items: 2 };
    const [noise, absent] = fitItemNoise(log, [skill], { shrinkage: 1000 });
    near(noise?.slip, skill.slip, 1e-3);
    near(noise?.guess, skill.guess, 1e-3);
    assert.equal(absent, undefined);
  });

  it('keeps known and unknown in their places', () => {
    const [noise] = fitItemNoise(oneSkill(...Array.from({ length: 50 }, () => '1010')), [skill], {
      shrinkage: 1e-6,
      iterations: 40,
    });
    assert.ok(noise && 1 - noise.slip - noise.guess >= 0.05 - 1e-9);
  });

  it('is still sane where the parameters call an answer impossible', () => {
    const sure = { prior: 1, learn: 0, slip: 0, guess: 0 };
    const [noise] = fitItemNoise(oneSkill('00'), [sure], { shrinkage: 1 });
    assert.ok(noise && noise.slip >= 0 && noise.guess >= 0 && noise.slip + noise.guess < 1);
  });

  it('refuses bad options', () => {
    assert.throws(() => fitItemNoise(oneSkill('1'), [skill], { shrinkage: 0 }), /shrinkage/);
    assert.throws(() => fitItemNoise(oneSkill('1'), [skill], { iterations: 0.5 }), /iterations/);
  });
});
