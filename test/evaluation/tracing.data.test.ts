import assert from 'node:assert/strict';
import { join } from 'node:path';
import { evaluate } from '../../src/evaluation/evaluate.js';

const DATA = process.env.ATTUNE_DATA ?? join(import.meta.dirname, '../../../shared/data');
const FIFTEEN_MINUTES = 900_000;

/** The figures that docs/benchmarks.md promises, on the published splits. */
describe('tracing on real data', function () {
  this.timeout(FIFTEEN_MINUTES);
  const ask = (format: string, train: string, test: string) =>
    evaluate('tracing', { format, train: join(DATA, train), test: join(DATA, test), seed: 1, malformed: 'refuse' });

  it('foretells ASSISTments 2009', async () => {
    const { metrics, rows } = await ask('interactions-tsv', 'kt-assistments09/train.csv', 'kt-assistments09/test.csv');
    assert.equal(rows, 58_266);
    assert.ok((metrics.auc as number) >= 0.78, `${metrics.auc}`);
    assert.ok((metrics.ece as number) <= 0.015, `${metrics.ece}`);
  });

  it('foretells ASSISTments 2015', async () => {
    const [train, test] = ['kt-assist2015/assist2015_train.csv', 'kt-assist2015/assist2015_test.csv'];
    const { metrics, rows } = await ask('dkvmn', train, test);
    assert.equal(rows, 199_761);
    assert.ok((metrics.auc as number) >= 0.73, `${metrics.auc}`);
    assert.ok((metrics.ece as number) <= 0.015, `${metrics.ece}`);
  });
});
