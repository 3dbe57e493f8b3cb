import assert from 'node:assert/strict';
import { gradeOf, isRunning, sentencesOf } from '../../scripts/readability/grade.js';
import { syllablesIn } from '../../scripts/readability/syllables.js';

/** Counted by hand, by saying each word aloud. */
const COUNTED: Readonly<Record<number, string>> = {
  1: `the you one like there time whole friend field guide guess league fruit build tried died lie shoes goes does
    looked passed played showed raised likes rules moves months paths breathes cards straight through eight queue you're
    can't don't it's we'll strength`,
  2: `little table title people handle settled struggled pages houses boxes places judges wishes watches counted needed
    wanted planted started agreed going being playing doing seeing player poem quiet trial science lion fluent ruin
    fluid react create season region nation question special patient friendly likely useful careful movement something
    sometimes lifetime therefore maybe every business evening didn't couldn't isn't teacher’s reuse beyond rhythm`,
  3: `idea area video theory period medium radio museum carrying easier earlier easiest ratio decided decision opinion
    religion serious obvious previous actual usual gradual equal-sized equity quality somebody important remember
    suggestion catalogue dialogue everyone everything recipe already probably prediction`,
  4: `variety society experience reality combination curriculum usually everybody arithmetic information minimizing
    intelligent explanation superior coincidence mathematics`,
  5: 'probability opportunity university vocabulary',
  6: 'responsibility',
};

describe('the readability of a text', () => {
  for (const [count, words] of Object.entries(COUNTED)) {
    it(`counts ${count} syllables in words that have as many`, () => {
      const wrong = words.split(/\s+/).filter((word) => syllablesIn(word) !== Number(count));
      assert.deepEqual(wrong, []);
    });
  }

  it('takes a number or a symbol in at a glance', () => {
    assert.deepEqual(['12', '0.25', '3/8', '40%', '7♣'].map(syllablesIn), [1, 1, 1, 1, 1]);
  });

  it('ends a sentence at a full stop, a question mark and the end of a block, and not at a colon or in a number', () => {
    const text = 'Is it “yes”? It is 0.25: one in four.\nA heading\nHe said: “Stop.” So we did …';
    assert.deepEqual(
      sentencesOf(text).map(({ text: each, words }) => [each, words]),
      [
        ['Is it “yes”?', 3],
        ['It is 0.25: one in four.', 6],
        ['A heading', 2],
        ['He said: “Stop.”', 3],
        ['So we did …', 3],
      ],
    );
  });

  it('leaves out labels and headings, for which the formula was not made', () => {
    assert.deepEqual(sentencesOf('Assignment\nWhat you may use\nYou can stop. Take a short break.').map(isRunning), [
      false,
      false,
      true,
      true,
    ]);
  });

  it('is the grade of Flesch and Kincaid', () => {
    const easy = sentencesOf('We take one card at a time. Nobody waits.');
    assert.deepEqual(
      easy.map(({ syllables }) => syllables),
      [7, 4],
    );
    // 9 words, 11 syllables in two sentences: 0.39 * 4.5 + 11.8 * 11 / 9 - 15.59.
    assert.ok(Math.abs(gradeOf(easy) - (1.755 + 14.4222 - 15.59)) < 0.001);
    // One sentence, 8 words, 20 syllables: 0.39 * 8 + 11.8 * 2.5 - 15.59 = 17.03.
    const hard = sentencesOf('Probability considerations necessarily influence everybody making important decisions.');
    assert.equal(hard[0]?.words, 8);
    assert.ok(gradeOf(hard) > 16);
    assert.throws(() => gradeOf([]), RangeError);
  });
});
