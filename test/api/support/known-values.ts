import type { TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';
import type { Attack } from './schemathesis.js';

/** Ids that mean something, so that generated calls get behind the first refusal. */
export async function knownValues(app: TestApp, _url: string, _key: string): Promise<Attack['known']> {
  const course = testCourse();
  const arrived = await app.arrive({ sub: 'student-1' });
  const [users, courses] = [[arrived.userId], [arrived.courseId]];
  const skills = course.skills.map(({ id }) => id);
  return {
    'path.userId': users,
    'body.user': users,
    'path.courseId': courses,
    'query.course': courses,
    'body.course': courses,
    'query.skill': skills,
    'path.catalogueId': [course.id],
  };
}
