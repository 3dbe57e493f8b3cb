import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { recordAudit } from '../../storage/index.js';
import { type CatalogueView, listCatalogues, loadCatalogue } from '../catalogue/index.js';
import type { ArrivalDependencies } from './arrive.js';
import { DeepLinkForm, FIRST_VALUES, type LinkToAdd, linkOf } from './deep-link.js';
import { bindCourse, selectCourse } from './store.js';

export interface CourseRoutesDependencies extends ArrivalDependencies {
  readonly renderPage: RenderPage;
  /** Sends the chosen links back to the LMS; none when the instructor cancels. */
  readonly returnLinks: (principal: Principal, links: readonly LinkToAdd[], response: Response) => Promise<void>;
  /** Shows the staff page of the link that was launched. */
  readonly showStaff: (principal: Principal, response: Response) => Promise<void>;
  /** What may be placed in the course; null when this session did not come from the LMS's "add content". */
  readonly placing: (principal: Principal) => Promise<{ readonly acceptsLinks: boolean } | null>;
}

/** What staff set up: which catalogue the course plays, and which links it gets. */
export function courseRoutes(deps: CourseRoutesDependencies): Route[] {
  const chosen = async (principal: Principal): Promise<CatalogueView> => {
    const scope = deps.storage.scope(principal.tenant);
    const course = await selectCourse(scope, principal.courseId);
    if (course.catalogue_id === null) throw notFound('the course is bound to no catalogue');
    return loadCatalogue(scope, course.catalogue_id);
  };
  const showForm = async (
    principal: Principal,
    response: Response,
    values: object,
    errors: Record<string, string> = {},
  ): Promise<void> => {
    const place = await deps.placing(principal);
    if (place && !place.acceptsLinks) return deps.renderPage(response, 'deep-link-nothing', {}, { principal });
    const catalogue = await chosen(principal);
    const skills = catalogue.skills.map(({ id, title, prerequisites }) => ({
      id,
      title,
      prerequisites: prerequisites.map(({ skill }) => catalogue.skillTitle(skill)),
    }));
    const view = { catalogue: { title: catalogue.title }, skills, values, errors };
    deps.renderPage(response, 'deep-link', { view }, { principal, status: Object.keys(errors).length > 0 ? 400 : 200 });
  };
  const showChoice = async (principal: Principal, response: Response): Promise<void> => {
    const catalogues = (await listCatalogues(deps.storage.scope(principal.tenant))).map(({ id, title }) => ({
      id,
      title,
    }));
    deps.renderPage(response, 'choose-catalogue', { view: { catalogues } }, { principal });
  };
  const both = (path: string, operation: string, summary: string, show: typeof showChoice): Route[] =>
    (['get', 'post'] as const).map((method) =>
      route({
        method,
        path,
        operationId: `${method}${operation}`,
        summary,
        permission: 'course:staff',
        handle: ({ principal, response }) => show(signedIn(principal), response),
      }),
    );
  return [
    ...both('/app/:sessionId/catalogue', 'CataloguePage', 'Which catalogue the course plays.', showChoice),
    ...both('/app/:sessionId/deep-link', 'DeepLinkPage', 'What to add to the course.', (principal, response) =>
      showForm(principal, response, FIRST_VALUES),
    ),
    route<{ catalogue: string }>({
      method: 'post',
      path: '/app/:sessionId/bind',
      operationId: 'bindCourse',
      summary: 'Binds the course to a catalogue, once.',
      permission: 'course:staff',
      body: z.object({ catalogue: z.string().min(1).max(120) }),
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        const scope = deps.storage.scope(principal.tenant);
        const catalogue = await loadCatalogue(scope, body.catalogue);
        const now = deps.clock();
        await bindCourse(scope, principal.courseId, catalogue.id, now);
        const details = { course: principal.courseId, catalogue: catalogue.id };
        const actor = { user: principal.userId };
        await recordAudit(scope, { action: 'course-bound', actor, details }, { id: deps.newId(), now });
        if (await deps.placing(principal)) return showForm(principal, response, FIRST_VALUES);
        return deps.showStaff(principal, response);
      },
    }),
    route<Record<string, unknown>>({
      method: 'post',
      path: '/app/:sessionId/deep-link/add',
      operationId: 'addDeepLink',
      summary: 'Sends what the instructor chose back to the LMS.',
      permission: 'course:staff',
      body: z.record(z.string(), z.unknown()),
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        const form = DeepLinkForm.safeParse(body);
        if (!form.success) {
          const errors = form.error.issues.map(({ path }) => [String(path[0]), `deep-link.errors.${String(path[0])}`]);
          return showForm(principal, response, { ...FIRST_VALUES, ...body }, Object.fromEntries(errors));
        }
        return deps.returnLinks(principal, [linkOf(form.data, await chosen(principal), deps.newId())], response);
      },
    }),
    route({
      method: 'post',
      path: '/app/:sessionId/deep-link/cancel',
      operationId: 'cancelDeepLink',
      summary: 'Goes back to the LMS with nothing.',
      permission: 'course:staff',
      handle: ({ principal, response }) => deps.returnLinks(signedIn(principal), [], response),
    }),
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: '/app/:sessionId/home',
        operationId: `${method}HomePage`,
        summary: 'A friendly word to those whose role has no page of its own.',
        permission: 'signed-in',
        async handle({ principal, response }) {
          deps.renderPage(response, 'home', {}, { principal: signedIn(principal) });
        },
      }),
    ),
  ];
}
