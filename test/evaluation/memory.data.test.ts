import assert from 'node:assert/strict';
import { join } from 'node:path';
import { evaluate } from '../../src/evaluation/index.js';

const folder = process.env.ATTUNE_DATA ?? '../shared/data';

describe('memory on real collections', function () {
  this.timeout(120_000);

  it('foretells recall of an Anki collection better than FSRS-6 fitted or not', async () => {
    const data = join(folder, 'srs-anki-fsrs-tiny/seq2seq.tsv');
    const { metrics, rows } = await evaluate('memory', { format: 'fsrs-tsv', data, seed: 1, malformed: 'refuse' });
    assert.equal(rows, 15_815);
    // The published defaults on this split were measured by others at .2856, a constant at .2982.
    assert.ok(Math.abs((metrics.logLossDefault as number) - 0.2856) < 1e-4);
    assert.ok(Math.abs((metrics.logLossConstant as number) - 0.2982) < 1e-4);
    assert.ok((metrics.logLoss as number) <= 0.278);
  });

  it('foretells recall of the larger SuperMemo collections better than their share recalled', async () => {
    for (const [name, bar] of [
      ['sm1', 0.382],
      ['sm2', 0.2561],
    ] as const) {
      const data = join(folder, `srs-supermemo15/${name}.csv`);
      const { metrics } = await evaluate('memory', { format: 'supermemo-csv', data, seed: 1, malformed: 'refuse' });
      assert.ok((metrics.logLoss as number) < Math.min(bar, metrics.logLossConstant as number), name);
    }
  });
});
