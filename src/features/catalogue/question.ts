import { arrange, type Placed } from './arrangement.js';
import { type FigureAddress, figuresIn, renderText } from './render-text.js';
import type { AnswerKey, Hint, Item, Step } from './schema.js';

/** An option on the page: its place is what the form sends back. */
export interface Choice {
  readonly place: string;
  readonly html: string;
}

/**
 * All of a step that may reach a browser before it is answered. The key, the ids of options, hints, solutions and wrong
 * ideas stay behind.
 */
export interface Question {
  readonly item: string;
  readonly step: string;
  readonly title: string;
  readonly kind: AnswerKey['kind'];
  readonly bodyHtml: string;
  readonly promptHtml: string;
  /** What is chosen from or put in order. */
  readonly options: readonly Choice[];
  /** What is matched with what. */
  readonly left: readonly Choice[];
  readonly right: readonly Choice[];
  /** Stands behind the field of a number. */
  readonly unit: string | null;
  /** Figures that stand below the text; others stand inside it. */
  readonly figures: readonly { readonly url: string; readonly alt: string }[];
  /** From 1. */
  readonly position: { readonly step: number; readonly of: number };
  /** How many hints there are. */
  readonly hints: number;
  readonly attribution: string | null;
}

export interface QuestionOptions {
  /** Orders the options; the same seed must be given to `parseResponse`. */
  readonly seed: string;
  readonly figureUrl?: FigureAddress | undefined;
  readonly figureAlt?: ((name: string) => string) | undefined;
}

/** Makes the question that the page shows. */
export function questionOf(item: Item, step: Step, { seed, figureUrl, figureAlt }: QuestionOptions): Question {
  const arrangement = arrange(step.answer, seed);
  const show = (placed: readonly Placed[]): Choice[] =>
    placed.map(({ place, option }) => ({ place, html: renderText(option.textMarkdown, { figureUrl, inline: true }) }));
  const inText = new Set([...figuresIn(item.bodyMarkdown), ...figuresIn(step.promptMarkdown)]);
  const figures = item.figures.filter((name) => !inText.has(name));
  return {
    item: item.id,
    step: step.id,
    title: item.title,
    kind: step.answer.kind,
    bodyHtml: renderText(item.bodyMarkdown, { figureUrl }),
    promptHtml: renderText(step.promptMarkdown, { figureUrl }),
    options: show(arrangement.options),
    left: show(arrangement.left),
    right: show(arrangement.right),
    unit: step.answer.kind === 'numeric' ? (step.answer.unit?.label ?? null) : null,
    figures: figures.flatMap((name) => {
      const url = figureUrl?.(name) ?? null;
      return url === null ? [] : [{ url, alt: figureAlt?.(name) ?? '' }];
    }),
    position: { step: item.steps.findIndex(({ id }) => id === step.id) + 1, of: item.steps.length },
    hints: step.hints.length,
    attribution: item.attribution ?? null,
  };
}

/** A question in the Markdown that it was written in, for programs. Like `questionOf`, it holds nothing of the key. */
export interface PlainQuestion {
  readonly body: string;
  readonly prompt: string;
  readonly options: readonly PlainChoice[];
  readonly left: readonly PlainChoice[];
  readonly right: readonly PlainChoice[];
}

export interface PlainChoice {
  readonly place: string;
  readonly text: string;
}

/** @param seed  that of `questionOf`, so that places mean the same */
export function plainQuestionOf(item: Item, step: Step, { seed }: Pick<QuestionOptions, 'seed'>): PlainQuestion {
  const { options, left, right } = arrange(step.answer, seed);
  const plain = (placed: readonly Placed[]): PlainChoice[] =>
    placed.map(({ place, option }) => ({ place, text: option.textMarkdown }));
  return {
    body: item.bodyMarkdown,
    prompt: step.promptMarkdown,
    options: plain(options),
    left: plain(left),
    right: plain(right),
  };
}

/** A hint that was asked for. `answerHtml` belongs to the question inside it: show it with the hint that follows. */
export interface ShownHint {
  readonly id: string;
  readonly title: string | null;
  readonly html: string;
  readonly ask: {
    readonly kind: AnswerKey['kind'];
    readonly options: readonly Choice[];
    readonly answerHtml: string;
  } | null;
}

/** Renders one opened hint. */
export function hintOf(hint: Hint, { seed, figureUrl }: QuestionOptions): ShownHint {
  const { ask } = hint;
  return {
    id: hint.id,
    title: hint.title ?? null,
    html: renderText(hint.textMarkdown, { figureUrl }),
    ask: ask
      ? {
          kind: ask.answer.kind,
          options: arrange(ask.answer, seed).options.map(({ place, option }) => ({
            place,
            html: renderText(option.textMarkdown, { figureUrl, inline: true }),
          })),
          answerHtml: renderText(ask.answerMarkdown, { figureUrl }),
        }
      : null,
  };
}
