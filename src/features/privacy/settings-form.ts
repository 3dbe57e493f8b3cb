import { z } from 'zod';
import { ContentPreference, PreferencesMetrics, SIGNALS, Signal } from '../learners/index.js';

/** What forms send for nothing. */
const blankIsNull = (given: unknown): unknown => (given === '' || given === undefined ? null : given);
const list = (given: unknown): unknown => [given ?? []].flat();
const wholeNumber = (least: number, most: number) =>
  z.preprocess(blankIsNull, z.union([z.null(), z.coerce.number().int().min(least).max(most)]));
const ticked = z
  .literal('yes')
  .optional()
  .transform((given) => given === 'yes');

export const PACES = ['slow', 'moderate', 'fast'] as const;

/** What a learner says they like. It changes how things are presented, never how they are graded. */
export const PreferencesForm = z.object({
  preferred_content_type: z.preprocess(blankIsNull, ContentPreference.nullable()),
  session_minutes: wholeNumber(5, 240),
  difficulty_progression_rate: z.preprocess(blankIsNull, z.enum(PACES).nullable()),
  reviews_per_day: wholeNumber(0, 200),
  preferred_characters: z.preprocess(list, z.array(z.string().min(1).max(240)).max(20)),
  no_ai: ticked,
});
export type PreferencesForm = z.infer<typeof PreferencesForm>;

/** How much of it a learner wants in a day. */
export const LimitsForm = z.object({
  suggestions_per_day: wholeNumber(0, 20),
  minutes_per_day: wholeNumber(5, 600),
  quiet_introductions: ticked,
});
export type LimitsForm = z.infer<typeof LimitsForm>;

export const LanguageForm = z.object({ language: z.preprocess(blankIsNull, PreferencesMetrics.shape.language) });
export const SignalsForm = z.object({ use: z.preprocess(list, z.array(Signal).max(SIGNALS.length)) });
export const PauseForm = z.object({ paused: z.enum(['true', 'false']) });
/** Without `sure` the page asks once more. */
export const ResetForm = z.object({ skill: z.string().min(1).max(240), sure: z.literal('yes').optional() });
