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
  requireSeen,
} from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import type { InForce } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { PublicId } from '../learners/index.js';
import { caliperEndpoints } from './caliper/api.js';
import { changeMapping, selectMapping } from './mapping.js';
import { ActivityId, MappedSkill, Mapping } from './schema.js';
import { listSeen, type Seen } from './seen.js';
import { xapiEndpoints } from './xapi/api.js';

export interface ActivityApiDependencies {
  readonly storage: Storage;
  readonly inForce: InForce;
  readonly newId: () => string;
  readonly announce: (entry: string) => void;
}

const CourseParams = z.object({ courseId: PublicId.describe('Id of the course.') });

const SeenAnswer = z.object({
  id: ActivityId,
  kind: z.enum(['column', 'object']),
  source: z.string(),
  label: z.string(),
  state: z.enum(['unmapped', 'mapped', 'ignored', 'ours']),
  skills: z.array(MappedSkill),
  facts: z.int().min(0).describe('Grades or events of it in the ledger.'),
  learners: z.int().min(0),
  last_at: z.iso.datetime().nullable(),
});

const SeenQuery = PageQuery.extend({
  state: z.enum(['unmapped', 'mapped', 'ignored', 'ours']).optional().describe('Only these.'),
});

/** What programs read and write of a course's mapping. */
export function activityEndpoints({ storage, inForce, newId, announce }: ActivityApiDependencies): ApiRoute[] {
  const reach = async (caller: Caller, courseId: string) => {
    const scope = storage.scope(caller.tenant);
    if (caller.kind === 'session' && caller.principal.courseId !== courseId) throw notFound('not their course');
    await selectCourse(scope, courseId);
    return scope;
  };
  const versionOf = (courseId: string, version: number) => `activity-mapping ${courseId} ${version}`;
  return [
    ...xapiEndpoints({ storage, inForce, newId }),
    ...caliperEndpoints({ storage, inForce, newId }),
    apiRoute({
      method: 'get',
      path: '/api/courses/{courseId}/activity-mapping',
      operationId: 'getActivityMapping',
      tag: 'Activity from elsewhere',
      summary: 'Which skills the columns of the gradebook and the objects of other systems say something about.',
      session: 'course:staff',
      scope: 'courses:read',
      params: CourseParams,
      answer: Mapping,
      errors: ['not-found'],
      async handle({ caller, params: { courseId } }) {
        const { entries, version } = await selectMapping(await reach(caller, courseId), courseId);
        return { body: { entries }, version: versionOf(courseId, version) };
      },
    }),
    apiRoute({
      method: 'put',
      path: '/api/courses/{courseId}/activity-mapping',
      operationId: 'putActivityMapping',
      tag: 'Activity from elsewhere',
      summary: 'Replaces the mapping of a course. What was read before counts for the new skills soon after.',
      session: 'course:staff',
      scope: 'courses:write',
      params: CourseParams,
      body: Mapping,
      answer: Mapping,
      errors: ['not-found', 'conflict', 'precondition-needed', 'precondition-failed'],
      async handle({ caller, params: { courseId }, body, request, now }) {
        const scope = await reach(caller, courseId);
        const actor = caller.kind === 'session' ? { user: caller.principal.userId } : 'system';
        const { mapping, entry } = await changeMapping(scope, { courseId, actor, newId, now }, (current) => {
          requireSeen(request, versionOf(courseId, current.version));
          return body.entries;
        });
        if (entry) announce(entry);
        return { body: { entries: mapping.entries }, version: versionOf(courseId, mapping.version) };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/courses/{courseId}/activity',
      operationId: 'listActivity',
      tag: 'Activity from elsewhere',
      summary: 'The columns and objects that were seen in a course, mapped or not.',
      session: 'course:staff',
      scope: 'courses:read',
      params: CourseParams,
      query: SeenQuery,
      answer: pageOf(SeenAnswer),
      errors: ['not-found'],
      async handle({ caller, params: { courseId }, query: { cursor, limit, state } }) {
        const seen = await listSeen(await reach(caller, courseId), courseId);
        const [after] = placeOf(cursor, z.tuple([z.string().max(200)])) ?? [undefined];
        const list = seen.filter((each) => state === undefined || each.state === state).sort(byId);
        const rest = after === undefined ? list : list.filter(({ id }) => id > after);
        const items = rest.slice(0, limit);
        const last = rest.length > limit ? items.at(-1) : undefined;
        return { body: { items: items.map(shown), next: last ? cursorOf([last.id]) : null } };
      },
    }),
  ];
}

const byId = ({ id: a }: Seen, { id: b }: Seen): number => (a < b ? -1 : Number(a > b));

function shown({ ours: _, lastAt, skills, ...rest }: Seen) {
  return { ...rest, skills: [...skills], last_at: lastAt?.toISOString() ?? null };
}
