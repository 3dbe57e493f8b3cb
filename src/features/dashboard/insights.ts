import { levelOf } from '../learners/index.js';
import {
  type Analysed,
  accuracyOf,
  FORMULAS,
  type Measure,
  type PersonalizationProfile,
  recallOf,
  secondsWorked,
} from '../profiles/index.js';

/** A sentence by its code, with the values that go into it. */
export interface Saying<Code extends string = string> {
  readonly code: Code;
  readonly values: Readonly<Record<string, string | number>>;
}

export type Went = 'mastered' | 'rising' | 'often' | 'begun';
export type OneThing = 'mix-up' | 'lesson-first' | 'review' | 'more-days' | 'breaks' | 'explain';

/** A number of the page, with how much evidence it would take where it is unknown. */
export type Figure = Measure & { readonly least: number };

/** How things went, as the PerformanceInsights show it. */
export interface InsightsView {
  readonly answers: number;
  readonly right: Figure;
  /** Of all work that is known of, here and elsewhere; this week's are among them. */
  readonly minutes: number;
  readonly minutesThisWeek: number;
  readonly activeDays: Figure;
  /** How much the level of what was practised changes in a week. */
  readonly velocity: Figure;
  readonly well: Saying<Went> | null;
  readonly oneThing: Saying<OneThing>;
}

const DAY_MS = 86_400_000;
const WEEK = 7;
const LATELY_DAYS = 14;
const OFTEN_DAYS = 3;
/** Below this chance of recall something that was known is worth a review. */
const FADING = 0.7;
const LONG_GAP_DAYS = 4;
const LONG_SITTING_MINUTES = 50;
/** So often a wrong idea shows before it is spoken of, and so many right answers later it is over. */
const MIX_UPS = 2;

/** What the numbers of a learner say to them. Pure. */
export function insightsOf(analysed: Analysed, profile: PersonalizationProfile): InsightsView {
  const { behavioral_metrics: behaviour } = analysed.profile;
  const week = behaviour.weeks.at(-1);
  const isThisWeek = week !== undefined && analysed.now.getTime() - new Date(week.week).getTime() < WEEK * DAY_MS;
  const { learning_velocity: velocity } = profile.skillProfile;
  const { active_days } = profile.behavioralMetrics.engagement_patterns;
  return {
    answers: behaviour.answers,
    right: { ...accuracyOf(analysed.profile), least: FORMULAS.accuracy.least },
    minutes: secondsWorked(analysed.profile) / 60,
    minutesThisWeek: isThisWeek ? week.seconds / 60 : 0,
    activeDays: { ...active_days, least: FORMULAS.activeDays.least },
    velocity: { ...perWeek(velocity), least: FORMULAS.velocity.least },
    well: wentWell(analysed, profile),
    oneThing: oneThing(analysed, profile),
  };
}

function perWeek(measure: Measure): Measure {
  const times = (value: number | null) => (value === null ? null : value * WEEK);
  return { ...measure, value: times(measure.value), low: times(measure.low), high: times(measure.high) };
}

const saying = <Code extends string>(code: Code, values: Saying['values'] = {}): Saying<Code> => ({ code, values });

/** The first of these that is true: skills that are mastered and were worked on lately, one that rises, regular work, a beginning. */
function wentWell(
  { profile, now }: Analysed,
  { skillProfile, behavioralMetrics }: PersonalizationProfile,
): Saying<Went> | null {
  const levels = skillProfile.current_levels;
  const since = now.getTime() - LATELY_DAYS * DAY_MS;
  const lately = skillProfile.mastered_concepts.filter(
    (skill) => new Date(levels[skill]?.last_at ?? 0).getTime() >= since,
  );
  if (lately.length > 0) {
    return saying('mastered', { count: lately.length, skill: levels[lately[0] ?? '']?.title ?? '' });
  }
  const [rising] = skillProfile.improvement_trajectory
    .filter(({ velocity }) => (velocity.low ?? 0) > 0)
    .sort((a, b) => (b.velocity.value ?? 0) - (a.velocity.value ?? 0));
  if (rising) return saying('rising', { skill: rising.title });
  const days = behavioralMetrics.engagement_patterns.active_days.value ?? 0;
  if (days >= OFTEN_DAYS) return saying('often', { count: days });
  const { answers } = profile.behavioral_metrics;
  return answers > 0 ? saying('begun', { count: answers }) : null;
}

/** The first of these that helps: what is mixed up, what is hard, what fades, how the work is spread. */
function oneThing(analysed: Analysed, { skillProfile, behavioralMetrics }: PersonalizationProfile): Saying<OneThing> {
  const { profile, catalogue } = analysed;
  const titleOf = (skill: string) => catalogue?.skillTitle(skill) ?? skill;
  if (!profile.controls.signals_off.includes('skills')) {
    const mixedUp = skillProfile.misconceptions.find(
      ({ times, right_since }) => times >= MIX_UPS && right_since < MIX_UPS,
    );
    if (mixedUp) return saying('mix-up', { count: mixedUp.times, skill: titleOf(mixedUp.skill) });
    const hard = skillProfile.weak_areas.find(({ skill }) => (catalogue?.lessonsOn(skill).length ?? 0) > 0);
    if (hard) return saying('lesson-first', { skill: hard.title });
  }
  const fading = fadingSkill(analysed, skillProfile);
  if (fading) return saying('review', { skill: titleOf(fading) });
  const { days_between_sessions: gap, session_minutes: sitting } = behavioralMetrics.engagement_patterns;
  if ((gap.value ?? 0) > LONG_GAP_DAYS) return saying('more-days');
  if ((sitting.value ?? 0) > LONG_SITTING_MINUTES) return saying('breaks');
  return saying('explain');
}

/** Of what was mastered, what is remembered least, when that is little. */
function fadingSkill(
  { profile, memory, now }: Analysed,
  { mastered_concepts: mastered }: PersonalizationProfile['skillProfile'],
): string | null {
  if (profile.controls.signals_off.includes('forgetting')) return null;
  const recalled = mastered
    .map((skill) => ({ skill, recall: recallOf(levelOf(profile, skill)?.reviews ?? [], now, memory) ?? 1 }))
    .sort((a, b) => a.recall - b.recall);
  const [least] = recalled;
  return least && least.recall < FADING ? least.skill : null;
}
