import { pokerCourse } from '../../content/poker/course.js';
import { renderText } from '../../src/features/catalogue/index.js';
import { studentWords } from '../student-words.js';
import { BREAK, gradeOf, isRunning, type Sentence, sentencesOf } from './grade.js';

/** All that students read of one kind. */
export interface Area {
  readonly name: string;
  readonly sentences: readonly Sentence[];
}

/** What is put into a sentence, a title or a number, counts as one common word. */
const filled = (sentence: string): string => sentence.replace(/\{\{[^}]*\}\}|\{[a-z]+\}/g, 'number');

const areaOf = (name: string, texts: Iterable<string>): Area => ({
  name,
  sentences: [...texts].flatMap((text) => sentencesOf(filled(text))),
});

/** The sentences of the pages. */
function pageAreas(): Area[] {
  return [...studentWords('en')].map(([area, sentences]) => areaOf(`pages: ${area}`, sentences.values()));
}

/** The poker course, as its pages show it. */
function courseAreas(variants: number): Area[] {
  const { lessons, coaches, skills, items } = pokerCourse({ variants });
  return [
    ...lessons.map(({ id, bodyMarkdown, media }) =>
      areaOf(`lesson: ${id.replace('lesson.', '')}`, [
        readable(bodyMarkdown),
        readable(media?.transcriptMarkdown ?? ''),
      ]),
    ),
    areaOf(
      'skills',
      skills.map(({ description }) => description),
    ),
    ...coaches.map(({ id, personality, lines }) =>
      areaOf(`coach: ${id}`, [personality, ...Object.values(lines).flatMap((each) => each ?? [])]),
    ),
    areaOf(
      'questions',
      items.flatMap(({ bodyMarkdown = '', steps }) => [
        readable(bodyMarkdown),
        ...steps.flatMap(({ promptMarkdown, hints = [], solutionMarkdown = '' }) =>
          [promptMarkdown, ...hints.map(({ textMarkdown }) => textMarkdown), solutionMarkdown].map(readable),
        ),
      ]),
    ),
  ];
}

/** A text as it is read aloud: a formula in a line is one word, a formula or a table of its own ends what came before. */
function readable(markdown: string): string {
  return renderText(markdown)
    .replace(/<table>[\s\S]*?<\/table>|<math[^>]*display="block"[\s\S]*?<\/math>/g, BREAK)
    .replace(/<math[\s\S]*?<\/math>/g, 'x')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/<\/?(?:p|li|ul|ol|h\d|br|blockquote|div|pre)\b[^>]*>/g, BREAK)
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** @param variants  questions per generator and level of the poker course: their texts differ in numbers and names only */
export const readableAreas = (variants: number): Area[] => [...pageAreas(), ...courseAreas(variants)];

export interface Reading {
  readonly name: string;
  /** Null where there are labels only. */
  readonly grade: number | null;
  readonly sentences: number;
  readonly tooLong: readonly Sentence[];
  /** The hardest first. */
  readonly worst: readonly Sentence[];
}

export const HIGHEST_GRADE = 8;
export const MOST_WORDS = 25;

export function read({ name, sentences }: Area): Reading {
  const running = sentences.filter(isRunning);
  return {
    name,
    grade: running.length === 0 ? null : gradeOf(running),
    sentences: running.length,
    tooLong: sentences.filter(({ words }) => words > MOST_WORDS),
    worst: running.toSorted((a, b) => gradeOf([b]) - gradeOf([a])),
  };
}
