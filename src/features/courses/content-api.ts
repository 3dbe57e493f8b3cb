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
} from '../../http/index.js';
import {
  AnswerKey,
  type CatalogueEntry,
  type CatalogueView,
  type Item,
  TracingParameters,
} from '../catalogue/index.js';
import { type ApiDependencies, CourseParams, catalogueFor } from './view.js';

const SkillAnswer = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  prerequisites: z.array(
    z.object({ skill: z.string(), weight: z.number().describe('How much it leans on it, (0, 1].') }),
  ),
  parameters: TracingParameters.describe('Knowledge tracing: P(known before), P(learn), P(guess), P(slip).'),
  items: z.number().int().describe('How many items have a step on it.'),
});

const ItemAnswer = z.object({
  id: z.string(),
  title: z.string(),
  family: z.string().nullable(),
  tags: z.array(z.string()),
  skills: z.array(z.string()).describe('Of all its steps.'),
  discrimination: z.number().describe('Mean over its steps.'),
  difficulty: z.number().describe('Mean over its steps, on the scale of abilities.'),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.string().describe('Kind of answer: `single-choice`, `numeric`, …'),
      skills: z.array(z.string()),
      discrimination: z.number(),
      difficulty: z.number(),
      hints: z.number().int(),
      answer: AnswerKey.optional().describe('The rule of what is right; only for keys with the scope courses:write.'),
    }),
  ),
});

const LessonAnswer = z.object({
  id: z.string(),
  title: z.string(),
  skills: z.array(z.string()),
  minutes: z.number().int(),
  bodyMarkdown: z.string(),
});

const CoachAnswer = z.object({
  id: z.string(),
  name: z.string(),
  personality: z.string(),
  teachingStyle: z.string(),
  topics: z.array(z.string()),
});

const ItemsQuery = PageQuery.extend({ skill: z.string().max(120).optional().describe('Only items on this skill.') });

/** Where a list goes on: in this revision, behind so many. A course that is changed meanwhile does not move under it. */
const Place = z.tuple([z.int().min(1), z.int().min(0)]);

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What a course is made of. */
export function contentEndpoints({ storage }: ApiDependencies): ApiRoute[] {
  /** One page of one kind of things of a course. */
  async function pageFor<T>(
    caller: Caller,
    courseId: string,
    { cursor, limit }: Page,
    pick: (view: CatalogueView) => readonly T[],
  ): Promise<{ view: CatalogueView; things: readonly T[]; next: string | null }> {
    const place = placeOf(cursor, Place);
    const scope = storage.scope(caller.tenant);
    const view = await catalogueFor(scope, caller, courseId, place ? { revision: place[0] } : {});
    const all = pick(view);
    const end = (place?.[1] ?? 0) + limit;
    const next = end < all.length ? cursorOf([view.revision, end]) : null;
    return { view, things: all.slice(end - limit, end), next };
  }
  const common = { method: 'get', tag: 'Courses', scope: 'courses:read', params: CourseParams } as const;
  const errors = ['not-found', 'conflict'] as const;
  return [
    apiRoute({
      ...common,
      path: '/api/courses/{courseId}/skills',
      operationId: 'listSkills',
      summary: 'The skills of a course, with what comes first and the parameters in force.',
      session: 'signed-in',
      query: PageQuery,
      answer: pageOf(SkillAnswer),
      errors,
      async handle({ caller, params: { courseId }, query }) {
        const { view, things, next } = await pageFor(caller, courseId, query, ({ skills }) => skills);
        return { body: { items: things.map((skill) => ({ ...skill, items: view.itemsOn(skill.id).length })), next } };
      },
    }),
    apiRoute({
      ...common,
      path: '/api/courses/{courseId}/items',
      operationId: 'listItems',
      summary: 'The questions of a course: what they are about and how hard they are.',
      session: 'course:staff',
      query: ItemsQuery,
      answer: pageOf(ItemAnswer),
      errors,
      async handle({ caller, params: { courseId }, query: { skill, ...page } }) {
        const scope = storage.scope(caller.tenant);
        const wanted = (all: CatalogueView) => (skill === undefined ? all.items : all.itemsOn(skill));
        const { view, things, next } = await pageFor(caller, courseId, page, wanted);
        const items = await Promise.all(things.map(({ id }) => view.item(scope, id)));
        const withKey = caller.kind === 'key' && caller.scopes.has('courses:write');
        return { body: { items: things.flatMap((entry, index) => itemAnswer(entry, items[index], withKey)), next } };
      },
    }),
    apiRoute({
      ...common,
      path: '/api/courses/{courseId}/lessons',
      operationId: 'listLessons',
      summary: 'The lessons of a course.',
      session: 'signed-in',
      query: PageQuery,
      answer: pageOf(LessonAnswer),
      errors,
      async handle({ caller, params: { courseId }, query }) {
        const { things, next } = await pageFor(caller, courseId, query, ({ lessons }) => lessons);
        return { body: { items: [...things], next } };
      },
    }),
    apiRoute({
      ...common,
      path: '/api/courses/{courseId}/coaches',
      operationId: 'listCoaches',
      summary: 'The coaches of a course, and what they know best.',
      session: 'signed-in',
      query: PageQuery,
      answer: pageOf(CoachAnswer),
      errors,
      async handle({ caller, params: { courseId }, query }) {
        const { things, next } = await pageFor(caller, courseId, query, ({ coaches }) => coaches);
        return { body: { items: things.map(({ lines: _, ...coach }) => coach), next } };
      },
    }),
  ];
}

function itemAnswer(entry: CatalogueEntry, item: Item | undefined, withKey: boolean): z.infer<typeof ItemAnswer> {
  if (!item) throw new AppError('internal', 'errors.internal', { detail: 'an item without its text' });
  return {
    id: entry.id,
    title: item.title,
    family: entry.family ?? null,
    tags: item.tags,
    skills: [...entry.skills],
    discrimination: entry.discrimination,
    difficulty: entry.difficulty,
    steps: item.steps.map(({ id, answer, skills, parameters, hints }) => ({
      id,
      kind: answer.kind,
      skills,
      ...parameters,
      hints: hints.length,
      ...(withKey && { answer }),
    })),
  };
}
