import { z } from 'zod';
import { Moment } from '../../http/index.js';
import {
  FACT_METRICS,
  GoalsMetrics,
  PreferencesMetrics,
  PublicId,
  Signal,
  StyleQuizMetrics,
} from '../learners/index.js';
import { PersonalizationProfile } from './schema.js';

const MOST_QUESTIONS = 50;
const Count = z.number().int().min(0);

/** What a PUT of a profile may say; what it leaves out stays as it is. */
export const ProfileChange = z.strictObject({
  preferences: PreferencesMetrics.omit({ no_ai: true })
    .optional()
    .describe('What the learner likes; null takes a preference back. It never changes how hard questions are.'),
  style_quiz: StyleQuizMetrics.extend({
    answers: StyleQuizMetrics.shape.answers
      .refine((answers) => Object.keys(answers).length <= MOST_QUESTIONS, `at most ${MOST_QUESTIONS} answers`)
      .meta({ maxProperties: MOST_QUESTIONS }),
  })
    .optional()
    .describe('The answer sheet of the quiz about preferences.'),
  signals_off: z.array(Signal).max(20).optional().describe('All signals that are not to be used, from now on.'),
  paused: z.boolean().optional().describe('Pauses personalization, or takes it up again.'),
  no_ai: z.boolean().optional().describe('No language model writes for this learner.'),
});
export type ProfileChange = z.infer<typeof ProfileChange>;

export const GoalsBody = GoalsMetrics;

export const AnalyzeBody = z.strictObject({
  since: Moment.optional().describe('What changed since then; a week ago unless told otherwise.'),
});

const Change = z.object({
  what: z.string().describe('Path of the number in the profile.'),
  title: z.string(),
  before: z.number().nullable().describe('Null: not known then.'),
  after: z.number().nullable(),
});

const EvidenceOf = z.object({
  what: z.string().describe('Path of the number in the profile.'),
  answers: Count.describe('First tries behind it.'),
  weight: z.number().min(0).describe('Their evidence, in answers.'),
  see: z.string().describe('Address of the facts.'),
});

export const Analysis = z.object({
  profile: PersonalizationProfile,
  since: z.iso.datetime(),
  facts_since: Count.describe('Facts that came since then.'),
  changed: z.array(Change).describe('Numbers that are others now, the largest change first.'),
  evidence: z.array(EvidenceOf),
  facts: z.record(z.string(), Count).describe('All facts, by kind.'),
});
export type Analysis = z.infer<typeof Analysis>;

export const ForcedBody = z.strictObject({
  userId: PublicId,
  course: PublicId.optional().describe('Needed when the learner is in several.'),
});

export const Forced = z.object({
  profile: PersonalizationProfile,
  mended: z.boolean().describe('The stored profile was not what its facts add up to, and is now.'),
});

const FactType = z.enum(Object.keys(FACT_METRICS) as [keyof typeof FACT_METRICS]);

export const EvidenceFilter = z.object({
  skill: z.string().min(1).max(240).optional().describe('Only facts that say something about this skill.'),
  type: FactType.optional().describe('Only facts of this kind.'),
});

export const EvidenceFact = z.object({
  id: z.string(),
  sequence: z.number().int().min(1).describe('The order in which facts are folded.'),
  type: z.string(),
  at: z.iso.datetime().describe('When it happened.'),
  recorded_at: z.iso.datetime().describe('When we were told.'),
  content_id: z.string().nullable(),
  seconds: z.number().nullable(),
  completion: z.enum(['started', 'completed', 'abandoned']).nullable(),
  says: z.record(z.string(), z.unknown()).describe('What it says; the fields are those of its type.'),
});

export const ProfileEvent = z.object({
  sequence: Count,
  at: z.iso.datetime(),
  answers: Count,
  correct: Count,
  levels: z
    .array(
      z.object({
        skill: z.string(),
        known: z.number().min(0).max(1),
        evidence: z.number().min(0),
        enough: z.boolean(),
      }),
    )
    .describe('Skills that moved since the event before; at first all that were practised.'),
  mastered_concepts: z.array(z.string()),
  weak_areas: z.array(z.string()),
});
export type ProfileEvent = z.infer<typeof ProfileEvent>;
