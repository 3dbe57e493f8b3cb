import assert from 'node:assert/strict';
import { dataFile } from '../../bench/peers.js';
import { binaryMetrics } from '../../src/engine/metrics/binary.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { type RiskTable, riskTable } from '../../src/evaluation/oulad/oulad-features.js';
import { type Oulad, readOulad } from '../../src/evaluation/oulad/read-oulad.js';
import {
  calibrationGap,
  fitToStudents,
  foretell,
  foretellNext,
  pooled,
  studentSplit,
} from '../../src/evaluation/oulad/risk-protocols.js';

const DAY = 60;

/** Two of the ten splits of `attune evaluate risk`, which takes minutes. */
describe('risk on OULAD, day 60', function () {
  this.timeout(1_200_000);
  let data: Oulad;
  let table: RiskTable;

  before(async () => {
    data = await readOulad(dataFile('lms-oulad'), lineReader('refuse'));
    table = riskTable(data, { day: DAY, withProtected: false });
  });

  it('foretells who will fail or leave, for men and women and with and without a disability alike', () => {
    const tests = [1, 2].map((seed) => {
      const { train, test } = studentSplit(table, 0.3, seed);
      return foretell(fitToStudents(table, train, seed), table, test);
    });
    const all = pooled(tests);
    const { auc, ece } = binaryMetrics(all.predicted, all.happened);
    assert.ok(auc > 0.82 && ece < 0.03, `auc ${auc}, ece ${ece}`);
    assert.ok(calibrationGap(all, ({ gender }) => gender === 'M') <= 0.03);
    assert.ok(calibrationGap(all, ({ disabled }) => disabled) <= 0.03);
  });

  it('stays calibrated in the next presentation, from outcomes dated earlier alone', () => {
    const { recalibrated } = foretellNext(data, table, DAY, ['2013B', '2013J'], 1);
    const { auc, ece } = binaryMetrics(recalibrated.predicted, recalibrated.happened);
    assert.ok(auc >= 0.79 && ece <= 0.05, `auc ${auc}, ece ${ece}`);
  });
});
