import assert from 'node:assert/strict';
import { indexCourse } from '../../../src/engine/simulator/course.js';
import { standardCourse } from '../../../src/engine/simulator/standard-course.js';
import { itemOn, smallCourse } from './cases.js';

describe('a simulated course', () => {
  it('leads to a goal over all that the goal leans on, in the order of the course', () => {
    const course = indexCourse(smallCourse());
    assert.deepEqual(course.paths, [[0, 1, 3]]);
    assert.deepEqual(course.before[3], [{ place: 1, weight: 0.5 }]);
    assert.deepEqual(
      course.itemsOf[2]?.map(({ id }) => id),
      ['d/1', 'd/2', 'd/3', 'd/4'],
    );
  });

  it('is refused with the cycle shown', () => {
    const course = smallCourse();
    const skills = course.skills.map((skill) =>
      skill.id === 'a' ? { ...skill, prerequisites: [{ skill: 'c', weight: 1 }] } : skill,
    );
    assert.throws(() => indexCourse({ ...course, skills }), /RangeError: prerequisites form a cycle: a → c → b → a/);
  });

  it('is refused when it is empty, ambiguous, incomplete or out of range', () => {
    const course = smallCourse();
    const [first] = course.skills;
    assert.ok(first);
    assert.throws(() => indexCourse({ ...course, skills: [] }), /skills must not be empty/);
    assert.throws(() => indexCourse({ ...course, goals: [] }), /goals must not be empty/);
    assert.throws(() => indexCourse({ ...course, goals: [{ id: 'g', skills: [] }] }), /skills of the goal g/);
    assert.throws(() => indexCourse({ ...course, goals: [{ id: 'g', skills: ['z'] }] }), /the skill z of g is unknown/);
    assert.throws(() => indexCourse({ ...course, skills: [...course.skills, first] }), /an id comes twice/);
    assert.throws(() => indexCourse({ ...course, items: [...course.items, itemOn('a', 1)] }), /items must differ/);
    assert.throws(() => indexCourse({ ...course, items: course.items.slice(4) }), /items of a must not be empty/);
    assert.throws(() => indexCourse({ ...course, items: [...course.items, itemOn('z', 1)] }), /skill z of z\/1/);
    assert.throws(() => indexCourse({ ...course, items: [...course.items, itemOn('a', 9, 2)] }), /guess of a\/9/);
    const hard = { ...first, difficulty: Number.NaN };
    assert.throws(() => indexCourse({ ...course, skills: [hard, ...course.skills.slice(1)] }), /difficulty of a/);
  });

  it('of the measurements has 24 skills, 288 questions, and paths of 10 to 24 skills', () => {
    const course = indexCourse(standardCourse());
    assert.equal(course.skills.length, 24);
    assert.equal(course.items.length, 288);
    for (const path of course.paths) assert.ok(path.length >= 10 && path.length <= 24, `${path.length}`);
    assert.equal(course.paths.at(-1)?.length, 24);
  });
});
