import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { figureAddresses, loadCatalogue, renderText } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { completeLesson, type LessonDependencies, openLesson, watchFilm } from './facts.js';
import { filmView, mediaRoutes } from './media.js';

export interface LessonRoutesDependencies extends LessonDependencies {
  readonly renderPage: RenderPage;
}

const PATH = '/app/:sessionId/lessons/:lessonId';
const Quarter = z.enum(['25', '50', '75', '100']).transform((value) => Number(value) as 25 | 50 | 75 | 100);
/** Whoever came from a question goes back to it, and from the dashboard likewise. */
const From = z.object({ from: z.enum(['practice', 'free', 'dashboard']).optional() });
const Watched = z.object({ quarter: Quarter, seconds: z.coerce.number().min(0).max(86_400) });

interface Showing {
  readonly open: boolean;
  readonly done?: boolean;
  readonly recommendation?: string;
  readonly step?: string;
  readonly from?: 'practice' | 'free' | 'dashboard' | undefined;
}

/**
 * Opens a lesson for a learner and shows it.
 *
 * @param recommendation  the suggestion that led here, if one did
 * @param step            the step of a path that led here, if one did
 * @param from            where the way back leads, if not to "what next"
 */
export async function showLesson(
  deps: LessonRoutesDependencies,
  principal: Principal,
  lessonId: string,
  response: Response,
  { open, done = false, recommendation, step, from }: Showing,
): Promise<void> {
  const { catalogue, lesson } = await lessonOf(deps, principal, lessonId);
  if (open) await openLesson(deps, principal.tenant, principal, lesson.id, lesson.media ? 'video' : 'text');
  const base = `/app/${principal.sessionId}`;
  const figureUrl = figureAddresses(base, catalogue);
  const figures = { figureUrl, figureSize: (name: string) => catalogue.figure(name)?.size };
  const { title, minutes, bodyMarkdown, objectives = [], media } = lesson;
  const poster = media?.poster === undefined ? null : figureUrl(media.poster);
  const view = {
    id: lesson.id,
    title,
    minutes,
    objectives,
    html: renderText(bodyMarkdown, figures),
    film: filmView(base, catalogue, lesson, poster),
    transcriptHtml: media ? renderText(media.transcriptMarkdown, figures) : null,
    recommendation,
    step,
    from,
    done,
  };
  deps.renderPage(response, 'lesson', { view }, { principal });
}

/** A lesson with its text, its film and the facts about how far it was followed. */
export function lessonRoutes(deps: LessonRoutesDependencies): Route[] {
  return [
    ...(['get', 'post'] as const).map((method) =>
      route<z.infer<typeof From>>({
        method,
        path: PATH,
        operationId: `${method}LessonPage`,
        summary: 'A lesson; a POST says that it was opened.',
        permission: 'learner:self',
        body: From,
        handle: ({ principal, params, body: { from }, response }) =>
          showLesson(deps, signedIn(principal), params.lessonId ?? '', response, { open: method === 'post', from }),
      }),
    ),
    route<z.infer<typeof From>>({
      method: 'post',
      path: `${PATH}/done`,
      operationId: 'completeLesson',
      summary: 'Says that a lesson is done.',
      permission: 'learner:self',
      body: From,
      async handle({ principal: asked, params, body: { from }, response }) {
        const principal = signedIn(asked);
        const { lesson } = await lessonOf(deps, principal, params.lessonId ?? '');
        await completeLesson(deps, principal.tenant, principal, { id: lesson.id, isFilm: lesson.media !== undefined });
        await showLesson(deps, principal, lesson.id, response, { open: false, done: true, from });
      },
    }),
    route<z.infer<typeof Watched>>({
      method: 'post',
      path: `${PATH}/watched`,
      operationId: 'watchLesson',
      summary: 'Says that a quarter of the film was watched.',
      permission: 'learner:self',
      body: Watched,
      async handle({ principal: asked, params, body, response }) {
        const principal = signedIn(asked);
        const { lesson } = await lessonOf(deps, principal, params.lessonId ?? '');
        if (!lesson.media) throw notFound('no such film');
        await watchFilm(deps, principal.tenant, principal, lesson, body);
        response.status(204).end();
      },
    }),
    ...mediaRoutes(deps),
  ];
}

async function lessonOf({ storage }: LessonDependencies, { tenant, courseId }: Principal, id: string) {
  const scope = storage.scope(tenant);
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null) throw notFound('the course is bound to no catalogue');
  const catalogue = await loadCatalogue(scope, course.catalogue_id);
  const lesson = catalogue.lesson(id);
  if (!lesson) throw notFound('no such lesson');
  return { catalogue, lesson };
}
