import { requireNonNegative } from '../numerics/guards.js';

/** What decides when an assessment is best taken; what is not known, or may not be used, is null. */
export interface TimingMoment {
  /** Hours until it is due; below 0 when that is over. */
  readonly hoursToDue: number | null;
  /** Minutes that the learner has worked in this sitting. */
  readonly minutesWorked: number | null;
  /** A prerequisite of its skills is missing. */
  readonly prerequisiteMissing: boolean | null;
  /** Hours since its skills were last practised, where they are nearly known. */
  readonly hoursSinceKnown: number | null;
  /** Hours until the time of day at which the learner mostly works; 0 when it is now. */
  readonly hoursToUsual: number | null;
}

/** When something is best taken, and why then. */
export interface BestTime {
  readonly when: 'now' | 'later' | 'tomorrow';
  /** Hours from now: 0, some, 24. */
  readonly hours: number;
  readonly reason: 'deadline' | 'rest' | 'prerequisite-first' | 'spacing' | 'usual-time' | 'ready';
}

const DAY = 24;
/** After this much work in a row more of it brings little. */
const LONG_SITTING_MINUTES = 45;
const REST_HOURS = 2;
/** What was right less than this ago is remembered anyway: asking again tells, and teaches, little. */
const TOO_SOON_HOURS = 8;
/** Later than this today is not "later today". */
const SOON_HOURS = 12;

/**
 * When to take an assessment. The first of these that holds decides: due within a day, so now; worked for 45 minutes, so
 * after a rest of two hours; a prerequisite is missing, so tomorrow, after that; nearly known and practised within 8
 * hours, so tomorrow, since what is spaced lasts (Cepeda et al. 2006); the learner's usual hour is later today, so then;
 * otherwise now.
 *
 * @throws RangeError when a number but `hoursToDue` is below 0
 */
export function bestTime(moment: TimingMoment): BestTime {
  const { hoursToDue, minutesWorked, prerequisiteMissing, hoursSinceKnown, hoursToUsual } = moment;
  for (const [name, value] of Object.entries({ minutesWorked, hoursSinceKnown, hoursToUsual })) {
    if (value !== null) requireNonNegative(name, value);
  }
  if (hoursToDue !== null && hoursToDue >= 0 && hoursToDue <= DAY) return { when: 'now', hours: 0, reason: 'deadline' };
  if (minutesWorked !== null && minutesWorked >= LONG_SITTING_MINUTES) {
    return { when: 'later', hours: REST_HOURS, reason: 'rest' };
  }
  if (prerequisiteMissing) return { when: 'tomorrow', hours: DAY, reason: 'prerequisite-first' };
  if (hoursSinceKnown !== null && hoursSinceKnown < TOO_SOON_HOURS) {
    return { when: 'tomorrow', hours: DAY, reason: 'spacing' };
  }
  if (hoursToUsual !== null && hoursToUsual >= 1 && hoursToUsual <= SOON_HOURS) {
    return { when: 'later', hours: Math.round(hoursToUsual), reason: 'usual-time' };
  }
  return { when: 'now', hours: 0, reason: 'ready' };
}
