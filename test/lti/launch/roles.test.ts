import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRoles } from '../../../src/lti/launch/roles.js';

const COURSE = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';

describe('the roles of a launch', () => {
  const table: [what: string, claimed: string[], role: string, more?: string[]][] = [
    ['an instructor', [`${COURSE}#Instructor`], 'staff', ['mayGrade']],
    ['a teaching assistant', [`${COURSE}/Instructor#TeachingAssistant`], 'staff', ['mayGrade']],
    ['a guest instructor', [`${COURSE}/Instructor#GuestInstructor`], 'staff', ['mayGrade']],
    ['an instructor by short name', ['Instructor'], 'staff', ['mayGrade']],
    ['a course designer', [`${COURSE}#ContentDeveloper`], 'staff'],
    ['a learner', [`${COURSE}#Learner`], 'learner'],
    ['a kind of learner', [`${COURSE}/Learner#NonCreditLearner`], 'learner'],
    ['a learner by short name', ['Learner'], 'learner'],
    ['a mentor', [`${COURSE}#Mentor`], 'observer'],
    ['an instructor who also learns', [`${COURSE}#Learner`, `${COURSE}#Instructor`], 'staff', ['mayGrade']],
    ['a mentor who also learns', [`${COURSE}#Mentor`, `${COURSE}#Learner`], 'learner'],
    ['nobody', [], 'guest'],
    ['an unknown role', [`${COURSE}#Wizard`, 'https://lms.example/role#Instructor'], 'guest'],
    [
      'a role that begins like one',
      [`${COURSE}#Instructors`, `${COURSE}x#Instructor`, `x${COURSE}#Instructor`],
      'guest',
    ],
    ['a role in other letters', [`${COURSE}#instructor`, 'INSTRUCTOR'], 'guest'],
    ['the manager of a course', [`${COURSE}#Manager`], 'guest'],
    ['the administrator of the institution', [`${INSTITUTION}#Administrator`], 'guest', ['institutionAdmin']],
    ['a teacher of the institution', [`${INSTITUTION}#Instructor`, `${INSTITUTION}#Faculty`], 'guest'],
    ['the administrator of the system', [`${SYSTEM}#Administrator`, `${SYSTEM}#SysAdmin`], 'guest'],
    [
      'an administrator who learns',
      [`${INSTITUTION}#Administrator`, `${COURSE}#Learner`],
      'learner',
      ['institutionAdmin'],
    ],
    ['a test student', [`${COURSE}#Learner`, TEST_USER], 'learner', ['testUser']],
    [
      'a test user with every role',
      [TEST_USER, `${COURSE}#Instructor`, `${INSTITUTION}#Administrator`],
      'learner',
      ['testUser'],
    ],
  ];
  for (const [what, claimed, role, more = []] of table) {
    it(`make ${what} ${role}`, () => {
      const { role: read, ...rest } = readRoles(claimed);
      assert.equal(read, role);
      assert.deepEqual(
        Object.entries(rest)
          .filter(([, yes]) => yes)
          .map(([name]) => name),
        more,
      );
    });
  }

  it('do not depend on their order, and what nobody knows adds nothing', () => {
    const known = fc.constantFrom(...table.flatMap(([, claimed]) => claimed));
    fc.assert(
      fc.property(fc.array(known), fc.array(fc.webUrl()), (claimed, unknown) => {
        assert.deepEqual(readRoles([...unknown, ...claimed.toReversed()]), readRoles(claimed));
      }),
      { seed: 41 },
    );
  });
});
