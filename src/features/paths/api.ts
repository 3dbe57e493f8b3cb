import { z } from 'zod';
import {
  type ApiRoute,
  AppError,
  apiRoute,
  type Caller,
  cursorOf,
  PageQuery,
  pageOf,
  placeOf,
  requireSeen,
  type Translate,
} from '../../http/index.js';
import { CourseQuery, PublicId, UserParams, whose } from '../learners/index.js';
import type { LearningPathDocument } from './model.js';
import { courseToSetUp, pinAnswer, pinsVersion, savePins } from './pins.js';
import { AdaptationAnswer, PathAnswer, PathPinAnswer, PathPins, PathUpdate } from './schema.js';
import { bringPath, type PathDependencies } from './service.js';
import { listPaths, selectPath, selectPins } from './store.js';
import { adaptationAnswer, pathAnswer } from './view.js';

export interface PathEndpointsDependencies extends PathDependencies {
  readonly translator: (locale: string | undefined) => Translate;
}

const CourseParams = z.object({ courseId: PublicId });
const PinsAnswer = z.object({ version: z.number().int(), pins: z.array(PathPinAnswer) });
const versionOf = ({ _id, version }: LearningPathDocument): string => `${_id}:${version}`;

/** Paths and pins for programs. */
export function pathEndpoints(deps: PathEndpointsDependencies): ApiRoute[] {
  const { storage } = deps;
  const wordsOf = (caller: Caller): Translate =>
    deps.translator(caller.kind === 'session' ? caller.principal.locale : undefined);
  const answered = (caller: Caller, path: LearningPathDocument) => ({
    body: pathAnswer(path, wordsOf(caller)),
    version: versionOf(path),
  });
  return [
    apiRoute<z.infer<typeof UserParams>, z.infer<typeof CourseQuery>, undefined, z.infer<typeof PathAnswer>>({
      method: 'get',
      path: '/api/users/{userId}/learning-path',
      operationId: 'getLearningPath',
      tag: 'Learning paths',
      summary: 'The learner’s path as it is stored, with why each step is in it.',
      session: 'signed-in',
      scope: 'learners:read',
      params: UserParams,
      query: CourseQuery,
      answer: PathAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query }) {
        const who = await whose(storage, caller, { ...params, ...query }, 'read');
        return answered(caller, await selectPath(storage.scope(who.tenant), who));
      },
    }),
    apiRoute<z.infer<typeof UserParams>, z.infer<typeof CourseQuery>, { fresh: boolean }, z.infer<typeof PathAnswer>>({
      method: 'post',
      path: '/api/users/{userId}/learning-path',
      operationId: 'makeLearningPath',
      tag: 'Learning paths',
      summary: 'Makes the learner’s path, or brings the one that is there up to date.',
      session: 'learner:self',
      scope: 'learners:write',
      params: UserParams,
      query: CourseQuery,
      body: z.strictObject({ fresh: z.boolean().default(false).describe('A new path in the place of the old one.') }),
      answer: PathAnswer,
      status: 201,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, body, now }) {
        const who = await whose(storage, caller, { ...params, ...query }, 'write');
        const path = await madeFor(deps, who, now, body);
        return { ...answered(caller, path), status: 201, location: `/api/users/${who.userId}/learning-path` };
      },
    }),
    apiRoute<z.infer<typeof UserParams>, z.infer<typeof CourseQuery>, PathUpdate, z.infer<typeof PathAnswer>>({
      method: 'put',
      path: '/api/users/{userId}/learning-path/update',
      operationId: 'updateLearningPath',
      tag: 'Learning paths',
      summary: 'What the learner wants of their path: steps to skip or to begin with, form, time a week.',
      session: 'learner:self',
      scope: 'learners:write',
      params: UserParams,
      query: CourseQuery,
      body: PathUpdate,
      answer: PathAnswer,
      errors: ['not-found', 'conflict', 'precondition-failed', 'precondition-needed'],
      async handle({ caller, params, query, body, now, request }) {
        const who = await whose(storage, caller, { ...params, ...query }, 'write');
        await selectPath(storage.scope(who.tenant), who);
        const check = (path: LearningPathDocument) => requireSeen(request, versionOf(path));
        return answered(caller, await madeFor(deps, who, now, { wishes: body, check }));
      },
    }),
    historyEndpoint(deps, wordsOf),
    apiRoute<z.infer<typeof CourseParams>, undefined, undefined, z.infer<typeof PinsAnswer>>({
      method: 'get',
      path: '/api/courses/{courseId}/path-pins',
      operationId: 'getPathPins',
      tag: 'Learning paths',
      summary: 'What staff pinned in every path of the course.',
      session: 'course:staff',
      scope: 'courses:read',
      params: CourseParams,
      answer: PinsAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params }) {
        const scope = storage.scope(caller.tenant);
        const course = await courseToSetUp(scope, caller, params.courseId);
        const { version, pins } = await selectPins(scope, course._id);
        return { body: { version, pins: pins.map(pinAnswer) }, version: pinsVersion(course._id, version) };
      },
    }),
    apiRoute<z.infer<typeof CourseParams>, undefined, z.infer<typeof PathPins>, z.infer<typeof PinsAnswer>>({
      method: 'put',
      path: '/api/courses/{courseId}/path-pins',
      operationId: 'putPathPins',
      tag: 'Learning paths',
      summary: 'Pins anew, whole: to the front, within dates, or never.',
      session: 'course:staff',
      scope: 'courses:write',
      params: CourseParams,
      body: PathPins,
      answer: PinsAnswer,
      errors: ['not-found', 'conflict', 'precondition-failed', 'precondition-needed'],
      async handle({ caller, params, body, now, request }) {
        const scope = storage.scope(caller.tenant);
        const course = await courseToSetUp(scope, caller, params.courseId);
        const by = caller.kind === 'session' ? caller.principal.userId : null;
        const check = (version: number) => requireSeen(request, pinsVersion(course._id, version));
        const { version, pins } = await savePins(deps, scope, course, body.pins, { by, now, check });
        return { body: { version, pins: pins.map(pinAnswer) }, version: pinsVersion(course._id, version) };
      },
    }),
  ];
}

/** In the foreground there is always a path at the end. */
export async function madeFor(
  deps: PathDependencies,
  who: { readonly tenant: string; readonly userId: string; readonly courseId: string },
  now: Date,
  request: Parameters<typeof bringPath>[3],
): Promise<LearningPathDocument> {
  const path = await bringPath(deps, who, now, request);
  if (!path) throw new AppError('conflict', 'errors.conflict');
  return path;
}

const Place = z.tuple([z.number().int().min(0)]);
type HistoryQuery = z.infer<typeof CourseQuery> & PageQuery;

function historyEndpoint({ storage }: PathEndpointsDependencies, wordsOf: (caller: Caller) => Translate): ApiRoute {
  const HistoryPage = pageOf(AdaptationAnswer);
  return apiRoute<z.infer<typeof UserParams>, HistoryQuery, undefined, z.infer<typeof HistoryPage>>({
    method: 'get',
    path: '/api/users/{userId}/learning-path/history',
    operationId: 'listLearningPathHistory',
    tag: 'Learning paths',
    summary: 'Every decision about the learner’s paths and why it was made, newest first.',
    session: 'signed-in',
    scope: 'learners:read',
    params: UserParams,
    query: z.object({ ...CourseQuery.shape, ...PageQuery.shape }),
    answer: HistoryPage,
    errors: ['not-found', 'conflict'],
    async handle({ caller, params, query }) {
      const { userId } = params;
      const { course, cursor, limit } = query;
      const who = await whose(storage, caller, { userId, course }, 'read');
      const [after] = placeOf(cursor, Place) ?? [0];
      const paths = await listPaths(storage.scope(who.tenant), who);
      const translate = wordsOf(caller);
      const all = paths.flatMap((path) => path.adaptation_history.toReversed().map((entry) => ({ path, entry })));
      // Counted from the oldest, so that what comes meanwhile moves nothing from one page to the next.
      const start = after === 0 ? 0 : Math.max(0, all.length - after);
      const page = all.slice(start, start + limit);
      const left = all.length - start - page.length;
      return {
        body: {
          items: page.map(({ path, entry }) => adaptationAnswer(path, entry, translate)),
          next: left > 0 ? cursorOf([left]) : null,
        },
      };
    },
  });
}
