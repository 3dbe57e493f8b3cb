import { binaryMetrics } from '../../engine/metrics/binary.js';
import { riskTable } from '../oulad/oulad-features.js';
import { readOulad } from '../oulad/read-oulad.js';
import {
  calibrationGap,
  fitToStudents,
  foretell,
  foretellNext,
  pooled,
  studentSplit,
} from '../oulad/risk-protocols.js';
import { type Findings, type Question, requireData } from '../question.js';

const DAY = 60;
const SHARE = 0.3;
const SPLITS = 10;
export const NEXT = ['2013B', '2013J'] as const;

/** Who will fail or leave? Asked on one day of a course about those who are still enrolled. */
export const risk: Question = {
  name: 'risk',
  about: 'who will fail or leave, foretold on one day of the course',
  formats: ['oulad-dir'],
  async run(request): Promise<Findings> {
    const { day = DAY, holdout = SHARE, seed, lines } = request;
    const data = await readOulad(requireData(request), lines);
    const table = riskTable(data, { day, withProtected: false });
    const tests = Array.from({ length: SPLITS }, (_, index) => {
      const { train, test } = studentSplit(table, holdout, seed + index);
      return foretell(fitToStudents(table, train, seed + index), table, test);
    });
    const each = tests.map(({ predicted, happened }) => binaryMetrics(predicted, happened));
    const mean = (of: (index: number) => number) => tests.reduce((sum, _, index) => sum + of(index), 0) / tests.length;
    const all = pooled(tests);
    const metrics: Record<string, number> = {
      auc: mean((index) => each[index]?.auc ?? Number.NaN),
      logLoss: mean((index) => each[index]?.logLoss ?? Number.NaN),
      ece: mean((index) => each[index]?.ece ?? Number.NaN),
      rmse: mean((index) => each[index]?.rmse ?? Number.NaN),
      gapGender: calibrationGap(all, ({ gender }) => gender === 'M'),
      gapDisability: calibrationGap(all, ({ disabled }) => disabled),
    };
    if (NEXT.every((presentation) => table.rows.some((row) => row.presentation === presentation))) {
      const { asFitted, recalibrated } = foretellNext(data, table, day, NEXT, seed);
      const after = binaryMetrics(recalibrated.predicted, recalibrated.happened);
      metrics['auc@next'] = after.auc;
      metrics['ece@next'] = after.ece;
      metrics['eceAsFitted@next'] = binaryMetrics(asFitted.predicted, asFitted.happened).ece;
    }
    return { metrics, rows: all.predicted.length, protocol: protocolOf(day, holdout) };
  },
};

function protocolOf(day: number, holdout: number): string {
  return [
    `Asked on day ${day} of each presentation about those still enrolled; 1 = Fail or Withdrawn.`,
    'A submission is known from its day on, a tutor’s mark 14 days later; gender, disability, age, region and deprivation',
    `are no inputs. Means over ${SPLITS} seeded splits of the students (${holdout} to the test, all rows of a student on one`,
    'side); settings, blend and calibration are chosen on folds of the training students. Gaps are',
    '|(predicted - observed) of one group - the same of the other| over all tests.',
    `"next": fitted to ${NEXT[0]}, tested on ${NEXT[1]}, with the hazard of leaving scaled by the leavings known by that day.`,
  ].join(' ');
}
