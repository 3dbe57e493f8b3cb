import { clamp, logistic } from '../../numerics/logistic.js';
import type { RandomSource } from '../../numerics/random.js';
import { sampleGamma, sampleNormal } from '../../numerics/sample.js';
import { CONTENT_KINDS, type ContentKind } from '../course.js';

/** How an answer felt; each in [0, 1]. */
export interface Feeling {
  /** Frustration: failing without getting on. */
  readonly strain: number;
  /** Boredom: too easy, or the same again. */
  readonly dullness: number;
  /** Pleasure. */
  readonly joy: number;
}

/** The habits of one learner. */
export interface Habits {
  /** Mean days between sessions at middling motivation. */
  readonly gapDays: number;
  /** Minutes after which a session has tired them. */
  readonly sessionMinutes: number;
  /** Chance of leaving for good after a session at middling motivation. */
  readonly leaving: number;
  /** Multiplies strain and dullness. */
  readonly sensitivity: number;
  /** Liking of each kind of content, in [-1, 1]. */
  readonly likes: Readonly<Record<ContentKind, number>>;
  /** Median seconds of thought. */
  readonly thinking: number;
}

/**
 * Habits drawn at random: two to four sessions a week of 10 to 30 minutes, as of people who study beside work, and 2 to
 * 6 % who leave after each session, which is the usual attrition of open courses once the first week is over (Halawa,
 * Greene & Mitchell 2014; Guo, Kim & Rubin 2014 for the minutes).
 */
export function drawHabits(random: RandomSource): Habits {
  const likes = CONTENT_KINDS.map(() => clamp(0.5 * sampleNormal(random), -1, 1));
  return {
    gapDays: 1.6 + 1.6 * random.next(),
    sessionMinutes: 10 + 20 * random.next(),
    leaving: 0.02 + 0.04 * random.next(),
    sensitivity: 0.6 + 0.8 * random.next(),
    likes: { visual: likes[0] ?? 0, analytical: likes[1] ?? 0, interactive: likes[2] ?? 0 },
    thinking: 20 + 25 * random.next(),
  };
}

const FRUSTRATION_SPEED = 0.25;
const BOREDOM_SPEED = 0.15;
/** How fast motivation follows what sessions feel like. */
const MOTIVATION_SPEED = 0.3;
const THUMBS = 0.15;

/**
 * When somebody comes, stays and leaves. Frustration and boredom are running means of what answers felt like (the
 * dynamics of D'Mello & Graesser 2012); they and fatigue end a session,
 *
 *   P(stop) = logistic(-5 + 4 (minutes / usual)^2 + 2 frustration + 2 boredom - joy)
 *
 * and motivation M in [0, 1] follows what sessions feel like, 0.3 + joy - 0.8 (frustration + boredom). From M come the
 * next gap (gamma of shape 2, mean gap e^(1.6 (0.5 - M))) and leaving for good (chance x e^(3 (0.5 - M))).
 */
export interface Conduct {
  /** Minutes in this session over the usual ones: 1 is tired. */
  fatigue(): number;
  /** Seconds for one answer; longer for hard questions and when tired. */
  thinks(effort: number): number;
  feels(feeling: Feeling, seconds: number): void;
  /** A thumb, now and then, honest on average. */
  thumb(kind: ContentKind, joy: number): boolean | null;
  goesOn(): boolean;
  leave(now: number): number | null;
}

/** Conduct of one learner, rested and at middling motivation (0.5). @param random  decides what happens to them */
export function createConduct(habits: Habits, random: RandomSource): Conduct {
  let motivation = 0.5;
  let [minutes, frustration, boredom, joys, count] = [0, 0, 0, 0, 0];
  const meanJoy = () => (count > 0 ? joys / count : 0.5);
  return {
    fatigue: () => minutes / habits.sessionMinutes,
    thinks: (effort) => {
      const slow = 1 + 0.8 * effort + 0.3 * Math.min(1.5, minutes / habits.sessionMinutes);
      return Math.max(2, habits.thinking * slow * Math.exp(0.4 * sampleNormal(random)));
    },
    feels({ strain, dullness, joy }, seconds) {
      frustration += FRUSTRATION_SPEED * (clamp(strain * habits.sensitivity, 0, 1) - frustration);
      boredom += BOREDOM_SPEED * (clamp(dullness * habits.sensitivity, 0, 1) - boredom);
      joys += clamp(joy, 0, 1);
      count += 1;
      minutes += seconds / 60;
    },
    thumb: (kind, joy) => {
      if (random.next() >= THUMBS) return null;
      return random.next() < logistic(2 * habits.likes[kind] + 2 * (joy - 0.5));
    },
    goesOn: () => {
      const tired = 4 * (minutes / habits.sessionMinutes) ** 2;
      return random.next() >= logistic(-5 + tired + 2 * frustration + 2 * boredom - meanJoy());
    },
    leave(now) {
      const felt = clamp(0.3 + meanJoy() - 0.8 * (frustration + boredom), 0, 1);
      motivation += MOTIVATION_SPEED * (felt - motivation);
      [minutes, joys, count, frustration, boredom] = [0, 0, 0, frustration / 2, boredom / 2];
      if (random.next() < habits.leaving * Math.exp(3 * (0.5 - motivation))) return null;
      const mean = habits.gapDays * Math.exp(1.6 * (0.5 - motivation));
      return now + Math.max(0.25, (mean / 2) * sampleGamma(2, random));
    },
  };
}
