import { z } from 'zod';
import {
  type ApiRoute,
  apiRoute,
  type Caller,
  cursorOf,
  notFound,
  PageQuery,
  pageOf,
  placeOf,
} from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { listLearners, PublicId, pageOfLearners, selectLearner } from '../learners/index.js';
import { enrolLearner, LearnerOrder, System, systemFor } from './outside.js';
import { listEnrolmentsOf, pageOfEnrolments } from './store.js';
import { type ApiDependencies, courseFor, LearnerAnswer, learnerAnswer } from './view.js';

const LearnerParams = z.object({ userId: PublicId.describe('Our own opaque id of the learner.') });
const LearnersQuery = PageQuery.extend({
  course: PublicId.optional().describe('Only the learners of this course. Staff see those of their own.'),
  externalId: z.string().min(1).max(255).optional().describe('Only the one whom your system calls so.'),
  system: System.optional(),
});
type LearnersQuery = z.infer<typeof LearnersQuery>;

const Enrolled = LearnerAnswer.extend({ course: z.string().describe('The course that they were put into.') });
const UserPlace = z.tuple([z.string()]);

/** How outside systems make learners known, and who is known. */
export function learnerEndpoints(deps: ApiDependencies): ApiRoute[] {
  return [
    apiRoute({
      method: 'post',
      path: '/api/learners',
      operationId: 'enrolLearner',
      tag: 'Learners',
      summary: 'Enrol a learner of your own system in a course; once more changes nothing but the name.',
      session: null,
      scope: 'learners:write',
      body: LearnerOrder,
      answer: Enrolled,
      status: 201,
      also: [200],
      errors: ['not-found'],
      async handle({ caller, body, now }) {
        const { learner, course, fresh } = await enrolLearner(deps, caller, body, now);
        const enrolments = await listEnrolmentsOf(deps.storage.scope(caller.tenant), [learner._id]);
        return {
          status: fresh ? 201 : 200,
          location: `/api/learners/${learner._id}`,
          body: { ...learnerAnswer(learner, enrolments), course: course._id },
        };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/learners',
      operationId: 'listLearners',
      tag: 'Learners',
      summary: 'Who is known, of the institution or of one course.',
      session: 'course:staff',
      scope: 'learners:read',
      query: LearnersQuery,
      answer: pageOf(LearnerAnswer),
      errors: ['not-found'],
      async handle({ caller, query }) {
        const scope = deps.storage.scope(caller.tenant);
        const { learners, next } = await pageFor(scope, caller, query);
        const ids = learners.map(({ _id }) => _id);
        const enrolments = visible(caller, await listEnrolmentsOf(scope, ids));
        return { body: { items: learners.map((learner) => learnerAnswer(learner, enrolments)), next } };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/learners/{userId}',
      operationId: 'getLearner',
      tag: 'Learners',
      summary: 'One learner, and the courses they are in.',
      session: 'course:staff',
      scope: 'learners:read',
      params: LearnerParams,
      answer: LearnerAnswer,
      errors: ['not-found'],
      async handle({ caller, params: { userId } }) {
        const scope = deps.storage.scope(caller.tenant);
        const learner = await selectLearner(scope, userId);
        const enrolments = visible(caller, await listEnrolmentsOf(scope, [userId]));
        if (caller.kind === 'session' && enrolments.length === 0) throw notFound('not in their course');
        return { body: learnerAnswer(learner, enrolments) };
      },
    }),
  ];
}

/** Staff do not learn in which other courses somebody is. */
function visible<T extends { readonly course_id: string }>(caller: Caller, enrolments: readonly T[]): readonly T[] {
  if (caller.kind === 'key') return enrolments;
  return enrolments.filter(({ course_id }) => course_id === caller.principal.courseId);
}

async function pageFor(scope: Scope, caller: Caller, { cursor, limit, externalId, ...query }: LearnersQuery) {
  const after = placeOf(cursor, UserPlace)?.[0] ?? null;
  const wanted = query.course ?? (caller.kind === 'session' ? caller.principal.courseId : undefined);
  const of = externalId === undefined ? undefined : { system: systemFor(caller, query.system), externalId };
  if (wanted === undefined || of) {
    const found = await pageOfLearners(scope, { after, limit: limit + 1, of });
    const learners = wanted === undefined ? found : await insideOf(scope, caller, wanted, found);
    return { learners: learners.slice(0, limit), next: nextOf(found, limit, ({ _id }) => _id) };
  }
  const course = await courseFor(scope, caller, wanted);
  const enrolments = await pageOfEnrolments(scope, course._id, { after, limit: limit + 1 });
  const ids = enrolments.slice(0, limit).map(({ user_id }) => user_id);
  const known = new Map((await listLearners(scope, ids)).map((learner) => [learner._id, learner]));
  return {
    learners: ids.flatMap((id) => known.get(id) ?? []),
    next: nextOf(enrolments, limit, (each) => each.user_id),
  };
}

async function insideOf<T extends { readonly _id: string }>(
  scope: Scope,
  caller: Caller,
  courseId: string,
  found: readonly T[],
): Promise<T[]> {
  const { _id } = await courseFor(scope, caller, courseId);
  const enrolments = await listEnrolmentsOf(
    scope,
    found.map((learner) => learner._id),
  );
  const inside = new Set(enrolments.filter(({ course_id }) => course_id === _id).map(({ user_id }) => user_id));
  return found.filter((learner) => inside.has(learner._id));
}

function nextOf<T>(found: readonly T[], limit: number, idOf: (each: T) => string): string | null {
  const last = found[limit - 1];
  return found.length > limit && last ? cursorOf([idOf(last)]) : null;
}
