import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { indexCourse } from '../../../src/engine/simulator/course.js';
import { fixedOrder } from '../../../src/engine/simulator/policies/fixed-order.js';
import { POLICIES, tutorPolicy } from '../../../src/engine/simulator/policies/index.js';
import { isMastered, traced, UNSEEN } from '../../../src/engine/simulator/policies/stopping-rule.js';
import type { Tutor } from '../../../src/engine/simulator/policies/tutor.js';
import { updateKnowledge } from '../../../src/engine/tracing/bkt.js';
import { itemOn, smallCourse } from './cases.js';

const moment = { now: 0, inSession: 0 };
const course = indexCourse(smallCourse());

function asks(tutor: Tutor, answers: readonly boolean[]): string[] {
  return answers.map((correct) => {
    const item = tutor.next(moment);
    tutor.observe(item, { correct, seconds: 10, hinted: false, liked: null }, moment);
    return item.id;
  });
}

function start(policy = fixedOrder()): Tutor {
  return policy.start({ course, goal: 0, random: seededRandom(1) });
}

describe('the stopping rule', () => {
  it('is tracing at 0.85 with three answers behind it', () => {
    const item = itemOn('a', 1);
    const parameters = { prior: 0.22, learn: 0.12, slip: 0.08, guess: 0.2 };
    let known = 0.22;
    let record = UNSEEN;
    for (let right = 1; right <= 3; right += 1) {
      known = updateKnowledge(known, true, parameters);
      record = traced(record, item, true, false);
      assert.equal(record.known, known);
      assert.equal(isMastered(record), right === 3);
    }
  });

  it('counts a hinted answer half, and a question that is easy to guess less', () => {
    const hinted = traced(UNSEEN, itemOn('a', 1), true, true);
    const guessed = traced(UNSEEN, itemOn('a', 1, 0.5), true, false);
    const plain = traced(UNSEEN, itemOn('a', 1), true, false);
    assert.equal(hinted.evidence, 0.5);
    assert.ok(hinted.known < plain.known && guessed.known < plain.known);
  });
});

describe('the fixed order', () => {
  it('goes on only when the rule says mastered, and asks in the order of the course', () => {
    const asked = asks(start(), [true, true, true, false, true, true, true, true]);
    // Three right answers master a; a wrong first answer on b asks for more of them.
    assert.deepEqual(asked.slice(0, 4), ['a/1', 'a/2', 'a/3', 'b/1']);
    assert.ok(asked.slice(4, 6).every((id) => id.startsWith('b/')));
  });

  it('teaches what no goal needs too, unless somebody has cut the course', () => {
    const all = asks(start(), new Array(12).fill(true));
    assert.deepEqual([...new Set(all.map((id) => id[0]))], ['a', 'b', 'd', 'c']);
    const cut = asks(start(fixedOrder('goal')), new Array(9).fill(true));
    assert.deepEqual([...new Set(cut.map((id) => id[0]))], ['a', 'b', 'c']);
  });

  it('revises three questions a skill at the end, and stays where one was lost', () => {
    const asked = asks(start(fixedOrder('goal')), [...new Array(9).fill(true), ...new Array(6).fill(true)]);
    assert.deepEqual(
      asked.slice(9).map((id) => id[0]),
      ['a', 'a', 'a', 'b', 'b', 'b'],
    );
    const lost = asks(start(fixedOrder('goal')), [...new Array(9).fill(true), ...new Array(6).fill(false)]);
    assert.ok(lost.slice(9).every((id) => id.startsWith('a/')));
  });

  it('begins the questions of a skill again when all were asked', () => {
    const asked = asks(start(), new Array(6).fill(false));
    assert.deepEqual(asked, ['a/1', 'a/2', 'a/3', 'a/4', 'a/1', 'a/2']);
  });
});

describe('the random order', () => {
  it('asks only what is open, and anything of the path when nothing is', () => {
    const tutor = start(tutorPolicy('random'));
    const asked = asks(tutor, new Array(3).fill(true));
    assert.ok(asked.every((id) => id.startsWith('a/')));
    const later = asks(tutor, new Array(60).fill(true)).slice(10);
    assert.deepEqual([...new Set(later.map((id) => id[0]))].sort(), ['a', 'b', 'c']);
  });
});

describe('policies by name', () => {
  it('are four, and no other', () => {
    assert.deepEqual(POLICIES, ['engine', 'fixed', 'fixed-goal', 'random']);
    for (const name of POLICIES) assert.equal(tutorPolicy(name).name, name);
    assert.throws(() => tutorPolicy('magic'), /no policy magic/);
  });
});
