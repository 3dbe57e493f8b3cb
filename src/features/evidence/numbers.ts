import { type Analysed, FORMULAS, type Measure, type ProgressSources, UserProfileAnalyzer } from '../profiles/index.js';

/** Numbers of a learner's pages, besides the levels of skills, that say where they come from. */
export const NUMBERS = [
  'velocity',
  'foretold',
  'right-now',
  'reach',
  'ability',
  'accuracy',
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
export type NumberUnit = 'share' | 'points-a-week' | 'minutes' | 'days' | 'logits';

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
  readonly formula: keyof typeof FORMULAS;
  readonly unit: NumberUnit;
  readonly of: CountedIn;
}

const MADE_BY: Readonly<Record<NumberName, Making>> = {
  velocity: { formula: 'velocity', unit: 'points-a-week', of: 'days' },
  foretold: { formula: 'foretold', unit: 'share', of: 'days' },
  'right-now': { formula: 'rightNow', unit: 'share', of: 'answers' },
  reach: { formula: 'reach', unit: 'share', of: 'days' },
  ability: { formula: 'ability', unit: 'logits', of: 'answers' },
  accuracy: { formula: 'accuracy', unit: 'share', of: 'answers' },
  'active-days': { formula: 'activeDays', unit: 'days', of: 'sittings' },
  'usual-session': { formula: 'usualSession', unit: 'minutes', of: 'sittings' },
  'best-session': { formula: 'sessionLength', unit: 'minutes', of: 'sittings' },
  'usual-gap': { formula: 'usualGap', unit: 'days', of: 'sittings' },
  'lessons-finished': { formula: 'completion', unit: 'share', of: 'begun' },
  'rounds-finished': { formula: 'completion', unit: 'share', of: 'begun' },
  goal: { formula: 'goalMastery', unit: 'share', of: 'skills' },
  'on-time': { formula: 'onTime', unit: 'share', of: 'work-days' },
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
    least: FORMULAS[formula].least,
    grounds: found.grounds.slice(-SHOWN).reverse(),
    formula: FORMULAS[formula].formula,
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
  ability: ({ profile, ...analysed }) => ({
    measure: analyzer.analyze({ profile, ...analysed }).skillProfile.ability,
    grounds: weeksOf({ profile }),
  }),
  accuracy(analysed, sources) {
    const weeks = analyzer.progress(analysed, sources).time.weeks;
    const measure = weeks.at(-1)?.accuracy;
    return measure ? { measure, grounds: weeksOf(analysed) } : null;
  },
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

const weeksOf = ({ profile }: Pick<Analysed, 'profile'>): Ground[] =>
  profile.behavioral_metrics.weeks
    .filter(({ answers }) => answers > 0)
    .map(({ week, answers, correct }) => ({
      ...{ at: new Date(week), title: null, skill: null, unit: 'share' },
      value: correct / answers,
    }));

/** A share of mastery a day is hard to picture: points a week are not. */
function weekly(measure: Measure): Measure {
  const times = (value: number | null) => (value === null ? null : value * DAYS_A_WEEK);
  return { ...measure, value: times(measure.value), low: times(measure.low), high: times(measure.high) };
}
