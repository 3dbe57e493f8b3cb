import assert from 'node:assert/strict';
import { aMonth } from './support/a-month.js';

const HOURS_MS = 3 * 3_600_000;

describe('a month of two hundred learners through the API', () => {
  it('ends with profiles that know them', async function () {
    this.timeout(HOURS_MS);
    const { findings, rebuilt } = await aMonth({ learners: 200, days: 30 });
    console.log(JSON.stringify(findings, null, 2));
    assert.deepEqual(rebuilt, { profiles: 200, different: 0 });
    assert.equal(findings.unexplained, 0);
    assert.ok(Math.max(findings.rankCorrelation, findings.rankCorrelationOfAbility) >= 0.9, 'they are told apart');
    assert.ok(findings.falselyMastered <= 0.05, 'mastered means mastered');
    assert.ok(findings.reviewsOnTime >= 0.9, 'reviews are on time');
  });
});
