import { z } from 'zod';
import { Moment } from '../../http/index.js';
import { PublicId } from '../learners/index.js';

const Share = z.number().min(0).max(1);
const At = z.iso.datetime();
const SkillId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/, 'not the id of a skill');

export const ReviewOut = z.object({
  skill: z.object({ id: z.string(), title: z.string() }),
  retention: Share.describe('Chance that it is still recalled, now.'),
  stability: z.number().min(0).describe('Days after a review in which that chance falls to 90 %.'),
  last_at: At,
  due_at: At.describe('Midnight (UTC) of the day on which the chance has fallen to what is wanted.'),
  planned_at: At.nullable().describe('Midnight (UTC) of the day that has room for it; null: none of the next 14.'),
  overdue_days: z.int().min(0),
  importance: z.number().min(0),
  why: z.object({ code: z.enum(['due', 'overdue', 'exam']), text: z.string() }),
});

export const ReviewsAnswer = z.object({
  user: z.string(),
  course: z.string(),
  as_of: At,
  off: z.boolean().describe('The learner wants nothing planned from forgetting.'),
  wanted_retention: Share,
  cap: z.int().min(0).describe("Reviews a day at most, by the learner's preference."),
  done_today: z.int().min(0),
  today: z.array(ReviewOut).describe('What would lose most by waiting first.'),
  upcoming: z.array(ReviewOut).describe('Planned for later, in order of day.'),
  left: z.array(ReviewOut).describe('Due, and without room in the next 14 days.'),
  forecast: z
    .array(z.object({ day: z.iso.date(), reviews: z.int().min(0) }))
    .describe('The next 14 days, today first.'),
});

export const RetentionBody = z.strictObject({
  user: PublicId.default('me').describe('Id of the learner; `me`, with a session, is whoever asks.'),
  course: PublicId.optional().describe('Id of the course; needed with a key when the learner is in several.'),
  skills: z.array(SkillId).max(200).optional().describe('All practised skills when absent or empty.'),
  at: Moment.optional().describe('When; now when absent.'),
});

export const RetentionAnswer = z.object({
  user: z.string(),
  course: z.string(),
  at: At,
  predictions: z.array(
    z.object({
      skill: z.object({ id: z.string(), title: z.string() }),
      chance: Share.nullable().describe('Chance of recall at that time; null for what was never practised.'),
      days: z.number().min(0).nullable().describe('Since the last answer.'),
      stability: z.number().min(0).nullable(),
      difficulty: z.number().nullable().describe('Of keeping it in memory, 1 to 10.'),
      reviews: z.int().min(0),
      intercept: z.number().nullable(),
      parts: z
        .array(z.object({ name: z.string(), value: z.number(), effect: z.number() }))
        .describe('What the chance is made of; effects and intercept add up to its logit.'),
    }),
  ),
});
