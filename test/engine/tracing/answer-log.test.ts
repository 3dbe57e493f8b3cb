import assert from 'node:assert/strict';
import { answerLogBuilder, questionAt, selectLearners } from '../../../src/engine/tracing/answer-log.js';
import { skillSequences, sortBySkill } from '../../../src/engine/tracing/skill-sequences.js';
import { logOf, oneSkill } from './tracing-cases.js';

const mixedLog = () =>
  logOf([
    { learner: 1, item: 4, skill: 2, correct: true },
    { learner: 0, item: 3, skill: 0, correct: false },
    { learner: 1, item: 0, skill: 0, correct: false },
    { learner: 0, item: 3, skill: 0, correct: true },
  ]);

describe('an answer log', () => {
  it('groups answers by learner and keeps the order of each', () => {
    const mixed = mixedLog();
    assert.deepEqual([...mixed.begin], [0, 2, 4]);
    assert.deepEqual([...mixed.item], [3, 3, 4, 0]);
    assert.deepEqual([...mixed.skill], [0, 0, 2, 0]);
    assert.deepEqual([...mixed.correct], [0, 1, 1, 0]);
    assert.deepEqual([mixed.items, mixed.skills], [5, 3]);
    assert.deepEqual(questionAt(mixed, 2), { item: 4, skill: 2 });
  });

  it('grows past its first columns, with days or without', () => {
    for (const timed of [false, true]) {
      const log = logOf(
        Array.from({ length: 5000 }, (_, row) => {
          const answer = { learner: row % 7, item: row % 11, skill: row % 3, correct: row % 2 === 0 };
          return timed ? { ...answer, day: row / 10 } : answer;
        }),
      );
      assert.equal(log.correct.length, 5000);
      assert.equal(log.begin.at(-1), 5000);
      // Row 4999 is of learner 1 (4999 % 7), the last of that learner.
      const last = (log.begin[2] as number) - 1;
      assert.deepEqual([log.item[last], log.skill[last], log.correct[last]], [4999 % 11, 4999 % 3, 0]);
      assert.equal(log.day?.[last], timed ? 499.9 : undefined);
      if (timed) assert.deepEqual(questionAt(log, last), { item: 5, skill: 1, day: 499.9 });
    }
  });

  it('keeps chosen learners, renumbered, with the numbers of items and skills as they were', () => {
    const mixed = mixedLog();
    const kept = selectLearners(mixed, (learner) => learner === 1);
    assert.deepEqual([...kept.begin], [0, 2]);
    assert.deepEqual([...kept.item], [4, 0]);
    assert.deepEqual([...kept.correct], [1, 0]);
    assert.deepEqual([kept.items, kept.skills], [5, 3]);
    const outer = selectLearners(oneSkill('1', '00', '011'), (learner) => learner !== 1);
    assert.deepEqual([...outer.begin], [0, 1, 4]);
    assert.deepEqual([...outer.correct], [1, 0, 1, 1]);
    const timed = selectLearners(logOf([{ learner: 0, item: 0, skill: 0, correct: true, day: 3 }]), () => true);
    assert.deepEqual([...(timed.day ?? [])], [3]);
  });

  it('refuses an empty log, numbers that are none, and days for some answers only', () => {
    assert.throws(() => answerLogBuilder().build(), /RangeError: answers must not be empty/);
    assert.throws(() => selectLearners(mixedLog(), () => false), /answers/);
    const answer = { learner: 0, item: 0, skill: 0, correct: true };
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 31]) {
      assert.throws(() => logOf([{ ...answer, learner: bad }]), /learner/);
      assert.throws(() => logOf([{ ...answer, item: bad }]), /item/);
      assert.throws(() => logOf([{ ...answer, skill: bad }]), /skill/);
    }
    assert.throws(() => logOf([answer, { ...answer, day: 1 }]), /all answers carry a day or none/);
    assert.throws(() => logOf([{ ...answer, day: Number.NaN }]), /day/);
  });
});

describe('the sequences of skills', () => {
  it('sorts by skill, then learner, then time', () => {
    const { order, learnerOf, edges } = sortBySkill(mixedLog());
    assert.deepEqual([...order], [0, 1, 3, 2]);
    assert.deepEqual([...learnerOf], [0, 0, 1, 1]);
    assert.deepEqual([...edges], [0, 3, 3, 4]);
  });

  it('counts equal sequences and tells apart those that differ in length or order', () => {
    const { begin, correct, times, bySkill } = skillSequences(oneSkill('10', '1', '10', '01', '100', '10'));
    const texts = [...times].map((count, at) => `${[...correct.slice(begin[at], begin[at + 1])].join('')} x${count}`);
    assert.deepEqual(texts.sort(), ['01 x1', '1 x1', '10 x3', '100 x1']);
    assert.deepEqual([...bySkill], [0, 4]);
  });

  it('tells apart sequences of one length by every one of their answers', () => {
    const every = Array.from({ length: 64 }, (_, bits) => bits.toString(2).padStart(6, '0'));
    const { begin, correct, times, bySkill } = skillSequences(oneSkill(...every, ...every));
    assert.deepEqual([...times], new Array(64).fill(2));
    assert.deepEqual([...bySkill], [0, 64]);
    assert.equal(correct.length, 64 * 6);
    for (const [at, text] of every.entries()) {
      assert.equal([...correct.slice(begin[at], begin[at + 1])].join(''), text);
    }
  });

  it('keeps the sequences of skills apart', () => {
    const log = logOf([
      { learner: 0, item: 0, skill: 0, correct: true },
      { learner: 0, item: 0, skill: 2, correct: true },
      { learner: 0, item: 0, skill: 2, correct: false },
      { learner: 1, item: 0, skill: 0, correct: true },
    ]);
    const { begin, correct, times, bySkill } = skillSequences(log);
    assert.deepEqual(
      [[...begin], [...correct]],
      [
        [0, 1, 3],
        [1, 1, 0],
      ],
    );
    assert.deepEqual(
      [[...times], [...bySkill]],
      [
        [2, 1],
        [0, 1, 1, 2],
      ],
    );
  });

  it('tells long sequences apart by their last answer', () => {
    const long = '1'.repeat(44);
    assert.deepEqual([...skillSequences(oneSkill(`${long}0`, `${long}1`, `${long}0`)).times], [2, 1]);
  });
});
