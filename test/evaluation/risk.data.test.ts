import assert from 'node:assert/strict';
import { join } from 'node:path';
import { evaluate } from '../../src/evaluation/evaluate.js';

/** Real records: ATTUNE_DATA names the folder. */
const folder = join(process.env.ATTUNE_DATA ?? '../shared/data', 'lms-oulad');

describe('risk on OULAD, day 60', () => {
  it('holds the figures that docs/benchmarks.md tells', async () => {
    const { metrics, rows } = await evaluate('risk', {
      format: 'oulad-dir',
      data: folder,
      seed: 1,
      day: 60,
      malformed: 'refuse',
    });
    assert.ok(rows > 30_000);
    assert.ok((metrics.auc as number) > 0.82, `auc ${metrics.auc}`);
    assert.ok((metrics.ece as number) < 0.03, `ece ${metrics.ece}`);
    assert.ok((metrics.gapGender as number) <= 0.03, `gapGender ${metrics.gapGender}`);
    assert.ok((metrics.gapDisability as number) <= 0.03, `gapDisability ${metrics.gapDisability}`);
    assert.ok((metrics['auc@next'] as number) >= 0.79, `auc@next ${metrics['auc@next']}`);
    assert.ok((metrics['ece@next'] as number) <= 0.05, `ece@next ${metrics['ece@next']}`);
  }).timeout(1_800_000);
});
