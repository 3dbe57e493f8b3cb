import { z } from 'zod';
import { Moment } from '../../http/index.js';
import { PublicId } from '../learners/index.js';

export const ExperimentWhere = z.enum(['recommendations', 'difficulty', 'paths']);
export type ExperimentWhere = z.infer<typeof ExperimentWhere>;

const Shift = z.number().min(-0.3).max(0.3);

/** What each variant does. Each place knows its own treatments, and every one of them is carried out there. */
export const TREATMENTS = {
  /** `engine`: ranked for the learner; `popular`: what most learners did; `fixed`: in the order of the course. */
  recommendations: z.strictObject({ policy: z.enum(['engine', 'popular', 'fixed']) }),
  /** The chance of a right answer that is aimed at: moved by `shift`, or the same for everybody (`fixed`). */
  difficulty: z.union([
    z.strictObject({ shift: Shift.describe('Added to the chance that is aimed at.') }),
    z.strictObject({ fixed: z.number().min(0.3).max(0.95).describe('The chance that is aimed at, for everybody.') }),
  ]),
  /** `engine`: optimised for the learner; `course-order`: in the order of the course. */
  paths: z.strictObject({ policy: z.enum(['engine', 'course-order']) }),
} as const satisfies Record<ExperimentWhere, z.ZodType>;

export type Treatment<W extends ExperimentWhere> = z.infer<(typeof TREATMENTS)[W]>;

const AnyTreatment = z.union([
  TREATMENTS.recommendations,
  z.strictObject({ shift: Shift }),
  z.strictObject({ fixed: z.number().min(0.3).max(0.95) }),
  TREATMENTS.paths,
]);

/** Names an experiment or a variant in facts, commands and addresses. */
const nameOf = (most: number) =>
  z.string().regex(new RegExp(`^[a-z0-9][a-z0-9-]{0,${most - 1}}$`), 'small letters, digits and hyphens only');
export const ExperimentName = nameOf(100);

const variantOf = <T extends z.ZodType>(treatment: T) =>
  z.strictObject({
    name: nameOf(50),
    weight: z.number().positive().max(1_000_000).describe('Shares are weights by their sum.'),
    treatment,
  });
const Variant = variantOf(AnyTreatment);
export type Variant = z.infer<typeof Variant>;

const draftOf = <W extends ExperimentWhere, T extends z.ZodType>(where: W, treatment: T) =>
  z.strictObject({
    name: ExperimentName,
    where: z.literal(where).describe('What is decided in another way.'),
    variants: z.array(variantOf(treatment)).min(2).max(20).describe('Each has a name of its own.'),
    course: PublicId.nullable().default(null).describe('Null: every course of the institution.'),
    startsAt: Moment.nullable().default(null).describe('Not before, even when it was started.'),
    endsAt: Moment.nullable().default(null).describe('After `startsAt`.'),
  });

export const ExperimentDraft = z.discriminatedUnion('where', [
  draftOf('recommendations', TREATMENTS.recommendations),
  draftOf('difficulty', TREATMENTS.difficulty),
  draftOf('paths', TREATMENTS.paths),
]);
export type ExperimentDraft = z.infer<typeof ExperimentDraft>;

export const ExperimentAnswer = z.object({
  name: z.string(),
  where: ExperimentWhere,
  state: z.enum(['draft', 'running', 'stopped']),
  course: z.string().nullable(),
  variants: z.array(z.object({ name: z.string(), weight: z.number(), treatment: AnyTreatment })),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

export const ExperimentReport = ExperimentAnswer.extend({
  counts: z.array(
    z.object({
      variant: z.string(),
      planned: z.number().describe('Share of the learners, in (0, 1].'),
      assigned: z.number().int(),
      exposed: z.number().int().describe('Learners who met the variant at least once.'),
    }),
  ),
  sampleRatio: z
    .object({
      verdict: z.enum(['as-planned', 'unusual', 'not-as-planned']),
      severity: z.enum(['none', 'watch', 'act']),
      pValue: z.number().describe('Of one look.'),
      sequentialPValue: z.number().describe('Holds however often one looks.'),
    })
    .nullable()
    .describe('Whether learners fell to the variants as planned; null while there are none.'),
});
