import assert from 'node:assert/strict';
import { HIGHEST_GRADE, MOST_WORDS, type Reading, read, readableAreas } from '../../scripts/readability/texts.js';

/** The texts of a generator's questions differ in numbers and names only, so two of each say enough here. */
const VARIANTS = 2;

describe('what students read', function () {
  this.timeout(20_000);
  let readings: readonly Reading[] = [];
  before(() => {
    readings = readableAreas(VARIANTS).map(read);
  });

  it('is there: the pages, every lesson, every coach, the questions', () => {
    const sentences = readings.reduce((sum, reading) => sum + reading.sentences, 0);
    assert.ok(readings.length > 40 && sentences > 2_000, `${readings.length} areas, ${sentences} sentences`);
  });

  it(`asks for no more than grade ${HIGHEST_GRADE} in any area`, () => {
    const hard = readings.filter(({ grade }) => (grade ?? 0) > HIGHEST_GRADE);
    assert.deepEqual(
      hard.map(({ name, grade, worst }) => [name, grade, worst.slice(0, 3).map(({ text }) => text)]),
      [],
    );
  });

  it(`has no sentence with more than ${MOST_WORDS} words`, () => {
    assert.deepEqual(
      readings.flatMap(({ name, tooLong }) => tooLong.map(({ words, text }) => `${name}, ${words} words: ${text}`)),
      [],
    );
  });
});
