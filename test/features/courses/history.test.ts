import assert from 'node:assert/strict';
import fc from 'fast-check';
import { historyOf } from '../../../src/features/courses/history.js';

describe('the history of a course or a link', () => {
  for (const [text, ids] of [
    [undefined, []],
    ['', []],
    ['12', ['12']],
    ['34,12', ['34', '12']],
    [' 34 , 12 ,, 34 ', ['34', '12']],
    ['a%2Cb,c%20d', ['a,b', 'c d']],
    ['100%,12', ['100%', '12']],
    ['$Context.id.history', []],
    [`${'x'.repeat(256)},12`, ['12']],
    ['\u0007,\u00e9,12', ['12']],
  ] as const) {
    it(`of ${text === undefined ? 'nothing' : JSON.stringify(text.slice(0, 30))} is ${JSON.stringify(ids)}`, () => {
      assert.deepEqual(historyOf(text), ids);
    });
  }

  it('reads back whatever an LMS encodes, and never more than fifty ids', () => {
    const id = fc.stringMatching(/^[!#%-~]{1,40}$/);
    const property = fc.property(fc.uniqueArray(id, { maxLength: 80 }), (ids) => {
      assert.deepEqual(historyOf(ids.map(encodeURIComponent).join(',')), ids.slice(0, 50));
    });
    fc.assert(property, { seed: 61 });
  });
});
