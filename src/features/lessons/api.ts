import { z } from 'zod';
import {
  type ApiRoute,
  AppError,
  apiRoute,
  type Caller,
  cursorOf,
  notFound,
  PageQuery,
  pageOf,
  placeOf,
} from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { type CatalogueView, ContentLevel, ContentModality, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type ProfileDocument, PublicId, requireReader, selectProfile, whose } from '../learners/index.js';
import { byDifficulty, type Content, forLearner, matches, sequenceOf } from './content.js';

const Params = z.object({ courseId: PublicId.describe('Id of the course.') });
const Id = z.string().min(1).max(120);
const Query = PageQuery.extend({
  kind: z.enum(['lesson', 'item']).optional().describe('Lessons or questions only.'),
  skill: Id.optional().describe('Only what is about this skill.'),
  tag: Id.optional(),
  modality: ContentModality.optional(),
  level: ContentLevel.optional(),
  language: z.string().min(2).max(35).optional().describe('A language tag, such as `en`.'),
  order: z
    .enum(['sequence', 'difficulty', 'for-learner'])
    .default('sequence')
    .describe('As the course has it; the easiest first; or what fits the learner best first.'),
  user: PublicId.optional().describe('Whose order, for `for-learner`; a learner with a session need not say.'),
});
type Query = z.infer<typeof Query>;

const ContentAnswer = z.object({
  kind: z.enum(['lesson', 'item']),
  id: z.string(),
  title: z.string(),
  skills: z.array(z.object({ id: z.string(), title: z.string() })),
  tags: z.array(z.string()),
  level: ContentLevel.describe('As the course says; else by the difficulty of the question.'),
  modality: ContentModality,
  minutes: z.number().nullable().describe('How long it takes; null: not known.'),
  language: z.string(),
  objectives: z.array(z.string()),
  difficulty: z.number().nullable().describe('On the latent scale; null for a lesson.'),
  place: z.number().int().min(0).describe('Where it stands in the course, from 0.'),
  fit: z.number().min(0).max(1).nullable().describe('How well it fits the learner now; null in another order.'),
});

/** What a course holds, filtered and in the order that is asked for. */
export function contentEndpoints({ storage }: { readonly storage: Storage }): ApiRoute[] {
  return [
    apiRoute({
      method: 'get',
      path: '/api/courses/{courseId}/content',
      operationId: 'listContent',
      tag: 'Content',
      summary: 'Lessons and questions of a course, filtered, in sequence, by difficulty, or for a learner.',
      session: 'signed-in',
      scope: 'courses:read',
      params: Params,
      query: Query,
      answer: pageOf(ContentAnswer),
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query }) {
        const catalogue = await catalogueOf(storage, caller, params.courseId);
        const found = sequenceOf(catalogue).filter((content) => matches(content, query));
        const ordered = await inOrder(found, query, catalogue, () =>
          profileOf(storage, caller, params.courseId, query),
        );
        const start = placeOf(query.cursor, z.tuple([z.number().int().min(0).max(1e9)]))?.[0] ?? 0;
        const end = start + query.limit;
        const page = ordered.slice(start, end);
        return {
          body: {
            items: page.map((content) => answerOf(content, catalogue)),
            next: end < ordered.length ? cursorOf([end]) : null,
          },
        };
      },
    }),
  ];
}

type Ordered = Content & { readonly fit?: number };

async function inOrder(
  contents: readonly Content[],
  { order }: Query,
  catalogue: CatalogueView,
  profile: () => Promise<ProfileDocument>,
): Promise<readonly Ordered[]> {
  switch (order) {
    case 'sequence':
      return contents;
    case 'difficulty':
      return byDifficulty(contents);
    case 'for-learner':
      return forLearner(contents, catalogue, await profile());
  }
}

/** A session sees its own course, a key those of its institution. */
async function catalogueOf(storage: Storage, caller: Caller, courseId: string): Promise<CatalogueView> {
  if (caller.kind === 'session' && caller.principal.courseId !== courseId) throw notFound('not their course');
  const scope = storage.scope(caller.tenant);
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null) throw notFound('the course is bound to no catalogue');
  return loadCatalogue(scope, course.catalogue_id);
}

async function profileOf(storage: Storage, caller: Caller, course: string, { user }: Query): Promise<ProfileDocument> {
  const self = caller.kind === 'session' && caller.principal.role === 'learner';
  if (user === undefined && !self) throw new AppError('conflict', 'errors.user-needed');
  requireReader(caller);
  const owner = await whose(storage, caller, { userId: user ?? 'me', course }, 'read');
  return selectProfile(storage.scope(owner.tenant), owner);
}

function answerOf({ discrimination: _, fit, skills, ...content }: Ordered, catalogue: CatalogueView) {
  return {
    ...content,
    skills: skills.map((id) => ({ id, title: catalogue.skillTitle(id) })),
    tags: [...content.tags],
    objectives: [...content.objectives],
    fit: fit ?? null,
  };
}
