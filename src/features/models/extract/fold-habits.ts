import { momentRow } from '../../../training/index.js';
import type { Habits, LearnerFeatures } from '../model.js';
import type { ExtractedFact } from './extracted-fact.js';

const DAY_MS = 86_400_000;
/** Days of activity that the engagement model looks back at. */
const LOOK_BACK_DAYS = 14;
/** A sitting ends after so much of nothing. */
const PAUSE_MS = 30 * 60_000;
const MOST_OFFERS = 500;
/** Facts do not say how long a thing takes; this is where the model's input is 0. */
const USUAL_MINUTES = 10;
/** A learner who was never seen counts as away for so long. */
const MOST_DAYS_AWAY = 365;

/** The learner did something: days, sittings and time. In place. */
export function foldActivity(habits: Habits, at: Date, seconds: number): void {
  const day = at.toISOString().slice(0, 10);
  if (!habits.days.includes(day)) {
    habits.active_days += habits.days.every((each) => each < day) ? 1 : 0;
    habits.days = [...habits.days, day].sort().slice(-LOOK_BACK_DAYS);
  }
  habits.seconds += seconds;
  habits.first_at = habits.first_at !== null && habits.first_at <= at ? habits.first_at : at;
  habits.last_at = habits.last_at !== null && habits.last_at >= at ? habits.last_at : at;
  const { sitting } = habits;
  if (sitting && Math.abs(at.getTime() - sitting.last_at.getTime()) <= PAUSE_MS) {
    sitting.seconds += seconds;
    if (at > sitting.last_at) sitting.last_at = at;
    return;
  }
  habits.sitting = { started_at: at, last_at: at, seconds };
  habits.sittings += 1;
}

/** Offers and what became of them; how each modality was used. In place. */
export function foldOffer(features: LearnerFeatures, fact: ExtractedFact): void {
  const { interaction_type: type, performance_metrics: metrics, timestamp: at } = fact;
  const { habits, moments } = features;
  if (type === 'lesson-completed' || type === 'content-viewed') {
    const modality = String(metrics.modality);
    const use = own(habits.modalities, modality) ?? { opened: 0, completed: 0, seconds: 0 };
    use[type === 'lesson-completed' ? 'completed' : 'opened'] += 1;
    use.seconds += typeof metrics.seconds === 'number' ? metrics.seconds : 0;
    habits.modalities[modality] = use;
    return;
  }
  const recommendation = String(metrics.recommendation);
  const contentType = String(metrics.content_type);
  if (type === 'suggestion-seen') {
    if (moments.offers.includes(recommendation)) return;
    const offers = own(habits.offers, contentType) ?? { shown: 0, taken: 0 };
    moments.rows.push(momentRow(momentAt(habits, offers, at)));
    moments.taken.push(0);
    moments.offers.push(recommendation);
    habits.offers[contentType] = { ...offers, shown: offers.shown + 1 };
    for (const list of [moments.rows, moments.taken, moments.offers]) if (list.length > MOST_OFFERS) list.shift();
  } else if (type === 'suggestion-accepted' || type === 'suggestion-completed') {
    const row = moments.offers.indexOf(recommendation);
    if (row < 0 || moments.taken[row] === 1) return;
    moments.taken[row] = 1;
    const offers = own(habits.offers, contentType);
    if (offers) offers.taken += 1;
  }
}

function momentAt(habits: Habits, { shown, taken }: { shown: number; taken: number }, at: Date) {
  const { last_at: last, days, sitting } = habits;
  const since = last === null ? MOST_DAYS_AWAY : Math.max(0, at.getTime() - last.getTime()) / DAY_MS;
  const from = new Date(at.getTime() - LOOK_BACK_DAYS * DAY_MS).toISOString().slice(0, 10);
  const going = sitting !== null && at.getTime() - sitting.last_at.getTime() <= PAUSE_MS;
  return {
    daysSinceActive: Math.min(MOST_DAYS_AWAY, since),
    activeDays: days.filter((day) => day > from).length,
    shownOfType: shown,
    takenOfType: taken,
    minutes: USUAL_MINUTES,
    hour: at.getUTCHours() + at.getUTCMinutes() / 60,
    minutesToday: going ? sitting.seconds / 60 : 0,
  };
}

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
