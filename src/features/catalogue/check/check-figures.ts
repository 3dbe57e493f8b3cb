import { figuresIn } from '../render-text.js';
import type { Course, Item } from '../schema.js';
import type { Problem } from './problem.js';

type Figure = Course['figures'][number];

/** How a file of each media type begins. SVG is text and is looked at for its element. */
const BEGINNINGS: Readonly<Record<Exclude<Figure['mediaType'], 'image/svg+xml'>, readonly (readonly number[])[]>> = {
  'image/png': [[0x89, 0x50, 0x4e, 0x47]],
  'image/jpeg': [[0xff, 0xd8, 0xff]],
  'image/gif': [[0x47, 0x49, 0x46, 0x38]],
  'image/webp': [[0x52, 0x49, 0x46, 0x46]],
};

const LARGEST_FIGURE = 5 * 1024 * 1024;

export function checkFigures({ figures, items, lessons }: Course): Problem[] {
  const names = new Set(figures.map(({ name }) => name));
  const used = [
    ...items.map((item) => ({
      where: `item ${item.id}`,
      names: [...item.figures, ...textsOf(item).flatMap(figuresIn)],
    })),
    ...lessons.map((lesson) => ({ where: `lesson ${lesson.id}`, names: figuresIn(lesson.bodyMarkdown) })),
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
  const fits =
    mediaType === 'image/svg+xml'
      ? /<svg[\s>]/i.test(bytes.subarray(0, 4_096).toString('utf8'))
      : BEGINNINGS[mediaType].some((beginning) => beginning.every((byte, index) => bytes[index] === byte));
  return fits ? [] : [{ code: 'unreadable-figure', where, message: `Its content is not ${mediaType}.` }];
}
