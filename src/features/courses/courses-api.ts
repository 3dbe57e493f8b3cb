import { z } from 'zod';
import { type ApiRoute, apiRoute, cursorOf, PageQuery, pageOf, placeOf } from '../../http/index.js';
import { CourseOrder, createCourse } from './outside.js';
import { listCourses, selectCourse } from './store.js';
import { type ApiDependencies, CourseAnswer, CourseParams, courseAnswer, courseFor } from './view.js';

const Place = z.tuple([z.string()]);

/** Courses: those of an LMS, and those that a program makes. */
export function courseEndpointsOf(deps: ApiDependencies): ApiRoute[] {
  const { storage } = deps;
  return [
    apiRoute({
      method: 'get',
      path: '/api/courses',
      operationId: 'listCourses',
      tag: 'Courses',
      summary: 'The courses of the institution; with a session, its own course.',
      session: 'signed-in',
      scope: 'courses:read',
      query: PageQuery,
      answer: pageOf(CourseAnswer),
      errors: ['not-found'],
      async handle({ caller, query: { cursor, limit } }) {
        const scope = storage.scope(caller.tenant);
        const after = placeOf(cursor, Place)?.[0] ?? null;
        if (caller.kind === 'session') {
          const own = courseAnswer(await selectCourse(scope, caller.principal.courseId));
          return { body: { items: after === null ? [own] : [], next: null } };
        }
        const found = await listCourses(scope, { after, limit: limit + 1 });
        const items = found.slice(0, limit).map(courseAnswer);
        const last = items.at(-1);
        return { body: { items, next: found.length > limit && last ? cursorOf([last.courseId]) : null } };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/courses',
      operationId: 'createCourse',
      tag: 'Courses',
      summary: 'Make a course of your own system, bound to a catalogue; once more changes nothing but the title.',
      session: null,
      scope: 'courses:write',
      body: CourseOrder,
      answer: CourseAnswer,
      status: 201,
      also: [200],
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const { course, fresh } = await createCourse(deps, caller, body, now);
        return { status: fresh ? 201 : 200, location: `/api/courses/${course._id}`, body: courseAnswer(course) };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/courses/{courseId}',
      operationId: 'getCourse',
      tag: 'Courses',
      summary: 'One course.',
      session: 'signed-in',
      scope: 'courses:read',
      params: CourseParams,
      answer: CourseAnswer,
      errors: ['not-found'],
      async handle({ caller, params: { courseId } }) {
        return { body: courseAnswer(await courseFor(storage.scope(caller.tenant), caller, courseId)) };
      },
    }),
  ];
}
