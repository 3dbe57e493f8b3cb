import assert from 'node:assert/strict';
import { foldFact, levelOf } from '../../../src/features/learners/index.js';
import { answer, fact, foldAll, once, PLAIN, START, time } from './some-facts.js';

const grade = (changes: object = {}) => ({
  source: 'ags',
  column: 'quiz',
  label: 'Quiz 1',
  score: 0.5,
  ours: false,
  skills: [{ id: 'counting', weight: 4, ...PLAIN }],
  ...changes,
});

describe('folding grades', () => {
  it('takes the first reading of a mapped grade for soft evidence, and later ones only to show', () => {
    const first = once('grade-read', grade());
    // Half of four answers right, half wrong: odds (1/3) (0.9/0.2)² (0.1/0.8)² = (1/3) (0.5625)² = 0.10546875.
    const odds = (1 / 3) * 0.5625 ** 2;
    const level = levelOf(first, 'counting');
    assert.ok(level && Math.abs(level.known - odds / (1 + odds)) < 1e-12);
    assert.deepEqual([level.evidence, level.answers, level.correct, level.reviews], [4, 0, 0, []]);
    assert.deepEqual(first.skill_profile.weak_areas, ['counting']);
    assert.equal(first.behavioral_metrics.last_active_at, null);
    const again = foldFact(first, fact(2, 'grade-read', grade({ score: 1, label: 'Quiz one' })));
    assert.deepEqual(again.skill_profile, first.skill_profile);
    assert.deepEqual(again.behavioral_metrics.external_grades, {
      quiz: {
        ...{ label: 'Quiz one', score: 1, at: time(2), ours: false, source: 'ags' },
        ...{ counted: true, counted_skills: ['counting'] },
      },
    });
    const late = foldFact(again, fact(3, 'grade-read', grade({ score: 0 }), { at: START }));
    assert.equal(late.behavioral_metrics.external_grades.quiz?.score, 1);
  });

  it('takes a column for evidence once for each skill, also for one that it is mapped to later', () => {
    const both = [
      { id: 'counting', weight: 4, ...PLAIN },
      { id: 'ratios', weight: 2, ...PLAIN },
    ];
    const first = once('grade-read', grade());
    const again = foldFact(first, fact(2, 'grade-read', grade({ skills: both.slice(1), again: true })));
    // One right, one wrong: odds (1/3) (0.9/0.2) (0.1/0.8) = 0.1875.
    assert.ok(Math.abs((levelOf(again, 'ratios')?.known ?? 0) - 0.1875 / 1.1875) < 1e-12);
    assert.deepEqual(levelOf(again, 'counting'), levelOf(first, 'counting'));
    const later = foldFact(again, fact(3, 'grade-read', grade({ skills: both, score: 1 })));
    assert.deepEqual(later.skill_profile, again.skill_profile);
    // A profile that was stored when a column counted as a whole: it is not known for which skills, so for none again.
    const { counted_skills: _, ...stored } = first.behavioral_metrics.external_grades.quiz ?? assert.fail();
    const before = { ...first, behavioral_metrics: { ...first.behavioral_metrics, external_grades: { quiz: stored } } };
    const after = foldFact(before, fact(2, 'grade-read', grade({ skills: both })));
    assert.deepEqual(after.skill_profile, first.skill_profile);
    assert.deepEqual(after.behavioral_metrics.external_grades.quiz, { ...stored, at: time(2) });
  });

  it('leaves a skill mastered that answers have shown to be, and gives it to nobody by a grade alone', () => {
    const answered = foldAll(Array.from({ length: 12 }, (_, index) => fact(index + 1, 'answer', answer())));
    assert.deepEqual(answered.skill_profile.mastered_concepts, ['counting']);
    const graded = foldFact(answered, fact(13, 'grade-read', grade({ score: 1 })));
    assert.equal(levelOf(graded, 'counting')?.sure, levelOf(answered, 'counting')?.sure);
    assert.deepEqual(graded.skill_profile.mastered_concepts, ['counting']);
    const alone = once('grade-read', grade({ score: 1, skills: [{ id: 'counting', weight: 10, ...PLAIN }] }));
    assert.deepEqual(alone.skill_profile.mastered_concepts, []);
  });

  it('never takes our own column, an unmapped one, or one whose signal is off for evidence', () => {
    assert.equal(levelOf(once('grade-read', grade({ ours: true })), 'counting'), undefined);
    const unmapped = once('grade-read', grade({ skills: [] }));
    assert.deepEqual(unmapped.skill_profile.current_levels, {});
    assert.ok(levelOf(foldFact(unmapped, fact(2, 'grade-read', grade())), 'counting'));
    const off = foldAll([fact(1, 'signals-set', { off: ['grades'] }), fact(2, 'grade-read', grade())]);
    assert.deepEqual(off.skill_profile.current_levels, {});
    assert.equal(off.behavioral_metrics.external_grades.quiz?.counted, false);
  });
});
