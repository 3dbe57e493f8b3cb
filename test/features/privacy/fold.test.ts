import assert from 'node:assert/strict';
import { type FoldableFact, levelOf } from '../../../src/features/learners/index.js';
import { answer, fact, foldAll, PLAIN, START } from '../learners/some-facts.js';

const consent = (sequence: number, choice: 'personal' | 'course-order') =>
  fact(sequence, 'consent-given', { version: 1, choice }, { content: null });
const controlsAfter = (...facts: FoldableFact[]) => foldAll(facts).controls;

describe('consent in a profile', () => {
  it('is in no profile of somebody who was not asked', () => {
    assert.deepEqual(controlsAfter(), { signals_off: [], paused: false, no_ai: false });
  });

  it('is kept with what was chosen, when, and of which words', () => {
    const at = new Date(START + 60_000);
    assert.deepEqual(controlsAfter(consent(1, 'personal')).consent, { version: 1, choice: 'personal', at });
  });

  it('that is refused means the order of the course, and nothing from habits or similar learners', () => {
    const { paused, signals_off } = controlsAfter(consent(1, 'course-order'));
    assert.equal(paused, true);
    assert.deepEqual(signals_off, ['similar-learners', 'habits']);
  });

  it('that is refused is undone by no other switch', () => {
    const { paused, signals_off } = controlsAfter(
      consent(1, 'course-order'),
      fact(2, 'personalization-set', { paused: false }),
      fact(3, 'signals-set', { off: ['goals'] }),
    );
    assert.equal(paused, true);
    assert.deepEqual(signals_off, ['similar-learners', 'habits', 'goals']);
  });

  it('that is given after all brings back what the refusal took, and leaves what was switched off besides', () => {
    const { paused, signals_off } = controlsAfter(
      fact(1, 'signals-set', { off: ['goals'] }),
      consent(2, 'course-order'),
      consent(3, 'personal'),
    );
    assert.equal(paused, false);
    assert.deepEqual(signals_off, ['goals']);
  });
});

describe('a skill that is started afresh', () => {
  const practised = (sequence: number, skill: string, correct = true) =>
    fact(sequence, 'answer', answer({ skill, correct, skills: [{ id: skill, ...PLAIN }] }));
  const reset = (sequence: number, skill: string) => fact(sequence, 'skill-reset', { skill, prior: PLAIN.prior });
  const before = [1, 2, 3, 4, 5].map((sequence) => practised(sequence, 'counting'));

  it('has no level any more, and the others keep theirs', () => {
    const profile = foldAll([...before, practised(6, 'ratios'), reset(7, 'counting')]);
    assert.equal(levelOf(profile, 'counting'), undefined);
    assert.ok(levelOf(profile, 'ratios'));
    assert.deepEqual(profile.skill_profile.mastered_concepts, []);
    assert.equal(profile.skill_profile.trajectories.counting?.at(-1)?.known, PLAIN.prior);
  });

  it('begins at its prior with the next answer', () => {
    const alone = levelOf(foldAll([practised(1, 'counting')]), 'counting');
    const again = levelOf(foldAll([...before, reset(6, 'counting'), practised(7, 'counting')]), 'counting');
    assert.equal(again?.known, alone?.known);
    assert.equal(again?.evidence, 1);
  });

  it('keeps what was known before until that is reached again', () => {
    const known = levelOf(foldAll(before), 'counting')?.known;
    const soon = foldAll([...before, reset(6, 'counting'), practised(7, 'counting')]);
    assert.equal(soon.skill_profile.afresh?.counting?.known, known);
    const twice = foldAll([practised(8, 'counting', false), reset(9, 'counting')], soon);
    assert.equal(twice.skill_profile.afresh?.counting?.known, known);
    const late = foldAll(
      [8, 9, 10, 11, 12].map((sequence) => practised(sequence, 'counting')),
      soon,
    );
    assert.equal(late.skill_profile.afresh?.counting, undefined);
  });

  it('may be called what every object inherits, or be the only one', () => {
    for (const skill of ['__proto__', 'constructor']) {
      const profile = foldAll([practised(1, skill), reset(2, skill)]);
      assert.equal(levelOf(profile, skill), undefined);
      assert.ok(Object.hasOwn(profile.skill_profile.afresh ?? {}, skill));
      for (const { mastery } of profile.skill_profile.improvement_trajectory) assert.ok(Number.isFinite(mastery));
    }
  });

  it('that was never practised stays as it is', () => {
    const { skill_profile } = foldAll([reset(1, 'counting')]);
    assert.deepEqual(skill_profile.trajectories, {});
    assert.equal(skill_profile.afresh, undefined);
  });
});
