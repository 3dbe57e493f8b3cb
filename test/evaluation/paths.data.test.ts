import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { optimizePath } from '../../src/engine/paths/optimize-path.js';
import { readInstance } from '../../src/evaluation/questions/paths.js';
import { scoreOf } from '../engine/paths/cases.js';

/** The given instances: ATTUNE_DATA names the folder. */
const folder = join(process.env.ATTUNE_DATA ?? '../shared/data', 'path-instances');

describe('paths on the given instances', () => {
  it('reach the bar of 200 ms with 20,000 proposals, each path feasible', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    assert.equal(files.length, 10);
    let sum = 0;
    for (const file of files) {
      const problem = readInstance(join(folder, file));
      const path = optimizePath(problem, seededRandom(1), { moves: 20_000 });
      const { objective, fault } = scoreOf(
        problem,
        path.steps.map(({ id }) => id),
      );
      assert.equal(fault, undefined, file);
      assert.ok(Math.abs(objective - path.objective) < 1e-9, file);
      sum += objective;
    }
    assert.ok(sum / files.length >= 0.86, `${sum / files.length}`);
  }).timeout(60_000);
});
