import type { TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';
import type { Attack } from './schemathesis.js';

type Json = Record<string, unknown>;
/** A call that must succeed, as a program makes it. */
type Call = (method: string, path: string, body?: unknown) => Promise<Json>;

/** Questions that are answered beforehand, and one that stays open. */
const ANSWERED = 8;

/**
 * A course with learners who have done something, and the ids of it all, so that generated calls get behind the first
 * refusal.
 */
export async function knownValues(app: TestApp, url: string, key: string): Promise<Attack['known']> {
  const call = callerOf(url, key);
  const catalogue = testCourse();
  const skills = catalogue.skills.map(({ id }) => id);
  const lessons = catalogue.lessons.map(({ id }) => id);
  const placed = await app.arrive({ sub: 'student-1' });
  const course = String(
    (await call('POST', '/api/courses', { externalId: 'known', title: 'Known', catalogue: catalogue.id })).courseId,
  );
  const users: string[] = [];
  for (const externalId of ['ada', 'bo', 'cy']) {
    users.push(String((await call('POST', '/api/learners', { externalId, course })).userId));
  }
  const [user = ''] = users;
  const practised: string[][] = [];
  for (const each of users.slice(0, 2)) practised.push(await practise(call, each, course));
  const inCourse = `?course=${course}`;
  await call('POST', `/api/users/${user}/goals${inCourse}`, {
    target_skill_level: 0.8,
    timeline: '2086-06-01T00:00:00Z',
    priority_areas: skills.slice(0, 1),
    motivation_type: null,
  });
  const recommended = await call('POST', '/api/ml/recommendations/generate', { user_id: user, course, limit: 5 });
  const suggestions = (recommended.items as Json[]).map(({ id }) => String(id));
  await call('POST', `/api/users/${user}/learning-path${inCourse}`, { fresh: true });
  const said = await call('POST', `/api/users/${user}/coach/message${inCourse}`, {});
  await call('POST', '/api/experiments', experiment('known'));
  const run = await call('POST', '/api/ml/models/train', { course });
  return {
    ...everywhere(['userId', 'user', 'user_id'], [...users, placed.userId]),
    ...everywhere(['courseId', 'course'], [course, placed.courseId]),
    ...everywhere(['skill'], skills),
    ...everywhere(
      ['decision'],
      practised.toReversed().flatMap((decisions) => decisions.toReversed()),
    ),
    ...everywhere(['content_id'], [...skills, ...lessons]),
    'body.externalId': ['ada', 'bo', 'new'],
    'body.placement': [placed.placementId ?? ''],
    'path.recommendationId': suggestions,
    'path.id': [String(run.id)],
    'path.name': ['known'],
    'body.message': [String(said.id)],
    'body.coach': catalogue.coaches.map(({ id }) => id),
    // Never the course that the others are about: what is written to it could be nonsense.
    'body.id': ['another'],
    'path.catalogueId': ['another', catalogue.id],
    'body.catalogue': [catalogue.id],
    'header.If-Match': ['*'],
  };
}

async function practise(call: Call, user: string, course: string): Promise<string[]> {
  const decisions: string[] = [];
  for (let number = 0; number <= ANSWERED; number += 1) {
    const { decision } = await call('POST', '/api/practice/next', { user, course });
    decisions.push(String(decision));
    if (number === ANSWERED) break;
    const result = { correct: number % 3 !== 0, seconds: 20 };
    await call('POST', '/api/practice/answers', { user, course, decision, result });
  }
  return decisions;
}

const experiment = (name: string) => ({
  name,
  where: 'difficulty',
  variants: [
    { name: 'usual', weight: 1, treatment: { shift: 0 } },
    { name: 'easier', weight: 1, treatment: { shift: 0.1 } },
  ],
});

/** The same values for a name in addresses, queries and bodies. */
function everywhere(names: readonly string[], values: readonly string[]): Record<string, readonly string[]> {
  const places = ['path', 'query', 'body'];
  return Object.fromEntries(places.flatMap((place) => names.map((name) => [`${place}.${name}`, values])));
}

function callerOf(url: string, key: string): Call {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Json;
  };
}
