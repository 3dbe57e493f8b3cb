import assert from 'node:assert/strict';
import { saveEnrolment } from '../../src/features/courses/index.js';
import { enrolmentCollection } from '../../src/features/courses/model.js';
import { ensureProfile } from '../../src/features/learners/index.js';
import { profileCollection } from '../../src/features/learners/model.js';
import { startTestApp, type TestApp } from '../support/app.js';

const PEOPLE = 40;
const LAUNCHES = 8;

/** Launches of one new person in the same moment (two tabs, a double click) once ended in a duplicate key. */
describe('first launches of one person that race', function () {
  this.timeout(30_000);
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app?.close());

  it('make one profile and one enrolment each', async () => {
    const { scope, clock } = app;
    for (let person = 0; person < PEOPLE; person += 1) {
      const who = { courseId: 'course', userId: `user ${person}`, role: 'learner', synthetic: false } as const;
      const launch = () => Promise.all([ensureProfile(scope, who, clock()), saveEnrolment(scope, who, clock())]);
      await Promise.all(Array.from({ length: LAUNCHES }, launch));
    }
    assert.equal(await scope.collection(profileCollection).count({}), PEOPLE);
    assert.equal(await scope.collection(enrolmentCollection).count({}), PEOPLE);
  });
});
