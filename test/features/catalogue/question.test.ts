import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hintOf, questionOf, type Step } from '../../../src/features/catalogue/index.js';
import { smallCourse } from './support/courses.js';

const [item] = smallCourse().items;
assert.ok(item);
const figureUrl = (name: string) => `/figures/${name}`;
const stepOf = (id: string): Step => {
  const step = item.steps.find((each) => each.id === id);
  assert.ok(step);
  return step;
};

describe('questionOf', () => {
  it('holds nothing of the key, the hints, the solution or the wrong ideas, for any kind and seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...item.steps), (seed, step) => {
        const sent = JSON.stringify(questionOf(item, step, { seed, figureUrl }));
        for (const secret of [
          'SECRET',
          'correct',
          'misconception',
          'solution',
          'accepted',
          '918273',
          '4471',
          '771',
          'o.0',
          'keepLast',
        ]) {
          assert.ok(!sent.includes(secret), `${secret} in ${sent}`);
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('is the same for the same seed, and differs between seeds', () => {
    const at = (seed: string) => JSON.stringify(questionOf(item, stepOf('multiple'), { seed }).options);
    assert.equal(at('a'), at('a'));
    assert.ok(
      new Set(Array.from({ length: 40 }, (_, seed) => at(String(seed)))).size === 6,
      'all orders of three come up',
    );
  });

  it('puts the right option in every place about equally often, so that its place tells nothing', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 1_000; seed++) {
      const { options } = questionOf(item, stepOf('multiple'), { seed: String(seed) });
      const place = options.find(({ html }) => html === 'p')?.place ?? '';
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    for (const count of counts.values()) assert.ok(Math.abs(count - 333) < 75, String(count));
    assert.equal(counts.size, 3);
  });

  it('never shows what is to be ordered in order already', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { options } = questionOf(item, stepOf('ordering'), { seed: String(seed) });
      assert.notEqual(options.map(({ html }) => html).join(''), 'ijk');
    }
  });

  it('keeps "none of these" at the end', () => {
    for (let seed = 0; seed < 50; seed++) {
      assert.equal(questionOf(item, stepOf('single'), { seed: String(seed) }).options.at(-1)?.html, 'none');
    }
  });

  it('says where the learner is, the unit, the figures and how many hints there are', () => {
    const question = questionOf(item, stepOf('numeric'), { seed: 's', figureUrl });
    assert.deepEqual(question.position, { step: 3, of: 7 });
    assert.equal(question.unit, 'kg');
    assert.equal(question.hints, 0);
    assert.match(question.bodyHtml, /<img src="\/figures\/dot.png" alt="a dot" loading="lazy">/);
    const below = questionOf({ ...item, bodyMarkdown: '', figures: ['dot.png'] }, stepOf('single'), {
      seed: 's',
      figureUrl,
      figureAlt: () => 'a dot',
    });
    assert.deepEqual(below.figures, [{ url: '/figures/dot.png', alt: 'a dot' }]);
    assert.equal(below.hints, 1);
  });

  it('gives a hint only when it is asked for', () => {
    const [hint] = stepOf('single').hints;
    assert.ok(hint);
    const shown = hintOf(hint, { seed: 's' });
    assert.equal(shown.html, '<p>SECRET-hint</p>');
    assert.equal(shown.ask?.answerHtml, '<p>SECRET-ask</p>');
  });
});
