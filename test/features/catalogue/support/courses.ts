import { Course, type Step } from '../../../../src/features/catalogue/index.js';

type StepInput = Omit<Step, 'parameters' | 'hints'> & Partial<Pick<Step, 'parameters' | 'hints'>>;

export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==';

const opts = (...texts: string[]) => texts.map((textMarkdown, index) => ({ id: `o.${index}`, textMarkdown }));

/** One step of every kind of answer, each with texts that must not leak. */
export const STEPS: readonly StepInput[] = [
  {
    id: 'single',
    promptMarkdown: 'Which one?',
    answer: {
      kind: 'single-choice',
      options: [
        { id: 'correct', textMarkdown: 'alpha' },
        { id: 'b', textMarkdown: 'beta', misconception: 'SECRET-misconception' },
        { id: 'c', textMarkdown: 'none', keepLast: true },
      ],
      correct: 'correct',
    },
    skills: ['one'],
    solutionMarkdown: 'SECRET-solution',
    hints: [
      {
        id: 'h1',
        textMarkdown: 'SECRET-hint',
        ask: { answer: { kind: 'numeric', value: 771, tolerance: 0 }, answerMarkdown: 'SECRET-ask' },
      },
    ],
  },
  {
    id: 'multiple',
    promptMarkdown: 'Which ones?',
    answer: { kind: 'multiple-choice', options: opts('p', 'q', 'r'), correct: ['o.0', 'o.2'] },
    skills: ['one', 'two'],
    solutionMarkdown: 'SECRET-solution',
  },
  {
    id: 'numeric',
    promptMarkdown: 'How much?',
    answer: { kind: 'numeric', value: 918273, tolerance: 0.5, unit: { label: 'kg', accepted: ['SECRET-unit'] } },
    skills: ['two'],
    solutionMarkdown: 'SECRET-solution',
  },
  {
    id: 'text',
    promptMarkdown: 'Which word?',
    answer: { kind: 'text', accepted: ['SECRET-word'], caseSensitive: false },
    skills: ['two'],
    solutionMarkdown: 'SECRET-solution',
  },
  {
    id: 'ordering',
    promptMarkdown: 'In which order?',
    answer: { kind: 'ordering', options: opts('i', 'j', 'k'), correct: ['o.0', 'o.1', 'o.2'] },
    skills: ['two'],
    solutionMarkdown: 'SECRET-solution',
  },
  {
    id: 'matching',
    promptMarkdown: 'What fits?',
    answer: {
      kind: 'matching',
      left: opts('u', 'v'),
      right: opts('w', 'x', 'y'),
      correct: { 'o.0': 'o.1', 'o.1': 'o.0' },
    },
    skills: ['two'],
    solutionMarkdown: 'SECRET-solution',
  },
  {
    id: 'expression',
    promptMarkdown: 'Which expression?',
    answer: { kind: 'expression', accepted: ['4471*x+1'] },
    skills: ['two'],
    solutionMarkdown: 'SECRET-solution',
  },
];

/** A small course that is right in every part: each kind of answer, a figure, a lesson. */
export function smallCourse(change: Record<string, unknown> = {}): Course {
  return Course.parse({
    id: 'small',
    title: 'Small course',
    licence: 'CC BY 4.0',
    skills: [
      { id: 'one', title: 'One', description: 'Can do one.' },
      { id: 'two', title: 'Two', description: 'Can do two.', prerequisites: [{ skill: 'one', weight: 0.5 }] },
    ],
    items: [
      { id: 'all', title: 'All kinds', bodyMarkdown: 'See ![a dot](figure:dot.png).', steps: STEPS },
      { id: 'plain', title: 'Plain', steps: [{ ...STEPS[2], parameters: { difficulty: 1 } }], family: 'plain' },
    ],
    lessons: [{ id: 'lesson', title: 'A lesson', skills: ['one'], minutes: 3, bodyMarkdown: 'Read **this**.' }],
    figures: [{ name: 'dot.png', mediaType: 'image/png', base64: PIXEL, alt: 'a dot' }],
    ...change,
  });
}
