import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import {
  chooseItem,
  type ItemChoiceInput,
  type PracticeItem,
  type RecentItem,
} from '../../../src/engine/selection/choose-item.js';

const item = (id: string, difficulty: number, more: Partial<PracticeItem> = {}): PracticeItem => ({
  id,
  discrimination: 1,
  difficulty,
  timesSeen: 0,
  ...more,
});

const choose = (items: readonly PracticeItem[], more: Partial<ItemChoiceInput> = {}) =>
  chooseItem({ items, ability: 0, random: seededRandom('seed'), ...more });

const near = (actual: number | undefined, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const items: fc.Arbitrary<PracticeItem[]> = fc
  .array(
    fc.record({
      family: fc.option(fc.constantFrom('f', 'g', 'h'), { nil: undefined }),
      discrimination: fc.double({ min: 0.2, max: 3, noNaN: true }),
      difficulty: fc.double({ min: -4, max: 4, noNaN: true }),
      seen: fc.option(fc.record({ timesSeen: fc.integer({ min: 1, max: 5 }), lastSeenOrder: fc.nat(100) }), {
        nil: undefined,
      }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((rows) => rows.map(({ seen, ...row }, at) => ({ id: `i${at}`, timesSeen: 0, ...row, ...seen })));

describe('chooseItem', () => {
  it('scores by the formula', () => {
    // At ability 0 and difficulty -ln(7/3) the chance is exactly .7, so closeness is 1; information is .21.
    near(choose([item('aim', -Math.log(7 / 3))]).candidates[0]?.score, 0.6 + 0.4 * 0.5);
    // At an even chance the logit distance is ln(7/3); information is .25.
    const closeness = 1 / (1 + (Math.log(7 / 3) / 0.75) ** 2);
    near(choose([item('even', 0)]).candidates[0]?.score, closeness * (0.6 + (0.4 * 0.25) / 0.46));
    near(choose([item('even', 0)]).candidates[0]?.probability, 0.5);
  });

  it('prefers the right difficulty for the learner at hand', () => {
    const bank = [-3, -2, -1, 0, 1, 2, 3].map((difficulty) => item(`at${difficulty}`, difficulty));
    const best = (ability: number) => choose(bank, { ability }).candidates[0]?.item;
    assert.deepEqual([-2, 0, 2].map(best), ['at-3', 'at-1', 'at1']);
    const easier = choose(bank, { targetSuccess: 0.95 }).candidates[0]?.item;
    assert.equal(easier, 'at-3');
  });

  it('prefers the question that tells more, at the same chance', () => {
    const aim = Math.log(7 / 3);
    const { candidates } = choose([
      item('blunt', -aim / 0.5, { discrimination: 0.5 }),
      item('sharp', -aim / 2, { discrimination: 2 }),
    ]);
    assert.equal(candidates[0]?.item, 'sharp');
    near(candidates[0]?.probability, candidates[1]?.probability ?? 0);
  });

  it('keeps its promises for any bank and history', () => {
    const history = fc.array(fc.record({ at: fc.nat(29), family: fc.constantFrom('f', 'g', undefined) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        items,
        history,
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.string(),
        (bank, past, ability, seed) => {
          const recent: RecentItem[] = past.map(({ at, family }) => ({
            id: `i${at}`,
            family: bank[at]?.family ?? family,
          }));
          const input = { ability, recent, random: seededRandom(seed) };
          const { chosen, candidates, others, propensity, reasons } = choose(bank, input);
          const just = recent.at(-1);
          const sameFamily = ({ id, family }: PracticeItem) => id === just?.id || (family && family === just?.family);
          if (bank.some(({ id }) => id !== just?.id)) assert.notEqual(chosen.id, just?.id);
          const fresh = bank.filter((one) => !sameFamily(one));
          if (fresh.length > 0) assert.ok(!sameFamily(chosen), 'another family was there');
          if (fresh.some(({ timesSeen }) => timesSeen === 0)) assert.equal(chosen.timesSeen, 0);
          const sum = candidates.reduce((total, candidate) => total + candidate.propensity, 0);
          near(sum + others.propensity, 1, 1e-9);
          assert.ok(candidates.length <= 11);
          assert.equal(candidates.find((candidate) => candidate.item === chosen.id)?.propensity, propensity);
          assert.ok(propensity > 0 && reasons.length >= 2);
          assert.deepEqual(choose(bank, { ...input, random: seededRandom(seed) }).chosen, chosen);
        },
      ),
      { seed: 81, numRuns: 400 },
    );
  });

  it('draws as often as it says, over the whole bank', () => {
    const bank = Array.from({ length: 25 }, (_, at) => item(`i${at}`, -2.2 + at * 0.11));
    const random = seededRandom('draws');
    const counts = new Map<string, number>();
    for (let round = 0; round < 4000; round++) {
      const { chosen } = choose(bank, { random });
      counts.set(chosen.id, (counts.get(chosen.id) ?? 0) + 1);
    }
    const { candidates, others } = choose(bank);
    for (const candidate of candidates) near((counts.get(candidate.item) ?? 0) / 4000, candidate.propensity, 0.03);
    const reported = candidates.reduce((sum, candidate) => sum + (counts.get(candidate.item) ?? 0), 0);
    near(1 - reported / 4000, others.propensity, 0.03);
  });

  it('gives a class of thirty many different questions from a bank without calibrated difficulties', () => {
    const bank = Array.from({ length: 200 }, (_, at) => item(`i${at}`, 0));
    const chosen = Array.from(
      { length: 30 },
      (_, at) => choose(bank, { random: seededRandom(`learner ${at}`) }).chosen.id,
    );
    assert.ok(new Set(chosen).size >= 22, `${new Set(chosen).size} different`);
  });

  it('takes the longest unseen, and the less seen, once all were seen', () => {
    const bank = [
      item('yesterday', -0.8, { timesSeen: 1, lastSeenOrder: 40 }),
      item('often', -0.8, { timesSeen: 6, lastSeenOrder: 3 }),
      item('long-ago', -0.8, { timesSeen: 1, lastSeenOrder: 3 }),
    ];
    const { candidates, reasons } = choose(bank);
    assert.deepEqual(
      candidates.map((candidate) => candidate.item),
      ['long-ago', 'often', 'yesterday'],
    );
    assert.ok(reasons.some((reason) => reason.code === 'seen-before' && reason.timesSeen === 1));
  });

  it('lets a family rest that was met among the last four questions', () => {
    const bank = [item('a1', -0.8, { family: 'a' }), item('b1', -0.8, { family: 'b' })];
    const recent = [{ id: 'a0', family: 'a' }, { id: 'x' }, { id: 'y' }, { id: 'z' }];
    const score = (history: RecentItem[]) =>
      choose(bank, { recent: history }).candidates.find((candidate) => candidate.item === 'a1')?.score ?? 0;
    near(score(recent) * 2, score([]));
    near(score([...recent, { id: 'w' }]), score([]));
  });

  it('says when the difficulty is off, and when it had no choice', () => {
    const codes = (bank: PracticeItem[], more: Partial<ItemChoiceInput> = {}) =>
      choose(bank, more).reasons.map(({ code }) => code);
    assert.deepEqual(codes([item('easy', -3)]), ['easier-than-aimed', 'not-seen-before', 'only-question-left']);
    assert.deepEqual(codes([item('hard', 3), item('harder', 4)]), ['harder-than-aimed', 'not-seen-before']);
    assert.deepEqual(codes([item('same', -0.8, { timesSeen: 1, lastSeenOrder: 1 })], { recent: [{ id: 'same' }] }), [
      'right-difficulty',
      'seen-before',
      'same-question-again',
      'only-question-left',
    ]);
    const variants = [item('v1', -0.8, { family: 'v' }), item('v2', -0.8, { family: 'v' })];
    assert.deepEqual(codes(variants, { recent: [{ id: 'v1', family: 'v' }] }), [
      'right-difficulty',
      'not-seen-before',
      'same-family-again',
      'only-question-left',
    ]);
  });

  it('refuses bad input, and says what', () => {
    assert.throws(() => choose([]), /RangeError: items must not be empty/);
    assert.throws(() => choose([item('a', 0)], { ability: Number.NaN }), /ability/);
    assert.throws(() => choose([item('a', 0)], { targetSuccess: 1 }), /targetSuccess/);
    assert.throws(() => choose([item('a', 0)], { targetSuccess: Number.NaN }), /targetSuccess/);
    assert.throws(() => choose([item('a', Number.NaN)]), /difficulty/);
    assert.throws(() => choose([item('a', 0, { discrimination: 0 })]), /discrimination/);
    assert.throws(() => choose([item('a', 0, { timesSeen: -1 })]), /timesSeen of a/);
    assert.throws(() => choose([item('a', 0, { timesSeen: 1, lastSeenOrder: Number.NaN })]), /lastSeenOrder of a/);
  });
});
