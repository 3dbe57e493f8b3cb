import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { chooseSkill, LONGEST_RUN, type PracticeSkill } from '../../../src/engine/selection/choose-skill.js';
import { READY, readinessOf, weakestPrerequisite } from '../../../src/engine/selection/readiness.js';

const skill = (id: string, known: number, more: Partial<PracticeSkill> = {}): PracticeSkill => ({
  id,
  known,
  target: 0.8,
  evidence: 10,
  prerequisites: [],
  ...more,
});

const near = (actual: number | undefined, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const choose = (skills: readonly PracticeSkill[], recentSkills: readonly string[] = [], seed = 'seed') =>
  chooseSkill({ skills, recentSkills, random: seededRandom(seed) });

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Up to eight skills in a chain-like graph: each may lean on the ones before it. */
const skills: fc.Arbitrary<PracticeSkill[]> = fc
  .array(
    fc.record({
      known: share,
      target: fc.double({ min: 0.05, max: 1, noNaN: true }),
      evidence: fc.double({ min: 0, max: 40, noNaN: true }),
      leans: share,
      minutes: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ known, target, evidence, leans, minutes }, at) => ({
      id: `s${at}`,
      known,
      target,
      evidence,
      prerequisites: at > 0 ? [{ skill: `s${at - 1}`, weight: leans }] : [],
      minutesSinceLastAnswer: minutes,
    })),
  );

describe('readinessOf', () => {
  const levels = new Map([
    ['counting', { known: 0.4, target: 0.8 }],
    ['odds', { known: 0.9, target: 0.8 }],
    ['elsewhere', { known: 0.2 }],
  ]);

  it('multiplies what each prerequisite leaves open', () => {
    // counting is half there: 1 - 1 x .5 = .5; odds is there: 1; elsewhere against the target .8 of the skill that
    // asks: 1 - .4 x (1 - .25) = .7; together .35.
    const prerequisites = [
      { skill: 'counting', weight: 1 },
      { skill: 'odds', weight: 1 },
      { skill: 'elsewhere', weight: 0.4 },
    ];
    near(readinessOf(skill('equity', 0, { prerequisites }), levels), 0.35);
    assert.deepEqual(weakestPrerequisite(skill('equity', 0, { prerequisites }), levels), {
      prerequisite: 'counting',
      known: 0.4,
      target: 0.8,
    });
  });

  it('is 1 without prerequisites, and nothing holds back', () => {
    assert.equal(readinessOf(skill('equity', 0), levels), 1);
    assert.equal(weakestPrerequisite(skill('equity', 0), levels), undefined);
  });

  it('refuses an unknown skill and a weight out of range', () => {
    const asking = (name: string, weight: number) => skill('equity', 0, { prerequisites: [{ skill: name, weight }] });
    assert.throws(() => readinessOf(asking('nobody', 1), levels), /RangeError: the level of nobody/);
    assert.throws(() => readinessOf(asking('odds', 1.5), levels), /weight of odds/);
  });
});

describe('chooseSkill', () => {
  it('scores by the formula', () => {
    // gap .5, first look .2/(1+3) = .05, rest .15 (1 - e^-1) after a day; two in a row cost half.
    const waiting = skill('a', 0.4, { evidence: 3, minutesSinceLastAnswer: 1440 });
    const expected = 0.5 + 0.05 + 0.15 * (1 - Math.exp(-1));
    near(choose([waiting]).candidates[0]?.score, expected);
    near(choose([waiting], ['b', 'a', 'a']).candidates[0]?.score, expected * 0.5);
    near(choose([skill('a', 0.4, { evidence: 3 })]).candidates[0]?.score, 0.55);
  });

  it('gives chances as softmax of the scores at 0.05', () => {
    const { candidates } = choose([skill('a', 0.4), skill('b', 0.44)]);
    assert.deepEqual(
      candidates.map((candidate) => candidate.skill),
      ['a', 'b'],
    );
    // The gaps are .5 and .45: odds e.
    near((candidates[0]?.propensity ?? 0) / (candidates[1]?.propensity ?? 1), Math.E, 1e-9);
  });

  it('draws as often as it says', () => {
    const list = [skill('a', 0.4), skill('b', 0.44), skill('c', 0.5)];
    const random = seededRandom('many draws');
    const counts = new Map<string, number>();
    for (let round = 0; round < 4000; round++) {
      const { chosen } = chooseSkill({ skills: list, random });
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    }
    for (const { skill: id, propensity } of choose(list).candidates) {
      near((counts.get(id) ?? 0) / 4000, propensity, 0.03);
    }
  });

  it('keeps its promises for any profile', () => {
    fc.assert(
      fc.property(skills, fc.array(fc.nat(7)), fc.string(), (list, recent, seed) => {
        const recentSkills = recent.map((at) => `s${at}`);
        const choice = choose(list, recentSkills, seed);
        near(
          choice.candidates.reduce((sum, { propensity }) => sum + propensity, 0),
          1,
          1e-9,
        );
        const chosen = choice.candidates.find((candidate) => candidate.skill === choice.chosen);
        assert.equal(chosen?.propensity, choice.propensity);
        assert.ok(choice.propensity > 0);
        const scores = choice.candidates.map(({ score }) => score);
        assert.deepEqual(
          scores,
          [...scores].sort((a, b) => b - a),
        );
        const due = new Set(list.filter(({ known, target }) => known < target).map(({ id }) => id));
        if (due.size > 0) assert.ok(due.has(choice.chosen), 'a skill below target comes before one that is there');
        assert.ok(choice.reasons.length > 0);
        assert.deepEqual(choose(list, recentSkills, seed), choice);
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  it('changes the skill after three in a row if another is due and ready', () => {
    const list = [skill('weak', 0.1), skill('fair', 0.7)];
    const run = new Array<string>(LONGEST_RUN).fill('weak');
    for (let seed = 0; seed < 50; seed++) assert.equal(choose(list, run, `${seed}`).chosen, 'fair');
    assert.deepEqual(
      choose(list, run).reasons.find(({ code }) => code === 'change-of-skill'),
      { code: 'change-of-skill', skill: 'fair', from: 'weak', run: 3 },
    );
    const onlyOneLeft = [skill('weak', 0.1), skill('done', 0.9)];
    assert.equal(choose(onlyOneLeft, run).chosen, 'weak');
    const notReady = [skill('weak', 0.1), skill('next', 0.1, { prerequisites: [{ skill: 'weak', weight: 1 }] })];
    assert.deepEqual(
      choose(notReady, run).candidates.map((candidate) => candidate.skill),
      ['weak', 'next'],
    );
  });

  it('asks for the prerequisite first', () => {
    const list = [
      skill('base', 0.2),
      skill('next', 0.1, { prerequisites: [{ skill: 'base', weight: 1 }] }),
      skill('last', 0.1, { prerequisites: [{ skill: 'next', weight: 1 }] }),
    ];
    const { candidates } = choose(list);
    assert.ok((candidates.find((candidate) => candidate.skill === 'base')?.propensity ?? 0) > 0.99);
  });

  it('gives reasons that are true', () => {
    const base = skill('base', 0.2, { evidence: 1 });
    assert.deepEqual(choose([base, skill('other', 0.75)]).reasons, [
      { code: 'weakest-ready-skill', skill: 'base', known: 0.2, target: 0.8 },
      { code: 'not-enough-answers', skill: 'base', evidence: 1 },
    ]);
    assert.deepEqual(choose([skill('base', 0.2), skill('other', 0.8)]).reasons, [
      { code: 'only-skill-left', skill: 'base', known: 0.2, target: 0.8 },
    ]);
    assert.deepEqual(choose([skill('a', 0.8)]).reasons, [{ code: 'keep-fresh', skill: 'a', known: 0.8, target: 0.8 }]);
    const next = skill('next', 0.3, { prerequisites: [{ skill: 'elsewhere', weight: 1 }] });
    const held = chooseSkill({
      skills: [next],
      knownElsewhere: new Map([['elsewhere', 0.1]]),
      random: seededRandom(1),
    });
    assert.ok((held.candidates[0]?.readiness ?? 1) < READY);
    assert.deepEqual(held.reasons.at(-1), {
      code: 'needs-first',
      skill: 'next',
      prerequisite: 'elsewhere',
      known: 0.1,
      target: 0.8,
    });
  });

  it('still counts a skill that may not stand as work that is left', () => {
    const choice = chooseSkill({
      skills: [skill('a', 0.5), skill('b', 0.1)],
      mayStand: new Set(['a']),
      random: seededRandom(1),
    });
    assert.deepEqual(choice.reasons, [{ code: 'below-target', skill: 'a', known: 0.5, target: 0.8 }]);
  });

  it('refuses bad input, and says what', () => {
    assert.throws(() => choose([]), /RangeError: skills must not be empty/);
    assert.throws(() => choose([skill('a', Number.NaN)]), /known of a/);
    assert.throws(() => choose([skill('a', 0.5, { target: 0 })]), /target of a/);
    assert.throws(() => choose([skill('a', 0.5, { evidence: -1 })]), /evidence of a/);
    assert.throws(() => choose([skill('a', 0.5, { minutesSinceLastAnswer: Number.NaN })]), /minutesSinceLastAnswer/);
    assert.throws(() => choose([skill('a', 0.5), skill('a', 0.5)]), /a comes twice/);
    const lost = skill('a', 0.5, { prerequisites: [{ skill: 'nobody', weight: 1 }] });
    assert.throws(() => choose([lost]), /the level of nobody/);
    const none = { skills: [skill('a', 0.5)], mayStand: new Set(['b']), random: seededRandom(1) };
    assert.throws(() => chooseSkill(none), /may stand/);
  });
});
