import type { Coach } from '../catalogue/index.js';
import { goalsInUse, type ProfileDocument, type Signal } from '../learners/index.js';

type Profile = Pick<ProfileDocument, 'skill_profile' | 'behavioral_metrics' | 'learning_style' | 'goals' | 'controls'>;

export type MatchPart = 'topic' | 'style' | 'helped' | 'continuity' | 'variety';

/** One part of how well a coach fits: `points` is its share of the score. */
export interface Part {
  readonly name: MatchPart;
  /** In [0, 1]. */
  readonly value: number;
  readonly points: number;
}

export interface CoachMatch {
  readonly coach: string;
  /** In [0, 1]: the sum of the points. */
  readonly score: number;
  readonly parts: readonly Part[];
  /** The learner asked for this one; then nothing else counts. */
  readonly chosen: boolean;
}

export interface MatchInput {
  /** In the order of the course. */
  readonly coaches: readonly Coach[];
  readonly profile: Profile;
  /** The skill that this is about; null: what the learner works on. */
  readonly skill: string | null;
  readonly now: Date;
}

interface Feature {
  readonly weight: number;
  /** What it is made from; it counts nothing once one of them is switched off. */
  readonly signals: readonly Signal[];
  readonly value: (coach: Coach, input: MatchInput) => number;
}

const FEATURES: Readonly<Record<MatchPart, Feature>> = {
  topic: { weight: 0.4, signals: ['skills'], value: topicFit },
  style: { weight: 0.2, signals: ['preferences'], value: styleFit },
  helped: { weight: 0.2, signals: ['preferences'], value: helpedBefore },
  continuity: { weight: 0.12, signals: ['habits'], value: continuity },
  variety: { weight: 0.08, signals: ['habits'], value: variety },
};

/** How well a way of teaching goes with what somebody likes, in [0, 1]. It changes who speaks, nothing else. */
const STYLE_FIT: Readonly<Record<'visual' | 'analytical' | 'interactive', Record<Coach['teachingStyle'], number>>> = {
  visual: { encouraging: 0.7, analytical: 0.3, socratic: 0.4, playful: 1, direct: 0.5 },
  analytical: { encouraging: 0.4, analytical: 1, socratic: 0.7, playful: 0.2, direct: 0.8 },
  interactive: { encouraging: 0.6, analytical: 0.3, socratic: 1, playful: 0.8, direct: 0.4 },
};
const NEUTRAL = 0.5;
/** Two ratings of each kind that nobody gave: so few real ones say little. */
const PRIOR_RATINGS = 2;
const DAY = 86_400_000;
/** Half of the wish to go on with the same coach is gone after a week. */
const HALF_LIFE_DAYS = 7;
const RECENT_SKILLS = 5;

/**
 * The coaches of a course, the best match first: a weighted mean of topic (.40), way of teaching (.20), what helped
 * before (.20), the coach of last time (.12) and change (.08), over the parts that the learner lets us look at. The
 * coach that the learner asked for comes first, whatever the score. Ties keep the order of the course.
 */
export function matchCoaches(input: MatchInput): CoachMatch[] {
  const { coaches, profile } = input;
  const { signals_off: off, paused } = profile.controls;
  const open = (Object.entries(FEATURES) as [MatchPart, Feature][]).filter(
    ([, { signals }]) => !paused && !signals.some((signal) => off.includes(signal)),
  );
  const total = open.reduce((sum, [, { weight }]) => sum + weight, 0);
  const wanted = choiceOf(profile, coaches);
  const matches = coaches.map((coach) => {
    const parts = open.map(([name, feature]) => {
      const value = feature.value(coach, input);
      return { name, value, points: (feature.weight / total) * value };
    });
    const score = Math.min(
      1,
      parts.reduce((sum, { points }) => sum + points, 0),
    );
    return { coach: coach.id, score, parts, chosen: coach.id === wanted };
  });
  return matches.sort((a, b) => Number(b.chosen) - Number(a.chosen) || b.score - a.score);
}

/** The coach that the learner asked for, if the course has them; null when we may choose. */
export function choiceOf(
  { learning_style }: Pick<ProfileDocument, 'learning_style'>,
  coaches: readonly Coach[],
): string | null {
  return learning_style.stated.preferred_characters.find((id) => coaches.some((coach) => coach.id === id)) ?? null;
}

/** The share of what the learner works on that the coach knows best; without anything to go by, everybody alike. */
function topicFit({ topics }: Coach, { profile, skill }: MatchInput): number {
  const working = skill !== null ? [skill] : workOf(profile);
  if (working.length === 0) return NEUTRAL;
  return working.filter((each) => topics.includes(each)).length / working.length;
}

/** What the learner wants to work on, is weak at, and was asked about last. */
function workOf(profile: Profile): string[] {
  const { skill_profile, behavioral_metrics } = profile;
  const wanted = goalsInUse(profile)?.priority_areas ?? [];
  const recent = behavioral_metrics.recent.slice(-RECENT_SKILLS).map(({ skill }) => skill);
  return [...new Set([...wanted, ...skill_profile.weak_areas, ...recent])];
}

/** By what was stated; else by the quiz about preferences; else everybody alike. */
function styleFit({ teachingStyle }: Coach, { profile }: MatchInput): number {
  const { stated, quiz } = profile.learning_style;
  const likes = stated.preferred_content_type ? [stated.preferred_content_type] : Object.values(quiz?.answers ?? {});
  const fits = likes.map((like) => (like === 'mixed' ? NEUTRAL : STYLE_FIT[like][teachingStyle]));
  return fits.length === 0 ? NEUTRAL : fits.reduce((sum, fit) => sum + fit, 0) / fits.length;
}

function helpedBefore({ id }: Coach, { profile }: MatchInput): number {
  const { helpful = 0, unhelpful = 0 } = talkOf(profile, id) ?? {};
  return (helpful + PRIOR_RATINGS) / (helpful + unhelpful + 2 * PRIOR_RATINGS);
}

/** 1 for the coach who spoke last, just now; it halves in a week. */
function continuity({ id }: Coach, { profile, now }: MatchInput): number {
  const talks = Object.entries(profile.behavioral_metrics.coaches);
  const latest = talks.reduce((most, [, { last_at }]) => Math.max(most, last_at.getTime()), Number.NEGATIVE_INFINITY);
  const talk = talkOf(profile, id);
  if (!talk || talk.last_at.getTime() < latest) return 0;
  return 0.5 ** (Math.max(0, now.getTime() - latest) / DAY / HALF_LIFE_DAYS);
}

/** 1 for a coach who never spoke, less for those who speak often. */
function variety({ id }: Coach, { profile }: MatchInput): number {
  const all = Object.values(profile.behavioral_metrics.coaches).reduce((sum, { spoke }) => sum + spoke, 0);
  return all === 0 ? 1 : 1 - (talkOf(profile, id)?.spoke ?? 0) / all;
}

function talkOf({ behavioral_metrics: { coaches } }: Profile, id: string) {
  return Object.hasOwn(coaches, id) ? coaches[id] : undefined;
}
