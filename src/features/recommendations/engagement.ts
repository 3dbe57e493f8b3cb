import {
  type EngagementModel,
  type EngagementMoment,
  engagementChance,
  explainEngagement,
  updateEngagement,
} from '../../engine/forecasting/engagement.js';
import type { ContentType } from '../../engine/ranking/suggestion.js';
import { KIND_OF, lessonOf } from './content.js';
import { daysBetween, type Evidence, isOff, type PastSuggestion } from './evidence.js';

/** Minutes that things take whose length nobody wrote down. */
const MINUTES: Readonly<Record<ContentType, number>> = { lesson: 10, practice: 10, review: 5, coach: 3 };
const WINDOW_DAYS = 14;
/** The latest sitting is still going on when something happened this lately. */
const SITTING_DAYS = 30 / (24 * 60);
/** So much do habits drift between two outcomes; old outcomes fade. */
const DRIFT = 0.002;

/** A learner's habits, ready to be asked about content. */
export interface Engagement {
  readonly model: EngagementModel;
  momentOf(contentType: ContentType, contentId: string): EngagementMoment;
  chanceOf(contentType: ContentType, contentId: string): number;
}

/** The belief about the learner after the outcomes of what they were suggested, and the moment as it is. */
export function engagementOf(evidence: Evidence): Engagement {
  const { profile, catalogue, past, now, engagement } = evidence;
  const model = past.reduce((belief, one) => {
    const outcome = outcomeOf(one);
    const moment = one.reasoning.engagement?.moment;
    return outcome === null || !moment ? belief : updateEngagement(belief, moment, outcome, DRIFT);
  }, engagement);
  const { last_active_at: last, sessions } = profile.behavioral_metrics;
  const active = new Set([
    ...profile.skill_profile.improvement_trajectory.map(({ day }) => day),
    ...sessions.map(({ started_at }) => started_at.toISOString().slice(0, 10)),
  ]);
  const shared = {
    daysSinceActive: last ? daysBetween(last, now) : 0,
    activeDays: [...active].filter((day) => daysBetween(new Date(day), now) < WINDOW_DAYS).length,
    hour: now.getUTCHours() + now.getUTCMinutes() / 60,
    minutesToday: minutesWorked(evidence),
  };
  const minutesOf = (type: ContentType, id: string): number =>
    (type === 'lesson' ? lessonOf(catalogue, id)?.minutes : undefined) ?? MINUTES[type];
  const momentOf = (contentType: ContentType, contentId: string): EngagementMoment => {
    const ofType = past.filter((one) => KIND_OF[one.content_type] === contentType && outcomeOf(one) !== null);
    return {
      ...shared,
      shownOfType: ofType.length,
      takenOfType: ofType.filter((one) => outcomeOf(one)).length,
      minutes: minutesOf(contentType, contentId),
    };
  };
  return { model, momentOf, chanceOf: (type, id) => engagementChance(model, momentOf(type, id)) };
}

/** Taken up, or seen and left; null while it is open. */
function outcomeOf({ user_action, seen_at, expired_at }: PastSuggestion): boolean | null {
  if (user_action === 'accepted' || user_action === 'completed') return true;
  if (user_action === 'dismissed' || (seen_at && expired_at)) return false;
  return null;
}

/** Minutes of work in the sitting that is going on; 0 after a pause. */
export function minutesWorked({ profile, now }: Evidence): number {
  const sitting = profile.behavioral_metrics.sessions.at(-1);
  if (!sitting || daysBetween(sitting.last_at, now) > SITTING_DAYS) return 0;
  return sitting.seconds / 60;
}

/** A chance of being taken up, with what each habit adds to it on the scale of log-odds. */
export interface EngagementForecast {
  readonly chance: number;
  readonly moment: EngagementMoment;
  readonly intercept: number;
  readonly parts: readonly { readonly name: string; readonly share: number }[];
  /** Outcomes of this learner that it rests on. */
  readonly outcomes: number;
}

/** @returns null while the learner has switched habits off */
export function forecastEngagement(
  evidence: Evidence,
  contentType: ContentType,
  contentId: string,
): EngagementForecast | null {
  if (isOff(evidence.profile, 'habits')) return null;
  const { model, momentOf, chanceOf } = engagementOf(evidence);
  const moment = momentOf(contentType, contentId);
  const outcomes = evidence.past.filter((one) => outcomeOf(one) !== null && one.reasoning.engagement?.moment).length;
  return { chance: chanceOf(contentType, contentId), moment, ...explainEngagement(model, moment), outcomes };
}
