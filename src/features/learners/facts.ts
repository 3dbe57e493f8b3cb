import { z } from 'zod';
import { Moment } from '../../http/index.js';

/**
 * The facts of the ledger: what happened, with all that a later reader needs to understand it alone. Parameters that were
 * in force travel in the fact, so a profile can be folded again from its facts and nothing else.
 */

/** A name of something, as it may also be the name of a field: no control characters, no halves of characters. */
const Slug = z.string().regex(/^[ -~\u00a0-\ud7ff\ue000-\ufffd]{1,240}$/, 'a name of at most 240 characters');
/** What a fact is about, when it is about one thing. */
export const ContentId = Slug.nullable();

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
  /** What it was an answer in; absent: practice. Only `external` was not asked by us. */
  mode: z.enum(['practice', 'review', 'placement', 'external']).optional(),
  /** The wrong idea behind the answer, as the catalogue tags it (`<item>:<option>` or a slug of its words). */
  misconception: Slug.nullable().optional(),
  /** The chance of a right answer that was foretold when it was asked, and the model that said so. */
  foretold: z.strictObject({ chance: z.number().min(0).max(1), model: Slug }).optional(),
  /** How sure the learner said they were, in [0, 1]. */
  confidence: z.number().min(0).max(1).optional(),
  seconds: z.number().min(0).max(86_400),
  item: z.strictObject({
    discrimination: z.number(),
    difficulty: z.number(),
    /** Nobody said how hard it was: these stand in for it, and it says nothing of the ability. */
    assumed: z.literal(true).optional(),
  }),
  skills: z.array(
    z.strictObject({
      id: Slug,
      prior: z.number(),
      learn: z.number(),
      guess: z.number(),
      slip: z.number(),
      /** Mean difficulty of its questions; absent: that of this question stands for it. */
      difficulty: z.number().optional(),
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
/** The kind of content: how something is taught. */
export const Modality = z.enum(['text', 'video', 'practice', 'figure', 'conversation', 'other']);
export type Modality = z.infer<typeof Modality>;
/** Who told us of something that did not happen here. */
export const FactSource = z.enum(['attune', 'ags', 'moodle', 'canvas', 'csv', 'xapi', 'caliper', 'api']);
export type FactSource = z.infer<typeof FactSource>;
const Share = z.number().min(0).max(1);
const Seconds = z.number().min(0).max(86_400);
const Stars = z.number().int().min(1).max(5);

/** What a suggestion, a forecast or a plan may be made from; a learner can switch each off. */
export const SIGNALS = [
  'skills',
  'forgetting',
  'grades',
  'similar-learners',
  'habits',
  'goals',
  'preferences',
] as const;
export const Signal = z.enum(SIGNALS);
export type Signal = z.infer<typeof Signal>;

/** It was recorded before without these skills: evidence for them, and no event of its own. */
const Again = z.boolean().optional();

/** A grade that stands in the LMS, for something that is ours or not. */
export const GradeReadMetrics = z.strictObject({
  source: FactSource,
  /** Names the column for ever, within the course. */
  column: Slug,
  label: z.string().max(255),
  score: Share,
  /** It is the column of one of our own placements: shown, and no evidence, since it was made from our facts. */
  ours: z.boolean(),
  /** The skills that the instructor mapped it to, with the parameters in force; empty while it is unmapped. */
  skills: z.array(
    z.strictObject({
      id: Slug,
      /** How much the whole grade says about the skill, in answers. */
      weight: z.number().min(0).max(10),
      prior: z.number(),
      learn: z.number(),
      guess: z.number(),
      slip: z.number(),
    }),
  ),
  again: Again,
});

export type GradeReadMetrics = z.infer<typeof GradeReadMetrics>;

/** Something that happened elsewhere and is no answer to a question of ours. */
export const ActivityMetrics = z.strictObject({
  source: FactSource,
  /** In the words of whoever told us, shortened: `completed`, `Viewed`, … */
  verb: z.string().min(1).max(120),
  /** Names what was acted on, within the course. */
  object: z.string().min(1).max(240),
  /** What people call it. */
  label: z.string().max(255).optional(),
  modality: Modality,
  seconds: Seconds.nullable(),
  score: Share.nullable(),
  completed: z.boolean().nullable(),
  /** The skills that it is about, by the instructor's mapping; empty while it is unmapped. */
  skills: z.array(Slug),
  again: Again,
});
export type ActivityMetrics = z.infer<typeof ActivityMetrics>;

export const MotivationType = z.enum(['achievement', 'mastery', 'social', 'competitive']);
export type MotivationType = z.infer<typeof MotivationType>;
export const ContentPreference = z.enum(['visual', 'analytical', 'interactive', 'mixed']);
export type ContentPreference = z.infer<typeof ContentPreference>;
export const GoalsMetrics = z.strictObject({
  /** Mastery to reach in the priority areas (or everywhere), in (0, 1]. */
  target_skill_level: z.number().gt(0).max(1),
  timeline: Moment.nullable(),
  priority_areas: z.array(Slug).max(200),
  motivation_type: MotivationType.nullable(),
});
export type GoalsMetrics = z.infer<typeof GoalsMetrics>;
/** What a learner says they like. It changes how things are presented, never how hard they are or whether they are shown. */
export const PreferencesMetrics = z.strictObject({
  preferred_content_type: ContentPreference.nullable().optional(),
  session_minutes: z.number().int().min(5).max(240).nullable().optional(),
  difficulty_progression_rate: z.enum(['slow', 'moderate', 'fast']).nullable().optional(),
  motivation_factors: z.array(MotivationType).max(4).optional(),
  preferred_characters: z.array(Slug).max(20).optional(),
  reviews_per_day: z.number().int().min(0).max(200).nullable().optional(),
  no_ai: z.boolean().optional(),
  /** New parts of the tool are not announced. */
  quiet_introductions: z.boolean().optional(),
  /** So many suggestions a day at most, and a word about a break after so many minutes of a day; null: no limit. */
  suggestions_per_day: z.number().int().min(0).max(20).nullable().optional(),
  minutes_per_day: z.number().int().min(5).max(600).nullable().optional(),
  /** The language of the pages; null: that of the launch. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/, 'a language tag, as in "de"')
    .nullable()
    .optional(),
  /** How the practice page works: whether it says how hard a question is, asks how sure one is, and listens to keys. */
  show_difficulty: z.boolean().optional(),
  ask_confidence: z.boolean().optional(),
  key_shortcuts: z.boolean().optional(),
});
export type PreferencesMetrics = z.infer<typeof PreferencesMetrics>;
/** One answer sheet of the quiz about preferences: question to choice. */
export const StyleQuizMetrics = z.strictObject({ answers: z.record(Slug, ContentPreference) });

/** Whether what is known of a learner may shape what they see, or they get the fixed order of the course. */
export const ConsentChoice = z.enum(['personal', 'course-order']);
export type ConsentChoice = z.infer<typeof ConsentChoice>;
const ConsentMetrics = z.strictObject({ version: z.number().int().min(1), choice: ConsentChoice });
/** The learner starts a skill afresh; what they did before stays in the ledger. */
const ResetMetrics = z.strictObject({ skill: Slug, prior: Share });

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
  'lesson-opened': z.strictObject({ modality: Modality.optional() }),
  'lesson-completed': z.strictObject({ modality: Modality, seconds: Seconds.nullable() }),
  'content-viewed': z.strictObject({ modality: Modality, seconds: Seconds.nullable(), share: Share.nullable() }),
  launch: z.strictObject({ placement: Slug.nullable() }),
  'grade-read': GradeReadMetrics,
  activity: ActivityMetrics,
  'goals-set': GoalsMetrics,
  /** The goal is taken back; what was learned for it stays. */
  'goals-removed': z.strictObject({}),
  'preferences-set': PreferencesMetrics,
  'style-quiz': StyleQuizMetrics,
  'signals-set': z.strictObject({ off: z.array(Signal) }),
  'personalization-set': z.strictObject({ paused: z.boolean() }),
  'consent-given': ConsentMetrics,
  'skill-reset': ResetMetrics,
  'difficulty-felt': z.strictObject({ decision: Slug, felt: z.enum(['too-easy', 'right', 'too-hard']) }),
  'coach-spoke': z.strictObject({
    coach: Slug,
    moment: z.string().min(1).max(60),
    skill: Slug.nullable(),
    generated: z.boolean(),
  }),
  'coach-rated': z.strictObject({ coach: Slug, helpful: z.boolean() }),
  'survey-answered': z.strictObject({ survey: Slug, useful: Stars, enjoyable: Stars }),
  'survey-dismissed': z.strictObject({ survey: Slug }),
  'experiment-exposed': z.strictObject({ experiment: Slug, variant: Slug, where: Slug }),
  'suggestion-seen': SuggestionMetrics,
  'suggestion-accepted': SuggestionMetrics,
  'suggestion-dismissed': SuggestionMetrics,
  'suggestion-completed': SuggestionMetrics,
  'suggestion-rated': SuggestionMetrics.extend({ score: Stars }),
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
