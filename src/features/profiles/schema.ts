import { z } from 'zod';
import { ConsentChoice, ContentPreference, FactSource, MotivationType, Signal } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { measureBy } from './measure.js';

const Time = z.iso.datetime();
const Day = z.iso.date();
const Id = z.string();
const Count = z.number().int().min(0);

export const Point = z.object({ day: Day, known: z.number().min(0).max(1) });

export const SkillLevels = z.object({
  title: z.string(),
  known: measureBy(FORMULAS.known),
  answers: Count.describe('First tries.'),
  correct: Count,
  last_at: Time.nullable().describe('Null: never practised.'),
});

export const SkillTrend = z.object({
  skill: Id,
  title: z.string(),
  points: z.array(Point).describe('Where it stood at the end of each day on which it moved; at most 20.'),
  velocity: measureBy(FORMULAS.velocity),
});

const SkillArea = z.object({ skill: Id, title: z.string(), known: measureBy(FORMULAS.known) });

const Misconception = z.object({
  key: z.string(),
  skill: Id,
  times: Count,
  last_at: Time,
  right_since: Count.describe('Right first tries in the skill since it showed last.'),
});

const SkillProfile = z.object({
  current_levels: z
    .record(Id, SkillLevels)
    .describe('Every skill of the course by its id, and what else was practised.'),
  improvement_trajectory: z.array(SkillTrend).describe('The practised skills.'),
  weak_areas: z.array(SkillArea).describe('Known below .5 with enough evidence.'),
  mastered_concepts: z.array(Id).describe('Known at .85 or above with enough evidence.'),
  learning_velocity: measureBy({
    ...FORMULAS.velocity,
    says: 'How fast the mean over the practised skills changes now.',
  }),
  ability: measureBy(FORMULAS.ability),
  misconceptions: z.array(Misconception).describe('Wrong ideas that showed, the newest first.'),
});

const Said = z.object({
  source: z.enum(['stated', 'quiz', 'behaviour']),
  says: z.string().describe('What this source speaks for.'),
  count: z.number().min(0).describe('How much it counts: choices of the quiz, things that were opened, ratings.'),
});

const preference = <T extends z.ZodType>(value: T, describes: string) =>
  z
    .object({
      value: value.nullable().describe('Null: unknown.'),
      source: z.enum(['stated', 'quiz', 'behaviour']).nullable().describe('What decided.'),
      enough: z.boolean(),
      evidence: z.array(Said),
    })
    .describe(describes);

const LearningStyle = z
  .object({
    preferred_content_type: preference(
      ContentPreference,
      'What the learner said; else what most choices of the quiz and of behaviour speak for, with 5 or more of them; `mixed` when none has half. Behaviour speaks for the kind of content of which most is finished, among kinds opened 5 times or more.',
    ),
    optimal_session_length: z.object({
      stated: z.number().nullable().describe('Minutes that the learner said.'),
      measured: measureBy(FORMULAS.sessionLength),
    }),
    difficulty_progression_rate: preference(
      z.enum(['slow', 'moderate', 'fast']),
      'How fast new skills follow each other. What the learner said; else, with 5 or more of the latest 10 questions rated, `fast` when most felt too easy, `slow` when most felt too hard.',
    ),
    motivation_factors: z.array(z.object({ factor: MotivationType, source: z.enum(['stated', 'goals']) })),
    reviews_per_day: z.number().nullable().describe('As the learner said.'),
  })
  .describe(
    'Preferences, each with its evidence. They change how things are presented. They never make questions easier or harder and never keep content from anybody.',
  );

const TimeSlot = z.object({
  weekday: z.number().int().min(0).max(6).describe('0 is Monday, in UTC.'),
  hour: z.number().int().min(0).max(23).describe('Begins at, in UTC.'),
  share: measureBy(FORMULAS.studyTime),
});

const BehavioralMetrics = z.object({
  engagement_patterns: z.object({
    active_days: measureBy(FORMULAS.activeDays),
    session_minutes: measureBy(FORMULAS.usualSession),
    days_between_sessions: measureBy(FORMULAS.usualGap),
    days_since_active: measureBy(FORMULAS.sinceActive),
    takes_up: z.record(z.enum(['course', 'assessment', 'character', 'review']), measureBy(FORMULAS.engagement)),
  }),
  completion_rates: z
    .record(z.string(), measureBy(FORMULAS.completion))
    .describe('By kind: `lesson`, `round`, `content`, `activity`.'),
  preferred_characters: z
    .array(Id)
    .describe(
      'Coaches that the learner named, then those whose share of helpful ratings is above .5 even at its low end.',
    ),
  characters: z.record(Id, z.object({ spoke: Count, helpful: measureBy(FORMULAS.helpful) })),
  optimal_study_times: z.array(TimeSlot).describe('The three hours of the week with most work; empty until known.'),
});

export const Goals = z.object({
  target_skill_level: z.number().gt(0).max(1),
  timeline: z.iso.datetime({ offset: true }).nullable(),
  priority_areas: z.array(Id),
  motivation_type: MotivationType.nullable(),
  set_at: Time,
});

export const ProfileControls = z.object({
  signals_off: z.array(Signal).describe('Signals that are not used.'),
  paused: z.boolean().describe('Personalization is paused: everybody gets the order of the course.'),
  no_ai: z.boolean().describe('No language model writes for this learner.'),
  quiet_introductions: z.boolean().describe('New parts of the tool are not announced.'),
  suggestions_per_day: Count.nullable().describe('No more suggestions a day than these; null: no limit.'),
  minutes_per_day: Count.nullable().describe('After so many minutes of a day a break is suggested; null: never.'),
  language: z.string().nullable().describe('The language of the pages; null: that of the launch.'),
  consent: z
    .object({ version: z.number().int().min(1), choice: ConsentChoice, at: Time })
    .nullable()
    .describe('What the learner chose at their first launch; null: they were not asked.'),
});

export const PersonalizationProfile = z.object({
  userId: Id,
  courseId: Id,
  sequence: Count.describe('The last fact that is in it.'),
  as_of: Time,
  updated_at: Time,
  skillProfile: SkillProfile,
  learningStyle: LearningStyle,
  behavioralMetrics: BehavioralMetrics,
  goals: Goals.nullable(),
  controls: ProfileControls,
});
export type PersonalizationProfile = z.infer<typeof PersonalizationProfile>;

const DateEstimate = z
  .object({ median: Time.nullable(), low: Time.nullable(), high: Time.nullable() })
  .describe(
    'The day on which half of the drawn courses are there, and the 80 % interval; null: beyond what was looked at.',
  );
export type DateEstimate = z.infer<typeof DateEstimate>;

export const SkillPrediction = z.object({
  skill: Id,
  title: z.string(),
  right_now: measureBy(FORMULAS.rightNow),
  recall: z.number().min(0).max(1).nullable().describe('R, the chance that it is not forgotten; null: not used.'),
  mastery: z.array(z.object({ days: z.number().int(), at: Time, known: measureBy(FORMULAS.foretold) })),
  target: z.number().min(0).max(1).describe('The goal where there is one, else .85.'),
  reached: z.boolean(),
  reach: measureBy(FORMULAS.reach),
  reach_at: DateEstimate.nullable().describe('Null: reached, or not known.'),
});
export type SkillPrediction = z.infer<typeof SkillPrediction>;

export const GoalProgress = z.object({
  goals: Goals.nullable(),
  skills: z.array(z.object({ skill: Id, title: z.string(), known: measureBy(FORMULAS.known), reached: z.boolean() })),
  reached: Count,
  total: Count,
  mastery: measureBy(FORMULAS.goalMastery),
  minutes_left: z.number().nullable().describe('Work that is expected to be left; null: cannot be said.'),
  expected_at: DateEstimate.nullable(),
  on_time: measureBy(FORMULAS.onTime),
});
export type GoalProgress = z.infer<typeof GoalProgress>;

const Forecast = z.array(z.object({ days: z.number().int(), at: Time, known: measureBy(FORMULAS.foretold) }));

export const ProgressAnalytics = z.object({
  as_of: Time,
  overall: z.object({ points: z.array(Point), velocity: measureBy(FORMULAS.velocity), forecast: Forecast }),
  skills: z.array(
    z.object({
      skill: Id,
      title: z.string(),
      known: measureBy(FORMULAS.known),
      points: z.array(Point),
      velocity: measureBy(FORMULAS.velocity),
      forecast: Forecast,
    }),
  ),
  time: z.object({
    seconds: z.number().min(0).describe('All time of work that is known of, here and elsewhere.'),
    sessions: Count,
    weeks: z.array(
      z.object({
        week: Day.describe('Its Monday.'),
        seconds: z.number().min(0),
        answers: Count,
        correct: Count,
        accuracy: measureBy(FORMULAS.accuracy),
      }),
    ),
  }),
  gradebook: z.array(
    z.object({
      placement: Id,
      title: z.string(),
      now: z.number().min(0).max(1).nullable().describe('What the profile is worth now.'),
      earned: z.number().min(0).max(1).nullable().describe('What the gradebook has from us.'),
      earned_at: Time.nullable(),
      superseded: z.boolean().describe('A grade that a teacher gave stands there.'),
    }),
  ),
  external_grades: z.array(
    z.object({
      column: z.string(),
      label: z.string(),
      score: z.number().min(0).max(1),
      at: Time,
      ours: z.boolean(),
      source: FactSource,
      counted: z.boolean().describe('It was taken as evidence for skills.'),
    }),
  ),
});
export type ProgressAnalytics = z.infer<typeof ProgressAnalytics>;
