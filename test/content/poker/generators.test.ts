import assert from 'node:assert/strict';
import { evaluate } from 'mathjs';
import { generate } from '../../../content/poker/generators/generator.js';
import { generators } from '../../../content/poker/generators/index.js';
import type { AnswerKey, Item, Option } from '../../../src/features/catalogue/schema.js';
import { betOracles } from './oracles/bets.js';
import { cardOracles } from './oracles/cards.js';
import { longRunOracles } from './oracles/long-run.js';
import { oddsOracles } from './oracles/odds.js';
import { type Expected, LETTERS, type Oracle } from './oracles/oracle.js';
import { rangeOracles } from './oracles/ranges.js';
import { tournamentOracles } from './oracles/tournaments.js';

const oracles: Readonly<Record<string, Oracle>> = {
  ...cardOracles,
  ...oddsOracles,
  ...rangeOracles,
  ...betOracles,
  ...longRunOracles,
  ...tournamentOracles,
};

const LONG = process.env.ATTUNE_LONG === '1';
/** The oracle of this family looks at every hand that anybody can hold, some thousand a question. */
const SLOW = new Set(['board.3']);

const textOf = (options: readonly Option[], id: string | undefined): string | undefined =>
  options.find((option) => option.id === id)?.textMarkdown;

function sameFormula(accepted: string, expected: (scope: Record<string, number>) => number): void {
  for (const size of [0.25, 0.5, 0.8]) {
    const scope = Object.fromEntries(
      LETTERS.map((letter) => [letter, letter === 'p' || letter === 'f' ? size : 1000 * size]),
    );
    const value: unknown = evaluate(accepted, scope);
    assert.ok(typeof value === 'number');
    assert.ok(Math.abs(value - expected(scope)) < 1e-6 * Math.max(1, Math.abs(value)), `${accepted} is ${value}`);
  }
}

function agree(key: AnswerKey, expected: Expected): void {
  if (typeof expected === 'function') {
    assert.ok(key.kind === 'expression');
    for (const form of key.accepted) sameFormula(form, expected);
  } else if (key.kind === 'numeric') {
    assert.ok(typeof expected === 'number');
    assert.ok(Math.abs(key.value - expected) < 1e-6 * Math.max(1, Math.abs(expected)), `${key.value}, not ${expected}`);
  } else if (key.kind === 'single-choice') {
    assert.equal(textOf(key.options, key.correct), expected);
  } else if (key.kind === 'ordering') {
    assert.deepEqual(
      key.correct.map((id) => textOf(key.options, id)),
      expected,
    );
  } else {
    assert.ok(key.kind === 'matching' && expected instanceof Map);
    for (const { id, textMarkdown } of key.left) {
      assert.equal(textOf(key.right, key.correct[id]), expected.get(textMarkdown));
    }
  }
}

function wordsOf(item: Item): string {
  return [item.bodyMarkdown, ...item.steps.map((step) => step.promptMarkdown)].join('\n').trim();
}

describe('poker generators', function () {
  this.timeout(LONG ? 240_000 : 20_000);

  for (const generator of generators) {
    describe(generator.id, () => {
      const variants = LONG ? 24 : 8;
      const items = [1, 2].flatMap((seed) => generate(generator, `oracle ${seed}`, variants));
      for (const index of generator.levels.keys()) {
        const family = `${generator.id}.${index + 1}`;
        it(`level ${index + 1} has the answers that an oracle finds from its words`, () => {
          const oracle = oracles[family];
          assert.ok(oracle, `no oracle for ${family}`);
          const ofLevel = items.filter((item) => item.family === family);
          for (const item of SLOW.has(family) && !LONG ? ofLevel.slice(0, 4) : ofLevel) {
            const words = wordsOf(item);
            const expected = oracle(words.replaceAll('\n', ' '), item);
            assert.equal(expected.length, item.steps.length, words);
            for (const [place, step] of item.steps.entries()) {
              const answer = expected[place];
              assert.ok(answer !== undefined);
              try {
                agree(step.answer, answer);
              } catch (error) {
                throw new Error(`${words}\nstep ${place + 1}`, { cause: error });
              }
            }
          }
        });
      }
    });
  }
});
