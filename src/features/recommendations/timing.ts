import { type BestTime, bestTime } from '../../engine/ranking/best-time.js';
import type { ScoredContent, SuggestInput } from '../../engine/ranking/suggestion.js';
import { minutesWorked } from './engagement.js';
import { type Evidence, isOff } from './evidence.js';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** From this share of its target on, a skill is nearly known. */
const NEARLY = 0.8;
/** An hour and the one after it with this share of all work, of at least two hours, are a habit. */
const HABIT_SHARE = 0.3;
const HABIT_SECONDS = 7_200;

/** When an assessment is best taken. What rests on a signal that is off is not looked at. */
export function timingOf(evidence: Evidence, input: SuggestInput, content: ScoredContent): BestTime {
  const { profile, placements, now } = evidence;
  const due = placements.find(({ _id }) => _id === content.contentId)?.settings.dueAt ?? null;
  const about = input.skills.filter(({ id }) => content.skills.includes(id));
  const [blind, aimless] = [isOff(profile, 'skills'), isOff(profile, 'habits')];
  const known = about.length > 0 && about.every((skill) => skill.known >= NEARLY * skill.target);
  const days = about.map(({ daysSinceLastAnswer }) => daysSinceLastAnswer ?? Number.POSITIVE_INFINITY);
  const sincePractice = Math.min(...days) * DAY_HOURS;
  const remembers = !blind && !isOff(profile, 'forgetting') && known && Number.isFinite(sincePractice);
  return bestTime({
    hoursToDue: due && (due.getTime() - now.getTime()) / HOUR_MS,
    minutesWorked: aimless ? null : minutesWorked(evidence),
    prerequisiteMissing: blind ? null : content.reasons.some(({ code }) => code === 'needs-first'),
    hoursSinceKnown: remembers ? sincePractice : null,
    hoursToUsual: aimless ? null : hoursToUsual(evidence),
  });
}

/** Hours until the two hours of the day in which the learner works most, in UTC as they were kept; null: no habit. */
export function hoursToUsual({ profile, now }: Pick<Evidence, 'profile' | 'now'>): number | null {
  const byHour = new Array<number>(DAY_HOURS).fill(0);
  for (const [key, seconds] of Object.entries(profile.behavioral_metrics.hours)) {
    const hour = Number(key.split('-')[1]);
    if (hour >= 0 && hour < DAY_HOURS) byHour[hour] = (byHour[hour] ?? 0) + seconds;
  }
  const total = byHour.reduce((sum, seconds) => sum + seconds, 0);
  const pairs = byHour.map((seconds, hour) => seconds + (byHour[(hour + 1) % DAY_HOURS] ?? 0));
  const most = Math.max(...pairs);
  if (total < HABIT_SECONDS || most < HABIT_SHARE * total) return null;
  const hour = now.getUTCHours() + now.getUTCMinutes() / 60;
  const ahead = (pairs.indexOf(most) - hour + DAY_HOURS) % DAY_HOURS;
  // Inside the two hours it is now.
  return ahead > DAY_HOURS - 2 ? 0 : ahead;
}
