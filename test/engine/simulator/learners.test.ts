import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { indexCourse } from '../../../src/engine/simulator/course.js';
import {
  KEPT_MODEL,
  LEARNER_MODELS,
  LEARNING_MODELS,
  learnerModel,
} from '../../../src/engine/simulator/learners/index.js';
import type { LearnerModel } from '../../../src/engine/simulator/learners/synthetic-learner.js';
import { smallCourse } from './cases.js';

const course = indexCourse(smallCourse());
const items = course.itemsOf[0] ?? [];

function person(model: LearnerModel, name: string | number) {
  return model.create(course, seededRandom(`${name}:traits`), seededRandom(`${name}:happenings`));
}

/** Mean over many people of a measure. */
function meanOf(model: LearnerModel, measure: (learner: ReturnType<typeof person>) => number, people = 200): number {
  let sum = 0;
  for (let name = 0; name < people; name += 1) sum += measure(person(model, name));
  return sum / people;
}

function practise(learner: ReturnType<typeof person>, answers: number, day: number): number {
  let correct = 0;
  for (let turn = 0; turn < answers; turn += 1) {
    const item = items[turn % items.length];
    assert.ok(item);
    correct += Number(learner.answer(item, day + turn * 0.0005).correct);
  }
  learner.leave(day);
  return correct / answers;
}

describe('synthetic learners', () => {
  it('are of three models, one of them kept from learning', () => {
    assert.equal(LEARNER_MODELS.length, 3);
    assert.ok(!LEARNING_MODELS.includes(KEPT_MODEL));
    assert.equal(learnerModel('insight').name, 'insight');
    assert.throws(() => learnerModel('magic'), /no learner model magic; there are practice,insight,context/);
  });

  for (const model of LEARNER_MODELS) {
    describe(model.name, () => {
      it('are the same person with the same seed, and another with another', () => {
        const tell = (name: string) => {
          const learner = person(model, name);
          const answers = items.map((item, at) => learner.answer(item, at * 0.001));
          return JSON.stringify([answers, learner.goesOn(), learner.leave(0.01), learner.mastery(0, 1)]);
        };
        assert.equal(tell('ana'), tell('ana'));
        assert.notEqual(tell('ana'), tell('ben'));
      });

      it('know more after practice, and less again after weeks without', () => {
        const before = meanOf(model, (learner) => learner.mastery(0, 0));
        const after = meanOf(model, (learner) => {
          practise(learner, 12, 0);
          return learner.mastery(0, 0.01);
        });
        const weeksLater = meanOf(model, (learner) => {
          practise(learner, 12, 0);
          return learner.mastery(0, 28);
        });
        assert.ok(after > before + 0.15, `${before} to ${after}`);
        assert.ok(weeksLater < after - 0.05, `${after} to ${weeksLater}`);
      });

      it('keep more of spread practice than of the same amount at once', () => {
        const massed = meanOf(model, (learner) => {
          practise(learner, 24, 9);
          return learner.mastery(0, 23);
        });
        const spread = meanOf(model, (learner) => {
          for (const day of [0, 3, 6, 9]) practise(learner, 6, day);
          return learner.mastery(0, 23);
        });
        assert.ok(spread > massed + 0.005, `spread ${spread}, massed ${massed}`);
      });

      it('give mastery in [0, 1], times above 0, and now and then a wrong answer, a hint and a thumb', () => {
        const learner = person(model, 'many');
        const seen = { wrong: 0, right: 0, hinted: 0, thumbs: 0 };
        for (let turn = 0; turn < 300; turn += 1) {
          const item = course.items[turn % course.items.length];
          assert.ok(item);
          const { correct, seconds, hinted, liked } = learner.answer(item, Math.floor(turn / 10));
          assert.ok(seconds >= 2 && Number.isFinite(seconds));
          seen[correct ? 'right' : 'wrong'] += 1;
          seen.hinted += Number(hinted);
          seen.thumbs += Number(liked !== null);
          for (const place of course.skills.keys()) {
            const mastery = learner.mastery(place, turn / 10 + 40);
            assert.ok(mastery >= 0 && mastery <= 1);
          }
          if (turn % 10 === 9) learner.leave(Math.floor(turn / 10));
        }
        for (const [what, count] of Object.entries(seen)) assert.ok(count > 0, what);
      });

      it('stop a session some time, come back later, and leave for good some time', () => {
        let [stops, returns, leaves] = [0, 0, 0];
        for (let name = 0; name < 60; name += 1) {
          const learner = person(model, name);
          let day: number | null = 0;
          for (let session = 0; day !== null && session < 200; session += 1) {
            let answers = 0;
            do {
              answers += 1;
              learner.answer(items[answers % items.length] as (typeof items)[number], day);
            } while (answers < 500 && learner.goesOn());
            assert.ok(answers < 500, 'a session ends');
            stops += 1;
            const next: number | null = learner.leave(day);
            if (next !== null) assert.ok(next >= day + 0.25);
            if (next === null) leaves += 1;
            else returns += 1;
            day = next;
          }
        }
        assert.ok(stops > 120 && returns > 60 && leaves >= 50, `${stops} ${returns} ${leaves}`);
      });

      it('learn less of what leans on something that they do not know', () => {
        const target = course.itemsOf[1] ?? [];
        const gain = (prepared: boolean) =>
          meanOf(
            model,
            (learner) => {
              if (prepared) practise(learner, 20, 0);
              for (let turn = 0; turn < 8; turn += 1) {
                learner.answer(target[turn % target.length] as (typeof target)[number], 1 + turn * 0.0005);
              }
              return learner.mastery(1, 1.01);
            },
            400,
          );
        assert.ok(gain(true) > gain(false));
      });

      it('answer a question on several skills no better than the weakest of them allows', () => {
        const [one] = items;
        assert.ok(one);
        const both = { ...one, skills: ['a', 'c'], guess: 0 };
        const rate = (item: typeof one) =>
          meanOf(model, (learner) => {
            practise(learner, 20, 0);
            return Number(learner.answer({ ...item, guess: 0 }, 1).correct);
          });
        assert.ok(rate(both) < rate(one));
      });
    });
  }
});
