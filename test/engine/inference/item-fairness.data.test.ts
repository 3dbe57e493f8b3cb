import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenItems } from '../../../src/engine/inference/screen-items.js';
import { projectRoot } from '../../support/services.js';

const DATA = process.env.ATTUNE_DATA ?? join(projectRoot, '../shared/data');

describe('item fairness of the medical test by gender', () => {
  it('flags the items that statsmodels flags', () => {
    // statsmodels 0.15.0, StratifiedTable and Logit with the same rules (bench/peers/inference.py): items 9, 35, 43, 44,
    // 71 and 73 are B, none is C; by logistic regression none is B or C, and 34 tests of either are below .05.
    const lines = readFileSync(join(DATA, 'irt-medical/dataMedical.csv'), 'utf8').trim().split('\n');
    const gender = (lines[0] as string).split(',').indexOf('gender');
    const rows = lines.slice(1).map((line) => line.split(',').map(Number));
    const found = screenItems({
      answers: rows.flatMap((row) => row.slice(0, 100)),
      items: 100,
      focal: rows.map((row) => row[gender] as number),
    });
    const flagged = found.filter(({ mantelHaenszel }) => mantelHaenszel.etsClass !== 'A');
    assert.deepEqual(
      flagged.map(({ item, mantelHaenszel }) => [item, mantelHaenszel.etsClass]),
      [9, 35, 43, 44, 71, 73].map((item) => [item, 'B']),
    );
    assert.ok(found.every(({ logistic }) => logistic.effectClass === 'A'));
    assert.equal(found.filter(({ logistic }) => logistic.either.pValue < 0.05).length, 34);
    assert.ok(Math.abs((found[0]?.mantelHaenszel.pValue ?? 0) - 0.6811967305831838) < 1e-9);
  });
});
