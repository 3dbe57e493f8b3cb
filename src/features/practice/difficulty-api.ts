import { z } from 'zod';
import { ADJUSTMENT_PARTS } from '../../engine/selection/adjust-difficulty.js';
import { type ApiRoute, apiRoute, notFound } from '../../http/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { levelOf, PublicId, selectProfile, whose } from '../learners/index.js';
import { AdaptiveLearningSystem, performanceOn, rateOf } from './adaptive-learning-system.js';
import { Who } from './api-schema.js';
import { Felt, sayFelt } from './felt.js';
import type { PracticeDependencies } from './situation.js';

const Share = z.number().min(0).max(1);
const SkillId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/, 'not the id of a skill');

const AdjustBody = z.strictObject({
  ...Who,
  skills: z.array(SkillId).max(200).optional().describe('All practised skills when absent or empty.'),
});

const AdjustAnswer = z.object({
  user: z.string(),
  course: z.string(),
  as_of: z.iso.datetime(),
  rate: z
    .enum(['slow', 'moderate', 'fast'])
    .describe('How quickly the aim follows new answers, as the learner wishes.'),
  adjustments: z.array(
    z.object({
      skill: z.object({ id: z.string(), title: z.string() }),
      target_success: Share.describe(
        'The chance of a right answer that suits the learner; higher is easier. An experiment may aim elsewhere, and a pause at nothing.',
      ),
      base: Share,
      answers: z.int().min(0).describe('Latest first tries that were looked at.'),
      parts: z
        .array(
          z.object({
            name: z.enum(ADJUSTMENT_PARTS),
            value: z.number().describe('What was seen.'),
            effect: z
              .number()
              .describe('What it moves; above 0 is easier. All effects add up to the difference from `base`.'),
          }),
        )
        .describe('Scores, time taken, wrong answers in a row, wrong ideas, how it felt, and how long the session is.'),
    }),
  ),
});

const FeltBody = z.strictObject({
  ...Who,
  decision: PublicId.describe('Of the question.'),
  felt: Felt,
});

const FeltAnswer = z.object({
  decision: z.string(),
  felt: Felt.describe('What counts: what was said first.'),
  recorded: z.boolean().describe('False: it had been said before.'),
});

/** How hard questions should be for a learner, why, and what learners say about it. */
export function difficultyEndpoints(deps: PracticeDependencies): ApiRoute[] {
  const { storage } = deps;
  const system = new AdaptiveLearningSystem();
  return [
    apiRoute({
      method: 'post',
      path: '/api/ml/difficulty/adjust',
      operationId: 'adjustDifficulty',
      tag: 'Practice',
      summary: 'How hard questions on each skill should be for a learner now, and what moved it. Changes nothing.',
      session: 'signed-in',
      scope: 'learners:read',
      body: AdjustBody,
      answer: AdjustAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const asked = await whose(storage, caller, { userId: body.user, course: body.course }, 'read');
        const scope = storage.scope(asked.tenant);
        const [course, profile] = await Promise.all([selectCourse(scope, asked.courseId), selectProfile(scope, asked)]);
        if (course.catalogue_id === null) throw notFound('the course plays nothing yet');
        const catalogue = await loadCatalogue(scope, course.catalogue_id);
        const { skills = [] } = body;
        if (skills.some((skill) => !catalogue.skill(skill))) throw notFound('no such skill');
        const practised = catalogue.skills.map(({ id }) => id).filter((id) => levelOf(profile, id));
        const adjustments = (skills.length > 0 ? [...new Set(skills)] : practised).map((id) => {
          const performance = performanceOn({ profile, now }, id);
          const { targetSuccess, base, parts } = system.adjustDifficulty(performance);
          const skill = { id, title: catalogue.skillTitle(id) };
          const answers = performance.recent.length;
          return { skill, target_success: targetSuccess, base, answers, parts: [...parts] };
        });
        const rate = rateOf(profile);
        const frame = { user: asked.userId, course: asked.courseId, as_of: now.toISOString() };
        return { body: { ...frame, rate, adjustments } };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/practice/felt',
      operationId: 'sayHowItFelt',
      tag: 'Practice',
      summary: 'Says how hard a question felt; later ones heed it. Said twice, the first counts.',
      session: 'signed-in',
      scope: 'learners:write',
      body: FeltBody,
      answer: FeltAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const { decision, felt } = body;
        const learner = await whose(storage, caller, { userId: body.user, course: body.course }, 'write');
        const said = await sayFelt(deps, learner, { decision, felt }, now);
        return { body: { decision, felt: said.felt, recorded: said.fresh } };
      },
    }),
  ];
}
