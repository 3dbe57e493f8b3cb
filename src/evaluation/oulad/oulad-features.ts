import { EvaluationError } from '../evaluation-error.js';
import { groupBy } from './group-by.js';
import { gatherPresentations, type Presentation, presentationOf, type Seen } from './presentation.js';
import type { Oulad, OuladEnrolment } from './read-oulad.js';

/** What is known on one day about everyone who is still enrolled then, and what became of them. */
export interface RiskTable {
  readonly names: readonly string[];
  /** Row-major, rows x names; NaN for what is not known. */
  readonly values: Float64Array;
  /** 1 = Fail or Withdrawn. */
  readonly labels: Uint8Array;
  readonly rows: readonly OuladEnrolment[];
}

export interface RiskTableOptions {
  /** Day of the presentation on which the prediction is made. */
  readonly day: number;
  /** Gender, disability, deprivation, age and region as inputs. */
  readonly withProtected: boolean;
  /** Days until a tutor's mark is known; absent: MARKING_DAYS. */
  readonly markingDays?: number;
}

const EDUCATION = [
  'No Formal quals',
  'Lower Than A Level',
  'A Level or Equivalent',
  'HE Qualification',
  'Post Graduate Qualification',
];
const AGES = ['0-35', '35-55', '55<='];

/** Standard deviations below the mean, where work that was not handed in is placed. */
const LOWEST_PLACE = -3;

const WORK = [
  'dueShare',
  'missed',
  'weightShare',
  'meanScore',
  'meanScoreZ',
  'lowestScore',
  'firstScoreZ',
  'lastScoreZ',
  'earned',
  'earnedRank',
  'lateness',
  'sinceLast',
  'banked',
  'latestDue',
] as const;
const BACKGROUND = [
  'registered',
  'credits',
  'attempts',
  'education',
  'otherModules',
  'otherScoreZ',
  'otherLeft',
] as const;

/**
 * The inputs of the risk models on day D. A submission is known from its day on. A score is known at once when a
 * computer marks it and MARKING_DAYS later when a tutor does. Scores and counts are also told as places within the
 * presentation (z-scores, ranks), which carry over to presentations that mark or set work differently.
 *
 * @throws EvaluationError when nobody is enrolled on that day
 */
export function riskTable(data: Oulad, { day, withProtected, markingDays }: RiskTableOptions): RiskTable {
  const rows = data.enrolments.filter((each) => isEnrolled(each, day));
  if (rows.length === 0) throw new EvaluationError(`Nobody is enrolled on day ${day}.`);
  const presentations = gatherPresentations(data, day, markingDays);
  const modules = [...new Set(rows.map(({ module }) => module))].sort();
  const regions = withProtected ? [...new Set(rows.map(({ region }) => region))].sort() : [];
  const names = [
    ...WORK,
    ...BACKGROUND,
    ...modules.map((module) => `module_${module}`),
    'autumn',
    ...(withProtected
      ? ['male', 'disabled', 'deprivation', 'age', ...regions.map((region) => `region_${region}`)]
      : []),
  ];
  const others = otherEnrolments(data.enrolments);
  const values = new Float64Array(rows.length * names.length);
  for (const [index, row] of rows.entries()) {
    const presentation = presentationOf(presentations, row);
    const seen = presentation.students.get(row.student);
    const cells = [
      ...workOf(presentation, seen, day),
      ...backgroundOf(row, others, presentations, day),
      ...modules.map((module) => Number(row.module === module)),
      Number(row.presentation.endsWith('J')),
      ...(withProtected ? [...protectedOf(row), ...regions.map((region) => Number(row.region === region))] : []),
    ];
    values.set(cells, index * names.length);
  }
  const labels = Uint8Array.from(rows, ({ result }) => Number(result === 'Fail' || result === 'Withdrawn'));
  rankWithin(rows, values, names.length, names.indexOf('earned'), names.indexOf('earnedRank'));
  return { names, values, labels, rows };
}

/** Registered by the end of `day` and not yet unregistered; a date that is not told counts as in the past. */
export function isEnrolled({ registered, unregistered }: OuladEnrolment, day: number): boolean {
  return !(registered > day) && !(unregistered <= day);
}

/**
 * Work that was due and not handed in counts as a score of 0, LOWEST_PLACE within the presentation and late since it was
 * due. Where nothing was due yet, or marks are still to come, the inputs are unknown, which is something else.
 */
function workOf({ assessments }: Presentation, seen: Seen | undefined, day: number): number[] {
  const due = assessments.filter((each) => each.due <= day);
  const handedIn = seen?.submissions ?? [];
  const byId = new Map(handedIn.map((each) => [each.assessment.id, each]));
  const doneDue = due.filter(({ id }) => byId.has(id));
  const isBlank = due.length > 0 && handedIn.length === 0;
  const marked = handedIn.filter(({ score }) => !Number.isNaN(score));
  const scores = isBlank ? [0] : marked.map(({ score }) => score);
  const places = isBlank ? [LOWEST_PLACE] : marked.map(({ place }) => place);
  const settled = due.filter(({ id }) => !Number.isNaN(byId.get(id)?.score ?? 0));
  const lateness = due
    .filter(({ id }) => !byId.get(id)?.banked)
    .map(({ id, due: date }) => byId.get(id)?.late ?? day - date);
  const lastDay = isBlank ? 0 : Math.max(...handedIn.map((each) => each.day));
  const latest = due.at(-1);
  return [
    doneDue.length / due.length,
    due.length === 0 ? Number.NaN : due.length - doneDue.length,
    weightOf(doneDue) / weightOf(due),
    mean(scores),
    mean(places),
    scores.length > 0 ? Math.min(...scores) : Number.NaN,
    places[0] ?? Number.NaN,
    places.at(-1) ?? Number.NaN,
    settled.reduce((sum, { id, weight }) => sum + (weight || 1) * (byId.get(id)?.score ?? 0), 0) / weightOf(settled),
    0,
    mean(lateness),
    Number.isFinite(lastDay) ? day - lastDay : Number.NaN,
    handedIn.filter(({ banked }) => banked).length,
    latest ? Number(byId.has(latest.id)) : Number.NaN,
  ];
}

/** Sum of weights; work that weighs nothing towards the result still counts a little as work. */
function weightOf(work: readonly { weight: number }[]): number {
  return work.reduce((sum, { weight }) => sum + (weight || 1), 0);
}

function backgroundOf(
  row: OuladEnrolment,
  others: ReadonlyMap<string, readonly OuladEnrolment[]>,
  presentations: ReadonlyMap<string, Presentation>,
  day: number,
): number[] {
  const beside = (others.get(`${row.presentation},${row.student}`) ?? []).filter(({ module }) => module !== row.module);
  const places = beside.flatMap(
    (other) =>
      presentationOf(presentations, other)
        .students.get(row.student)
        ?.submissions.filter(({ place }) => !Number.isNaN(place))
        .map(({ place }) => place) ?? [],
  );
  return [
    row.registered,
    Math.log(Math.max(1, row.studiedCredits)),
    row.previousAttempts,
    orderOf(EDUCATION, row.education),
    beside.filter((other) => isEnrolled(other, day)).length,
    mean(places),
    beside.filter(({ unregistered }) => unregistered <= day).length,
  ];
}

function protectedOf(row: OuladEnrolment): number[] {
  const band = Number.parseInt(row.deprivation, 10);
  return [Number(row.gender === 'M'), Number(row.disabled), band, orderOf(AGES, row.age)];
}

function otherEnrolments(rows: readonly OuladEnrolment[]): Map<string, OuladEnrolment[]> {
  return groupBy(rows, ({ presentation, student }) => `${presentation},${student}`);
}

/** Share of the presentation's rows below each, ties half: in (0, 1). Rows without a number keep NaN. */
function rankWithin(
  rows: readonly OuladEnrolment[],
  values: Float64Array,
  width: number,
  from: number,
  to: number,
): void {
  const groups = groupBy(rows.keys(), (index) => `${rows[index]?.module},${rows[index]?.presentation}`);
  for (const group of groups.values()) {
    const cells = group.map((index) => values[index * width + from] as number);
    const known = Float64Array.from(cells.filter((cell) => !Number.isNaN(cell))).sort();
    for (const [place, index] of group.entries()) {
      const cell = cells[place] as number;
      const rank = (lowerBound(known, cell, false) + lowerBound(known, cell, true)) / (2 * known.length);
      values[index * width + to] = Number.isNaN(cell) ? Number.NaN : rank;
    }
  }
}

function lowerBound(sorted: Float64Array, value: number, after: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = sorted[middle] as number;
    if (here < value || (after && here === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function orderOf(order: readonly string[], value: string): number {
  const place = order.indexOf(value);
  return place < 0 ? Number.NaN : place;
}
