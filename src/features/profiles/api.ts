import { z } from 'zod';
import { type ApiContext, type ApiRoute, apiRoute, requireSeen } from '../../http/index.js';
import { CourseQuery, rebuildProfile, UserParams, type Whose, whose } from '../learners/index.js';
import { analysisOf } from './analysis.js';
import { Analysis, AnalyzeBody, Forced, ForcedBody, GoalsBody, ProfileChange } from './change-schema.js';
import { eventsEndpoint, evidenceEndpoint } from './facts-api.js';
import { LiveProfiles } from './live.js';
import { GoalProgress, PersonalizationProfile, ProgressAnalytics, SkillPrediction } from './schema.js';
import {
  changeProfile,
  type ProfileDependencies,
  readAnalysed,
  readLearned,
  readProgressSources,
  setGoals,
  versionOf,
} from './service.js';
import { UserProfileAnalyzer } from './user-profile-analyzer.js';

const WEEK_MS = 7 * 86_400_000;
const FOR_LEARNERS = {
  tag: 'Profiles',
  session: 'signed-in',
  scope: 'learners:read',
  params: UserParams,
  query: CourseQuery,
  errors: ['not-found', 'conflict'],
} as const;

type Params = z.infer<typeof UserParams>;
type Query = z.infer<typeof CourseQuery>;
type Context<B = undefined> = ApiContext<Params, Query, B>;

/** What is known of a learner, what is expected of them, what they say about themselves, and the facts behind it. */
export function profileEndpoints(deps: ProfileDependencies & { readonly live?: LiveProfiles }): ApiRoute[] {
  const { storage } = deps;
  const analyzer = new UserProfileAnalyzer();
  const live = deps.live ?? new LiveProfiles(storage);

  const reach = ({ caller, params, query }: Context<unknown>, intent: 'read' | 'write'): Promise<Whose> =>
    whose(storage, caller, { userId: params.userId, course: query.course }, intent);
  const read = async (context: Context<unknown>) => {
    const owner = await reach(context, 'read');
    const scope = storage.scope(owner.tenant);
    return { owner, scope, analysed: await readAnalysed(scope, owner, context.now, deps) };
  };

  return [
    apiRoute<Params, Query, undefined, PersonalizationProfile>({
      ...FOR_LEARNERS,
      method: 'get',
      path: '/api/users/{userId}/profile',
      operationId: 'getProfile',
      summary: 'The whole profile of a learner; every number says how it is made and how sure it is.',
      answer: PersonalizationProfile,
      async handle(context) {
        const { analysed } = await read(context);
        return { body: analyzer.analyze(analysed), version: versionOf(analysed.profile, context.now) };
      },
    }),
    apiRoute<Params, Query, ProfileChange, PersonalizationProfile>({
      ...FOR_LEARNERS,
      method: 'put',
      path: '/api/users/{userId}/profile',
      operationId: 'putProfile',
      summary: 'Takes what a learner says about themselves: preferences, the quiz, signals that are off, a pause.',
      scope: 'learners:write',
      body: ProfileChange,
      answer: PersonalizationProfile,
      errors: ['not-found', 'conflict', 'precondition-needed', 'precondition-failed'],
      async handle(context) {
        const { request, body, now } = context;
        const owner = await reach(context, 'write');
        const check = (seen: { sequence: number }) => requireSeen(request, versionOf(seen, now));
        const profile = await changeProfile(deps, owner, body, { now, check });
        const learned = await readLearned(storage.scope(owner.tenant), owner.courseId, deps);
        return { body: analyzer.analyze({ profile, ...learned, now }), version: versionOf(profile, now) };
      },
    }),
    apiRoute<Params, Query, z.infer<typeof AnalyzeBody>, Analysis>({
      ...FOR_LEARNERS,
      method: 'post',
      path: '/api/users/{userId}/profile/analyze',
      operationId: 'analyzeProfile',
      summary: 'Computes the profile anew, says what changed since a time, and lists the evidence. Stores nothing.',
      body: AnalyzeBody,
      answer: Analysis,
      async handle(context) {
        const { owner, scope, analysed } = await read(context);
        const since = new Date(context.body.since ?? context.now.getTime() - WEEK_MS);
        return { body: await analysisOf(scope, owner, analyzer, analysed, since) };
      },
    }),
    apiRoute<undefined, undefined, z.infer<typeof ForcedBody>, z.infer<typeof Forced>>({
      method: 'post',
      path: '/api/ml/profile/update',
      operationId: 'updateProfile',
      tag: 'Machine learning',
      summary: 'Folds all facts of a learner anew, mends the stored profile if it is another, and gives it.',
      session: null,
      scope: 'learners:write',
      body: ForcedBody,
      answer: Forced,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const owner = await whose(storage, caller, body, 'write');
        const scope = storage.scope(owner.tenant);
        const { profile, mended } = await scope.transaction((tx) => rebuildProfile(tx, owner));
        const learned = await readLearned(scope, owner.courseId, deps);
        return { body: { profile: analyzer.analyze({ profile, ...learned, now }), mended } };
      },
    }),
    apiRoute<Params, Query, undefined, ProgressAnalytics>({
      ...FOR_LEARNERS,
      method: 'get',
      path: '/api/users/{userId}/progress-analytics',
      operationId: 'getProgressAnalytics',
      tag: 'Analytics',
      summary: 'How things went and where they are going, overall and by skill, beside what the gradebook has.',
      answer: ProgressAnalytics,
      async handle(context) {
        const { owner, scope, analysed } = await read(context);
        return { body: analyzer.progress(analysed, await readProgressSources(scope, owner)) };
      },
    }),
    apiRoute<Params, Query, undefined, { as_of: string; skills: SkillPrediction[] }>({
      ...FOR_LEARNERS,
      method: 'get',
      path: '/api/users/{userId}/skill-predictions',
      operationId: 'getSkillPredictions',
      tag: 'Analytics',
      summary: 'What to expect of each skill: now, in a week, in four, and when its target is reached.',
      answer: z.object({ as_of: z.iso.datetime(), skills: z.array(SkillPrediction) }),
      async handle(context) {
        const { analysed } = await read(context);
        return { body: { as_of: context.now.toISOString(), skills: analyzer.predictSkills(analysed) } };
      },
    }),
    apiRoute<Params, Query, undefined, GoalProgress>({
      ...FOR_LEARNERS,
      method: 'get',
      path: '/api/users/{userId}/goals',
      operationId: 'getGoals',
      tag: 'Goals',
      summary: 'The goal of a learner, how far it is reached, and when it will be.',
      answer: GoalProgress,
      async handle(context) {
        const { analysed } = await read(context);
        return { body: analyzer.goalProgress(analysed), version: versionOf(analysed.profile, context.now) };
      },
    }),
    apiRoute<Params, Query, z.infer<typeof GoalsBody>, GoalProgress>({
      ...FOR_LEARNERS,
      method: 'post',
      path: '/api/users/{userId}/goals',
      operationId: 'setGoals',
      tag: 'Goals',
      summary: 'Sets the goal of a learner in the place of the one before.',
      scope: 'learners:write',
      body: GoalsBody,
      answer: GoalProgress,
      status: 201,
      errors: ['not-found', 'conflict'],
      async handle(context) {
        const { body, params, now } = context;
        const owner = await reach(context, 'write');
        const profile = await setGoals(deps, owner, body, now);
        const learned = await readLearned(storage.scope(owner.tenant), owner.courseId, deps);
        return {
          status: 201,
          body: analyzer.goalProgress({ profile, ...learned, now }),
          location: `/api/users/${encodeURIComponent(params.userId)}/goals`,
        };
      },
    }),
    evidenceEndpoint(deps),
    eventsEndpoint(deps, live),
  ];
}
