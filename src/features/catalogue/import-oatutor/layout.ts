import { z } from 'zod';

/**
 * The files of OATutor's content layout, as its authoring scripts write them:
 *
 *   coursePlans.json, skillModel.json, bkt-params/defaultBKTParams.json
 *   content-pool/<problem>/<problem>.json, figures/…
 *   content-pool/<problem>/steps/<step>/<step>.json, tutoring/<step>DefaultPathway.json
 *
 * Fields that are not named here have no counterpart in a course; `ignoredFields` finds them for the report.
 */

const Variables = z.record(z.string(), z.array(z.string())).default({});

const Assessed = {
  problemType: z.string().default('TextBox'),
  answerType: z.string().default('string'),
  choices: z.array(z.string()).default([]),
  variabilization: Variables,
};

const SubHint = z.object({
  id: z.string(),
  type: z.string().default('hint'),
  dependencies: z.array(z.string()).default([]),
  title: z.string().default(''),
  text: z.string().default(''),
  ...Assessed,
  hintAnswer: z.array(z.string()).default([]),
});

export const OaHint = SubHint.extend({ subHints: z.array(SubHint).default([]) });
export type OaHint = z.infer<typeof OaHint>;

export const OaStep = z.object({
  id: z.string(),
  stepTitle: z.string().default(''),
  stepBody: z.string().default(''),
  stepAnswer: z.array(z.string()).default([]),
  ...Assessed,
});
export type OaStep = z.infer<typeof OaStep>;

export const OaProblem = z.object({
  id: z.string(),
  title: z.string().default(''),
  body: z.string().default(''),
  oer: z.string().default(''),
  license: z.string().default(''),
  lesson: z.string().default(''),
  courseName: z.string().default(''),
  variabilization: Variables,
});
export type OaProblem = z.infer<typeof OaProblem>;

export const OaPlan = z.object({
  courseName: z.string(),
  language: z.string().default('en'),
  courseOER: z.string().default(''),
  courseLicense: z.string().default(''),
  lessons: z
    .array(
      z.object({
        id: z.string().default(''),
        name: z.string().default(''),
        topics: z.string().default(''),
        learningObjectives: z.record(z.string(), z.number()).default({}),
      }),
    )
    .default([]),
});
export type OaPlan = z.infer<typeof OaPlan>;

export const SkillModel = z.record(z.string(), z.array(z.string()));

export const TracingModel = z.record(
  z.string(),
  z.object({ probMastery: z.number(), probTransit: z.number(), probSlip: z.number(), probGuess: z.number() }),
);
export type TracingModel = z.infer<typeof TracingModel>;

/** What we read under another name or need not read: nothing is lost with these. */
const KNOWN_ELSEWHERE = new Set(['answerLatex', 'lessonId']);

/** Fields of an object that its schema does not name, as `what.field`. */
export function ignoredFields(raw: unknown, schema: z.ZodObject, what: string): string[] {
  if (raw === null || typeof raw !== 'object') return [];
  return Object.keys(raw)
    .filter((field) => !(field in schema.shape) && !KNOWN_ELSEWHERE.has(field))
    .map((field) => `${what}.${field}`);
}

export const PlanLesson = OaPlan.shape.lessons.unwrap().element;
