import { z } from 'zod';
import { PublicId } from '../learners/index.js';
import { ENDINGS } from './ask-next.js';
import { PRACTICE_MODES, PRACTICE_POLICIES } from './model.js';

const Share = z.number().min(0).max(1);
const SkillId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/, 'not the id of a skill');

/** Whom a request is about. */
export const Who = {
  user: PublicId.default('me').describe('Id of the learner; `me`, with a session, is whoever asks.'),
  course: PublicId.optional().describe('Id of the course; needed with a key when the learner is in several.'),
};

export const NextBody = z.strictObject({
  ...Who,
  placement: PublicId.optional().describe('The assignment that it counts for; absent: free practice in the course.'),
  skills: z
    .array(SkillId)
    .max(200)
    .optional()
    .describe('In free practice: the skills to ask about; all when absent or empty.'),
  mode: z.enum(PRACTICE_MODES).default('practice'),
  policy: z
    .enum(PRACTICE_POLICIES)
    .optional()
    .describe('Who chooses. Only for a key with the scope `experiments`; the engine otherwise.'),
});

const Choice = z.object({
  id: z.string().describe('What an answer names it by.'),
  html: z.string(),
  text: z.string().describe('Markdown.'),
});

export const SkillNow = z.object({
  id: z.string(),
  title: z.string(),
  before: Share.nullable().describe('The level before this answer; null when it was new, or nothing changed.'),
  known: Share.describe('Chance that it is known.'),
  low: Share.describe('With `high` an interval of 80 %.'),
  high: Share,
  evidence: z.number().min(0).describe("Answers' worth of evidence."),
  enough: z.boolean().describe('False: too few answers to call it a level.'),
});

export const QuestionOut = z.object({
  item: z.string(),
  title: z.string(),
  step: z.int().min(1).describe('From 1.'),
  steps: z.int().min(1),
  attempt: z.int().min(1).describe('Which try at this step comes next.'),
  kind: z
    .string()
    .describe('`single-choice`, `multiple-choice`, `ordering`, `matching`, `numeric`, `text` or `expression`.'),
  body: z.object({ html: z.string(), text: z.string() }).describe('What all steps share.'),
  prompt: z.object({ html: z.string(), text: z.string() }),
  options: z.array(Choice).describe('To choose from or to put in order.'),
  left: z.array(Choice).describe('To be matched with `right`.'),
  right: z.array(Choice),
  unit: z.string().nullable(),
  figures: z.array(z.object({ url: z.string(), alt: z.string() })).describe('Only with a session can they be fetched.'),
  attribution: z.string().nullable(),
  foretold: z
    .object({ chance: Share, model: z.string() })
    .nullable()
    .describe('The chance of a right answer as foretold when it was asked.'),
  hints: z.object({
    total: z.int().min(0),
    opened: z.int().min(0),
    allowed: z.boolean().describe('Whether one may be opened now.'),
  }),
});

export const ReasonOut = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string().describe('In the language of the session, else English.'),
});

const PacingOut = z.object({
  hint: z.object({
    offer: z.enum(['now', 'after-wrong', 'when-asked']),
    because: z.enum(['wrong-idea', 'new-skill', 'still-weak', 'known-well']),
    number: z.int().min(1).nullable().describe('The hint to offer first; null when none is left.'),
  }),
  usual_seconds: z.number().min(0).describe('The usual time of this learner for a question.'),
  session_minutes: z.number().min(0),
  break: z.object({
    suggested: z.boolean(),
    because: z.enum(['long-session', 'many-wrong']).nullable(),
  }),
  worked_example: z
    .object({ item: z.string(), title: z.string(), prompt_html: z.string(), solution_html: z.string() })
    .nullable()
    .describe('To read first: another question on a skill that is new to the learner, with its solution.'),
});

export const NextAnswer = z.object({
  decision: z.string().nullable().describe('Names the question in answers and hints; null when none came.'),
  ended: z.enum(ENDINGS).nullable().describe('Why no question came.'),
  course: z.string(),
  placement: z.string().nullable(),
  mode: z.enum(PRACTICE_MODES),
  policy: z.enum(PRACTICE_POLICIES),
  propensity: Share.nullable().describe('The chance with which this question was drawn.'),
  question: QuestionOut.nullable(),
  skill: SkillNow.nullable().describe('The skill that it was chosen for.'),
  difficulty: z
    .object({ difficulty: z.number(), discrimination: z.number() })
    .nullable()
    .describe('Two-parameter logistic, on the scale of ability: mean 0, standard deviation 1.'),
  reasons: z.array(ReasonOut),
  pacing: PacingOut.nullable().describe('How to present it to this learner now.'),
});

const Response = z
  .union([
    z.strictObject({
      answer: z
        .union([z.string().max(500), z.array(z.string().max(120)).max(200)])
        .describe('What was typed, the id of an option, or the ids of several (in order, where order is asked for).'),
    }),
    z.strictObject({
      pairs: z
        .record(z.string().regex(/^[0-9]{1,4}$/), z.string().max(120))
        .describe('Ids on the left to ids on the right.'),
    }),
  ])
  .describe('What the learner answered.');

const Result = z
  .strictObject({
    correct: z.boolean(),
    seconds: z.number().min(0).max(86_400).optional(),
    misconception: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('The wrong idea behind it, in the words of the course; only for a wrong answer.'),
  })
  .describe('A scored result, which ends the step. Only for a key with the scope `evidence:write`.');

const Which = {
  ...Who,
  decision: PublicId.describe('Of the question.'),
  step: z.int().min(1).max(1_000).default(1).describe('From 1.'),
};

const AnswerBase = {
  ...Which,
  attempt: z
    .int()
    .min(1)
    .max(1_000)
    .default(1)
    .describe('Which try at the step it is; the same try sent twice is one answer.'),
  seconds: z.number().min(0).max(86_400).optional().describe('Time taken; measured here when absent.'),
  confidence: Share.optional().describe('How sure the learner was.'),
};

export const AnswerBody = z.union([
  z.strictObject({ ...AnswerBase, response: Response }),
  z.strictObject({ ...AnswerBase, result: Result }),
  z.strictObject({
    ...AnswerBase,
    solution: z.literal(true).describe('Show the solution. Before any answer it counts as "not known".'),
  }),
]);
export type AnswerBody = z.infer<typeof AnswerBody>;

export const AnswerAnswer = z.object({
  decision: z.string(),
  step: z.int().min(1),
  attempt: z.int().min(1),
  replayed: z.boolean().describe('It had been taken before; nothing was changed now.'),
  verdict: z.object({
    readable: z.boolean().describe('False: it could not be read, and was not counted.'),
    correct: z.boolean().nullable(),
    code: z.string(),
    text: z.string(),
  }),
  misconception: z
    .object({
      key: z.string(),
      idea: z.string().nullable().describe('The wrong idea, in the words of the course.'),
      look_at: z.object({
        lesson: z.object({ id: z.string(), title: z.string() }).nullable(),
        hint: z.boolean().describe('A hint is left at this step.'),
      }),
    })
    .nullable(),
  skills: z.array(SkillNow).describe('The skills of the step, as they are now.'),
  next: z.object({
    action: z.enum(['try-again', 'next-step', 'next-question']),
    step: z.int().min(1).nullable(),
    attempt: z.int().min(1).nullable(),
    question: QuestionOut.nullable().describe('The next step of the same question.'),
  }),
  solution: z.object({ html: z.string(), text: z.string() }).nullable().describe('Once the step is over.'),
});

export const HintBody = z.strictObject({
  ...Which,
  hint: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('Which hint, from 1; an open one is given again at no cost. Absent: the next one.'),
});

export const HintAnswer = z.object({
  decision: z.string(),
  step: z.int().min(1),
  hint: z
    .object({
      id: z.string(),
      number: z.int().min(1),
      title: z.string().nullable(),
      html: z.string(),
      text: z.string(),
    })
    .nullable(),
  refused: z.enum(['none-left', 'not-now']).nullable(),
  left: z.int().min(0).describe('Hints that are not open yet.'),
  worth: Share.describe('How much a right first answer still counts.'),
});
