import { z } from 'zod';
import { explainRecall } from '../../engine/memory/memory-model.js';
import { type ApiRoute, apiRoute, notFound, type Translate, type Words } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { CourseQuery, levelOf, type Owner, selectProfile, UserParams, whose } from '../learners/index.js';
import { RetentionAnswer, RetentionBody, type ReviewOut, ReviewsAnswer } from './api-schema.js';
import { daysOf, type MemoryModelFor, memoryOf } from './memory-of.js';
import { planReviews, type ReviewItem, WANTED_RECALL } from './plan.js';

export interface ReviewsApiDependencies {
  readonly storage: Storage;
  readonly words: Words;
  readonly memoryModelFor: MemoryModelFor;
}

type Asked = { tenant: string } & Owner;

/** What to call back to mind, when and why; and what is still there. */
export function reviewsEndpoints(deps: ReviewsApiDependencies): ApiRoute[] {
  const { storage, words, memoryModelFor } = deps;
  const reviews = async (asked: Asked, now: Date, locale: string | undefined) =>
    reviewsOf(storage.scope(asked.tenant), asked, { now, memoryModelFor, say: words.translator(locale) });
  return [
    apiRoute({
      method: 'get',
      path: '/api/users/{userId}/reviews',
      operationId: 'getReviews',
      tag: 'Reviews',
      summary: 'What a learner should review today and in the next two weeks, and why.',
      session: 'signed-in',
      scope: 'learners:read',
      params: UserParams,
      query: CourseQuery,
      answer: ReviewsAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, now }) {
        const asked = await whose(storage, caller, { ...params, course: query.course }, 'read');
        return { body: await reviews(asked, now, localeOf(caller)) };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/reviews',
      operationId: 'getMyReviews',
      tag: 'Reviews',
      summary: 'What to review today and in the next two weeks, and why; for whoever has the session.',
      session: 'learner:self',
      scope: null,
      query: z.object({}),
      answer: ReviewsAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, now }) {
        const asked = await whose(storage, caller, { userId: 'me' }, 'read');
        return { body: await reviews(asked, now, localeOf(caller)) };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/ml/retention/predict',
      operationId: 'predictRetention',
      tag: 'Reviews',
      summary: 'The chance that skills are still recalled at a time, with what it is made of. Changes nothing.',
      session: 'signed-in',
      scope: 'learners:read',
      body: RetentionBody,
      answer: RetentionAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const asked = await whose(storage, caller, { userId: body.user, course: body.course }, 'read');
        const at = body.at === undefined ? now : new Date(body.at);
        const { skills = [] } = body;
        return { body: await retentionOf(storage.scope(asked.tenant), asked, { skills, at, memoryModelFor }) };
      },
    }),
  ];
}

const localeOf = (caller: Parameters<ApiRoute['handle']>[0]['caller']): string | undefined =>
  caller.kind === 'session' ? caller.principal.locale : undefined;

async function catalogueOf(scope: Scope, courseId: string): Promise<CatalogueView> {
  const { catalogue_id: id } = await selectCourse(scope, courseId);
  if (id === null) throw notFound('the course plays nothing yet');
  return loadCatalogue(scope, id);
}

async function reviewsOf(
  scope: Scope,
  owner: Owner,
  { now, memoryModelFor, say }: { now: Date; memoryModelFor: MemoryModelFor; say: Translate },
): Promise<z.infer<typeof ReviewsAnswer>> {
  const [catalogue, profile, model] = await Promise.all([
    catalogueOf(scope, owner.courseId),
    selectProfile(scope, owner),
    memoryModelFor(scope.tenant, owner.courseId),
  ]);
  const plan = planReviews({ profile, catalogue, model, now });
  const show = (item: ReviewItem) => reviewView(item, catalogue, now, say);
  return {
    user: owner.userId,
    course: owner.courseId,
    as_of: now.toISOString(),
    off: plan.off,
    wanted_retention: WANTED_RECALL,
    cap: plan.cap,
    done_today: plan.doneToday,
    today: plan.today.map(show),
    upcoming: plan.later.map(show),
    left: plan.left.map(show),
    forecast: plan.load.map((reviews, day) => ({ day: dayName(now, day), reviews })),
  };
}

const DAY_MS = 86_400_000;
const dayName = (now: Date, later: number): string =>
  new Date(now.getTime() + later * DAY_MS).toISOString().slice(0, 10);

function reviewView(item: ReviewItem, catalogue: CatalogueView, now: Date, say: Translate): z.infer<typeof ReviewOut> {
  const title = catalogue.skillTitle(item.skill);
  const overdue = Math.max(0, Math.floor(daysOf(now)) - Math.floor(daysOf(item.dueAt)));
  const values = { skill: title, recall: Math.round(item.recall * 100) };
  return {
    skill: { id: item.skill, title },
    retention: item.recall,
    stability: item.stability,
    last_at: item.lastAt.toISOString(),
    due_at: item.dueAt.toISOString(),
    planned_at: item.plannedAt?.toISOString() ?? null,
    overdue_days: overdue,
    importance: item.importance,
    why: { code: item.reason, text: say(`reviews.why.${item.reason}`, values) },
  };
}

async function retentionOf(
  scope: Scope,
  owner: Owner,
  { skills, at, memoryModelFor }: { skills: readonly string[]; at: Date; memoryModelFor: MemoryModelFor },
): Promise<z.infer<typeof RetentionAnswer>> {
  const [catalogue, profile, model] = await Promise.all([
    catalogueOf(scope, owner.courseId),
    selectProfile(scope, owner),
    memoryModelFor(scope.tenant, owner.courseId),
  ]);
  if (skills.some((skill) => !catalogue.skill(skill))) throw notFound('no such skill');
  const practised = catalogue.skills.map(({ id }) => id).filter((id) => levelOf(profile, id));
  const predictions = (skills.length > 0 ? [...new Set(skills)] : practised).map((id) => {
    const skill = { id, title: catalogue.skillTitle(id) };
    const level = levelOf(profile, id);
    const memory = level && memoryOf(level, model);
    if (!level || !memory) return { skill, ...UNPRACTISED };
    const { trace, lastAt } = memory;
    const days = Math.max(0, daysOf(at) - daysOf(lastAt));
    const { chance, intercept, parts } = explainRecall(trace, days, model);
    const { stability, difficulty } = trace;
    return { skill, chance, days, stability, difficulty, reviews: level.reviews.length, intercept, parts: [...parts] };
  });
  return { user: owner.userId, course: owner.courseId, at: at.toISOString(), predictions };
}

const UNPRACTISED = {
  chance: null,
  days: null,
  stability: null,
  difficulty: null,
  reviews: 0,
  intercept: null,
  parts: [],
};
