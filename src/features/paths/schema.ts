import { z } from 'zod';
import { Moment } from '../../http/index.js';
import { PublicId } from '../learners/index.js';

/** Names a step: its kind, and the lesson, skill or assignment. */
export const ModuleId = z
  .string()
  .regex(/^(lesson|practice|review|assessment):[^\s]{1,220}$/, 'not the name of a step')
  .describe(
    '`lesson:<id>`, `practice:<skill>`, `review:<skill>@<hour of the review before>` or `assessment:<placement>`.',
  );

export const PathKind = z.enum(['lesson', 'practice', 'review', 'assessment']);
export type PathKind = z.infer<typeof PathKind>;
export const PathModality = z.enum(['text', 'video', 'practice']);
export type PathModality = z.infer<typeof PathModality>;

const MOST_MODULES = 200;
const MinutesPerWeek = z.number().int().min(10).max(3_000);

/** What a learner wants of their path. It goes after what staff pinned. */
export const PathWishes = z.strictObject({
  skip: z.array(ModuleId).max(MOST_MODULES).describe('Steps to leave out; they count as known.'),
  first: z.array(ModuleId).max(MOST_MODULES).describe('Steps to begin with, in this order, each after what it needs.'),
  prefer: PathModality.nullable().describe('The form that is rather wanted where there are several.'),
  minutesPerWeek: MinutesPerWeek.nullable().describe('Study time; null: as the learner’s own habits show it.'),
});
export type PathWishes = z.infer<typeof PathWishes>;

/** A change of wishes: what is left out stays as it is. */
export const PathUpdate = PathWishes.partial();
export type PathUpdate = z.infer<typeof PathUpdate>;

export const NO_WISHES: PathWishes = { skip: [], first: [], prefer: null, minutesPerWeek: null };

export interface PathWarning {
  /** What could not be kept, and of which steps. */
  readonly code: 'pins-need-more-time' | 'pins-miss-dates' | 'pin-barred' | 'misses-due-date';
  readonly modules: readonly string[];
}

/** What staff can pin. A skill stands for its lessons and its practice. */
export const PinTarget = z.strictObject({
  kind: z.enum(['lesson', 'practice', 'assessment', 'skill']),
  id: z.string().min(1).max(220),
});
export type PinTarget = z.infer<typeof PinTarget>;

const PLACES = '`first`: opens every path; `dated`: is in every path, within its dates; `never`: is in none.';

export const PathPin = z.union([
  z.strictObject({
    target: PinTarget,
    place: z.literal('dated').describe(PLACES),
    availableAt: Moment.nullable().default(null).describe('Not before.'),
    dueAt: Moment.nullable().default(null).describe('To be finished by.'),
  }),
  z.strictObject({
    target: PinTarget,
    place: z.enum(['first', 'never']).describe(PLACES),
    availableAt: z.null().default(null),
    dueAt: z.null().default(null),
  }),
]);
export type PathPin = z.infer<typeof PathPin>;

export const PathPins = z.strictObject({ pins: z.array(PathPin).max(MOST_MODULES) });

/** A pin as it is answered. */
export const PathPinAnswer = z.object({
  target: PinTarget,
  place: z.enum(['first', 'dated', 'never']),
  availableAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
});
export type PathPinAnswer = z.infer<typeof PathPinAnswer>;

export interface StoredPin {
  readonly target: PinTarget;
  readonly place: 'first' | 'dated' | 'never';
  readonly available_at: Date | null;
  readonly due_at: Date | null;
}

/** A sentence, with the code and the values that a program can use instead. */
export const Said = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  text: z.string().describe('In words, in the language of the session; English for keys.'),
});
export type Said = z.infer<typeof Said>;

const At = z.iso.datetime();

export const PathStepAnswer = z.object({
  module: z.string(),
  kind: PathKind,
  contentId: z.string().describe('Id of the lesson, the skill or the placement.'),
  title: z.string(),
  modality: PathModality,
  minutes: z.number().describe('At the learner’s own pace.'),
  state: z.enum(['done', 'current', 'later']),
  doneAt: At.nullable(),
  expectedBy: At.nullable().describe('When it is likely to be finished; null when that is too far away to tell.'),
  gain: z.number().describe('What it adds to the weighted level where it stands, in [0, 1].'),
  reasons: z.array(Said),
});

export const PathAnswer = z.object({
  id: PublicId,
  course: PublicId,
  state: z.enum(['active', 'completed', 'replaced']),
  version: z.number().int(),
  createdAt: At,
  updatedAt: At,
  currentPosition: z.number().int().describe('Steps done; 0-based place of the current one.'),
  steps: z.array(PathStepAnswer),
  minutesLeft: z.number(),
  minutesPerWeek: z.number(),
  estimatedCompletion: z
    .object({ median: At.nullable(), low: At.nullable(), high: At.nullable() })
    .describe('By the learner’s own days of work; the interval holds 8 of 10 courses. Null: more than two years away.'),
  policy: z.enum(['engine', 'course-order']).describe('`course-order`: the same order for everybody.'),
  wishes: PathWishes,
  warnings: z.array(Said),
  objective: z.number().describe('The weighted level at the end less what jumps cost, in [0, 1]; 1 is all known.'),
  seed: z.string(),
  parameters: z.string(),
  saw: z.object({
    sequence: z.number().int(),
    catalogue: z.string(),
    revision: z.number().int(),
    pins: z.number().int(),
    weeklyMinutesFrom: z.enum(['wish', 'habits', 'default']),
  }),
});
export type PathAnswer = z.infer<typeof PathAnswer>;

const Change = z.object({ module: z.string(), title: z.string(), reason: z.string() });

export const AdaptationAnswer = z.object({
  path: PublicId,
  at: At,
  outcome: z.enum(['kept', 'changed']),
  triggers: z.array(Said),
  added: z.array(Change),
  removed: z.array(Change),
  moved: z.array(z.string()),
  objectiveKept: z.number(),
  objective: z.number(),
  seed: z.string(),
  parameters: z.string(),
  sequence: z.number().int(),
  revision: z.number().int(),
});
