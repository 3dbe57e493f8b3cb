import { estimateCompletion } from '../../engine/forecasting/completion-date.js';
import { seededRandom } from '../../engine/numerics/random.js';
import type { PathConfig } from './model.js';
import type { PathSignals } from './signals.js';

const DAY = 86_400_000;
/** What is believed before any day is seen counts as a week; what the learner says of their time, as four. */
const [BELIEVED_DAYS, SAID_DAYS] = [7, 28];
const EVERY_DAY = [true, true, true, true, true, true, true] as const;

/** When the rest of a path is likely done, by the days on which the learner worked. Deterministic by its seed. */
export function completionOf(
  minutesLeft: number,
  { weeklyMinutes, weeklyMinutesFrom, dailyMinutes }: PathSignals,
  now: Date,
  seed: string,
): PathConfig['completion'] {
  const mean = weeklyMinutes / 7;
  const days = weeklyMinutesFrom === 'wish' ? SAID_DAYS : BELIEVED_DAYS;
  const { median, low, high } = estimateCompletion(
    {
      remaining: minutesLeft,
      done: dailyMinutes,
      prior: { mean, deviation: mean, days },
      today: Math.floor(now.getTime() / DAY),
      weekdays: EVERY_DAY,
    },
    seededRandom(`${seed}:completion`),
  );
  // The end of that day; work that is done already was done now.
  const dateOf = (day: number | null): Date | null =>
    day === null ? null : minutesLeft === 0 ? now : new Date((day + 1) * DAY - 1);
  return { median: dateOf(median), low: dateOf(low), high: dateOf(high) };
}
