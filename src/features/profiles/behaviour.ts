import { ENGAGEMENT_PRIOR, engagementChance } from '../../engine/forecasting/engagement.js';
import { wilsonInterval } from '../../engine/inference/wilson.js';
import type { Projection } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { type Formula, type Measure, measured, Z80 } from './measure.js';
import { quartilesOf } from './quartiles.js';
import type { PersonalizationProfile } from './schema.js';
import { DAY_MS, dayNumber } from './trends.js';

type BehavioralMetrics = PersonalizationProfile['behavioralMetrics'];

const MINUTE_MS = 60_000;
const RECENT_DAYS = 14;
const BEST_TIMES = 3;
const TYPES = ['course', 'assessment', 'character', 'review'] as const;
/** What a suggestion takes, where only its type is known. */
const USUAL_MINUTES = 10;

export function behavioralMetricsOf(profile: Projection, now: Date): BehavioralMetrics {
  const { completion, coaches } = profile.behavioral_metrics;
  return {
    engagement_patterns: patternsOf(profile, now),
    completion_rates: Object.fromEntries(
      Object.entries(completion).map(([kind, { started, completed }]) => [
        kind,
        shareOf(FORMULAS.completion, Math.min(completed, started), started, profile),
      ]),
    ),
    preferred_characters: preferredCharacters(profile),
    characters: Object.fromEntries(
      Object.entries(coaches).map(([coach, { spoke }]) => [coach, { spoke, helpful: helpfulOf(profile, coach) }]),
    ),
    optimal_study_times: studyTimes(profile),
  };
}

/** A share seen in counts, with Wilson's interval. */
export function shareOf(
  formula: Formula,
  seen: number,
  of: number,
  { controls }: Pick<Projection, 'controls'>,
): Measure {
  if (of === 0) return measured(formula, { value: null, evidence: 0 }, controls);
  return measured(formula, { value: seen / of, ...wilsonInterval(seen / of, of, Z80), evidence: of }, controls);
}

/** How many first tries were right, of all that there were. */
export function accuracyOf(profile: Projection): Measure {
  const { correct, answers } = profile.behavioral_metrics;
  return shareOf(FORMULAS.accuracy, correct, answers, profile);
}

function patternsOf(profile: Projection, now: Date): BehavioralMetrics['engagement_patterns'] {
  const { behavioral_metrics: behaviour, controls } = profile;
  const { sessions, session_count, last_active_at } = behaviour;
  const lengths = sessions.map(({ started_at, last_at }) => (last_at.getTime() - started_at.getTime()) / MINUTE_MS);
  const gaps = sessions.slice(1).map(({ started_at }, index) => {
    const before = sessions[index]?.last_at ?? started_at;
    return Math.max(0, started_at.getTime() - before.getTime()) / DAY_MS;
  });
  const since = last_active_at && Math.max(0, now.getTime() - last_active_at.getTime()) / DAY_MS;
  return {
    active_days: measured(FORMULAS.activeDays, { value: activeDays(profile, now), evidence: session_count }, controls),
    session_minutes: measured(FORMULAS.usualSession, { ...quartilesOf(lengths), evidence: sessions.length }, controls),
    days_between_sessions: measured(FORMULAS.usualGap, { ...quartilesOf(gaps), evidence: sessions.length }, controls),
    days_since_active: measured(FORMULAS.sinceActive, { value: since, evidence: since === null ? 0 : 1 }, controls),
    takes_up: Object.fromEntries(TYPES.map((type) => [type, engagementOf(profile, type, now)])) as Record<
      (typeof TYPES)[number],
      Measure
    >,
  };
}

function activeDays({ behavioral_metrics: { sessions } }: Projection, now: Date): number {
  const today = dayNumber(now);
  const days = sessions.flatMap(({ started_at, last_at }) => [dayNumber(started_at), dayNumber(last_at)]);
  return new Set(days.filter((day) => day > today - RECENT_DAYS && day <= today)).size;
}

function engagementOf(profile: Projection, type: string, now: Date): Measure {
  const { suggestions, last_active_at, sessions } = profile.behavioral_metrics;
  const { seen = 0, accepted = 0 } = Object.hasOwn(suggestions.by_type, type) ? (suggestions.by_type[type] ?? {}) : {};
  const value = engagementChance(ENGAGEMENT_PRIOR, {
    daysSinceActive: last_active_at ? Math.max(0, now.getTime() - last_active_at.getTime()) / DAY_MS : 0,
    activeDays: activeDays(profile, now),
    shownOfType: Math.max(seen, accepted),
    takenOfType: accepted,
    minutes: USUAL_MINUTES,
    hour: now.getUTCHours(),
    minutesToday:
      sessions
        .filter(({ last_at }) => dayNumber(last_at) === dayNumber(now))
        .reduce((sum, { seconds }) => sum + seconds, 0) / 60,
  });
  return measured(FORMULAS.engagement, { value, evidence: seen }, profile.controls);
}

function helpfulOf(profile: Projection, coach: string): Measure {
  const { coaches } = profile.behavioral_metrics;
  const { helpful = 0, unhelpful = 0 } = Object.hasOwn(coaches, coach) ? (coaches[coach] ?? {}) : {};
  return shareOf(FORMULAS.helpful, helpful, helpful + unhelpful, profile);
}

function preferredCharacters(profile: Projection): string[] {
  const { signals_off } = profile.controls;
  if (signals_off.includes('preferences')) return [];
  const rated = Object.keys(profile.behavioral_metrics.coaches)
    .map((coach) => ({ coach, low: helpfulOf(profile, coach).low ?? 0 }))
    .filter(({ low }) => low > 0.5)
    .sort((a, b) => b.low - a.low || (a.coach < b.coach ? -1 : 1));
  return [...new Set([...profile.learning_style.stated.preferred_characters, ...rated.map(({ coach }) => coach)])];
}

/** Seconds of all work that is known of, here and elsewhere: what the weeks of a profile are parts of. */
export const secondsWorked = ({ behavioral_metrics: { hours } }: Projection): number =>
  Object.values(hours).reduce((sum, seconds) => sum + seconds, 0);

function studyTimes(profile: Projection) {
  const { hours, session_count } = profile.behavioral_metrics;
  const { controls } = profile;
  const all = secondsWorked(profile);
  const best = Object.entries(hours)
    .filter(([, seconds]) => seconds > 0)
    .sort(([a, most], [b, least]) => least - most || (a < b ? -1 : 1))
    .slice(0, BEST_TIMES);
  return best.flatMap(([slot, seconds]) => {
    const [weekday = 0, hour = 0] = slot.split('-').map(Number);
    const share = measured(FORMULAS.studyTime, { value: seconds / all, evidence: session_count }, controls);
    return share.value === null ? [] : [{ weekday, hour, share }];
  });
}
