import { z } from 'zod';
import { Moment } from '../../http/index.js';
import {
  ActivityMetrics,
  ContentPreference,
  FACT_METRICS,
  type FactType,
  GoalsMetrics,
  PreferencesMetrics,
  PublicId,
} from '../learners/index.js';

/** What a program may tell, with all that it has to say about it. The rest is said by the product alone. */

const Seconds = z.number().min(0).max(86_400).describe('How long it took, in seconds.');
const Name = PublicId.describe('An id as catalogues use them.');

const AnswerData = z.strictObject({
  item: Name.describe('An item of the catalogue, or one of your own; then say its skills.'),
  step: Name.optional().describe('Needed where an item of the catalogue has several.'),
  correct: z.boolean(),
  attempt: z.int().min(1).max(1_000).default(1).describe('1 for the first try: only that one is evidence.'),
  hints: z
    .int()
    .min(0)
    .max(1_000)
    .default(0)
    .describe('Hints that were open then; each halves what a right answer says.'),
  seconds: Seconds,
  mode: z.enum(['practice', 'review', 'placement', 'external']).optional(),
  misconception: Name.optional().describe('The wrong idea behind it.'),
  skills: z.array(Name).min(1).max(20).optional().describe('Of an item of your own: skills of the catalogue.'),
  difficulty: z.number().min(-6).max(6).optional().describe('Of an item of your own, on the scale of abilities.'),
  discrimination: z.number().min(0.1).max(5).optional().describe('Of an item of your own.'),
});
export type AnswerData = z.infer<typeof AnswerData>;

const { modality: Modality } = FACT_METRICS['content-viewed'].shape;
const Share = z.number().min(0).max(1);
const Nothing = z.strictObject({});

const LessonData = z.strictObject({ modality: Modality.default('text'), seconds: Seconds.nullable().default(null) });
const ViewData = LessonData.extend({ share: Share.nullable().default(null).describe('How much of it was seen.') });
const ActivityData = ActivityMetrics.omit({ source: true }).extend({
  seconds: Seconds.nullable().default(null),
  score: Share.nullable().default(null),
  completed: z.boolean().nullable().default(null),
  skills: z.array(Name).max(20).default([]),
});
const GradeData = z.strictObject({
  column: Name.describe('Names the column for ever, within the course.'),
  label: z.string().max(255),
  score: Share,
  skills: z
    .array(z.strictObject({ id: Name, weight: z.number().gt(0).max(10).describe('How many answers it is worth.') }))
    .max(20)
    .default([])
    .describe('The skills that it is evidence of, which needs the scope evidence:write; none: it is only shown.'),
});
export type GradeData = z.infer<typeof GradeData>;

const QuizData = z.strictObject({ answers: z.record(Name, ContentPreference) });
const GoalsData = GoalsMetrics.extend({ priority_areas: z.array(Name).max(200) });
const PreferencesData = PreferencesMetrics.extend({ preferred_characters: z.array(Name).max(20).optional() });

const Envelope = {
  key: z
    .string()
    .min(1)
    .max(200)
    .describe('Names this event for ever: sent again, it is known and not recorded twice.'),
  userId: PublicId.describe('Our own opaque id of the learner.'),
  course: PublicId.describe('Id of the course.'),
  at: Moment.describe('When it happened.'),
};

const eventOf = <T extends FactType, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({ ...Envelope, type: z.literal(type), data });
const contentEventOf = <T extends FactType, D extends z.ZodType>(type: T, what: string, data: D) =>
  z.strictObject({ ...Envelope, type: z.literal(type), content: Name.describe(what), data });

/** Kinds of facts that only the product itself can know; a program that says them is refused. */
export const PRODUCT_ONLY = [
  'hint',
  'solution',
  'placement',
  'round-started',
  'round-finished',
  'launch',
  'coach-spoke',
  'experiment-exposed',
  'suggestion-seen',
  'suggestion-accepted',
  'suggestion-dismissed',
  'suggestion-completed',
  'suggestion-rated',
  'grade-delivered',
] as const satisfies readonly FactType[];

export const Event = z.discriminatedUnion('type', [
  eventOf('answer', AnswerData).describe('A scored result; needs the scope evidence:write.'),
  contentEventOf('lesson-opened', 'A lesson of the catalogue.', Nothing),
  contentEventOf('lesson-completed', 'A lesson of the catalogue.', LessonData),
  contentEventOf('content-viewed', 'Anything that can be seen, by an id of yours.', ViewData),
  eventOf('activity', ActivityData),
  eventOf('grade-read', GradeData),
  eventOf('goals-set', GoalsData),
  eventOf('preferences-set', PreferencesData),
  eventOf('style-quiz', QuizData),
  eventOf('signals-set', FACT_METRICS['signals-set']),
  eventOf('personalization-set', FACT_METRICS['personalization-set']),
  eventOf('difficulty-felt', FACT_METRICS['difficulty-felt'].extend({ decision: Name })),
  eventOf('coach-rated', FACT_METRICS['coach-rated'].extend({ coach: Name.describe('A coach of the catalogue.') })),
  eventOf('survey-answered', FACT_METRICS['survey-answered'].extend({ survey: Name })),
  z
    .strictObject({
      ...Envelope,
      type: z.enum(PRODUCT_ONLY),
      content: Name.optional(),
      data: z.record(z.string().max(60), z.unknown()),
    })
    .describe('Only the product says these: they are refused, one by one.'),
]);
export type Event = z.infer<typeof Event>;

export const MOST_EVENTS = 1_000;

export const EventBatch = z.strictObject({
  events: z
    .array(Event)
    .min(1)
    .max(MOST_EVENTS)
    .describe('Events of one learner are taken in the order in which they stand here.'),
});

/** Why an event is refused, in words for whoever wrote the program. */
export const REFUSALS = {
  'unknown-learner': 'There is no such learner in this course; POST /api/learners enrols one.',
  'course-unbound': 'The course is bound to no catalogue yet.',
  'product-only': 'Only the product itself says this.',
  'needs-evidence': 'This changes what is known of the learner, which needs the scope evidence:write.',
  'unknown-item': 'The catalogue has no such item; say the skills of an item of your own.',
  'known-item': 'An item of the catalogue brings its own skills and parameters along.',
  'unknown-step': 'The item has no such step.',
  'step-needed': 'The item has several steps: say which.',
  'unknown-skill': 'The catalogue has no such skill.',
  'unknown-lesson': 'The catalogue has no such lesson.',
  'unknown-coach': 'The catalogue has no such coach.',
  'not-yet': 'It says that it happened later than now.',
  'too-long-ago': 'It says that it happened before the year 2000.',
  conflict: 'The key was used before, for something else.',
} as const;
export type Refusal = keyof typeof REFUSALS;

export const EventResult = z.object({
  key: z.string(),
  result: z
    .enum(['recorded', 'known', 'refused'])
    .describe('`recorded`: it is in the profile now; `known`: it was before; `refused`: nothing of it was written.'),
  problem: z
    .object({ code: z.enum(Object.keys(REFUSALS) as [Refusal, ...Refusal[]]), detail: z.string() })
    .nullable()
    .describe('Why it was refused.'),
});
export type EventResult = z.infer<typeof EventResult>;

export const BatchAnswer = z.object({
  recorded: z.number().int(),
  known: z.number().int(),
  refused: z.number().int(),
  events: z.array(EventResult).describe('One for each event, in the order in which they were sent.'),
});
export type BatchAnswer = z.infer<typeof BatchAnswer>;
