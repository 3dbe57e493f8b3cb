import { figuresIn } from '../render-text.js';
import type { Course, Item } from '../schema.js';
import { mediaTypeOf } from './media-type.js';
import type { Problem } from './problem.js';

type Figure = Course['figures'][number];

const LARGEST_FIGURE = 5 * 1024 * 1024;

export function checkFigures({ figures, items, lessons }: Course): Problem[] {
  const names = new Set(figures.map(({ name }) => name));
  const used = [
    ...items.map((item) => ({
      where: `item ${item.id}`,
      names: [...item.figures, ...textsOf(item).flatMap(figuresIn)],
    })),
    ...lessons.map(({ id, bodyMarkdown, media }) => ({
      where: `lesson ${id}`,
      names: [bodyMarkdown, media?.transcriptMarkdown ?? ''].flatMap(figuresIn),
    })),
  ];
  const unknown = used.flatMap(({ where, names: wanted }) =>
    [...new Set(wanted)]
      .filter((name) => !names.has(name))
      .map((name): Problem => ({ code: 'unknown-figure', where, message: `The figure "${name}" does not exist.` })),
  );
  return [...unknown, ...figures.flatMap(checkFile)];
}

/** Every Markdown text of an item. */
export function textsOf(item: Item): string[] {
  return [
    item.bodyMarkdown,
    ...item.steps.flatMap((step) => [
      step.promptMarkdown,
      step.solutionMarkdown,
      ...optionTexts(step.answer),
      ...step.hints.flatMap(({ textMarkdown, ask }) => [
        textMarkdown,
        ...(ask ? [ask.answerMarkdown, ...optionTexts(ask.answer)] : []),
      ]),
    ]),
  ];
}

function optionTexts(key: Item['steps'][number]['answer']): string[] {
  if (key.kind === 'matching') return [...key.left, ...key.right].map(({ textMarkdown }) => textMarkdown);
  return 'options' in key ? key.options.map(({ textMarkdown }) => textMarkdown) : [];
}

function checkFile({ name, mediaType, base64 }: Figure): Problem[] {
  const bytes = Buffer.from(base64, 'base64');
  const where = `figure ${name}`;
  if (bytes.length > LARGEST_FIGURE) return [{ code: 'too-long', where, message: 'It is larger than 5 MB.' }];
  return mediaTypeOf(bytes) === mediaType
    ? []
    : [{ code: 'unreadable-figure', where, message: `Its content is not ${mediaType}.` }];
}
