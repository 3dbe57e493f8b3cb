import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArguments, selectFiles, shareOut } from '../../scripts/test-selection.js';

describe('the choice of test files', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'attune-selection-'));
    mkdirSync(join(root, 'test/lti/launch'), { recursive: true });
    for (const file of ['a.test.ts', 'a.data.test.ts', 'lti/launch/b.test.ts', 'lti/b.long.test.ts', 'lti/help.ts']) {
      writeFileSync(join(root, 'test', file), '');
    }
  });
  after(() => rmSync(root, { recursive: true }));

  const choose = (...args: string[]): string[] =>
    selectFiles(parseArguments(args, root), root).map((file) => relative(join(root, 'test'), file));

  it('takes the quick ones by default', () => assert.deepEqual(choose(), ['a.test.ts', 'lti/launch/b.test.ts']));
  it('takes only those on real data with --data', () => assert.deepEqual(choose('--data'), ['a.data.test.ts']));
  it('adds the long ones with --long', () =>
    assert.deepEqual(choose('--long'), ['a.test.ts', 'lti/b.long.test.ts', 'lti/launch/b.test.ts']));
  it('is limited by a folder', () => assert.deepEqual(choose('test/lti'), ['lti/launch/b.test.ts']));
  it('runs a file that is named, whatever its kind, and once', () =>
    assert.deepEqual(choose('test/lti/b.long.test.ts', 'test/lti/b.long.test.ts'), ['lti/b.long.test.ts']));
  it('hands the rest to mocha', () =>
    assert.deepEqual(parseArguments(['test/lti', '--grep', 'nonce'], root).mochaArgs, ['--grep', 'nonce']));
  it('refuses a path that is not there', () => assert.throws(() => choose('test/nothing'), /no test\/nothing to test/));

  it('is shared out in two: whole programs, and the rest', () => {
    const at = (...names: string[]) => names.map((name) => join(root, 'test', name));
    const files = at('a.test.ts', 'e2e/b.test.ts', 'engine/c.test.ts', 'cli/d.test.ts');
    assert.deepEqual(shareOut(files, root), [
      at('e2e/b.test.ts', 'cli/d.test.ts'),
      at('a.test.ts', 'engine/c.test.ts'),
    ]);
    assert.deepEqual(shareOut(at('e2e/b.test.ts'), root), [at('e2e/b.test.ts')]);
  });
});
