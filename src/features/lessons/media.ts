import type { Response } from 'express';
import { z } from 'zod';
import { notFound, type Principal, type Route, route, signedIn } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type CatalogueView, type Lesson, loadCatalogue, selectVideo } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { byteRange } from './byte-range.js';

const Revision = z.object({ revision: z.coerce.number().int().positive().max(1e9) });

/** An address with its revision never means anything else, so the learner's own browser may keep it. */
const KEEP = 'private, max-age=86400, immutable';
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** The films of lessons, in the pieces that a browser asks for, and their captions. */
export function mediaRoutes({ storage }: { readonly storage: Storage }): Route[] {
  const lessonOf = async (principal: Principal, id: string, revision: number) => {
    const scope = storage.scope(principal.tenant);
    const lesson = (await catalogueOf(scope, principal, revision)).lesson(id);
    if (!lesson?.media) throw notFound('no such film');
    return { scope, lesson, media: lesson.media };
  };
  return [
    route({
      method: 'get',
      path: '/app/:sessionId/lessons/:lessonId/video',
      operationId: 'getLessonVideo',
      summary: 'The film of a lesson, whole or in part.',
      permission: 'signed-in',
      query: Revision,
      async handle({ principal: asked, params, query, response, request }) {
        const principal = signedIn(asked);
        const { scope, media } = await lessonOf(principal, params.lessonId ?? '', query.revision);
        const catalogue = await catalogueOf(scope, principal, query.revision);
        const { mediaType, bytes, digest } = await selectVideo(scope, catalogue.id, media.name, query.revision);
        const tag = `"${digest}"`;
        guard(response, mediaType);
        response.setHeader('Accept-Ranges', 'bytes');
        response.setHeader('ETag', tag);
        // A piece of another content than the one that the browser has begun would not fit.
        const fits = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
        const range = fits ? byteRange(request.headers.range, bytes.length) : null;
        if (range === 'unsatisfiable') {
          response.status(416).setHeader('Content-Range', `bytes */${bytes.length}`).end();
          return;
        }
        if (range) response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`);
        const piece = range ? bytes.subarray(range.start, range.end + 1) : bytes;
        response.setHeader('Content-Length', piece.length);
        response.end(piece);
      },
    }),
    route({
      method: 'get',
      path: '/app/:sessionId/lessons/:lessonId/captions/:language',
      operationId: 'getLessonCaptions',
      summary: 'The captions of the film of a lesson.',
      permission: 'signed-in',
      query: Revision,
      async handle({ principal, params, query, response }) {
        const { media } = await lessonOf(signedIn(principal), params.lessonId ?? '', query.revision);
        const language = params.language ?? '';
        const captions = Object.hasOwn(media.captions, language) ? media.captions[language] : undefined;
        if (captions === undefined) throw notFound('no captions in this language');
        guard(response, 'text/vtt; charset=utf-8');
        response.end(captions);
      },
    }),
  ];
}

function guard(response: Response, type: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('Cache-Control', KEEP);
}

/** The catalogue of the course of this session: nobody sees the films of another course. */
async function catalogueOf(scope: Scope, { courseId }: Principal, revision: number): Promise<CatalogueView> {
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null) throw notFound('the course is bound to no catalogue');
  return loadCatalogue(scope, course.catalogue_id, { revision });
}

/** A film as the page plays it. */
export interface FilmView {
  readonly url: string;
  readonly mediaType: string;
  readonly seconds: number;
  readonly poster: string | null;
  readonly tracks: readonly { readonly url: string; readonly language: string; readonly initial: boolean }[];
}

/** Addresses of the film of a lesson for one session; `base` is `/app/<session id>`. */
export function filmView(
  base: string,
  { revision, language }: Pick<CatalogueView, 'revision' | 'language'>,
  { id, media }: Lesson,
  poster: string | null,
): FilmView | null {
  if (!media) return null;
  const address = `${base}/lessons/${encodeURIComponent(id)}`;
  const languages = Object.keys(media.captions);
  return {
    url: `${address}/video?revision=${revision}`,
    mediaType: media.name.endsWith('.mp4') ? 'video/mp4' : 'video/webm',
    seconds: media.seconds,
    poster,
    tracks: languages.map((each) => ({
      url: `${address}/captions/${each}?revision=${revision}`,
      language: each,
      initial: each === language,
    })),
  };
}
