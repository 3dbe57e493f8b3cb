import assert from 'node:assert/strict';
import fc from 'fast-check';
import { customFromSettings, type PlacementSettings, settingsFromCustom } from '../../../src/features/courses/index.js';

const DEFAULTS: PlacementSettings = {
  kind: 'practice',
  skills: [],
  target: 0.85,
  length: null,
  attempts: null,
  hints: 'always',
  grade: 'best',
  afterDue: 'practice',
  dueAt: null,
};

const slug = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,30}$/);
const practice: fc.Arbitrary<PlacementSettings> = fc
  .record({
    kind: fc.constant('practice' as const),
    skills: fc.array(slug, { maxLength: 6 }),
    target: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
    length: fc.option(fc.integer({ min: 1, max: 200 })),
    attempts: fc.option(fc.integer({ min: 1, max: 100 })),
    hints: fc.constantFrom('always' as const, 'after-wrong' as const, 'never' as const),
    grade: fc.constantFrom('best' as const, 'latest' as const, 'at-due' as const),
    afterDue: fc.constantFrom('keep' as const, 'practice' as const, 'closed' as const),
    dueAt: fc.option(fc.date({ min: new Date('2020-01-01'), max: new Date('2080-01-01'), noInvalidDate: true })),
  })
  .map((settings) => ({ ...settings }));

describe('settings in custom parameters', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(practice, (settings) => {
        assert.deepEqual(settingsFromCustom(customFromSettings(settings)), { settings, ignored: [] });
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('are strings, with the due date of the LMS asked for by its variable', () => {
    assert.deepEqual(customFromSettings({ ...DEFAULTS, skills: ['a', 'b.c'], length: 10 }), {
      attune_kind: 'practice',
      attune_link_history: '$ResourceLink.id.history',
      attune_course_history: '$Context.id.history',
      attune_skills: 'a,b.c',
      attune_target: '0.85',
      attune_length: '10',
      attune_attempts: 'unlimited',
      attune_hints: 'always',
      attune_grade: 'best',
      attune_due: 'practice',
      attune_due_at: '$ResourceLink.submission.endDateTime',
    });
    assert.deepEqual(customFromSettings({ ...DEFAULTS, kind: 'next', skills: ['a'] }), {
      attune_kind: 'next',
      attune_link_history: '$ResourceLink.id.history',
      attune_course_history: '$Context.id.history',
    });
  });

  it('are graded practice over all skills when the link says nothing', () => {
    assert.deepEqual(settingsFromCustom({}), { settings: DEFAULTS, ignored: [] });
    assert.deepEqual(settingsFromCustom({ attune_target: ' ', other: 'x' }), { settings: DEFAULTS, ignored: [] });
  });

  it('fall back one by one where a value cannot be read, and say which', () => {
    const bad: [string, string[]][] = [
      ['attune_kind', ['quiz', 'PRACTICE', 'practice,next']],
      ['attune_target', ['high', '85', '0.49', '0.991', 'NaN', 'Infinity', '0,85']],
      ['attune_length', ['0', '-1', '2.5', '201', 'ten', '1e9']],
      ['attune_attempts', ['0', '101', 'no', 'Unlimited', 'null']],
      ['attune_hints', ['sometimes', 'true']],
      ['attune_grade', ['worst']],
      ['attune_due', ['open']],
      ['attune_due_at', ['tomorrow', '2026-03-02', '2026-13-02T09:00:00Z', '1772442000000']],
    ];
    for (const [name, values] of bad) {
      for (const value of values) {
        const { settings, ignored } = settingsFromCustom({ attune_skills: 'a', [name]: value });
        assert.deepEqual(settings, { ...DEFAULTS, skills: ['a'] }, `${name}=${value}`);
        assert.deepEqual(ignored, [name], `${name}=${value}`);
      }
    }
    const all = Object.fromEntries(bad.map(([name, [value = '']]) => [name, value]));
    assert.deepEqual(settingsFromCustom(all), { settings: DEFAULTS, ignored: bad.map(([name]) => name) });
  });

  it('take a variable that the LMS did not know for absent', () => {
    const unresolved = Object.fromEntries(
      ['kind', 'skills', 'target', 'length', 'attempts', 'hints', 'grade', 'due', 'due_at'].map((name) => [
        `attune_${name}`,
        '$ResourceLink.submission.endDateTime',
      ]),
    );
    assert.deepEqual(settingsFromCustom(unresolved), { settings: DEFAULTS, ignored: [] });
  });

  it('name a parameter of ours that does not exist, and leave those of others alone', () => {
    const { settings, ignored } = settingsFromCustom({
      attune_skill: 'ratios',
      attune_placement: 'a-stable-id',
      canvas_course: '7',
    });
    assert.deepEqual(ignored, ['attune_skill']);
    assert.deepEqual(settings, DEFAULTS);
  });

  it('read what people type: blanks, a trailing comma, an offset', () => {
    const { settings, ignored } = settingsFromCustom({
      attune_skills: ' ratios , counting,,',
      attune_target: ' 0.9 ',
      attune_attempts: '3',
      attune_due_at: '2026-03-02T10:00:00+01:00',
    });
    assert.deepEqual(ignored, []);
    assert.deepEqual(settings.skills, ['ratios', 'counting']);
    assert.deepEqual([settings.target, settings.attempts], [0.9, 3]);
    assert.deepEqual(settings.dueAt, new Date('2026-03-02T09:00:00.000Z'));
  });

  it('never throw, whatever the LMS sends', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(customFromSettings(DEFAULTS))), fc.string()),
        (custom) => {
          const { settings, ignored } = settingsFromCustom(custom);
          assert.ok(settings.target >= 0.5 && settings.target <= 0.99);
          assert.ok(ignored.every((name) => Object.hasOwn(custom, name)));
        },
      ),
      { seed: 22, numRuns: 300 },
    );
  });
});
