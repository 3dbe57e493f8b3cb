import { z } from 'zod';
import { type ApiRoute, apiRoute, requireSeen } from '../../http/index.js';
import { CoachMoment } from '../catalogue/index.js';
import { CourseQuery, type ProfileDocument, PublicId, selectProfile, UserParams, whose } from '../learners/index.js';
import { type CoachDependencies, readSituation, sayMessage, whyNotGenerated } from './say.js';
import { type CoachWords, coachView, momentView, saidView } from './view.js';
import { choiceOf, chooseCoach, rateMessage } from './wishes.js';

const Id = z.string().min(1).max(120);
const Reason = z.object({
  part: z.enum(['topic', 'style', 'helped', 'continuity', 'variety', 'choice']),
  points: z.number().min(0).max(1).describe('What it adds to the score.'),
  text: z.string(),
});
const CoachAnswer = z.object({
  id: z.string(),
  name: z.string(),
  personality: z.string(),
  teaching_style: z.enum(['encouraging', 'analytical', 'socratic', 'playful', 'direct']),
  topics: z.array(z.object({ id: z.string(), title: z.string() })),
  score: z.number().min(0).max(1).describe('How well the coach fits: the sum of the points of the parts.'),
  chosen: z.boolean().describe('The learner asked for this coach, and so gets this coach.'),
  reasons: z.array(Reason),
});
const MomentAnswer = z.object({
  moment: CoachMoment,
  skill: z.object({ id: z.string(), title: z.string() }).nullable(),
  values: z.record(z.string(), z.number()).describe('The numbers that it was seen by.'),
  text: z.string(),
});
const Matched = z.object({
  coach: CoachAnswer,
  alternatives: z.array(CoachAnswer).describe('The other coaches of the course, the best first.'),
  moment: MomentAnswer.describe('What a coach would speak to now.'),
  generated: z
    .object({ allowed: z.boolean(), stopped_by: z.enum(['administrator', 'instructor', 'learner']).nullable() })
    .describe('Whether a language model may write for coaches here; all three must allow it.'),
});
const Say = z.strictObject({
  moment: CoachMoment.optional().describe('What to speak to; without it, what is there.'),
  decision: PublicId.optional().describe('The question in front of the learner, by the id of its decision.'),
  skill: Id.optional(),
  coach: Id.optional().describe('Who shall speak; without it, the best match.'),
  written_by: z
    .enum(['any', 'author'])
    .default('any')
    .describe(
      '`author`: only lines that the authors wrote, at once; `any`: also a language model, where all allow it.',
    ),
});
const Said = z.object({
  id: z.string().nullable().describe('Name it to rate the message; null when nothing was said.'),
  coach: CoachAnswer,
  text: z.string().nullable().describe('Null when the coach has said everything about this within a week.'),
  generated: z.boolean().describe('A language model wrote it.'),
  label: z.string().describe('Who wrote it, in words; show it with the text.'),
  why: MomentAnswer,
});
const Rate = z.strictObject({ message: PublicId, helpful: z.boolean() });
const Choice = z.strictObject({ coach: Id.nullable().describe('Null leaves the choice to the tool.') });

export interface CoachApiDependencies extends CoachDependencies, CoachWords {}

/** Coaches for programs: who fits and why, what they say, whether it helped, and whom the learner wants. */
export function coachEndpoints(deps: CoachApiDependencies): ApiRoute[] {
  const { storage } = deps;
  return [
    apiRoute({
      method: 'get',
      path: '/api/users/{userId}/coach',
      operationId: 'getCoach',
      tag: 'Coaches',
      summary: 'The coach who fits a learner now, with reasons and alternatives.',
      session: 'signed-in',
      scope: 'learners:read',
      params: UserParams,
      query: CourseQuery.extend({ skill: Id.optional().describe('Who fits for this skill.') }),
      answer: Matched,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, now }) {
        const owner = await whose(storage, caller, { ...params, ...query }, 'read');
        const situation = await readSituation(deps, owner, { skill: query.skill }, now);
        const [best, ...others] = situation.matches.map((match) => coachView(deps, situation, match));
        if (!best) throw new Error('A course with coaches has a best match.');
        const stopped = await whyNotGenerated(deps, situation);
        return {
          body: {
            coach: best,
            alternatives: others,
            moment: momentView(deps, situation.catalogue, situation.seen),
            generated: { allowed: stopped === null, stopped_by: stopped },
          },
        };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/users/{userId}/coach/message',
      operationId: 'askCoach',
      tag: 'Coaches',
      summary: 'A coach speaks to a learner; that is kept as a fact.',
      session: 'signed-in',
      scope: 'learners:write',
      params: UserParams,
      query: CourseQuery,
      body: Say,
      answer: Said,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, body, now }) {
        const owner = await whose(storage, caller, { ...params, ...query }, 'write');
        const { written_by, ...command } = body;
        const said = await sayMessage(deps, owner, { ...command, generate: written_by === 'any' }, now);
        return { body: await saidView(deps, owner, said) };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/users/{userId}/coach/rate',
      operationId: 'rateCoach',
      tag: 'Coaches',
      summary: 'Whether a message helped; the first rating of a message counts.',
      session: 'signed-in',
      scope: 'learners:write',
      params: UserParams,
      query: CourseQuery,
      body: Rate,
      answer: z.object({ coach: z.string(), counted: z.boolean().describe('False: it was rated before.') }),
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query, body, now }) {
        const owner = await whose(storage, caller, { ...params, ...query }, 'write');
        const { coach, fresh } = await rateMessage(deps, owner, body, now);
        return { body: { coach, counted: fresh } };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/users/{userId}/coach/choice',
      operationId: 'getCoachChoice',
      tag: 'Coaches',
      summary: 'The coach whom the learner asked for.',
      session: 'signed-in',
      scope: 'learners:read',
      params: UserParams,
      query: CourseQuery,
      answer: Choice,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, query }) {
        const owner = await whose(storage, caller, { ...params, ...query }, 'read');
        const coach = choiceOf(await selectProfile(storage.scope(owner.tenant), owner));
        return { body: { coach }, version: versionOf(coach) };
      },
    }),
    apiRoute({
      method: 'put',
      path: '/api/users/{userId}/coach/choice',
      operationId: 'chooseCoach',
      tag: 'Coaches',
      summary: 'Asks for a coach, or leaves the choice to the tool; it needs If-Match.',
      session: 'signed-in',
      scope: 'learners:write',
      params: UserParams,
      query: CourseQuery,
      body: Choice,
      answer: Choice,
      errors: ['not-found', 'conflict', 'precondition-failed', 'precondition-needed'],
      async handle({ caller, params, query, body, now, request }) {
        const owner = await whose(storage, caller, { ...params, ...query }, 'write');
        // Inside the transaction that writes: of two who saw the same, one is refused.
        const check = (profile: ProfileDocument) => requireSeen(request, versionOf(choiceOf(profile)));
        await chooseCoach(deps, owner, body.coach, { now, check });
        return { body, version: versionOf(body.coach) };
      },
    }),
  ];
}

const versionOf = (coach: string | null): string => `coach choice ${JSON.stringify(coach)}`;
