import { type Design, takeRows } from '../../engine/forecasting/design.js';
import { scaleEither } from '../../engine/forecasting/hazard-ratio.js';
import { splitByLearner } from '../../engine/forecasting/learner-folds.js';
import {
  fitRiskModel,
  type RiskModel,
  type RiskOptions,
  type RiskSettings,
  riskOf,
} from '../../engine/forecasting/risk-model.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { EvaluationError } from '../evaluation-error.js';
import { leavingRatios } from './early-leaving.js';
import type { RiskTable } from './oulad-features.js';
import type { Oulad, OuladEnrolment } from './read-oulad.js';

/** Chances given to some rows of a table, and what became of them. */
export interface Foretold {
  readonly rows: readonly OuladEnrolment[];
  readonly predicted: Float64Array;
  readonly happened: Uint8Array;
}

/** More work goes with less risk, whatever the course: told to the trees, so that they do not learn noise. */
const MONOTONE = {
  dueShare: -1,
  missed: 1,
  weightShare: -1,
  meanScore: -1,
  meanScoreZ: -1,
  lowestScore: -1,
  lastScoreZ: -1,
  earned: -1,
  earnedRank: -1,
  latestDue: -1,
} as const;

/** Chosen by log loss on folds of the training students of the first split, among five settings near it. */
export const SETTINGS: RiskSettings = {
  boost: {
    trees: 250,
    rate: 0.03,
    leaves: 8,
    leastRows: 40,
    l2: 10,
    rowShare: 0.7,
    columnShare: 0.5,
    monotone: MONOTONE,
  },
  penalty: 10,
};

/** The rows of the two sides of a split of students: a student's rows are on one side only. */
export function studentSplit(table: RiskTable, share: number, seed: number): { train: Uint32Array; test: Uint32Array } {
  const { rest, held } = splitByLearner(
    table.rows.map(({ student }) => student),
    share,
    seededRandom(`split:${seed}`),
  );
  return { train: rest, test: held };
}

/** The model fitted to some rows, folds by student. */
export function fitToStudents(
  table: RiskTable,
  train: Uint32Array,
  seed: number,
  options: RiskOptions = {},
): RiskModel {
  const students = Array.from(train, (row) => (table.rows[row] as OuladEnrolment).student);
  return fitRiskModel(takeRows(table, train), students, seededRandom(`fit:${seed}`), {
    candidates: [SETTINGS],
    ...options,
  });
}

/** What a model says of some rows. */
export function foretell(model: RiskModel, table: RiskTable, rows: Uint32Array): Foretold {
  return {
    rows: Array.from(rows, (row) => table.rows[row] as OuladEnrolment),
    predicted: Float64Array.from(rows, (row) => riskOf(model, cellsOf(table, row))),
    happened: Uint8Array.from(rows, (row) => table.labels[row] as number),
  };
}

/** Train and test by presentation, e.g. 2013B and then 2013J. @throws EvaluationError when one of them has no row */
export function presentationSplit(table: RiskTable, earlier: string, later: string) {
  const rowsOf = (presentation: string) => {
    const rows = Uint32Array.from(table.rows, (_, row) => row);
    const found = rows.filter((row) => table.rows[row]?.presentation === presentation);
    if (found.length === 0) throw new EvaluationError(`There is no enrolment of ${presentation}.`);
    return found;
  };
  return { train: rowsOf(earlier), test: rowsOf(later) };
}

/**
 * Fitted to one presentation, asked about a later one on day D of it. Folds are modules, because modules come that the
 * training has not seen. `asFitted` uses nothing of the later presentation but the inputs; `recalibrated` scales the
 * hazard of leaving by the leavings of the later presentation that were known by the end of day D.
 */
export function foretellNext(
  data: Oulad,
  table: RiskTable,
  day: number,
  [earlier, later]: readonly [string, string],
  seed: number,
) {
  const { train, test } = presentationSplit(table, earlier, later);
  const modules = Array.from(train, (row) => (table.rows[row] as OuladEnrolment).module);
  const folds = Math.min(5, new Set(modules).size);
  if (folds < 2)
    throw new EvaluationError(`${earlier} needs two modules at least, to be tried on one that it has not seen.`);
  const fitTo = (design: Design) =>
    fitRiskModel(takeRows(design, train), modules, seededRandom(`next:${seed}`), { candidates: [SETTINGS], folds });
  const model = fitTo(table);
  const left = Uint8Array.from(table.rows, ({ result }) => Number(result === 'Withdrawn'));
  const leaving = fitTo({ ...table, labels: left });
  const ratios = leavingRatios(
    data.enrolments.filter(({ presentation }) => presentation === earlier),
    data.enrolments.filter(({ presentation }) => presentation === later),
    day,
  );
  const asFitted = foretell(model, table, test);
  const predicted = asFitted.predicted.map((either, index) => {
    const ratio = ratios.get(asFitted.rows[index]?.module ?? '') ?? 1;
    return scaleEither(either, riskOf(leaving, cellsOf(table, test[index] as number)), ratio);
  });
  return { asFitted, recalibrated: { ...asFitted, predicted }, ratios, train, test };
}

/**
 * Calibration gap between two groups: |(mean predicted - share that happened) of one - the same of the other|, in
 * [0, 1]; NaN when a group is empty.
 */
export function calibrationGap(
  { rows, predicted, happened }: Foretold,
  isFirst: (row: OuladEnrolment) => boolean,
): number {
  const [first, second] = [
    { sum: 0, count: 0 },
    { sum: 0, count: 0 },
  ];
  for (const [index, row] of rows.entries()) {
    const group = isFirst(row) ? first : second;
    group.sum += (predicted[index] as number) - (happened[index] as number);
    group.count++;
  }
  return Math.abs(first.sum / first.count - second.sum / second.count);
}

/** Several tests put together. */
export function pooled(parts: readonly Foretold[]): Foretold {
  return {
    rows: parts.flatMap(({ rows }) => rows),
    predicted: Float64Array.from(parts.flatMap(({ predicted }) => Array.from(predicted))),
    happened: Uint8Array.from(parts.flatMap(({ happened }) => Array.from(happened))),
  };
}

function cellsOf({ names, values }: RiskTable, row: number): Float64Array {
  return values.subarray(row * names.length, (row + 1) * names.length);
}
