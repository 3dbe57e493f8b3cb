import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import { emptyProjection, foldFact, levelOf, type Projection } from '../../../src/features/learners/index.js';
import { answer, fact, foldAll, ledgers, PLAIN, START } from './some-facts.js';

const close = (actual: number | undefined, expected: number): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
};

/** As MongoDB gives it back. */
const stored = (projection: Projection): Projection => BSON.deserialize(BSON.serialize(projection)) as Projection;

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    for (const part of Object.values(value)) freeze(part);
    Object.freeze(value);
  }
  return value;
}

describe('folding facts into a profile', () => {
  const known = (projection: Projection, skill = 'counting') => levelOf(projection, skill)?.known;

  it('traces a skill as the formula says, by hand: right, wrong, right after a hint', () => {
    // Right from 0.25: 0.225 / (0.225 + 0.150) = 0.6, then 0.6 + 0.4 × 0.12.
    const one = foldFact(emptyProjection(), fact(1, 'answer', answer()));
    close(known(one), 0.648);
    // Wrong from 0.648: 0.0648 / (0.0648 + 0.2816) = 648/3464, then p + (1 - p) × 0.12.
    const two = foldFact(one, fact(2, 'answer', answer({ decision: 'd2', correct: false })));
    close(known(two), 0.12 + 0.88 * (648 / 3464));
    // Right after one hint from 0.25, each likelihood to the power 1/2: 1 / (1 + 3 √(0.2/0.9)) = 1 / (1 + √2) = √2 - 1.
    const hinted = foldFact(emptyProjection(), fact(1, 'answer', answer({ hints: 1, weight: 0.5 })));
    close(known(hinted), 0.12 + 0.88 * (Math.SQRT2 - 1));
    const { sure, ...level } = levelOf(two, 'counting') ?? assert.fail();
    assert.ok(sure !== undefined && sure > 0 && sure < 0.5);
    const item = answer().item;
    assert.deepEqual(level, {
      known: known(two),
      evidence: 2,
      answers: 2,
      correct: 1,
      last_at: new Date(START + 120_000),
      recent: [
        { at: new Date(START + 60_000), correct: true, seconds: 20, weight: 1, item },
        { at: new Date(START + 120_000), correct: false, seconds: 20, weight: 1, item },
      ],
      reviews: [
        { at: new Date(START + 60_000), rating: 3 },
        { at: new Date(START + 120_000), rating: 1 },
      ],
    });
    assert.equal(levelOf(hinted, 'counting')?.evidence, 0.5);
  });

  it('counts an answer by how hard its question was beside the usual ones of the skill', () => {
    const skill = answer().skills[0] ?? assert.fail();
    const asked = (harder: number, changes: object = {}) => {
      const item = { discrimination: 2, difficulty: 1 + harder / 2 };
      const skills = [{ ...skill, difficulty: 1 }];
      return known(foldFact(emptyProjection(), fact(1, 'answer', answer({ item, skills, ...changes }))));
    };
    // Odds of a right answer fall to the half: known 9 to 9/2 = 9/11, unknown 1/4 to 1/8 = 1/9; the prior is 1/4.
    const right = 9 / 11 / (9 / 11 + 3 / 9);
    close(asked(Math.LN2), right + (1 - right) * 0.12);
    const wrong = 2 / 11 / (2 / 11 + (3 * 8) / 9);
    close(asked(Math.LN2, { correct: false }), wrong + (1 - wrong) * 0.12);
    close(asked(0), 0.648);
    // Whose difficulty was only assumed, or a fact that does not say what is usual: as a usual question.
    const assumed = { discrimination: 2, difficulty: 3, assumed: true };
    close(asked(0, { item: assumed }), 0.648);
    close(asked(3, { skills: [skill] }), 0.648);
  });

  it('moves the ability by Bayes on the grid', () => {
    const { ability } = foldFact(emptyProjection(), fact(1, 'answer', answer())).skill_profile;
    // ln density at t, against that at 0, after a right answer to an item (a = 1, b = 0): -t²/2 + ln σ(t) - ln σ(0).
    const sigma = (t: number) => 1 / (1 + Math.exp(-t));
    for (const [index, t] of [
      [15, -2],
      [45, 2],
      [59, 4 - 8 / 60],
    ] as const) {
      const expected = (-t * t) / 2 + Math.log(sigma(t) / 0.5);
      close((ability[index] ?? 0) - (ability[30] ?? 0), expected);
    }
  });

  it('gives every skill of a step its own update, and others none', () => {
    const skills = [
      { id: 'counting', ...PLAIN },
      { id: 'odds.basic', prior: 0.5, learn: 0, guess: 0.25, slip: 0.05 },
    ];
    const after = foldFact(emptyProjection(), fact(1, 'answer', answer({ skills })));
    close(known(after), 0.648);
    // 0.5 × 0.95 / (0.5 × 0.95 + 0.5 × 0.25) = 0.95 / 1.2, and nothing is learned on top.
    close(known(after, 'odds.basic'), 0.95 / 1.2);
    assert.equal(levelOf(after, 'ratios'), undefined);
    assert.equal(levelOf(after, 'constructor'), undefined);
  });

  it('takes a later try for no evidence, and keeps its time', () => {
    const first = foldFact(emptyProjection(), fact(1, 'answer', answer({ correct: false })));
    const later = foldFact(first, fact(2, 'answer', answer({ attempt: 2, weight: 0, seconds: 30 })));
    const { seconds, last_active_at, hours, weeks, sessions, ...rest } = later.behavioral_metrics;
    assert.equal(seconds, 50);
    assert.deepEqual(hours, { '0-9': 50 });
    assert.deepEqual(weeks, [{ week: '2026-03-02', answers: 1, correct: 0, seconds: 50 }]);
    assert.deepEqual(sessions, [
      {
        started_at: new Date(START + 60_000),
        last_at: new Date(START + 120_000),
        answers: 1,
        correct: 0,
        seconds: 50,
      },
    ]);
    assert.deepEqual(last_active_at, new Date(START + 120_000));
    const { seconds: _s, last_active_at: _l, hours: _h, weeks: _w, sessions: _e, ...before } = first.behavioral_metrics;
    assert.deepEqual(rest, before);
    assert.deepEqual(later.skill_profile, first.skill_profile);
  });

  it('names mastered and weak skills only with three answers of evidence', () => {
    // The questions of this skill are easy, so that two answers are sure of it.
    const item = { discrimination: 1, difficulty: -2 };
    const right = (index: number) => fact(index, 'answer', answer({ decision: `d${index}`, item }));
    // 0.25 → 0.648 → 0.9025… → 0.9789…: over 0.85 at two answers.
    const two = foldAll([right(1), right(2)]);
    assert.ok((known(two) ?? 0) > 0.85);
    assert.ok((two.skill_profile.current_levels.counting?.sure ?? 0) > 0.9);
    assert.deepEqual(two.skill_profile.mastered_concepts, []);
    assert.deepEqual(foldFact(two, right(3)).skill_profile.mastered_concepts, ['counting']);
    const wrong = [1, 2, 3].map((index) => fact(index, 'answer', answer({ decision: `d${index}`, correct: false })));
    assert.deepEqual(foldAll(wrong.slice(0, 2)).skill_profile.weak_areas, []);
    assert.deepEqual(foldAll(wrong).skill_profile.weak_areas, ['counting']);
  });

  it('calls a skill mastered only when it is sure that the learner deals with its usual questions', () => {
    const facts = [1, 2, 3, 4, 5, 6].map((index) => fact(index, 'answer', answer({ decision: `d${index}` })));
    const afterAnswers = (answers: number) => foldAll(facts.slice(0, answers)).skill_profile;
    // Four right answers may be luck, though tracing says 99 %; six are not.
    assert.ok((afterAnswers(4).current_levels.counting?.known ?? 0) > 0.98);
    assert.deepEqual(afterAnswers(4).mastered_concepts, []);
    assert.deepEqual(afterAnswers(6).mastered_concepts, ['counting']);
  });

  it('keeps one point of the trajectory a day, the mean over practised skills, for sixty days', () => {
    const daily = Array.from({ length: 70 }, (_, day) =>
      fact(day + 1, 'answer', answer({ decision: `d${day}`, correct: day % 2 === 0 }), {
        at: START + day * 86_400_000,
      }),
    );
    const points = foldAll(daily).skill_profile.improvement_trajectory;
    assert.equal(points.length, 60);
    assert.equal(points.at(-1)?.day, '2026-05-10');
    const ratios = [{ id: 'ratios', ...PLAIN }];
    const twice = foldAll([fact(1, 'answer', answer()), fact(2, 'answer', answer({ correct: false, skills: ratios }))]);
    // Counting 0.648; ratios wrong from 0.25: 0.025 / (0.025 + 0.6) = 0.04, then 0.04 + 0.96 × 0.12 = 0.1552.
    assert.deepEqual(
      twice.skill_profile.improvement_trajectory.map(({ day }) => day),
      ['2026-03-02'],
    );
    close(twice.skill_profile.improvement_trajectory[0]?.mastery, (0.648 + 0.1552) / 2);
  });

  it('counts a problem of several steps once as seen, and remembers the last ten questions', () => {
    const steps = ['one', 'two'].map((step, index) => fact(index + 1, 'answer', answer({ decision: 'd', step })));
    const { items, recent, answers } = foldAll(steps).behavioral_metrics;
    assert.deepEqual(items, { 'item-1': { times: 1, last: 2 } });
    assert.deepEqual(recent, [{ decision: 'd', item: 'item-1', family: null, skill: 'counting' }]);
    assert.equal(answers, 2);
    const many = Array.from({ length: 12 }, (_, index) =>
      fact(index + 1, 'answer', answer({ decision: `d${index}` }), { content: `item-${index}` }),
    );
    assert.deepEqual(
      foldAll(many).behavioral_metrics.recent.map(({ item }) => item),
      Array.from({ length: 10 }, (_, index) => `item-${index + 2}`),
    );
  });

  it('sums the first five answers and no more', () => {
    const six = Array.from({ length: 6 }, (_, index) =>
      fact(
        index + 1,
        'answer',
        answer({
          decision: `d${index}`,
          correct: index < 2,
          hints: index === 4 ? 2 : 0,
          seconds: 0.5 + index,
          item: { discrimination: 1, difficulty: index },
        }),
      ),
    );
    const { first_answers } = foldAll(six).behavioral_metrics;
    const { log_seconds, ...sums } = first_answers;
    assert.deepEqual(sums, { count: 5, correct: 2, difficulty: 0 + 1 + 2 + 3 + 4, hinted: 1 });
    // Less than a second counts as one: ln 1 = 0, then ln 1.5, 2.5, 3.5, 4.5.
    close(log_seconds, Math.log(1.5 * 2.5 * 3.5 * 4.5));
  });

  it('does not take what others did for a sign that the learner was here', () => {
    const worked = foldFact(emptyProjection(), fact(1, 'answer', answer()));
    const graded = foldFact(worked, fact(2, 'grade-delivered', { placement: 'p', score: 1 }, { at: START + 9e8 }));
    assert.deepEqual(graded.behavioral_metrics.last_active_at, worked.behavioral_metrics.last_active_at);
    const read = foldFact(worked, fact(2, 'lesson-opened', {}, { content: 'lesson', at: START + 9e8 }));
    assert.deepEqual(read.behavioral_metrics.last_active_at, new Date(START + 9e8));
    assert.deepEqual(read.behavioral_metrics.lessons, { lesson: new Date(START + 9e8) });
  });

  it('refuses an answer that does not say what it must', () => {
    const { weight: _missing, ...rest } = answer();
    assert.throws(() => foldFact(emptyProjection(), fact(1, 'answer', rest)), /weight/);
    assert.throws(() => foldFact(emptyProjection(), fact(1, 'answer', { ...answer(), weight: 2 })), /weight/);
  });

  it('changes nothing that it was given', () => {
    fc.assert(
      fc.property(ledgers, (facts) => {
        freeze(facts);
        let projection = freeze(emptyProjection());
        for (const each of facts) projection = freeze(foldFact(projection, each));
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('gives the same profile in one go and one by one with the database in between, bit for bit', () => {
    fc.assert(
      fc.property(ledgers, (facts) => {
        const inOneGo = stored(foldAll(facts));
        const oneByOne = facts.reduce((projection, each) => stored(foldFact(projection, each)), emptyProjection());
        assert.deepStrictEqual(oneByOne, inOneGo);
        assert.equal(oneByOne.sequence, facts.length);
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it('holds shares in [0, 1] and finite numbers after any facts', () => {
    fc.assert(
      fc.property(ledgers, (facts) => {
        const { skill_profile: skills } = foldAll(facts);
        for (const { known: level, evidence } of Object.values(skills.current_levels)) {
          assert.ok(level >= 0 && level <= 1 && evidence >= 0);
        }
        assert.ok(skills.ability.length === 61 && skills.ability.every((log) => Number.isFinite(log) && log <= 0));
      }),
      { seed: 13, numRuns: 100 },
    );
  });
});
