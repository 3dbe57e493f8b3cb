import { z } from 'zod';

/**
 * The facts of the ledger: what happened, with all that a later reader needs to understand it alone. Parameters that were
 * in force travel in the fact, so a profile can be folded again from its facts and nothing else.
 */

const Slug = z.string().min(1).max(240);

/** A learner answered one step of a question. */
export const AnswerMetrics = z.strictObject({
  decision: Slug,
  placement: Slug.nullable(),
  step: Slug,
  /** The skill that the question was chosen for. */
  skill: Slug,
  family: Slug.nullable(),
  correct: z.boolean(),
  /** 1 for the first try at this step, then 2, 3, … */
  attempt: z.number().int().min(1),
  /** Hints that were open when the answer came. */
  hints: z.number().int().min(0),
  /** How much this answer says about the learner, in [0, 1]: 1 for a first try without help, 0 for a later try. */
  weight: z.number().min(0).max(1),
  seconds: z.number().min(0).max(86_400),
  item: z.strictObject({ discrimination: z.number(), difficulty: z.number() }),
  skills: z.array(
    z.strictObject({
      id: Slug,
      prior: z.number(),
      learn: z.number(),
      guess: z.number(),
      slip: z.number(),
    }),
  ),
});
export type AnswerMetrics = z.infer<typeof AnswerMetrics>;

/** A newcomer was placed beside earlier learners; later answers start from this prior. */
export const PlacementMetrics = z.strictObject({
  segment: z.enum(['beginning', 'building', 'strong']),
  mean: z.number(),
  sd: z.number().positive(),
});

const HintMetrics = z.strictObject({ decision: Slug, step: Slug, hint: Slug });
const SolutionMetrics = z.strictObject({ decision: Slug, step: Slug });
const SuggestionMetrics = z.strictObject({
  recommendation: Slug,
  content_type: z.enum(['course', 'assessment', 'character', 'review']),
});
const RoundMetrics = z.strictObject({ placement: Slug, attempt: z.number().int().min(1) });
const GradeMetrics = z.strictObject({ placement: Slug, score: z.number().min(0) });

/** Every kind of fact and what it carries; `interaction_type` of a stored fact is one of these names. */
export const FACT_METRICS = {
  answer: AnswerMetrics,
  hint: HintMetrics,
  solution: SolutionMetrics,
  placement: PlacementMetrics,
  'round-started': RoundMetrics,
  'round-finished': RoundMetrics,
  'lesson-opened': z.strictObject({}),
  'suggestion-seen': SuggestionMetrics,
  'suggestion-accepted': SuggestionMetrics,
  'suggestion-dismissed': SuggestionMetrics,
  'suggestion-completed': SuggestionMetrics,
  'grade-delivered': GradeMetrics,
} as const;

export type FactType = keyof typeof FACT_METRICS;
export type FactMetrics<T extends FactType> = z.infer<(typeof FACT_METRICS)[T]>;

/** A fact as a use case hands it to the ledger. */
export type FactDraft = {
  [T in FactType]: {
    readonly type: T;
    /** Names this fact for ever: the same key is never recorded twice for a learner in a course. */
    readonly key: string;
    readonly contentId: string | null;
    readonly metrics: FactMetrics<T>;
    /** When it happened. */
    readonly at: Date;
    readonly seconds?: number;
    readonly completion?: 'started' | 'completed' | 'abandoned';
  };
}[FactType];
