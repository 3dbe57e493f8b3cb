import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type Route, route, signedIn } from '../../http/index.js';
import { changeMapping } from './mapping.js';
import { activityView, choiceView } from './page.js';
import { askForGrades } from './readings.js';
import type { ActivityRoutesDependencies, ShowActivity } from './route-parts.js';
import { ActivityId, type MappingEntry } from './schema.js';
import { uploadRoutes } from './upload-routes.js';

const MapForm = z.object({
  id: ActivityId,
  choice: z.enum(['map', 'ignore', 'forget']),
  skills: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(120)).max(50)),
  weight: z.coerce.number().gt(0).max(10).default(1),
});
type MapForm = z.infer<typeof MapForm>;

/** What staff do with the activity elsewhere: read it, and say what it is about. */
export function activityRoutes(deps: ActivityRoutesDependencies): Route[] {
  const { storage, outbox, clock, newId, renderPage, announce } = deps;
  const show: ShowActivity = async (principal, response, { said, values, refused, status = 200 } = {}) => {
    const scope = storage.scope(principal.tenant);
    const isOpen = async (id: string) =>
      (await outbox.list({ tenant: principal.tenant, state: 'pending', ids: [id] }, 1)).length > 0;
    const view = await activityView(scope, principal.courseId, isOpen);
    renderPage(response, 'activity', { view, said, values, refused }, { principal, status });
  };
  const choose = async (principal: Principal, response: Response, id: string, problem = false) => {
    const view = await choiceView(storage.scope(principal.tenant), principal, id);
    if (!view) throw notFound('no such column');
    renderPage(response, 'activity-choose', { view: { ...view, problem } }, { principal, status: problem ? 400 : 200 });
  };
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: '/app/:sessionId/activity',
        operationId: `${method}ActivityPage`,
        summary: 'What was read from the LMS and other systems, and which skills it counts for.',
        permission: 'course:staff',
        handle: ({ principal, response }) => show(signedIn(principal), response),
      }),
    ),
    route({
      method: 'post',
      path: '/app/:sessionId/activity/read',
      operationId: 'readGradesNow',
      summary: 'Asks the LMS for its gradebook now.',
      permission: 'course:staff',
      async handle({ principal: asked, response }) {
        const principal = signedIn(asked);
        announce(await askForGrades(storage.scope(principal.tenant), principal.courseId, clock()));
        return show(principal, response, { said: 'reading' });
      },
    }),
    route<{ id: string }>({
      method: 'post',
      path: '/app/:sessionId/activity/choose',
      operationId: 'chooseSkillsOfActivity',
      summary: 'Shows one column or object with the skills to choose from.',
      permission: 'course:staff',
      body: z.object({ id: ActivityId }),
      handle: ({ principal, response, body }) => choose(signedIn(principal), response, body.id),
    }),
    route<MapForm>({
      method: 'post',
      path: '/app/:sessionId/activity/map',
      operationId: 'mapActivity',
      summary: 'Says which skills a column or object counts for, or that it is to be ignored.',
      permission: 'course:staff',
      body: MapForm,
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        if (body.choice === 'map' && body.skills.length === 0) return choose(principal, response, body.id, true);
        const change = { courseId: principal.courseId, actor: { user: principal.userId }, newId, now: clock() };
        const { entry } = await changeMapping(storage.scope(principal.tenant), change, ({ entries }) => {
          const others = entries.filter(({ id }) => id !== body.id);
          return body.choice === 'forget' ? others : [...others, entryOf(body)];
        });
        if (entry) announce(entry);
        return show(principal, response, { said: body.choice });
      },
    }),
    ...uploadRoutes(deps, show),
  ];
}

function entryOf({ id, choice, skills, weight }: MapForm): MappingEntry {
  const ignored = choice === 'ignore';
  return { id, ignored, skills: ignored ? [] : skills.map((skill) => ({ skill, weight })) };
}
