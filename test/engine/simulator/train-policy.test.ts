import assert from 'node:assert/strict';
import { LEARNING_MODELS } from '../../../src/engine/simulator/learners/index.js';
import { trainPolicy } from '../../../src/engine/simulator/train-policy.js';
import { smallCourse } from './cases.js';

describe('training a policy', () => {
  const input = {
    ...{ models: LEARNING_MODELS, course: smallCourse(), seed: 1, learners: 3, rounds: 2 },
    ...{ discount: 0.3, engagement: 0.05, exploration: 0.7, serving: 0.1 },
  };

  it('gives the same finite weights for the same seed, and others for another', () => {
    const rounds: number[] = [];
    const policy = trainPolicy({ ...input, told: (round) => rounds.push(round) });
    assert.deepEqual(rounds, [0, 1]);
    assert.ok([...policy.success, ...policy.value].every(Number.isFinite) && policy.temperature > 0);
    assert.equal(JSON.stringify(policy), JSON.stringify(trainPolicy(input)));
    assert.notEqual(JSON.stringify(policy), JSON.stringify(trainPolicy({ ...input, seed: 2 })));
  });

  it('learns that a harder question is less often right', () => {
    assert.ok((trainPolicy({ ...input, learners: 12, rounds: 1 }).success[11] as number) < 0);
  });

  it('refuses no model and no round', () => {
    assert.throws(() => trainPolicy({ ...input, models: [] }), /models must not be empty/);
    assert.throws(() => trainPolicy({ ...input, rounds: 0 }), /rounds must be/);
  });
});
