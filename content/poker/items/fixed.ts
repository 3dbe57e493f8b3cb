import { seededRandom } from '../../../src/engine/numerics/random.js';
import type { AnswerKey, Item } from '../../../src/features/catalogue/schema.js';
import { type Distractor, inOrder, oneOf, pairs, severalOf } from '../generators/answers.js';
import { Dealer } from '../generators/dealer.js';
import { type HintText, hintsOf, MINUTES_PER_QUESTION } from '../generators/generator.js';

/** A hand-written question, before ids and parameters are put on it. */
export interface Written {
  readonly id: string;
  readonly title: string;
  /** The skills that it shows; the first is its home. */
  readonly skills: readonly string[];
  readonly difficulty: number;
  readonly discrimination?: number;
  readonly prompt: string;
  readonly hints: readonly HintText[];
  readonly solution: string;
}

/** A hand-written item with any answer. */
export function written(question: Written, answer: AnswerKey): Item {
  const { id, title, skills, difficulty, discrimination = 1.1, prompt, hints, solution } = question;
  return {
    id: `fixed.${id}`,
    title,
    bodyMarkdown: '',
    steps: [
      {
        id: 'step-1',
        promptMarkdown: prompt,
        answer,
        skills: [...skills],
        parameters: { difficulty, discrimination },
        hints: hintsOf(hints),
        solutionMarkdown: solution,
      },
    ],
    tags: ['fixed'],
    minutes: MINUTES_PER_QUESTION,
    figures: [],
  };
}

/** The order in which options are shown depends on the item alone, so it never changes. */
const dealerOf = ({ id }: Written): Dealer => new Dealer(seededRandom(`fixed/${id}`));

/** One right option among wrong ones, each with the wrong idea behind it. */
export function choice(question: Written, right: string, wrong: readonly Distractor[]): Item {
  return written(question, oneOf(dealerOf(question), right, wrong));
}

/** Options of which several are right. */
export function several(question: Written, options: readonly (readonly [text: string, right: boolean])[]): Item {
  return written(question, severalOf(dealerOf(question).shuffle(options)));
}

/** Things to be put in the given order. */
export function order(question: Written, texts: readonly string[]): Item {
  return written(question, inOrder(dealerOf(question), texts));
}

/** Things that belong together. */
export function match(question: Written, matches: readonly (readonly [string, string])[]): Item {
  return written(question, pairs(dealerOf(question), matches));
}
