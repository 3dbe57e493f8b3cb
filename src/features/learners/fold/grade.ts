import { weighEvidence } from '../../../engine/tracing/soft-evidence.js';
import type { GradeReadMetrics } from '../facts.js';
import { levelOf, type Projection } from '../projection.js';
import { latest, own, put } from './records.js';
import { noteLevels, summarise } from './summary.js';

/** As many columns as a course of an LMS has at most; a further one is not kept and is no evidence. */
const COLUMNS = 500;

/**
 * A grade read from the LMS. The first reading of a column that names a skill and is not ours is soft evidence for it: a
 * score of .7 with the weight of 4 answers counts as 2.8 right and 1.2 wrong ones. Later readings only change what is
 * shown, but for skills that the column was mapped to since. A grade of ours is never evidence: it was made from our facts.
 */
export function foldGrade(profile: Projection, grade: GradeReadMetrics, at: Date): void {
  const { skill_profile: skills, behavioral_metrics: behaviour, controls } = profile;
  const { column, label, score, ours, source } = grade;
  const before = own(behaviour.external_grades, column);
  if (!before && Object.keys(behaviour.external_grades).length >= COLUMNS) return;
  const earlier = before?.counted ? before.counted_skills : [];
  const counts = !ours && !controls.signals_off.includes('grades');
  const fresh = counts && earlier ? grade.skills.filter(({ id }) => !earlier.includes(id)) : [];
  const counted = earlier && [...earlier, ...fresh.map(({ id }) => id)];
  // Readings may arrive in another order than they were made; the newest is shown.
  const newest = before && before.at > at ? before : { label, score, at, ours, source };
  put(behaviour.external_grades, column, {
    ...newest,
    counted: counted === undefined || counted.length > 0,
    ...(counted !== undefined && counted.length > 0 && { counted_skills: counted }),
  });
  if (fresh.length === 0) return;
  for (const { id, weight, ...parameters } of fresh) {
    const level = levelOf(profile, id);
    const known = weighEvidence(
      level?.known ?? parameters.prior,
      { right: weight * score, wrong: weight * (1 - score) },
      parameters,
    );
    put(skills.current_levels, id, {
      known,
      evidence: (level?.evidence ?? 0) + weight,
      answers: level?.answers ?? 0,
      correct: level?.correct ?? 0,
      last_at: latest(level?.last_at ?? null, at),
      // How sure it is that a skill is mastered comes from answers alone: a grade neither says it nor takes it back.
      ...(level?.sure !== undefined && { sure: level.sure }),
      recent: level?.recent ?? [],
      reviews: level?.reviews ?? [],
    });
  }
  noteLevels(
    profile,
    fresh.map(({ id }) => id),
    at,
  );
  summarise(profile, at);
}
