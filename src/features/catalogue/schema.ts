import { z } from 'zod';

/**
 * What a course is made of. A course is plain data: it can be written by hand, generated, or imported,
 * and nothing in the engine or the pages knows what it is about.
 *
 * Text fields named `…Markdown` hold Markdown with TeX between `$…$` (inline) and `$$…$$` (display);
 * they are rendered on the server to safe HTML with MathML.
 */

/** A name that is stable across imports: it travels in links, facts and LMS custom parameters. */
export const Slug = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/, 'use letters, digits, ".", "_" and "-", 120 characters at most');

/** What is said about lessons and items so that they can be found, filtered and put in order. All of it may be absent. */
export const ContentLevel = z.enum(['introductory', 'intermediate', 'advanced']);
export type ContentLevel = z.infer<typeof ContentLevel>;
/** The words of the facts of the ledger; see `ActivityMetrics`. */
export const ContentModality = z.enum(['text', 'video', 'practice', 'figure', 'conversation', 'other']);
export type ContentModality = z.infer<typeof ContentModality>;
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/);
const metadata = {
  level: ContentLevel.optional(),
  /** Absent: a lesson is text, or video when it has one; an item is practice. */
  modality: ContentModality.optional(),
  /** Absent: that of the course. */
  language: Language.optional(),
  /** What somebody can do after it, a sentence each. */
  objectives: z.array(z.string().min(1).max(300)).max(20).optional(),
};
const Tag = z.string().min(1).max(120);

const Option = z.strictObject({
  id: Slug,
  textMarkdown: z.string().min(1),
  /** The wrong idea that leads a learner to this option, in a few words; used for feedback. */
  misconception: z.string().min(1).optional(),
  /** Stays behind the others when options are mixed: "none of these", "all of the above". */
  keepLast: z.literal(true).optional(),
});
export type Option = z.infer<typeof Option>;

const SingleChoice = z.strictObject({
  kind: z.literal('single-choice'),
  options: z.array(Option).min(2),
  correct: Slug,
});

const MultipleChoice = z.strictObject({
  kind: z.literal('multiple-choice'),
  options: z.array(Option).min(2),
  correct: z.array(Slug).min(1),
});

const Numeric = z.strictObject({
  kind: z.literal('numeric'),
  value: z.number(),
  /** The largest accepted distance from `value`, in the unit of `value`. */
  tolerance: z.number().nonnegative(),
  /** The unit shown behind the field, and the forms of it that a learner may type. `%` means value is in per cent. */
  unit: z.strictObject({ label: z.string().min(1), accepted: z.array(z.string().min(1)).default([]) }).optional(),
});

const Text = z.strictObject({
  kind: z.literal('text'),
  /** Accepted forms; white space is folded, case only counts when `caseSensitive`. */
  accepted: z.array(z.string().min(1)).min(1),
  caseSensitive: z.boolean().default(false),
});

const Ordering = z.strictObject({
  kind: z.literal('ordering'),
  options: z.array(Option).min(2),
  /** Every option id once, first to last. */
  correct: z.array(Slug).min(2),
});

const Matching = z.strictObject({
  kind: z.literal('matching'),
  left: z.array(Option).min(2),
  right: z.array(Option).min(2),
  /** Left id to right id, every left id once. */
  correct: z.record(z.string(), Slug),
});

const Expression = z.strictObject({
  kind: z.literal('expression'),
  /** Accepted expressions in plain notation (`2*x+1`, `sqrt(2)`); an equivalent form is right too. */
  accepted: z.array(z.string().min(1)).min(1),
});

/** The rule by which a response is right or wrong. It never leaves the server: see `questionOf`. */
export const AnswerKey = z.discriminatedUnion('kind', [
  SingleChoice,
  MultipleChoice,
  Numeric,
  Text,
  Ordering,
  Matching,
  Expression,
]);
export type AnswerKey = z.infer<typeof AnswerKey>;

export const Hint = z.strictObject({
  id: Slug,
  title: z.string().optional(),
  textMarkdown: z.string().min(1),
  /** A small question inside the hint (a scaffold). Its answer is shown with the hint that follows it. */
  ask: z.strictObject({ answer: AnswerKey, answerMarkdown: z.string().min(1) }).optional(),
});
export type Hint = z.infer<typeof Hint>;

/** Two-parameter logistic item parameters on the latent scale (mean 0, standard deviation 1). */
export const ItemParameters = z.strictObject({
  discrimination: z.number().positive().max(5).default(1),
  difficulty: z.number().min(-6).max(6).default(0),
});
export type ItemParameters = z.infer<typeof ItemParameters>;

/** One assessed question. An answer to a step is the unit of evidence. */
export const Step = z.strictObject({
  id: Slug,
  promptMarkdown: z.string().min(1),
  answer: AnswerKey,
  /** The skills that a right answer shows, at least one. */
  skills: z.array(Slug).min(1),
  parameters: ItemParameters.prefault({}),
  hints: z.array(Hint).default([]),
  /** The worked solution, shown after the step is over. */
  solutionMarkdown: z.string().min(1),
});
export type Step = z.infer<typeof Step>;

/** A question or a multi-step problem: the unit that is chosen and shown. Most have one step. */
export const Item = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(200),
  /** What all steps share: the situation, a table, a figure. */
  bodyMarkdown: z.string().default(''),
  steps: z.array(Step).min(1),
  /** Variants of one question share a family; a learner does not meet two of a family in a row. */
  family: Slug.optional(),
  tags: z.array(Tag).max(50).default([]),
  ...metadata,
  /** How long it takes; absent: not known. */
  minutes: z.number().positive().max(240).optional(),
  /** Names of figures (see `Course.figures`) that the body or a step shows below its text. */
  figures: z.array(z.string()).default([]),
  /** Where it comes from and under which licence, when it is not the course's own. */
  attribution: z.string().optional(),
});
export type Item = z.infer<typeof Item>;

/** Bayesian knowledge tracing parameters of a skill; see engine/tracing. */
export const TracingParameters = z.strictObject({
  prior: z.number().gt(0).lt(1).default(0.25),
  learn: z.number().gte(0).lt(1).default(0.12),
  guess: z.number().gte(0).lt(0.5).default(0.2),
  slip: z.number().gte(0).lt(0.5).default(0.1),
});
export type TracingParameters = z.infer<typeof TracingParameters>;

export const Skill = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(120),
  /** One plain sentence that says what a person can do who has it. */
  description: z.string().min(1),
  /** Skills that come first; weight in (0, 1] says how much this one leans on them. The graph has no cycle. */
  prerequisites: z.array(z.strictObject({ skill: Slug, weight: z.number().gt(0).max(1) })).default([]),
  parameters: TracingParameters.prefault({}),
});
export type Skill = z.infer<typeof Skill>;

/** A film that a lesson shows above its text. Whoever cannot see or hear it has the captions and the transcript. */
export const LessonMedia = z.strictObject({
  kind: z.literal('video'),
  /** Names one of `Course.videos`. */
  name: z.string().min(1).max(120),
  seconds: z.number().positive().max(14_400),
  /** WebVTT by language; the language of the course is among them. */
  captions: z.record(Language, z.string().min(1).max(200_000)),
  /** All that is said and seen, to read. */
  transcriptMarkdown: z.string().min(1),
  /** A figure of the course that stands for it before it plays. */
  poster: z.string().min(1).optional(),
});
export type LessonMedia = z.infer<typeof LessonMedia>;

export const Lesson = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(200),
  skills: z.array(Slug).min(1),
  minutes: z.number().int().positive().max(240),
  bodyMarkdown: z.string().min(1),
  tags: z.array(Tag).max(50).optional(),
  ...metadata,
  media: LessonMedia.optional(),
});
export type Lesson = z.infer<typeof Lesson>;

/** What a coach has always been asked to speak to. */
const FIRST_MOMENTS = ['greeting', 'right', 'wrong', 'hint', 'stuck', 'returning', 'nearly-there', 'finished'] as const;
/** Moments that a coach may leave to the lines of the house (`views/locales`). */
const MORE_MOMENTS = ['misconception', 'bored', 'tired', 'effort', 'review-due', 'plan'] as const;
/** What a coach can be asked to speak to. */
export const CoachMoment = z.enum([...FIRST_MOMENTS, ...MORE_MOMENTS]);
export type CoachMoment = z.infer<typeof CoachMoment>;

const Lines = z.array(z.string().min(1).max(400)).min(1).max(100);
const linesOf = <M extends string, T extends z.ZodType>(moments: readonly M[], lines: T) =>
  Object.fromEntries(moments.map((moment) => [moment, lines])) as Record<M, T>;

export const Coach = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(60),
  /** Who this is, in a sentence or two. */
  personality: z.string().min(1),
  teachingStyle: z.enum(['encouraging', 'analytical', 'socratic', 'playful', 'direct']),
  /** Skills that this coach knows best. */
  topics: z.array(Slug).min(1),
  /** Sentences for each moment; `{skill}`, `{days}` and the like are filled in, see `check/check-lines.ts`. */
  lines: z.strictObject({
    ...linesOf(FIRST_MOMENTS, Lines),
    ...linesOf(MORE_MOMENTS, Lines.optional()),
  }),
});
export type Coach = z.infer<typeof Coach>;

const Figure = z.strictObject({
  name: z.string().min(1),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/svg+xml', 'image/webp']),
  base64: z.string().min(1),
  alt: z.string(),
});
export type Figure = z.infer<typeof Figure>;

const Video = z.strictObject({
  name: z.string().min(1).max(120),
  mediaType: z.enum(['video/webm', 'video/mp4']),
  base64: z.string().min(1),
});
export type Video = z.infer<typeof Video>;

/** A whole course as one value. `checkCourse` (course-check.ts) proves what a schema cannot: references and cycles. */
export const Course = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(200),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
    .default('en'),
  licence: z.string().min(1),
  skills: z.array(Skill).min(1),
  items: z.array(Item).min(1),
  lessons: z.array(Lesson).default([]),
  coaches: z.array(Coach).default([]),
  figures: z.array(Figure).default([]),
  /** Absent in a course without films, so that its digest is what it always was. */
  videos: z.array(Video).optional(),
});
export type Course = z.infer<typeof Course>;
