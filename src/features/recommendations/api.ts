import type { z } from 'zod';
import { SIGNAL_OF_PART } from '../../engine/ranking/signals.js';
import { type ApiRoute, AppError, apiRoute, notFound, type Translate } from '../../http/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { listPlacements, selectCourse } from '../courses/index.js';
import { CourseQuery, PublicId, UserParams, type Whose, whose } from '../learners/index.js';
import {
  CourseAnd,
  EngagementAnswer,
  EngagementBody,
  Explanation,
  Feedback,
  GenerateBody,
  ListQuery,
  Recommendation,
  RecommendationSet,
  recommendationOf,
  WhyNotAnswer,
  WhyNotQuery,
  whyNotAnswer,
} from './api-schema.js';
import { reproduceScore } from './content-recommendation-model.js';
import { sentencesOf, whyNotSentences } from './in-words.js';
import { type RecommendationDocument, recommendationCollection } from './model.js';
import type { PersonalizationEngine, RecommendationDependencies } from './personalization-engine.js';
import type { Learner } from './ports.js';
import { react } from './react.js';
import { isUpToDate, ownedBy, selectRecommendation } from './store.js';
import { whyNot } from './why-not.js';

export interface RecommendationEndpointsDependencies extends RecommendationDependencies {
  readonly engine: PersonalizationEngine;
  readonly translate: Translate;
}

const tag = 'Recommendations';
const OneParams = UserParams.extend({ recommendationId: PublicId });
type User = z.infer<typeof UserParams>;
type OfCourse = z.infer<typeof CourseQuery>;
const ListOfCourse = CourseAnd(ListQuery);
const WhyNotOfCourse = CourseAnd(WhyNotQuery);

/** What to do next, why, why not something else, and what the learner says to it. */
export function recommendationEndpoints(deps: RecommendationEndpointsDependencies): ApiRoute[] {
  const { storage, engine } = deps;
  const signedIn = { session: 'signed-in', tag } as const;
  return [
    apiRoute<User, z.infer<typeof ListOfCourse>, undefined, z.infer<typeof RecommendationSet>>({
      method: 'get',
      path: '/api/users/{userId}/recommendations',
      operationId: 'listRecommendations',
      summary: 'What the learner is suggested to do next, the best first. Only reads what is stored.',
      ...signedIn,
      scope: 'learners:read',
      params: UserParams,
      query: ListOfCourse,
      answer: RecommendationSet,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, now }) {
        const { type, limit, course } = query;
        const asking = whose(storage, caller, { ...params, course }, 'read');
        const courseId = caller.kind === 'session' ? caller.principal.courseId : course;
        if (courseId === undefined) {
          const who = await asking;
          return { body: setOf(await currentOf(deps, who, { type, limit }), who, now) };
        }
        // The course is known, so the set is read while it is found out whether it may be told.
        const own = caller.kind === 'session' && params.userId === 'me' ? caller.principal.userId : params.userId;
        const reading = currentOf(deps, { tenant: caller.tenant, userId: own, courseId }, { type, limit });
        const [who, set] = await Promise.all([asking, reading]);
        return { body: setOf(set, who, now) };
      },
    }),
    apiRoute<User, z.infer<typeof WhyNotOfCourse>, undefined, z.infer<typeof WhyNotAnswer>>({
      method: 'get',
      path: '/api/users/{userId}/recommendations/why-not',
      operationId: 'explainWhyNot',
      summary: 'Why something is not suggested, or not higher up, as everything ranks now.',
      ...signedIn,
      scope: 'learners:read',
      params: UserParams,
      query: WhyNotOfCourse,
      answer: WhyNotAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, now }) {
        const who = await whose(storage, caller, { ...params, course: query.course }, 'read');
        const ranked = await engine.rank(who, now);
        if (!ranked) throw notFound('the course is bound to no catalogue');
        const { evidence, ranking } = ranked;
        const why = whyNot(evidence, ranking, { type: query.content_type, id: query.content_id });
        return { body: whyNotAnswer(why, whyNotSentences(deps.translate, evidence, why)) };
      },
    }),
    apiRoute<z.infer<typeof OneParams>, OfCourse, undefined, z.infer<typeof Explanation>>({
      method: 'get',
      path: '/api/users/{userId}/recommendations/{recommendationId}',
      operationId: 'explainRecommendation',
      summary: 'One suggestion, with all that it rests on.',
      ...signedIn,
      scope: 'learners:read',
      params: OneParams,
      query: CourseQuery,
      answer: Explanation,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query }) {
        const who = await whose(storage, caller, { ...params, course: query.course }, 'read');
        const scope = storage.scope(who.tenant);
        const found = await selectRecommendation(scope, who, params.recommendationId);
        return { body: await explained(deps, who, found) };
      },
    }),
    apiRoute<z.infer<typeof OneParams>, OfCourse, z.infer<typeof Feedback>, Recommendation>({
      method: 'post',
      path: '/api/users/{userId}/recommendations/{recommendationId}/feedback',
      operationId: 'giveRecommendationFeedback',
      summary: 'Says that a suggestion was seen, taken up, put off or done, and how good it was.',
      ...signedIn,
      scope: 'learners:write',
      params: OneParams,
      query: CourseQuery,
      body: Feedback,
      answer: Recommendation,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, body, now }) {
        const who = await whose(storage, caller, { ...params, course: query.course }, 'write');
        const after = await react(deps, who, { recommendation: params.recommendationId, ...body }, now);
        return { body: recommendationOf(after) };
      },
    }),
    apiRoute<undefined, undefined, z.infer<typeof GenerateBody>, z.infer<typeof RecommendationSet>>({
      method: 'post',
      path: '/api/ml/recommendations/generate',
      operationId: 'generateRecommendations',
      summary: 'Makes a fresh set of suggestions; what would come out nearly the same is given again.',
      ...signedIn,
      scope: 'learners:write',
      body: GenerateBody,
      answer: RecommendationSet,
      status: 201,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const { user_id: userId, course, type, limit } = body;
        const who = await whose(storage, caller, { userId, course }, 'write');
        const set = await engine.generateRecommendations(who, { type, limit, now });
        return {
          body: setOf(set, { ...who, sequence: set[0]?.as_of ?? who.sequence }, now),
          location: `/api/users/${encodeURIComponent(who.userId)}/recommendations`,
        };
      },
    }),
    apiRoute<undefined, undefined, z.infer<typeof EngagementBody>, z.infer<typeof EngagementAnswer>>({
      method: 'post',
      path: '/api/ml/engagement/predict',
      operationId: 'predictEngagement',
      summary: 'How likely the learner is to take something up and stay with it, and what that rests on.',
      ...signedIn,
      scope: 'learners:read',
      body: EngagementBody,
      answer: EngagementAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const { user_id: userId, course, content_type: type, content_id: id } = body;
        const who = await whose(storage, caller, { userId, course }, 'read');
        const found = await engine.predictEngagement(who, { type, id }, now);
        if (!found) return { body: { engagement: null, outcomes: 0, intercept: null, parts: [] } };
        const { chance, outcomes, intercept, parts } = found;
        return { body: { engagement: chance, outcomes, intercept, parts: [...parts] } };
      },
    }),
  ];
}

function currentOf(
  { storage }: RecommendationDependencies,
  who: Learner,
  { type, limit }: z.infer<typeof ListQuery>,
): Promise<RecommendationDocument[]> {
  return storage
    .scope(who.tenant)
    .collection(recommendationCollection)
    .find(
      { ...ownedBy(who), current: true, ...(type && { content_type: type }) },
      { sort: { position: 1 }, limit, only: TOLD },
    );
}

/** What a list tells; the inputs of the scores stay where they are. */
const TOLD = [
  ...['set_id', 'content_type', 'content_id', 'title', 'recommendation_score', 'recommended_at', 'expires_at'],
  ...['user_action', 'seen_at', 'feedback_score', 'position', 'as_of'],
  ...['parts', 'reasons', 'best_time', 'engagement.chance', 'wouldBeFirstIf', 'slot'].map(
    (name) => `reasoning.${name}`,
  ),
];

function setOf(
  set: readonly RecommendationDocument[],
  { sequence }: Pick<Whose, 'sequence'>,
  now: Date,
): z.infer<typeof RecommendationSet> {
  const [first] = set;
  return { set_id: first?.set_id ?? null, stale: !isUpToDate(set, sequence, now), items: set.map(recommendationOf) };
}

async function explained(
  { storage, translate }: RecommendationEndpointsDependencies,
  { tenant, courseId }: Whose,
  found: RecommendationDocument,
): Promise<z.infer<typeof Explanation>> {
  const scope = storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, courseId);
  if (catalogue_id === null) throw new AppError('not-found', 'errors.not-found');
  const course = {
    catalogue: await loadCatalogue(scope, catalogue_id),
    placements: await listPlacements(scope, courseId),
  };
  const { parts, parameters, sequence } = found.reasoning;
  const signals = parts.flatMap(({ name, value }) => (value === 0 ? [] : (SIGNAL_OF_PART[name] ?? [])));
  return {
    ...recommendationOf(found),
    explanation: {
      sentences: sentencesOf(translate, course, found),
      parameters,
      sequence,
      signals: [...new Set(signals)],
      reproduced_score: reproduceScore(found),
    },
  };
}
