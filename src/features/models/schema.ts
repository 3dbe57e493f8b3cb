import { z } from 'zod';
import { MODEL_KINDS } from '../../training/index.js';
import { PublicId } from '../learners/index.js';
import type { ModelDocument, RunDocument } from './model.js';

export const Kind = z.enum(MODEL_KINDS);
const When = z.iso.datetime().nullable();
const Figures = z.record(z.string(), z.number());

export const CourseBody = z.strictObject({
  course: PublicId.optional().describe('Id of the course; needed with a key.'),
});
export const CourseOf = z.object(CourseBody.shape);

export const TrainBody = CourseBody.extend({
  kinds: z.array(Kind).min(1).max(MODEL_KINDS.length).optional().describe('Which models; all unless told otherwise.'),
});
export const RunParams = z.object({ id: PublicId });
export const KindParams = z.object({ kind: Kind });
export const RollbackBody = CourseBody.extend({
  to: PublicId.optional().describe('A model that has served; the one before the present one unless told otherwise.'),
});

const Outcome = z.object({
  kind: Kind,
  result: z.enum(['promoted', 'kept', 'rejected', 'too-little-data', 'failed']),
  model: z.string().nullable(),
  why: z.string(),
  seconds: z.number(),
});

export const Run = z.object({
  id: z.string(),
  course: z.string(),
  kinds: z.array(Kind),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  progress: z.number().min(0).max(1),
  step: z.string().describe('What is being done: `reading`, or the kind that is being trained.'),
  outcomes: z.array(Outcome),
  problem: z.string().nullable(),
  asked_at: z.iso.datetime(),
  started_at: When,
  finished_at: When,
});

export function runOf(run: RunDocument): z.infer<typeof Run> {
  const { _id, course_id, kinds, state, progress, step, outcomes, problem } = run;
  return {
    ...{ id: _id, course: course_id, kinds, state, progress, step, outcomes, problem },
    asked_at: run.created_at.toISOString(),
    started_at: run.started_at?.toISOString() ?? null,
    finished_at: run.finished_at?.toISOString() ?? null,
  };
}

export const Model = z.object({
  id: z.string(),
  kind: Kind,
  state: z.enum(['champion', 'challenger', 'retired', 'rejected']),
  why: z.string(),
  window: z.object({ from: When, to: When, learners: z.number(), answers: z.number() }),
  metrics: Figures.describe('On learners that no fit of this course has seen.'),
  comparison: z
    .record(
      z.string(),
      z.object({ champion: z.number(), challenger: z.number(), gain: z.number(), standardError: z.number() }),
    )
    .describe('Beside what served when it was trained (or the defaults), on the same learners.'),
  folds: z.array(Figures).describe('Of the cross-validation among the other learners.'),
  held_out: z.number().describe('Learners that the metrics rest on.'),
  origin: z.object({ how: z.enum(['trained', 'warm-start']), from: z.array(z.string()) }),
  code_version: z.string(),
  bytes: z.number(),
  created_at: z.iso.datetime(),
});

export function modelOf(model: ModelDocument): z.infer<typeof Model> {
  const { _id, kind, state, why, window, metrics, comparison, folds, held_out, origin, code_version, bytes } = model;
  const { from, to, learners, answers } = window;
  return {
    ...{ id: _id, kind, state, why, metrics, comparison, folds, held_out, code_version, bytes },
    window: { from: from?.toISOString() ?? null, to: to?.toISOString() ?? null, learners, answers },
    origin: {
      how: origin.how,
      from: origin.how === 'trained' ? [origin.run] : origin.from.map((each) => each.model),
    },
    created_at: model.created_at.toISOString(),
  };
}

export const InformativeBody = CourseBody.extend({
  user_id: PublicId.optional().describe('Whom it would be asked; anybody unless told otherwise.'),
  skills: z
    .array(z.string().min(1).max(120))
    .max(200)
    .optional()
    .describe('Only items on these; all unless told otherwise.'),
  about: z
    .enum(['learner', 'items', 'both'])
    .optional()
    .describe('What shall be learned about: `both` unless told otherwise.'),
  limit: z.number().int().min(1).max(50).optional().describe('How many at most; 10 unless told otherwise.'),
});
export const InformativeAnswer = z.object({
  items: z.array(
    z.object({
      item: z.string(),
      skills: z.array(z.string()),
      information: z.number().describe('Expected of one answer, in nats.'),
      about_learner: z.number(),
      about_item: z.number(),
      answers: z.number().describe('That the item has had.'),
      chance: z.number().min(0).max(1),
    }),
  ),
});

export const PredictBody = z.strictObject({
  user_id: PublicId.describe('Opaque id of the learner, or `me` with a session.'),
  course: PublicId.optional(),
  items: z.array(z.string().min(1).max(120)).min(1).max(50),
});
export const PredictAnswer = z.object({
  predictions: z.array(
    z.object({
      item: z.string(),
      chance: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe('Of a right answer at once and without help; null: unknown item.'),
      low: z.number().min(0).max(1).nullable().describe('80 % interval.'),
      high: z.number().min(0).max(1).nullable(),
      enough: z.boolean().describe('Whether there is enough evidence to call it a level.'),
    }),
  ),
  model: z.string().nullable().describe('The tracer that says so; null while none serves the course.'),
});

const PathSide = z.object({
  learners: z.number(),
  measured: z.number(),
  minutes_per_skill: z.number().nullable(),
});
export const PathReport = z.object({
  followed: PathSide,
  others: PathSide,
  ratio: z
    .object({ estimate: z.number(), low: z.number(), high: z.number(), p: z.number() })
    .nullable()
    .describe(
      'Time per mastered skill of those who followed their path over that of the others, with its 95 % interval.',
    ),
});

const Drift = z.object({
  answers: z.number().describe('Answers after its data that it was held against.'),
  evidence: z.number(),
  severity: z.enum(['none', 'watch', 'act']),
  reason: z.string(),
  looked_at: z.iso.datetime(),
});

export const Performance = z.object({
  course: z.string(),
  kinds: z.array(
    z.object({
      kind: Kind,
      main_metric: z.string(),
      champion: Model.nullable(),
      since: When,
      challenger: Model.nullable(),
      drift: Drift.nullable().describe('Whether the champion’s chances are still true; null where it gives none.'),
    }),
  ),
  history: z.array(
    z.object({
      kind: Kind,
      model: z.string(),
      from: z.string().nullable(),
      how: z.enum(['promoted', 'rolled-back', 'warm-start']),
      why: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
