import type { FactMetrics, PreferencesMetrics } from '../facts.js';
import type { Felt, Projection } from '../projection.js';
import { latest, own, put, putAmong } from './records.js';

const RECENT_FELT = 10;
const COACHES = 100;

/** What is not said stays as it was; null takes it back. */
export function foldPreferences(profile: Projection, said: PreferencesMetrics, at: Date): void {
  const { no_ai, quiet_introductions, suggestions_per_day, minutes_per_day, language, ...style } = said;
  const { stated } = profile.learning_style;
  profile.learning_style.stated = { ...stated, ...given(style), set_at: latest(stated.set_at, at) };
  const limits = { no_ai, quiet_introductions, suggestions_per_day, minutes_per_day, language };
  profile.controls = { ...profile.controls, ...given(limits) };
}

const given = (said: object): object =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

export function foldQuiz(profile: Projection, { answers }: FactMetrics<'style-quiz'>, at: Date): void {
  profile.learning_style.quiz = { answers, at };
}

export function foldGoals(profile: Projection, goals: FactMetrics<'goals-set'>, at: Date): void {
  profile.goals = { ...goals, set_at: at };
}

const FELT = { 'too-easy': 'too_easy', right: 'right', 'too-hard': 'too_hard' } as const satisfies Record<Felt, string>;

export function foldFelt(
  { behavioral_metrics: behaviour }: Projection,
  { felt }: FactMetrics<'difficulty-felt'>,
  at: Date,
): void {
  const before = behaviour.felt;
  const name = FELT[felt];
  behaviour.felt = {
    ...before,
    [name]: before[name] + 1,
    recent: [...before.recent, { at, felt }].slice(-RECENT_FELT),
  };
}

export function foldCoach(
  { behavioral_metrics: { coaches } }: Projection,
  coach: string,
  what: 'spoke' | 'helpful' | 'unhelpful',
  at: Date,
): void {
  const before = own(coaches, coach) ?? { spoke: 0, helpful: 0, unhelpful: 0, last_at: at };
  const next = { ...before, [what]: before[what] + 1, last_at: latest(before.last_at, at) };
  putAmong(coaches, coach, next, { most: COACHES, rank: ({ last_at }) => last_at.getTime() });
}

type SuggestionFact = 'seen' | 'accepted' | 'dismissed' | 'completed';
const REACTIONS = { most: 2_000, rank: (at: Date) => at.getTime() };

export function foldSuggestion(
  { behavioral_metrics: behaviour }: Projection,
  what: SuggestionFact,
  { content_type }: FactMetrics<'suggestion-seen'>,
  { content_id, timestamp }: { readonly content_id: string | null; readonly timestamp: Date },
): void {
  const before = behaviour.suggestions;
  const by_type = { ...before.by_type };
  if (what === 'seen' || what === 'accepted') {
    const ofType = own(by_type, content_type) ?? { seen: 0, accepted: 0 };
    put(by_type, content_type, { ...ofType, [what]: ofType[what] + 1 });
  }
  behaviour.suggestions = { ...before, [what]: before[what] + 1, by_type };
  if (content_id && what === 'dismissed') putAmong(behaviour.dismissed, content_id, timestamp, REACTIONS);
  if (content_id && what === 'completed') putAmong(behaviour.completed, content_id, timestamp, REACTIONS);
}

export function foldRating({ behavioral_metrics: behaviour }: Projection, score: number): void {
  const { suggestions } = behaviour;
  behaviour.suggestions = {
    ...suggestions,
    rated: suggestions.rated + 1,
    rating_sum: suggestions.rating_sum + score,
  };
}

export function foldSurvey(
  { behavioral_metrics: behaviour }: Projection,
  { useful, enjoyable }: FactMetrics<'survey-answered'>,
): void {
  const { answered, useful_sum, enjoyable_sum } = behaviour.survey;
  behaviour.survey = {
    answered: answered + 1,
    useful_sum: useful_sum + useful,
    enjoyable_sum: enjoyable_sum + enjoyable,
  };
}
