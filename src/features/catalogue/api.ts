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
} from '../../http/index.js';
import { recordAudit, type Storage } from '../../storage/index.js';
import { CourseRefused, importCourse } from './import-course.js';
import { Course } from './schema.js';
import { type CatalogueSummary, listCatalogues, selectCatalogue, selectOptionalCatalogue } from './store.js';

const MOST_PROBLEMS = 10;

const CatalogueParams = z.object({ catalogueId: z.string().min(1).max(120).describe('Id of the catalogue.') });

const CatalogueAnswer = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  licence: z.string(),
  revision: z.number().int().describe('1, 2, 3, …: goes up with every change.'),
  skills: z.number().int(),
  items: z.number().int(),
  importedAt: z.iso.datetime(),
});

interface Dependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** What can be played: catalogues, which a program may bring along. */
export function catalogueEndpoints({ storage, newId }: Dependencies): ApiRoute[] {
  return [
    apiRoute({
      method: 'get',
      path: '/api/catalogues',
      operationId: 'listCatalogues',
      tag: 'Catalogues',
      summary: 'The catalogues of the institution, by title.',
      session: null,
      scope: 'courses:read',
      query: PageQuery,
      answer: pageOf(CatalogueAnswer),
      errors: ['not-found'],
      async handle({ caller, query: { cursor, limit } }) {
        const start = placeOf(cursor, z.tuple([z.int().min(0)]))?.[0] ?? 0;
        const all = await listCatalogues(storage.scope(caller.tenant));
        const end = start + limit;
        const items = all.slice(start, end).map(answerOf);
        return { body: { items, next: end < all.length ? cursorOf([end]) : null } };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/catalogues/{catalogueId}',
      operationId: 'getCatalogue',
      tag: 'Catalogues',
      summary: 'One catalogue; its ETag is what a change of it needs.',
      session: null,
      scope: 'courses:read',
      params: CatalogueParams,
      answer: CatalogueAnswer,
      errors: ['not-found'],
      async handle({ caller, params: { catalogueId } }) {
        const found = await selectCatalogue(storage.scope(caller.tenant), catalogueId);
        return { body: answerOf(found), version: versionOf(found) };
      },
    }),
    apiRoute({
      method: 'put',
      path: '/api/catalogues/{catalogueId}',
      operationId: 'putCatalogue',
      tag: 'Catalogues',
      summary: 'Bring a whole course; If-Match is needed where one is there already.',
      session: null,
      scope: 'courses:write',
      params: CatalogueParams,
      body: Course,
      answer: CatalogueAnswer,
      also: [201],
      errors: ['conflict', 'precondition-failed', 'precondition-needed'],
      async handle({ caller, params: { catalogueId }, body, now, request }) {
        if (body.id !== catalogueId) throw new AppError('conflict', 'errors.catalogue-id');
        const scope = storage.scope(caller.tenant);
        const before = await selectOptionalCatalogue(scope, catalogueId);
        if (before) requireSeen(request, versionOf(before));
        const { outcome, revision } = await importCourse(scope, body, now).catch(sayProblems);
        if (outcome !== 'unchanged') {
          const details = { catalogue: catalogueId, revision, ...keyOf(caller) };
          await recordAudit(scope, { action: 'catalogue-imported', actor: 'system', details }, { id: newId(), now });
        }
        const after = await selectCatalogue(scope, catalogueId);
        const location = `/api/catalogues/${catalogueId}`;
        return { status: before ? 200 : 201, location, body: answerOf(after), version: versionOf(after) };
      },
    }),
  ];
}

const versionOf = ({ id, revision }: CatalogueSummary): string => `catalogue ${id} ${revision}`;

const keyOf = (caller: Caller) => (caller.kind === 'key' ? { key: caller.keyId } : {});

function answerOf({ importedAt, ...rest }: CatalogueSummary): z.infer<typeof CatalogueAnswer> {
  return { ...rest, importedAt: importedAt.toISOString() };
}

/** Whoever writes the course reads what is wrong with it. */
function sayProblems(error: unknown): never {
  if (!(error instanceof CourseRefused)) throw error;
  const problems = error.problems.slice(0, MOST_PROBLEMS).map(({ where, message }) => `${where}: ${message}`);
  throw new AppError('conflict', 'errors.catalogue-refused', { values: { problems: problems.join(' ') } });
}
