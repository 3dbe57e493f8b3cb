import assert from 'node:assert/strict';
import { CoachMoment, SLOTS_OF, slotsIn } from '../../../src/features/catalogue/index.js';
import { chooseLine, inWords } from '../../../src/features/coaches/lines.js';
import { testCourse } from '../../support/course.js';

describe('chooseLine', () => {
  const [mira] = testCourse().coaches;
  assert.ok(mira);

  it('says every line once before it is silent, its own first, and leaves no gap open', () => {
    const coach = { ...mira, lines: { ...mira.lines, stuck: ['One {skill}.', 'Two.', 'Three {count}.'] } };
    const said = new Set<string>();
    const heard: string[] = [];
    for (let index = 0; ; index++) {
      const line = chooseLine({
        coach,
        moment: 'stuck',
        slots: { skill: 'Odds' },
        house: ['House {skill}.', 'H {idea}.'],
        said,
        seed: `${index}`,
      });
      if (!line) break;
      said.add(line.id);
      heard.push(line.text);
    }
    assert.deepEqual(heard.slice(0, 2).sort(), ['One Odds.', 'Two.']);
    assert.deepEqual(heard.slice(2), ['House Odds.']);
  });

  it('knows the gaps of every moment, and writes numbers as words', () => {
    for (const moment of CoachMoment.options) assert.ok(Array.isArray(SLOTS_OF[moment]));
    assert.deepEqual(slotsIn('{a} and {b}'), ['a', 'b']);
    assert.deepEqual(
      [inWords(2, 'en'), inWords(20, 'en-GB'), inWords(21, 'en'), inWords(3, 'de'), inWords(1_234, 'de')],
      ['two', 'twenty', '21', '3', '1.234'],
    );
  });
});
