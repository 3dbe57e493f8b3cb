import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../src/evaluation/evaluate.js';

/** Two modules; after both 1 - .9 * .5 * .6 = .73 is reached, and a jump of .4 costs .004. */
const INSTANCE = {
  start_level: [0.1],
  goal_weight: [1],
  budget_minutes: 20,
  jump_penalty: 0.01,
  modules: [
    { id: 'a', minutes: 10, difficulty: 0.2, prerequisites: [], gain: [0.5] },
    { id: 'b', minutes: 10, difficulty: 0.6, prerequisites: ['a'], gain: [0.4] },
  ],
};

describe('attune evaluate paths', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paths-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text));
    return path;
  };
  const ask = (data: string) => evaluate('paths', { format: 'path-json', data, seed: 1, malformed: 'refuse' });

  it('tells the objective of one instance, and the mean, lowest and highest of a folder', async () => {
    const one = await ask(file('one.json', INSTANCE));
    assert.ok(Math.abs((one.metrics.objective as number) - 0.726) < 1e-12);
    assert.equal(one.rows, 1);
    // Ten minutes are enough for a only: 1 - .9 * .5.
    file('two.json', { ...INSTANCE, budget_minutes: 10 });
    file('notes.txt', 'no instance');
    const both = await ask(folder);
    assert.equal(both.rows, 2);
    assert.ok(Math.abs((both.metrics.objective as number) - (0.726 + 0.55) / 2) < 1e-12);
    assert.ok(Math.abs((both.metrics.lowestObjective as number) - 0.55) < 1e-12);
    assert.ok(Math.abs((both.metrics.highestObjective as number) - 0.726) < 1e-12);
    assert.match(both.protocol, /every path is feasible/);
  });

  it('names the file that is no instance, and why', async () => {
    const [a, b] = INSTANCE.modules;
    const cyclic = { ...INSTANCE, modules: [{ ...a, prerequisites: ['b'] }, b] };
    await assert.rejects(
      ask(file('cyclic.json', cyclic)),
      /cyclic\.json: the prerequisites form a cycle: a needs b needs a/,
    );
    const unknown = { ...INSTANCE, modules: [{ ...a, prerequisites: ['z'] }] };
    await assert.rejects(ask(file('unknown.json', unknown)), /unknown\.json: a needs z, which does not exist/);
    await assert.rejects(
      ask(file('twice.json', { ...INSTANCE, modules: [a, a] })),
      /twice\.json: the id a is given twice/,
    );
    await assert.rejects(ask(file('fields.json', { modules: [] })), /fields\.json is no path instance/);
    await assert.rejects(ask(file('text.json', 'not JSON')), /text\.json: /);
  });

  it('says when there is nothing to read', async () => {
    await assert.rejects(ask(folder), /There is no \.json file in/);
    await assert.rejects(ask(join(folder, 'none')), /There is no .*none/);
    await assert.rejects(evaluate('paths', { format: 'path-json', seed: 1, malformed: 'refuse' }));
  });
});
