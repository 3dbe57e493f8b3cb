import { z } from 'zod';
import { type ApiRoute, apiRoute, notFound } from '../../http/index.js';
import { selectCourse } from '../courses/index.js';
import { CourseQuery, PublicId, UserParams, whose } from '../learners/index.js';
import { replyToSurvey, type SurveyDependencies, summariseSurveys, surveyFor } from './surveys.js';

const Stars = z.number().int().min(1).max(5);
const Due = z.object({
  survey: z
    .string()
    .nullable()
    .describe('Names the question that may be asked now: how useful and how enjoyable was it? Null: none.'),
});
const SurveyId = z.string().regex(/^session-[0-9]{1,16}$/);
export const SurveyBody = z.union([
  z.strictObject({ survey: SurveyId, useful: Stars, enjoyable: Stars }),
  z.strictObject({ survey: SurveyId, dismissed: z.literal(true) }),
]);
const Mean = z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable();
const Summary = z.object({
  answers: z.number().int(),
  useful: Mean.describe('1 to 5 with its 95 % interval; null below five people.'),
  enjoyable: Mean,
});
const CourseParams = z.object({ courseId: PublicId });

/** Two questions after some sessions, for programs. */
export function surveyEndpoints(deps: SurveyDependencies): ApiRoute[] {
  const { storage } = deps;
  return [
    apiRoute<z.infer<typeof UserParams>, z.infer<typeof CourseQuery>, undefined, z.infer<typeof Due>>({
      method: 'get',
      path: '/api/users/{userId}/survey',
      operationId: 'getSurvey',
      tag: 'Surveys',
      summary: 'Whether the learner may be asked how it was.',
      session: 'learner:self',
      scope: 'learners:read',
      params: UserParams,
      query: CourseQuery,
      answer: Due,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, now }) {
        const who = await whose(storage, caller, { ...params, ...query }, 'read');
        return { body: { survey: await surveyFor(storage.scope(who.tenant), who, now) } };
      },
    }),
    apiRoute<z.infer<typeof UserParams>, z.infer<typeof CourseQuery>, z.infer<typeof SurveyBody>, z.infer<typeof Due>>({
      method: 'post',
      path: '/api/users/{userId}/survey',
      operationId: 'answerSurvey',
      tag: 'Surveys',
      summary: 'What the learner said, from 1 to 5, or that they would rather not say.',
      session: 'learner:self',
      scope: 'learners:write',
      params: UserParams,
      query: CourseQuery,
      body: SurveyBody,
      answer: Due,
      errors: ['not-found', 'conflict', 'gone'],
      async handle({ caller, params, query, body, now }) {
        const who = await whose(storage, caller, { ...params, ...query }, 'write');
        const reply = 'dismissed' in body ? 'dismissed' : { useful: body.useful, enjoyable: body.enjoyable };
        await replyToSurvey(deps, who, body.survey, reply, now);
        return { body: { survey: null } };
      },
    }),
    apiRoute<z.infer<typeof CourseParams>, undefined, undefined, z.infer<typeof Summary>>({
      method: 'get',
      path: '/api/courses/{courseId}/survey',
      operationId: 'getCourseSurvey',
      tag: 'Surveys',
      summary: 'How useful and enjoyable the learners of the course find it.',
      session: 'course:staff',
      scope: 'courses:read',
      params: CourseParams,
      answer: Summary,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params }) {
        const scope = storage.scope(caller.tenant);
        if (caller.kind === 'session' && caller.principal.courseId !== params.courseId) throw notFound('not theirs');
        await selectCourse(scope, params.courseId);
        return { body: await summariseSurveys(scope, params.courseId) };
      },
    }),
  ];
}
