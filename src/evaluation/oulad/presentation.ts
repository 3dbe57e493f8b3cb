import { groupBy } from './group-by.js';
import type { Oulad, OuladAssessment } from './read-oulad.js';

/** Ten working days, the time within which tutors of the Open University return marked work. */
export const MARKING_DAYS = 14;

/** One piece of work of one student as it stood on the day. */
export interface SeenSubmission {
  readonly assessment: OuladAssessment;
  readonly day: number;
  readonly banked: boolean;
  /** In [0, 100]; NaN while it is being marked. */
  readonly score: number;
  /** The score in standard deviations from the mean of all scores known for that work; NaN as above. */
  readonly place: number;
  /** Days after the median submission of that work. */
  readonly late: number;
}

export interface Seen {
  /** In the order in which the work is due. */
  readonly submissions: SeenSubmission[];
}

/** One presentation of a module as it stood on the day. */
export interface Presentation {
  /** In the order in which they are due, exams left out. */
  readonly assessments: readonly OuladAssessment[];
  readonly students: Map<string, Seen>;
}

/** What every presentation looked like at the end of `day`, by "module,presentation". */
export function gatherPresentations(
  data: Oulad,
  day: number,
  markingDays = MARKING_DAYS,
): ReadonlyMap<string, Presentation> {
  const gathered = new Map<string, Presentation>();
  const coursework = data.assessments
    .filter(({ type, due }) => type !== 'Exam' && !Number.isNaN(due))
    .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  const submissions = groupBy(
    data.submissions.filter((each) => each.day <= day),
    ({ assessment }) => assessment,
  );
  for (const [key, assessments] of groupBy(coursework, ({ module, presentation }) => `${module},${presentation}`)) {
    gathered.set(key, { assessments, students: new Map() });
  }
  for (const assessment of coursework) {
    const { students } = gathered.get(`${assessment.module},${assessment.presentation}`) as Presentation;
    const handedIn = submissions.get(assessment.id) ?? [];
    const isMarked = (each: { day: number }) => assessment.type !== 'TMA' || each.day + markingDays <= day;
    const scores = handedIn.filter((each) => isMarked(each) && !Number.isNaN(each.score)).map(({ score }) => score);
    const { mean, deviation } = momentsOf(scores);
    const days = Float64Array.from(
      handedIn.filter(({ banked }) => !banked),
      (each) => each.day,
    ).sort();
    const typical = days[days.length >> 1] ?? assessment.due;
    for (const each of handedIn) {
      const score = isMarked(each) ? each.score : Number.NaN;
      const seen = students.get(each.student) ?? { submissions: [] };
      const place = (score - mean) / deviation;
      seen.submissions.push({ assessment, day: each.day, banked: each.banked, score, place, late: each.day - typical });
      students.set(each.student, seen);
    }
  }
  return gathered;
}

/** The presentation of an enrolment; one without coursework is empty. */
export function presentationOf(
  presentations: ReadonlyMap<string, Presentation>,
  { module, presentation }: { module: string; presentation: string },
): Presentation {
  return presentations.get(`${module},${presentation}`) ?? { assessments: [], students: new Map() };
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
