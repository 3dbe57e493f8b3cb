import assert from 'node:assert/strict';
import { aMonth } from './support/a-month.js';

describe('some days of study through the API', () => {
  it('leave decisions that say why, and profiles that are what their facts add up to', async function () {
    this.timeout(120_000);
    const { findings, rebuilt } = await aMonth({ learners: 3, days: 3 });
    assert.ok(findings.answers > 50, `${findings.answers} answers`);
    assert.ok(findings.decisions > 50, `${findings.decisions} decisions`);
    assert.equal(findings.unexplained, 0);
    assert.deepEqual(rebuilt, { profiles: 3, different: 0 });
  });
});
