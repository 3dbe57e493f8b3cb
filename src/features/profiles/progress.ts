import type { PlacementDocument } from '../courses/index.js';
import { levelOf } from '../learners/index.js';
import type { GradeDocument } from '../practice/index.js';
import { secondsWorked, shareOf } from './behaviour.js';
import { FORMULAS } from './formulas.js';
import type { ProgressAnalytics } from './schema.js';
import { knownMeasure, type Subject, skillsOf } from './skills.js';
import { FORETOLD_DAYS, foretell, trendOfSkill, trendOverall, velocityOf } from './trends.js';

/** The links of the course and what the learner's grades on them are. */
export interface ProgressSources {
  readonly placements: readonly PlacementDocument[];
  readonly grades: readonly GradeDocument[];
}

export function progressOf(subject: Subject, sources: ProgressSources): ProgressAnalytics {
  const { profile, now } = subject;
  const { behavioral_metrics: behaviour, controls } = profile;
  const overall = trendOverall(profile, now);
  return {
    as_of: now.toISOString(),
    overall: {
      points: [...overall.points],
      velocity: velocityOf(overall, controls),
      forecast: foretell(overall, FORETOLD_DAYS, controls),
    },
    skills: skillsOf(subject)
      .filter(({ id }) => levelOf(profile, id))
      .map(({ id: skill, title }) => {
        const trend = trendOfSkill(profile, skill, now);
        return {
          skill,
          title,
          known: knownMeasure(profile, skill),
          points: [...trend.points],
          velocity: velocityOf(trend, controls),
          forecast: foretell(trend, FORETOLD_DAYS, controls),
        };
      }),
    time: {
      seconds: secondsWorked(profile),
      sessions: behaviour.session_count,
      weeks: behaviour.weeks.map(({ week, seconds, answers, correct }) => ({
        week,
        seconds,
        answers,
        correct,
        accuracy: shareOf(FORMULAS.accuracy, correct, answers, profile),
      })),
    },
    gradebook: gradebookOf(subject, sources),
    external_grades: Object.entries(behaviour.external_grades)
      .sort(([, a], [, b]) => b.at.getTime() - a.at.getTime())
      .map(([column, { label, score, at, ours, source, counted }]) => ({
        column,
        label,
        score,
        at: at.toISOString(),
        ours,
        source,
        counted,
      })),
  };
}

/** What each assignment is worth now, and what the gradebook has of it. */
export function gradebookOf(
  { catalogue }: Pick<Subject, 'catalogue'>,
  { placements, grades }: ProgressSources,
): ProgressAnalytics['gradebook'] {
  const byPlacement = new Map(grades.map((grade) => [grade.placement_id, grade]));
  return placements
    .filter(({ kind }) => kind === 'practice')
    .map(({ _id, title }) => {
      const grade = byPlacement.get(_id);
      return {
        placement: _id,
        title: title || (catalogue?.title ?? ''),
        now: grade?.now ?? null,
        earned: grade?.earned?.score ?? null,
        earned_at: grade?.earned?.at.toISOString() ?? null,
        superseded: grade?.earned?.superseded ?? false,
      };
    });
}
