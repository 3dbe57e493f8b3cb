import assert from 'node:assert/strict';
import { attuneIn, emptyFolder, removeFolders } from './support/attune.js';

describe('attune simulate', () => {
  const attune = attuneIn(emptyFolder());
  const few = ['--learners', '2', '--seed', '5'];
  after(removeFolders);

  it('prints the same JSON for the same seed, with every model and both ways of study', async () => {
    const words = ['simulate', '--policy', 'fixed', ...few, '--json'];
    const { code, out } = await attune(...words);
    assert.equal(code, 0);
    assert.equal((await attune(...words)).out, out);
    const { policy, learners, seed, models } = JSON.parse(out);
    assert.deepEqual([policy, learners, seed], ['fixed', 2, 5]);
    assert.deepEqual(
      models.map(({ model }: { model: string }) => model),
      ['practice', 'insight', 'context'],
    );
    for (const { steady, voluntary } of models) {
      assert.equal(steady.learners, 2);
      for (const { mean, low, high } of [steady.answersToMastery, voluntary.completed, voluntary.minutes]) {
        assert.ok(low <= mean && mean <= high);
      }
    }
  });

  it('prints a table for people, of one model when asked for it', async () => {
    for (const policy of ['engine', 'random']) {
      const { code, out } = await attune('simulate', '--policy', policy, '--model', 'insight', ...few);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^policy ${policy}, 2 learners of each model`));
      assert.match(out, /\nmodel +answers to mastery +mastered +paths completed +minutes +sessions +final mastery\n/);
      assert.match(out, /\ninsight +\d+ \(/);
    }
  });

  it('is wrong with a policy or a model that there is not, and with no learners', async () => {
    assert.equal((await attune('simulate', '--policy', 'magic')).code, 2);
    assert.equal((await attune('simulate', '--model', 'magic')).code, 2);
    assert.equal((await attune('simulate', '--learners', '0')).code, 2);
  });
});
