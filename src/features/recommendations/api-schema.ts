import { z } from 'zod';
import { SIGNAL_OF_PART, SIGNAL_OF_REASON } from '../../engine/ranking/signals.js';
import type { Counterfactual, SuggestionReason } from '../../engine/ranking/suggestion.js';
import { PublicId, Signal } from '../learners/index.js';
import { RECOMMENDED_TYPES, type RecommendationDocument } from './model.js';
import type { WhyNot } from './why-not.js';

export const RecommendedType = z.enum(RECOMMENDED_TYPES);
export const ContentId = z.string().min(1).max(240);
const Share = z.number().min(0).max(1);

const Part = z.object({
  name: z.string(),
  signal: Signal.nullable().describe('What it rests on; null: a property of the content, or your own word.'),
  value: z.number().min(-1).max(1).describe('In units of the score; what takes away is below 0.'),
});
const Reason = z.object({
  code: z.string(),
  signal: Signal.nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
const BestTime = z.object({
  when: z.enum(['now', 'later', 'tomorrow']),
  hours: z.number().min(0).describe('From the time when it was suggested.'),
  reason: z.enum(['deadline', 'rest', 'prerequisite-first', 'spacing', 'usual-time', 'ready']),
});
const FirstIf = z
  .object({
    change: z.enum(['known-at-most', 'known-at-least', 'days-without-practice']),
    skill: z.string(),
    value: z.number(),
  })
  .describe('The one change that would put it first.');

export const Recommendation = z.object({
  id: z.string(),
  content_type: RecommendedType,
  content_id: z.string(),
  title: z.string(),
  position: z.number().int().min(0).describe('0 for the first of its set.'),
  recommendation_score: Share.describe('Exactly the sum of the parts; 0 in the order of the course.'),
  reasons: z.array(Reason),
  parts: z.array(Part),
  best_time: BestTime.nullable().describe('Of an assessment: when it is best taken.'),
  engagement: Share.nullable().describe('Chance that it is taken up; null when habits are off.'),
  first_if: FirstIf.nullable(),
  propensity: Share.nullable().describe('How probable its kind was in this slot; null where nothing was drawn.'),
  recommended_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  user_action: z.enum(['accepted', 'dismissed', 'completed']).nullable(),
  feedback_score: z.number().int().min(1).max(5).nullable(),
  seen: z.boolean(),
});
export type Recommendation = z.infer<typeof Recommendation>;

export const RecommendationSet = z.object({
  set_id: z.string().nullable().describe('The decision that made the set; null when there is none.'),
  stale: z.boolean().describe('Older than a day, or something has happened since: make a new one.'),
  items: z.array(Recommendation),
});

export const Explanation = Recommendation.extend({
  explanation: z.object({
    sentences: z.array(z.string()).describe('Why this, in words.'),
    parameters: z.string().describe('The models that ranked.'),
    sequence: z.number().int().describe('The last fact that the profile held.'),
    signals: z.array(Signal).describe('Signals that the score rests on.'),
    reproduced_score: Share.nullable().describe('The score, made again from the stored inputs; null in older ones.'),
  }),
});

export const ListQuery = z.object({
  type: RecommendedType.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(3).describe('How many at most.'),
});

const Reaction = z.strictObject({
  action: z.enum(['accepted', 'dismissed', 'completed']).optional(),
  score: z.number().int().min(1).max(5).optional().describe('1: no help; 5: just right.'),
  seen: z.literal(true).optional(),
});
/** At least one of them is said. */
export const Feedback = z.union([
  Reaction.required({ action: true }),
  Reaction.required({ score: true }),
  Reaction.required({ seen: true }),
]);

export const GenerateBody = z.strictObject({
  user_id: PublicId.describe('Opaque id of the learner, or `me` with a session.'),
  course: PublicId.optional(),
  type: RecommendedType.optional(),
  limit: z.number().int().min(1).max(20).default(3),
});

export const EngagementBody = z.strictObject({
  user_id: PublicId.describe('Opaque id of the learner, or `me` with a session.'),
  course: PublicId.optional(),
  content_type: RecommendedType,
  content_id: ContentId,
});
export const EngagementAnswer = z.object({
  engagement: Share.nullable().describe('Chance that it is taken up; null: the learner has switched habits off.'),
  outcomes: z.number().int().min(0).describe('Outcomes of this learner that it rests on; with few it is a guess.'),
  intercept: z.number().nullable(),
  parts: z.array(z.object({ name: z.string(), share: z.number() })).describe('On the scale of log-odds.'),
});

const LeftOut = z.object({
  code: z.enum([
    ...(['set-aside', 'not-due', 'finished', 'at-goal', 'seen'] as const),
    ...(['not-practised', 'no-struggle', 'nothing-to-ask', 'signal-off', 'course-order'] as const),
  ]),
  until: z.iso.datetime().nullable().describe('When that ends, where it is known.'),
});
export const WhyNotQuery = z.object({ content_type: RecommendedType, content_id: ContentId });
export const WhyNotAnswer = z.object({
  content_type: RecommendedType,
  content_id: z.string(),
  title: z.string(),
  rank: z.number().int().min(1).nullable().describe('1: the best score now; null: it cannot be suggested now.'),
  of: z.number().int().min(0).describe('How many things can be suggested now.'),
  score: Share.nullable(),
  reasons: z.array(Reason),
  parts: z.array(Part),
  left_out: LeftOut.nullable().describe('Why it cannot be suggested now.'),
  outranked_by: z.array(
    z.object({ content_type: RecommendedType, content_id: z.string(), title: z.string(), score: Share }),
  ),
  first_if: FirstIf.nullable(),
  sentences: z.array(z.string()).describe('The same in words.'),
});

export const CourseAnd = <T extends z.ZodRawShape>(query: z.ZodObject<T>) =>
  query.extend({
    course: PublicId.optional().describe('Id of the course; needed with a key when the learner is in several.'),
  });

const partOf = ({ name, value }: { readonly name: keyof typeof SIGNAL_OF_PART; readonly value: number }) => ({
  name,
  signal: SIGNAL_OF_PART[name],
  value,
});

const reasonOf = ({ code, ...values }: SuggestionReason) => ({ code, signal: SIGNAL_OF_REASON[code], values });

const firstIfOf = (change: Counterfactual | null | undefined) => change ?? null;

/** A stored suggestion as the API tells it. */
export function recommendationOf(found: RecommendationDocument): Recommendation {
  const { reasoning } = found;
  return {
    id: found._id,
    content_type: found.content_type,
    content_id: found.content_id,
    title: found.title ?? found.content_id,
    position: found.position,
    recommendation_score: found.recommendation_score,
    reasons: reasoning.reasons.map(reasonOf),
    parts: reasoning.parts.map(partOf),
    best_time: reasoning.best_time ?? null,
    engagement: reasoning.engagement?.chance ?? null,
    first_if: firstIfOf(reasoning.wouldBeFirstIf),
    propensity: reasoning.slot?.propensity ?? null,
    recommended_at: found.recommended_at.toISOString(),
    expires_at: found.expires_at?.toISOString() ?? null,
    user_action: found.user_action,
    feedback_score: found.feedback_score,
    seen: Boolean(found.seen_at),
  };
}

export function whyNotAnswer(
  { type, id, title, rank, of, scored, leftOut, outranked, firstIf }: WhyNot,
  sentences: string[],
): z.infer<typeof WhyNotAnswer> {
  const until = leftOut && 'until' in leftOut ? leftOut.until : null;
  return {
    content_type: type,
    content_id: id,
    title,
    rank,
    of,
    score: scored?.score ?? null,
    reasons: (scored?.reasons ?? []).map(reasonOf),
    parts: (scored?.parts ?? []).map(partOf),
    left_out: leftOut && { code: leftOut.code, until: until?.toISOString() ?? null },
    outranked_by: outranked.map(({ type: content_type, id: content_id, title: each, score }) => ({
      content_type,
      content_id,
      title: each,
      score,
    })),
    first_if: firstIfOf(firstIf),
    sentences,
  };
}
