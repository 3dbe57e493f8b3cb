import { strToU8, zipSync } from 'fflate';
import { PIXEL } from './courses.js';

const step = (id: string, fields: Record<string, unknown>) => ({
  id,
  stepTitle: 'What is it?',
  stepBody: '',
  problemType: 'TextBox',
  answerType: 'arithmetic',
  variabilization: {},
  ...fields,
});

const hint = (id: string, fields: Record<string, unknown> = {}) => ({
  id,
  type: 'hint',
  dependencies: [],
  title: 'Think',
  text: 'Think about it.',
  variabilization: {},
  oer: '',
  license: '',
  ...fields,
});

const choices = (answer: string[], list: string[]) => ({
  problemType: 'MultipleChoice',
  answerType: 'string',
  stepAnswer: answer,
  choices: list,
});

/** Problems of our own with everything odd that such a course can hold, by problem and step. */
export const STEPS: Record<string, Record<string, { step: unknown; hints?: unknown }>> = {
  plain1: {
    plain1a: {
      step: step('plain1a', {
        stepAnswer: ['$$\\frac{1}{4}$$'],
        stepTitle: 'Half of $$0.5$$ costs $3?',
        stepBody: 'See ##figure1.png##',
      }),
      hints: [
        hint('plain1a-h1', { text: 'First\\n- one\\n- two with $$x<y$$' }),
        hint('plain1a-h1', {
          type: 'scaffold',
          dependencies: ['plain1a-h9'],
          problemType: 'TextBox',
          answerType: 'arithmetic',
          hintAnswer: ['$$2$$'],
          subHints: [hint('plain1a-h1-s1'), hint('plain1a-h1-s2', { title: '', text: '' })],
        }),
        hint('plain1a-h3', { type: 'scaffold', hintAnswer: [] }),
      ],
    },
    plain1b: { step: step('plain1b', { ...choices(['Yes '], ['Yes', 'No', 'No', 'None of the above']) }) },
  },
  odd1: {
    odd1a: { step: step('odd1a', { ...choices(['C'], ['A', 'B']) }) },
    odd1b: { step: step('odd1b', { ...choices(['A'], ['A', 'A', 'A']) }) },
    odd1c: { step: step('odd1c', { stepAnswer: [] }) },
    odd1d: { step: step('odd1d', { stepAnswer: ['2*x+1'] }) },
    odd1e: { step: step('odd1e', { stepAnswer: ['about right'] }) },
    odd1f: { step: step('odd1f', { ...choices(['A', 'B'], ['A', 'B', 'C']) }) },
    odd1g: { step: step('odd1g', { stepAnswer: ['Normal', 'Gauss'], answerType: 'string' }) },
    odd1h: { step: step('odd1h', { stepAnswer: ['23'], stepTitle: 'What percent is it?' }) },
    odd1i: {
      step: step('odd1i', { stepAnswer: ['@{n}'], stepTitle: 'What is @{n}?', variabilization: { n: ['7', '8'] } }),
    },
    odd1j: { step: step('odd1j', { stepAnswer: ['3'], stepTitle: 'Open $$x and $$\\nonsense{$$ and ##gone.gif##' }) },
    odd1k: { step: step('odd1k', { stepAnswer: ['5'], problemType: 'Drawing' }) },
  },
  empty1: { empty1a: { step: step('empty1a', { stepAnswer: [''] }) } },
};

/** The files of a small course in OATutor's layout, inside a folder of their own. */
export function oatutorFiles(change: Record<string, unknown> = {}): Record<string, Uint8Array> {
  const json = (value: unknown): Uint8Array => strToU8(JSON.stringify(value));
  const plan = {
    courseName: 'Small: Odd Things!',
    language: 'en',
    courseOER: 'https://example.org/ <Our book>',
    courseLicense: 'https://example.org/by <CC BY 4.0>',
    lessons: [
      {
        id: 'l1',
        name: 'Lesson 1',
        topics: 'Quarters',
        learningObjectives: { quarters: 0.85, 'odd (things)': 0.85 },
        allowRecycle: true,
      },
      { id: 'l2', name: 'Lesson 2', topics: 'Nameless', learningObjectives: { '': 0.85 } },
    ],
  };
  const files: Record<string, Uint8Array> = {
    'small/coursePlans.json': json([plan]),
    'small/skillModel.json': json({ plain1a: ['quarters', 'odd (things)'], plain1b: ['', 'quarters'] }),
    'small/bkt-params/defaultBKTParams.json': json({
      quarters: { probMastery: 0, probTransit: 0.1, probSlip: 0.9, probGuess: 0.2 },
      '': { probMastery: 0.1, probTransit: 0.1, probSlip: 0.1, probGuess: 0.1 },
    }),
    'small/content-pool/plain1/figures/figure1.png': Buffer.from(PIXEL, 'base64'),
    'small/content-pool/plain1/figures/figure2.gif': Buffer.from(PIXEL, 'base64'),
    'small/content-pool/plain1/figures/notes.txt': strToU8('no picture'),
    'small/content-pool/broken1/broken1.json': strToU8('{'),
  };
  for (const [problem, steps] of Object.entries(STEPS)) {
    const folder = `small/content-pool/${problem}`;
    const title = problem === 'odd1' ? '' : 'A $$\\frac{1}{2}$$ title';
    files[`${folder}/${problem}.json`] = json({
      id: problem,
      title,
      body: 'Look.',
      lesson: '1 Quarters',
      variabilization: {},
    });
    for (const [id, { step: each, hints = [] }] of Object.entries(steps)) {
      files[`${folder}/steps/${id}/${id}.json`] = json(each);
      files[`${folder}/steps/${id}/tutoring/${id}DefaultPathway.json`] = json(hints);
    }
  }
  for (const [name, value] of Object.entries(change)) files[name] = json(value);
  return files;
}

export const zipped = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files);
