import assert from 'node:assert/strict';
import { estimate, initialAbility, updateAbility } from '../../../src/engine/ability/eap.js';
import { successProbability } from '../../../src/engine/ability/irt.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import {
  type CatalogueItem,
  chooseNext,
  type NextQuestion,
  type RecentQuestion,
} from '../../../src/engine/selection/choose-next.js';
import type { PracticeSkill } from '../../../src/engine/selection/choose-skill.js';
import { updateKnowledge } from '../../../src/engine/tracing/bkt.js';

const skill = (id: string, known: number, more: Partial<PracticeSkill> = {}): PracticeSkill => ({
  id,
  known,
  target: 0.85,
  evidence: 5,
  prerequisites: [],
  ...more,
});

const item = (id: string, skills: string[], more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  id,
  skills,
  discrimination: 1,
  difficulty: -0.8,
  timesSeen: 0,
  ...more,
});

const found = (next: NextQuestion | null): NextQuestion => next ?? assert.fail('there is a question');

/** A course as large as a real one: 60 skills in chains of ten, 1,500 questions, five to a family. */
function largeCourse(): { skills: PracticeSkill[]; items: CatalogueItem[] } {
  const random = seededRandom('large course');
  const skills = Array.from({ length: 60 }, (_, at) =>
    skill(`s${at}`, random.next() * 0.9, {
      prerequisites: at % 10 === 0 ? [] : [{ skill: `s${at - 1}`, weight: 0.8 }],
    }),
  );
  const items = Array.from({ length: 1500 }, (_, at) =>
    item(`i${at}`, [`s${at % 60}`, ...(at % 9 === 0 ? [`s${(at + 7) % 60}`] : [])], {
      family: `f${Math.floor(at / 300)}-${at % 60}`,
      difficulty: 4 * random.next() - 2,
    }),
  );
  return { skills, items };
}

describe('chooseNext', () => {
  it('chooses a skill, a question that shows it, and multiplies their chances', () => {
    const next = found(
      chooseNext({
        skills: [skill('a', 0.2), skill('b', 0.84)],
        items: [item('a1', ['a']), item('b1', ['b']), item('x', ['elsewhere'])],
        ability: 0,
        random: seededRandom(1),
      }),
    );
    assert.equal(next.skill.chosen, 'a');
    assert.equal(next.item.chosen.id, 'a1');
    assert.equal(next.propensity, next.skill.propensity * next.item.propensity);
  });

  it('says null when no assigned skill has a question, and refuses when nothing is assigned', () => {
    const input = { items: [item('a1', ['a'])], ability: 0, random: seededRandom(1) };
    assert.equal(chooseNext({ ...input, skills: [skill('b', 0.1)] }), null);
    assert.equal(chooseNext({ ...input, skills: [skill('a', 0.1)], items: [] }), null);
    assert.throws(() => chooseNext({ ...input, skills: [] }), /skills must not be empty/);
  });

  it('passes over a weak skill without questions', () => {
    const skills = [skill('empty', 0), skill('a', 0.6)];
    const next = found(chooseNext({ skills, items: [item('a1', ['a'])], ability: 0, random: seededRandom(1) }));
    assert.equal(next.skill.chosen, 'a');
  });

  it('goes to another skill rather than ask the same question or family again', () => {
    const skills = [skill('a', 0.1), skill('b', 0.7)];
    const items = [item('a1', ['a'], { family: 'f' }), item('a2', ['a'], { family: 'f' }), item('b1', ['b'])];
    const recent: RecentQuestion[] = [{ id: 'a1', family: 'f', skill: 'a' }];
    for (let seed = 0; seed < 20; seed++) {
      const next = found(chooseNext({ skills, items, recent, ability: 0, random: seededRandom(seed) }));
      assert.equal(next.item.chosen.id, 'b1');
    }
    // A skill that is done does not stand in for a family; it does for the very same question.
    const bDone = [skill('a', 0.1), skill('b', 0.9)];
    const input = { skills: bDone, recent, ability: 0, random: seededRandom(1) };
    assert.equal(found(chooseNext({ ...input, items })).item.chosen.id, 'a2');
    const single = items.filter(({ id }) => id !== 'a2');
    const review = found(chooseNext({ ...input, items: single }));
    assert.equal(review.item.chosen.id, 'b1');
    assert.deepEqual(review.skill.reasons, [{ code: 'keep-fresh', skill: 'b', known: 0.9, target: 0.85 }]);
  });

  it('asks the only question again when there is no other', () => {
    const input = { skills: [skill('a', 0.1)], items: [item('a1', ['a'], { timesSeen: 1 })], ability: 0 };
    const recent = [{ id: 'a1', skill: 'a' }];
    const next = found(chooseNext({ ...input, recent, random: seededRandom(1) }));
    assert.ok(next.item.reasons.some(({ code }) => code === 'same-question-again'));
  });

  it('leads a learner to the target: near the aim, in order, never the same twice, and replayable', () => {
    const truth = { prior: 0.25, learn: 0.2, slip: 0.1, guess: 0.2 };
    const play = (seed: string) => {
      const random = seededRandom(seed);
      const known = new Map([
        ['base', 0.25],
        ['next', 0.25],
      ]);
      const seen = new Map<string, { timesSeen: number; lastSeenOrder: number }>();
      const recent: RecentQuestion[] = [];
      let ability = initialAbility();
      for (let turn = 0; turn < 80; turn++) {
        const skills = [
          skill('base', known.get('base') ?? 0),
          skill('next', known.get('next') ?? 0, { prerequisites: [{ skill: 'base', weight: 1 }] }),
        ];
        if (skills.every((one) => one.known >= one.target)) break;
        const items = Array.from({ length: 60 }, (_, at) =>
          item(`q${at}`, [at % 2 === 0 ? 'base' : 'next'], {
            family: `f${at % 12}`,
            difficulty: -2 + at / 15,
            ...seen.get(`q${at}`),
          }),
        );
        const { mean } = estimate(ability);
        const next = found(chooseNext({ skills, items, ability: mean, recent, random }));
        const { chosen } = next.item;
        assert.notEqual(chosen.id, recent.at(-1)?.id);
        assert.notEqual(chosen.family, recent.at(-1)?.family);
        const right = random.next() < successProbability(chosen, 0.5);
        ability = updateAbility(ability, chosen, right);
        known.set(next.skill.chosen, updateKnowledge(known.get(next.skill.chosen) ?? 0, right, truth));
        seen.set(chosen.id, { timesSeen: (seen.get(chosen.id)?.timesSeen ?? 0) + 1, lastSeenOrder: turn });
        recent.push({ id: chosen.id, family: chosen.family, skill: next.skill.chosen });
      }
      return { known, recent };
    };
    const { known, recent } = play('one learner');
    assert.ok(
      [...known.values()].every((value) => value >= 0.85),
      'both skills reach the target',
    );
    assert.equal(recent[0]?.skill, 'base');
    assert.deepEqual(play('one learner').recent, recent);
    assert.notDeepEqual(
      play('another learner').recent.map(({ id }) => id),
      recent.map(({ id }) => id),
    );
  });

  it('takes a few milliseconds for 1,500 questions', () => {
    const { skills, items } = largeCourse();
    const random = seededRandom('speed');
    const once = () => chooseNext({ skills, items, ability: 0.3, random });
    for (let warm = 0; warm < 30; warm++) once();
    const times = Array.from({ length: 31 }, () => {
      const start = performance.now();
      once();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    // Aim: 5 ms. The median, so that a neighbour on the machine does not decide.
    assert.ok((times[15] ?? Number.NaN) < 5, `median ${times[15]} ms`);
  });

  it('also stays quick when one skill holds all 1,500 questions', () => {
    const items = largeCourse().items.map((one) => ({ ...one, skills: ['s0'] }));
    const random = seededRandom('speed');
    const once = () => chooseNext({ skills: [skill('s0', 0.2)], items, ability: 0.3, random });
    for (let warm = 0; warm < 30; warm++) once();
    const times = Array.from({ length: 31 }, () => {
      const start = performance.now();
      once();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    assert.ok((times[15] ?? Number.NaN) < 5, `median ${times[15]} ms`);
  });
});
