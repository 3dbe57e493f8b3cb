import assert from 'node:assert/strict';
import { dataFile } from '../../bench/peers.js';
import { evaluate } from '../../src/evaluation/index.js';

describe('evaluate ranking on real data', function () {
  this.timeout(1_200_000);

  it('is ahead of what was measured of the peers on course enrolments', async () => {
    const { metrics, rows, protocol } = await evaluate('ranking', {
      format: 'lists-txt',
      train: dataFile('rec-mooccubex', 'train.txt'),
      test: dataFile('rec-mooccubex', 'test.txt'),
      seed: 1,
      malformed: 'refuse',
    });
    assert.equal(rows, 85_506);
    assert.ok((metrics['ndcg@10'] ?? 0) >= 0.165 && (metrics['hr@10'] ?? 0) >= 0.29, JSON.stringify(metrics));
    assert.ok((metrics['coverage@10'] ?? 0) >= 0.5, JSON.stringify(metrics));
    assert.match(protocol, /for 85506 users it is their test item without its last digit/);
  });

  it('is ahead of what was measured of ALS on ratings', async () => {
    const { metrics, rows } = await evaluate('ranking', {
      format: 'ratings-csv',
      data: dataFile('rec-ml-latest-small', 'ratings.csv'),
      seed: 1,
      malformed: 'refuse',
    });
    assert.equal(rows, 610);
    assert.ok((metrics['ndcg@10'] ?? 0) >= 0.042, JSON.stringify(metrics));
  });
});
