import assert from 'node:assert/strict';
import { foldFact, type Projection } from '../../../src/features/learners/index.js';
import { learningStyleOf } from '../../../src/features/profiles/style.js';
import { answer, fact, foldAll, PLAIN } from '../learners/some-facts.js';

/** Everything that chooses questions and content reads these parts of a profile, and no other says how hard or what. */
const HARDNESS = ['skill_profile', 'goals'] as const;

const quiz = (...choices: string[]) =>
  fact(1, 'style-quiz', { answers: Object.fromEntries(choices.map((choice, index) => [`q${index}`, choice])) });
const styleOf = (...facts: Parameters<typeof foldAll>[0]) => learningStyleOf(foldAll(facts));

describe('preferences', () => {
  const seen = (modality: string, share: number) => (_: unknown, index: number) =>
    fact(index + 1, 'content-viewed', { modality, seconds: 10, share });
  const viewed = [...Array.from({ length: 6 }, seen('video', 1)), ...Array.from({ length: 6 }, seen('text', 0.2))];

  it('come from what was said, else from the quiz and from what is finished, with the evidence', () => {
    assert.equal(styleOf(quiz('visual', 'visual', 'analytical')).preferred_content_type.value, null);
    const five = styleOf(quiz('visual', 'visual', 'visual', 'analytical', 'mixed')).preferred_content_type;
    assert.deepEqual([five.value, five.source, five.enough], ['visual', 'quiz', true]);
    const even = styleOf(quiz('visual', 'visual', 'analytical', 'analytical', 'interactive', 'interactive'));
    assert.equal(even.preferred_content_type.value, 'mixed');
    const { preferred_content_type: finished } = styleOf(...viewed);
    assert.deepEqual([finished.value, finished.source], ['visual', 'behaviour']);
    assert.deepEqual(finished.evidence, [{ source: 'behaviour', says: 'visual', count: 6 }]);
    const said = styleOf(...viewed, fact(20, 'preferences-set', { preferred_content_type: 'analytical' }));
    assert.deepEqual([said.preferred_content_type.value, said.preferred_content_type.source], ['analytical', 'stated']);
    assert.equal(said.preferred_content_type.evidence.length, 2);
  });

  it('are not read from a signal that is switched off', () => {
    const off = (...signals: string[]) => fact(30, 'signals-set', { off: signals });
    const said = fact(20, 'preferences-set', { preferred_content_type: 'analytical', session_minutes: 20 });
    const noHabits = styleOf(...viewed, off('habits')).preferred_content_type;
    assert.deepEqual([noHabits.value, noHabits.evidence], [null, []]);
    const style = styleOf(...viewed, said, off('preferences'));
    assert.deepEqual([style.preferred_content_type.value, style.optimal_session_length.stated], ['visual', null]);
  });

  it('say how fast new skills follow from how hard it felt', () => {
    const felt = (...words: string[]) =>
      styleOf(...words.map((word, index) => fact(index + 1, 'difficulty-felt', { decision: 'd', felt: word })))
        .difficulty_progression_rate.value;
    assert.equal(felt('too-easy', 'too-easy', 'too-easy', 'too-easy'), null);
    assert.equal(felt('too-easy', 'too-easy', 'too-easy', 'right', 'right'), 'fast');
    assert.equal(felt('too-hard', 'too-hard', 'too-hard', 'right', 'right'), 'slow');
    assert.equal(felt('too-hard', 'too-easy', 'right', 'right', 'right'), 'moderate');
  });

  it('change nothing that says how hard a question is or what there is to learn', () => {
    const worked = foldAll(
      Array.from({ length: 9 }, (_, index) =>
        fact(
          index + 1,
          'answer',
          answer({ decision: `d${index}`, correct: index % 3 > 0, skills: [{ id: 'a', ...PLAIN }] }),
        ),
      ),
    );
    const wishes: [Parameters<typeof fact>[1], object][] = [
      [
        'preferences-set',
        { preferred_content_type: 'visual', difficulty_progression_rate: 'slow', session_minutes: 5 },
      ],
      ['preferences-set', { difficulty_progression_rate: 'fast', motivation_factors: ['competitive'] }],
      ['style-quiz', { answers: { q: 'interactive' } }],
    ];
    let wished: Projection = worked;
    for (const [type, metrics] of wishes) wished = foldFact(wished, fact(wished.sequence + 1, type, metrics));
    for (const part of HARDNESS) assert.deepStrictEqual(wished[part], worked[part]);
    const { items, recent, lessons, dismissed, completed, felt } = wished.behavioral_metrics;
    const before = worked.behavioral_metrics;
    assert.deepStrictEqual(
      [items, recent, lessons, dismissed, completed, felt],
      [before.items, before.recent, before.lessons, before.dismissed, before.completed, before.felt],
    );
    assert.notDeepEqual(wished.learning_style, worked.learning_style);
  });
});
