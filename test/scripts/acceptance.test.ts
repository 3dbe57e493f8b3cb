import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allAccepted, judge, type Outcome, textOf } from '../../scripts/acceptance-table.js';
import { row } from '../acceptance/support/row.js';
import { ROWS, type Section } from '../acceptance/support/rows.js';
import { projectRoot } from '../support/services.js';

describe('the acceptance list', () => {
  const section: Section = {
    title: 'Doors',
    rows: [
      { id: 'D1', asks: 'A door opens.' },
      { id: 'D2', asks: 'A door shuts.', notYet: 'doors have no locks' },
    ],
  };
  const judged = (...outcomes: Outcome[]) => {
    const results = judge([section], outcomes);
    return { text: textOf(results), accepted: allAccepted(results) };
  };

  it('names each row once and says what it asks in a sentence', () => {
    assert.equal(new Set(ROWS.map(({ id }) => id)).size, ROWS.length);
    for (const { id, asks } of ROWS) assert.match(asks, /^[A-Z].{10,115}\.$/, id);
  });

  it('has a test for each row, or the reason why not', () => {
    const folder = join(projectRoot, 'test/acceptance');
    const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
    const tests = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const forgotten = ROWS.filter(({ id, notYet }) => notYet === undefined && !new RegExp(`\\b${id}\\b`).test(tests));
    assert.deepEqual(
      forgotten.map(({ id }) => id),
      [],
    );
  });

  it('knows the tests of a row by its name, and takes a row with a reason as it is', () => {
    const { text, accepted } = judged({ title: 'D1: A door opens. (twice)', state: 'passed' });
    assert.match(text, /^Doors \(1 passed, 1 not yet\)$/m);
    assert.match(text, /^D1 +A door opens\. +passed$/m);
    assert.match(text, /^D2 +A door shuts\. +not yet: doors have no locks$/m);
    assert.ok(accepted);
  });

  it('accepts no row that failed once, and none without a test and a reason', () => {
    const failed = judged(
      { title: 'D1: A door opens. (first)', state: 'failed' },
      { title: 'D1: A door opens. (then)', state: 'passed' },
    );
    assert.match(failed.text, /^D1 .* failed$/m);
    assert.ok(!failed.accepted);
    const missing = judged({ title: 'D11: A door of another list.', state: 'passed' });
    assert.match(missing.text, /^D1 .* missing$/m);
    assert.ok(!missing.accepted);
  });

  it('takes no test for a row that it does not have', () => {
    assert.throws(() => row('Z99', () => {}), /no row Z99/);
  });
});
