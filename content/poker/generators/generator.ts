import { createHash } from 'node:crypto';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import type { AnswerKey, Hint, Item, Step } from '../../../src/features/catalogue/schema.js';
import { Dealer } from './dealer.js';

/** What one of our questions takes, by design: read, think, calculate on paper. */
export const MINUTES_PER_QUESTION = 1.5;

/** A hint: its text, or its text with a small question inside. */
export type HintText = string | Omit<Hint, 'id'>;

/** One assessed question, before ids and parameters are put on it. */
export interface QuestionStep {
  readonly prompt: string;
  readonly answer: AnswerKey;
  readonly hints: readonly HintText[];
  readonly solution: string;
  /** Skills shown by a right answer, when they are not just the generator's own. */
  readonly skills?: readonly string[];
}

/** What one draw gives. */
export interface Question {
  /** The shared situation of a problem with several steps. */
  readonly body?: string;
  readonly steps: readonly QuestionStep[];
}

/** One degree of difficulty of a generator. */
export interface Level {
  readonly difficulty: number;
  readonly discrimination: number;
  readonly draw: (dealer: Dealer) => Question;
}

/** Makes questions on one skill; levels go from easy to hard. */
export interface Generator {
  readonly id: string;
  readonly skill: string;
  readonly title: string;
  readonly levels: readonly Level[];
}

/** By how much the first step of a longer problem is easier than the problem. */
const OPENING = 0.6;

/** Draws in a row that bring nothing new before a family counts as used up. */
const STALE_DRAWS = 400;

/** A level from its numbers and its draw. */
export function level(difficulty: number, discrimination: number, draw: (dealer: Dealer) => Question): Level {
  return { difficulty, discrimination, draw };
}

/** A question with a single step. */
export function single(step: QuestionStep): Question {
  return { steps: [step] };
}

/** Hints with their ids. */
export function hintsOf(texts: readonly HintText[]): Hint[] {
  return texts.map((text, index) => ({
    id: `hint-${index + 1}`,
    ...(typeof text === 'string' ? { textMarkdown: text } : text),
  }));
}

function stepsOf(question: Question, generator: Generator, { difficulty, discrimination }: Level): Step[] {
  return question.steps.map((step, index, all) => ({
    id: `step-${index + 1}`,
    promptMarkdown: step.prompt,
    answer: step.answer,
    skills: [...(step.skills ?? [generator.skill])],
    parameters: { difficulty: index === 0 && all.length > 1 ? difficulty - OPENING : difficulty, discrimination },
    hints: hintsOf(step.hints),
    solutionMarkdown: step.solution,
  }));
}

/** What makes a question itself: its words, and the things to arrange or tick where the words are always the same. */
function wording({ body = '', steps }: Question): string {
  const asked = steps.map(({ prompt, answer }) => {
    const things = answer.kind === 'ordering' || answer.kind === 'multiple-choice' ? answer.options : [];
    const matched = answer.kind === 'matching' ? answer.left : things;
    return [prompt, ...matched.map((option) => option.textMarkdown).sort()].join('\n');
  });
  return [body, ...asked].join('\n');
}

const fingerprint = (question: Question): string =>
  createHash('sha256').update(wording(question)).digest('hex').slice(0, 10);

/**
 * `variants` different questions for each level of a generator.
 *
 * An item's id is a fingerprint of its wording, so that the same question has the same id whatever the seed.
 *
 * @throws RangeError when a level does not have that many different questions
 */
export function generate(generator: Generator, seed: string | number, variants: number): Item[] {
  return generator.levels.flatMap((current, index) => {
    const family = `${generator.id}.${index + 1}`;
    const dealer = new Dealer(seededRandom(`${seed}/${family}`));
    const items = new Map<string, Item>();
    for (let stale = 0; items.size < variants; stale += 1) {
      if (stale > STALE_DRAWS) throw new RangeError(`${family} has only ${items.size} different questions`);
      const question = current.draw(dealer);
      const id = `${family}.${fingerprint(question)}`;
      if (items.has(id)) continue;
      stale = 0;
      items.set(id, {
        id,
        title: generator.title,
        bodyMarkdown: question.body ?? '',
        steps: stepsOf(question, generator, current),
        family,
        tags: ['generated', `level-${index + 1}`],
        minutes: MINUTES_PER_QUESTION,
        figures: [],
      });
    }
    return [...items.values()];
  });
}
