import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ENGAGEMENT_INPUTS,
  ENGAGEMENT_PRIOR,
  type EngagementModel,
  type EngagementMoment,
  engagementChance,
  engagementInputs,
  explainEngagement,
  updateEngagement,
} from '../../../src/engine/forecasting/engagement.js';
import { logistic } from '../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

/** All inputs 0 but morning, which no hour makes 0 together with midday: at 6 o'clock it is 1. */
const plain: EngagementMoment = {
  daysSinceActive: Math.E - 1,
  activeDays: 7,
  shownOfType: 0,
  takenOfType: 0,
  minutes: 10,
  hour: 6,
  minutesToday: 0,
};
const blank: EngagementModel = { means: Array(8).fill(0), variances: Array(8).fill(1) };

describe('engagement with an item', () => {
  it('reads the moment in the units that it documents', () => {
    const inputs = engagementInputs(plain);
    for (const [index, expected] of [0, 0, 0, 0, 1, 0, 0].entries()) near(inputs[index] as number, expected, 1e-12);
    const late = engagementInputs({
      ...plain,
      shownOfType: 4,
      takenOfType: 4,
      hour: 12,
      minutes: 20,
      minutesToday: 60,
    });
    near(late[2] as number, Math.log(5));
    near(late[3] as number, Math.log(2));
    near(late[5] as number, 1);
    near(late[6] as number, 2);
  });

  it('updates as the formula does by hand', () => {
    // Two inputs are 1 (intercept, morning), V = 2, p = 1/2, h = 1/4: step = (1 - 1/2) / (1 + 1/2) = 1/3.
    const after = updateEngagement(blank, plain, true);
    near(after.means[0] as number, 1 / 3);
    near(after.means[5] as number, 1 / 3);
    near(after.variances[0] as number, 1 - 0.25 / 1.5);
    near(after.variances[1] as number, 1);
    near(updateEngagement(blank, plain, false, 0.1).means[0] as number, -1 / 3);
    near(updateEngagement(blank, plain, false, 0.1).variances[1] as number, 1.1);
    // The chance before: score 0; after: score 2/3 with variance 2 (1 - 1/6).
    near(engagementChance(blank, plain), 0.5);
    near(engagementChance(after, plain), logistic(2 / 3 / Math.sqrt(1 + (Math.PI * (10 / 6)) / 8)));
  });

  it('learns who likes what, and when', () => {
    const random = seededRandom('engage');
    let model = ENGAGEMENT_PRIOR;
    const draw = (): EngagementMoment => ({
      daysSinceActive: Math.floor(random.next() * 10),
      activeDays: Math.floor(random.next() * 15),
      shownOfType: 10,
      takenOfType: Math.floor(random.next() * 11),
      minutes: 2 + 30 * random.next(),
      hour: 24 * random.next(),
      minutesToday: 60 * random.next(),
    });
    const truth = (moment: EngagementMoment) => {
      const inputs = engagementInputs(moment);
      return logistic(0.3 + 0.8 * (inputs[2] as number) + 0.7 * (inputs[3] as number) - 1.2 * (inputs[6] as number));
    };
    for (let step = 0; step < 4000; step++) {
      const moment = draw();
      model = updateEngagement(model, moment, random.next() < truth(moment));
    }
    let error = 0;
    for (let step = 0; step < 500; step++) {
      const moment = draw();
      error += Math.abs(engagementChance(model, moment) - truth(moment)) / 500;
    }
    assert.ok(error < 0.03, `${error}`);
    assert.ok((model.means[4] as number) > 0.4, 'long items are liked here, against the prior');
  });

  it('keeps chances inside (0, 1) and parts that sum, whatever comes', () => {
    const moments = fc.record({
      daysSinceActive: fc.double({ min: 0, max: 1000, noNaN: true }),
      activeDays: fc.integer({ min: 0, max: 14 }),
      shownOfType: fc.integer({ min: 50, max: 100 }),
      takenOfType: fc.integer({ min: 0, max: 50 }),
      minutes: fc.double({ min: 0.1, max: 600, noNaN: true }),
      hour: fc.double({ min: 0, max: 23.99, noNaN: true }),
      minutesToday: fc.double({ min: 0, max: 600, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(moments, fc.boolean()), { minLength: 1, maxLength: 40 }), (outcomes) => {
        let model = ENGAGEMENT_PRIOR;
        for (const [moment, tookUp] of outcomes) {
          const before = engagementChance(model, moment);
          model = updateEngagement(model, moment, tookUp);
          const after = engagementChance(model, moment);
          assert.ok(before > 0 && before < 1 && after > 0 && after < 1);
          for (const variance of model.variances) assert.ok(variance > 0);
          const { intercept, parts } = explainEngagement(model, moment);
          const inputs = engagementInputs(moment);
          const score = model.means.reduce(
            (sum, mean, index) => sum + mean * (index === 0 ? 1 : (inputs[index - 1] as number)),
            0,
          );
          near(
            parts.reduce((sum, { share }) => sum + share, intercept),
            score,
            1e-9,
          );
          assert.deepEqual(
            parts.map(({ name }) => name),
            [...ENGAGEMENT_INPUTS],
          );
        }
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it('names what is wrong', () => {
    assert.throws(() => engagementInputs({ ...plain, hour: 24 }), /hour/);
    assert.throws(() => engagementInputs({ ...plain, takenOfType: 1 }), /shownOfType must be at least/);
    assert.throws(() => engagementInputs({ ...plain, minutes: 0 }), /minutes/);
    assert.throws(() => engagementChance({ means: [0], variances: [1] }, plain), /8 weights/);
    assert.throws(() => explainEngagement({ ...blank, means: Array(8).fill(Number.NaN) }, plain), /means\[0\]/);
    assert.throws(() => updateEngagement(blank, plain, true, -1), /drift/);
  });
});
