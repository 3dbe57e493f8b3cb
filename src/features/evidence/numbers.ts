import {
  type Analysed,
  accuracyOf,
  FORMULAS,
  type Formula,
  type Measure,
  measured,
  type ProgressSources,
  secondsWorked,
  UserProfileAnalyzer,
} from '../profiles/index.js';

/** Numbers of a learner's pages, besides the levels of skills, that say where they come from. */
export const NUMBERS = [
  'velocity',
  'foretold',
  'right-now',
  'reach',
  'ability',
  'answers',
  'accuracy',
  'time',
  'active-days',
  'usual-session',
  'best-session',
  'usual-gap',
  'lessons-finished',
  'rounds-finished',
  'goal',
  'on-time',
] as const;
export type NumberName = (typeof NUMBERS)[number];

/** How a number is written. */
export type NumberUnit = 'share' | 'points-a-week' | 'minutes' | 'days' | 'logits' | 'count';

/** One line of what a number rests on. */
export interface Ground {
  readonly at: Date | null;
  /** In the words of the course; null: it has no name but its day. */
  readonly title: string | null;
  readonly skill: string | null;
  readonly value: number;
  readonly unit: NumberUnit;
}

/** What the evidence for a number is counted in. */
export type CountedIn = 'days' | 'answers' | 'sittings' | 'begun' | 'skills' | 'work-days';

export interface NumberEvidence {
  readonly name: NumberName;
  readonly of: CountedIn;
  /** What it is about; null: everything. */
  readonly about: string | null;
  readonly measure: Measure;
  readonly unit: NumberUnit;
  /** What must be there to say it at all. */
  readonly least: number;
  readonly grounds: readonly Ground[];
  /** The formula as it stands in the documents, for those who want it. */
  readonly formula: string;
}

interface Making {
  readonly formula: Formula;
  readonly unit: NumberUnit;
  readonly of: CountedIn;
}

/** Plain counts: a profile gives them without a measure, since nothing about them is uncertain. */
const COUNTED = { says: '', least: 1, signal: null };
const FIRST_TRIES = { ...COUNTED, formula: 'count of first tries', unit: 'answers', of: 'first tries' };
const MINUTES = { ...COUNTED, formula: 'sum of the time of work', unit: 'minutes', of: 'sittings' };

const MADE_BY: Readonly<Record<NumberName, Making>> = {
  velocity: { formula: FORMULAS.velocity, unit: 'points-a-week', of: 'days' },
  foretold: { formula: FORMULAS.foretold, unit: 'share', of: 'days' },
  'right-now': { formula: FORMULAS.rightNow, unit: 'share', of: 'answers' },
  reach: { formula: FORMULAS.reach, unit: 'share', of: 'days' },
  ability: { formula: FORMULAS.ability, unit: 'logits', of: 'answers' },
  answers: { formula: FIRST_TRIES, unit: 'count', of: 'answers' },
  accuracy: { formula: FORMULAS.accuracy, unit: 'share', of: 'answers' },
  time: { formula: MINUTES, unit: 'minutes', of: 'sittings' },
  'active-days': { formula: FORMULAS.activeDays, unit: 'days', of: 'sittings' },
  'usual-session': { formula: FORMULAS.usualSession, unit: 'minutes', of: 'sittings' },
  'best-session': { formula: FORMULAS.sessionLength, unit: 'minutes', of: 'sittings' },
  'usual-gap': { formula: FORMULAS.usualGap, unit: 'days', of: 'sittings' },
  'lessons-finished': { formula: FORMULAS.completion, unit: 'share', of: 'begun' },
  'rounds-finished': { formula: FORMULAS.completion, unit: 'share', of: 'begun' },
  goal: { formula: FORMULAS.goalMastery, unit: 'share', of: 'skills' },
  'on-time': { formula: FORMULAS.onTime, unit: 'share', of: 'work-days' },
};

const analyzer = new UserProfileAnalyzer();
const SHOWN = 12;
const DAYS_A_WEEK = 7;

export interface NumberAsked {
  readonly name: NumberName;
  /** Only this skill, where the number is one of a skill. */
  readonly skill: string | null;
}

/** Where a number comes from. Null when there is no such number, as of a skill that the course does not know. */
export function numberEvidence(
  analysed: Analysed,
  sources: ProgressSources,
  { name, skill }: NumberAsked,
): NumberEvidence | null {
  const found = FINDERS[name](analysed, sources, skill);
  if (!found) return null;
  const { formula, unit, of } = MADE_BY[name];
  return {
    name,
    of,
    about: found.about ?? null,
    measure: unit === 'points-a-week' ? weekly(found.measure) : found.measure,
    unit,
    least: formula.least,
    grounds: found.grounds.slice(-SHOWN).reverse(),
    formula: formula.formula,
  };
}

interface Found {
  readonly about?: string;
  readonly measure: Measure;
  /** Oldest first. */
  readonly grounds: readonly Ground[];
}
type Finder = (analysed: Analysed, sources: ProgressSources, skill: string | null) => Found | null;

const FINDERS: Readonly<Record<NumberName, Finder>> = {
  velocity: (analysed, sources, skill) => ofTrend(analysed, sources, skill, ({ velocity }) => velocity),
  foretold: (analysed, sources, skill) => ofTrend(analysed, sources, skill, ({ forecast }) => forecast[0]?.known),
  'right-now': (analysed, sources, skill) => ofPrediction(analysed, sources, skill, ({ right_now }) => right_now),
  reach: (analysed, sources, skill) => ofPrediction(analysed, sources, skill, ({ reach }) => reach),
  ability: (analysed) => ({
    measure: analyzer.analyze(analysed).skillProfile.ability,
    grounds: weeksOf(analysed, shareRight),
  }),
  answers: (analysed) => ({
    measure: firstTries(analysed),
    grounds: weeksOf(analysed, ({ answers: value }) => ({ value, unit: 'count' })),
  }),
  accuracy: (analysed) => ({ measure: accuracyOf(analysed.profile), grounds: weeksOf(analysed, shareRight) }),
  time: ({ profile }) => ({
    measure: measured(
      MINUTES,
      { value: secondsWorked(profile) / 60, evidence: profile.behavioral_metrics.session_count },
      profile.controls,
    ),
    grounds: profile.behavioral_metrics.weeks
      .filter(({ seconds }) => seconds > 0)
      .map(({ week, seconds }) => ground(new Date(week), { value: seconds / 60, unit: 'minutes' })),
  }),
  'active-days': (analysed) => ofHabits(analysed, 'active_days'),
  'usual-session': (analysed) => ofHabits(analysed, 'session_minutes'),
  'usual-gap': (analysed) => ofHabits(analysed, 'days_between_sessions'),
  'best-session': (analysed) => ({
    measure: analyzer.analyze(analysed).learningStyle.optimal_session_length.measured,
    grounds: sessionsOf(analysed),
  }),
  'lessons-finished': (analysed) => ofCompletion(analysed, 'lesson'),
  'rounds-finished': (analysed) => ofCompletion(analysed, 'round'),
  goal(analysed) {
    const { mastery, skills } = analyzer.goalProgress(analysed);
    const grounds = skills.map(({ skill, title, known }): Ground => {
      return { at: null, title, skill, value: known.value ?? 0, unit: 'share' };
    });
    return { measure: mastery, grounds: grounds.reverse() };
  },
  'on-time': (analysed) => ({ measure: analyzer.goalProgress(analysed).on_time, grounds: sessionsOf(analysed) }),
};

type Trend = Pick<ReturnType<UserProfileAnalyzer['progress']>['overall'], 'points' | 'velocity' | 'forecast'>;

function ofTrend(
  analysed: Analysed,
  sources: ProgressSources,
  skill: string | null,
  of: (trend: Trend) => Measure | undefined,
): Found | null {
  const { overall, skills } = analyzer.progress(analysed, sources);
  const chosen = skill === null ? undefined : skills.find((each) => each.skill === skill);
  if (skill !== null && !chosen) return null;
  const trend = chosen ?? overall;
  const measure = of(trend);
  if (!measure) return null;
  const grounds = trend.points.map(({ day, known }): Ground => {
    return { at: new Date(day), title: null, skill: null, value: known, unit: 'share' };
  });
  return { measure, grounds, ...(chosen && { about: chosen.title }) };
}

function ofPrediction(
  analysed: Analysed,
  sources: ProgressSources,
  skill: string | null,
  of: (prediction: ReturnType<UserProfileAnalyzer['predictSkills']>[number]) => Measure,
): Found | null {
  const prediction = analyzer.predictSkills(analysed).find((each) => each.skill === skill);
  if (!prediction) return null;
  const trend = ofTrend(analysed, sources, skill, ({ velocity }) => velocity);
  return { about: prediction.title, measure: of(prediction), grounds: trend?.grounds ?? [] };
}

function ofHabits(analysed: Analysed, name: 'active_days' | 'session_minutes' | 'days_between_sessions'): Found {
  const { engagement_patterns } = analyzer.analyze(analysed).behavioralMetrics;
  return { measure: engagement_patterns[name], grounds: sessionsOf(analysed) };
}

function ofCompletion(analysed: Analysed, kind: string): Found | null {
  const rates = analyzer.analyze(analysed).behavioralMetrics.completion_rates;
  const measure = Object.hasOwn(rates, kind) ? rates[kind] : undefined;
  return measure ? { measure, grounds: [] } : null;
}

const sessionsOf = ({ profile }: Pick<Analysed, 'profile'>): Ground[] =>
  profile.behavioral_metrics.sessions.map(({ started_at, last_at }) => ({
    ...{ at: started_at, title: null, skill: null, unit: 'minutes' },
    value: (last_at.getTime() - started_at.getTime()) / 60_000,
  }));

type Week = Analysed['profile']['behavioral_metrics']['weeks'][number];
type Said = Pick<Ground, 'value' | 'unit'>;

const weeksOf = ({ profile }: Pick<Analysed, 'profile'>, of: (week: Week) => Said): Ground[] =>
  profile.behavioral_metrics.weeks
    .filter(({ answers }) => answers > 0)
    .map((week) => ground(new Date(week.week), of(week)));

const ground = (at: Date, said: Said): Ground => ({ at, title: null, skill: null, ...said });

const shareRight = ({ answers, correct }: Week): Said => ({ value: correct / answers, unit: 'share' });

function firstTries({ profile: { behavioral_metrics, controls } }: Pick<Analysed, 'profile'>): Measure {
  const { answers } = behavioral_metrics;
  return measured(FIRST_TRIES, { value: answers, evidence: answers }, controls);
}

/** A share of mastery a day is hard to picture: points a week are not. */
function weekly(measure: Measure): Measure {
  const times = (value: number | null) => (value === null ? null : value * DAYS_A_WEEK);
  return { ...measure, value: times(measure.value), low: times(measure.low), high: times(measure.high) };
}
