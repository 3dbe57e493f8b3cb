import { type AnswerKey, questionOf, renderText } from '../../../src/features/catalogue/index.js';
import { Item } from '../../../src/features/catalogue/schema.js';
import type { QuestionView } from '../../../src/features/practice/question-view.js';
import type { PracticeView, Progress, SkillProgress } from '../../../src/features/practice/view.js';
import type { Principal } from '../../../src/http/index.js';

/** A page with what it shows, as its route would give it. */
export interface SamplePage {
  readonly view: string;
  readonly data: object;
  readonly principal: Principal | null;
}

export const learner: Principal = {
  sessionId: 'tab-1',
  token: 'sample-token',
  tenant: 'sample',
  userId: 'learner-1',
  courseId: 'course-1',
  placementId: 'placement-1',
  role: 'learner',
  institutionAdmin: false,
  synthetic: false,
  locale: 'en',
  platformOrigin: 'https://lms.example',
  returnUrl: null,
  inWindow: false,
  proof: 'token',
};

export const staff: Principal = { ...learner, userId: 'teacher-1', role: 'staff' };

const skill = (id: string, title: string, known: number, rest: Partial<SkillProgress> = {}): SkillProgress => ({
  id,
  title,
  known,
  low: Math.max(0, known - 0.14),
  high: Math.min(1, known + 0.12),
  enough: true,
  reached: false,
  current: false,
  ...rest,
});

export const skills: readonly SkillProgress[] = [
  skill('outs', 'Outs', 0.93, { reached: true }),
  skill('odds', 'Odds and per cent', 0.72),
  skill('pot-odds', 'Pot odds', 0.48, { current: true }),
  skill('equity', 'Equity', 0.24, { low: 0.05, high: 0.6, enough: false }),
  skill('break-even', 'Break-even calls in spots with more than one opponent', 0.2, {
    low: 0.02,
    high: 0.55,
    enough: false,
  }),
];

export const manySkills: readonly SkillProgress[] = [
  ...skills,
  ...['Position', 'Ranges', 'Bet sizing', 'Fold equity', 'Expected value', 'Variance', 'Bankroll'].map((title, index) =>
    skill(title.toLowerCase().replace(' ', '-'), title, 0.3 + index * 0.05),
  ),
];

const progress: Progress = {
  now: 0.64,
  earned: 0.58,
  superseded: false,
  sending: true,
  policy: 'best',
  target: 0.85,
  asked: 3,
  length: 10,
  dueAt: new Date('2026-12-04T22:59:00Z'),
  late: false,
  skills,
};

const common = { title: 'Week 4: the price of a call', synthetic: false, progress, rest: null };

const BODY =
  'The pot holds **120 chips**. Your opponent bets 60. You hold A♠ 9♠ on a board of K♠ 7♠ 2♥ 4♣, so any spade gives you the best hand.';

const hints = [
  { id: 'h1', title: 'What is the final pot?', textMarkdown: 'Add the bet **and your own call** to what is there.' },
  {
    id: 'h2',
    textMarkdown: 'The price is your call divided by the final pot, $\\frac{60}{240}$.',
    ask: {
      answer: { kind: 'numeric' as const, value: 240, tolerance: 0 },
      answerMarkdown: 'The final pot is $120 + 60 + 60 = 240$.',
    },
  },
];

function itemWith(answer: AnswerKey, prompt: string): Item {
  const step = {
    promptMarkdown: prompt,
    answer,
    skills: ['pot-odds'],
    hints,
    solutionMarkdown:
      'You call 60 to win a final pot of 240:\n\n$$\\frac{60}{120 + 60 + 60} = \\frac{1}{4} = 25\\,\\%$$\n\nSo you need to win **one time in four**.',
  };
  return Item.parse({
    id: 'call-price',
    title: 'The price of a call',
    bodyMarkdown: BODY,
    steps: [
      { ...step, id: 's1' },
      { ...step, id: 's2' },
    ],
    attribution: 'Own work, CC BY 4.0',
  });
}

const options = (texts: readonly string[]) => texts.map((textMarkdown, index) => ({ id: `o${index}`, textMarkdown }));
const ORDERED = ['Straight flush', 'Four of a kind', 'Full house', 'Flush'];

/** One question of every kind that a course can ask. */
export const answerKeys: Readonly<Record<AnswerKey['kind'], { answer: AnswerKey; prompt: string }>> = {
  'single-choice': {
    prompt: 'How often must you win for the call to pay?',
    answer: {
      kind: 'single-choice',
      options: options(['One time in two', 'One time in three', 'One time in **four**', '$\\frac{1}{5}$ of the time']),
      correct: 'o2',
    },
  },
  'multiple-choice': {
    prompt: 'Which of these change the price of the call?',
    answer: {
      kind: 'multiple-choice',
      options: options(['The size of the bet', 'The size of the pot', 'Your cards', 'Your seat']),
      correct: ['o0', 'o1'],
    },
  },
  numeric: {
    prompt: 'Which share of the final pot do you pay?',
    answer: { kind: 'numeric', value: 25, tolerance: 0.5, unit: { label: '%', accepted: ['percent'] } },
  },
  text: {
    prompt: 'What is this price called?',
    answer: { kind: 'text', accepted: ['pot odds'], caseSensitive: false },
  },
  ordering: {
    prompt: 'Put these hands in order, the strongest first.',
    answer: { kind: 'ordering', options: options(ORDERED), correct: ORDERED.map((_, index) => `o${index}`) },
  },
  matching: {
    prompt: 'Which price belongs to which bet?',
    answer: {
      kind: 'matching',
      left: options(['Half the pot', 'The whole pot', 'Twice the pot']),
      right: ['$\\frac{1}{4}$', '$\\frac{1}{3}$', '$\\frac{2}{5}$'].map((textMarkdown, index) => ({
        id: `r${index}`,
        textMarkdown,
      })),
      correct: { o0: 'r0', o1: 'r1', o2: 'r2' },
    },
  },
  expression: {
    prompt: 'Write the price of calling a bet $b$ into a pot $p$.',
    answer: { kind: 'expression', accepted: ['b/(p+2*b)'] },
  },
};

export function question(kind: AnswerKey['kind'], changes: Partial<QuestionView> = {}): QuestionView {
  const { answer, prompt } = answerKeys[kind];
  const item = itemWith(answer, prompt);
  const step = item.steps[0];
  if (!step) throw new Error('the sample has no step');
  return {
    at: 'practice',
    decision: 'decision-1',
    step: 0,
    tries: 0,
    skill: 'Pot odds',
    ask: questionOf(item, step, { seed: 'sample' }),
    hints: [],
    hintsLeft: 2,
    mayHint: true,
    outcome: 'open',
    given: null,
    givenHtml: null,
    feedback: null,
    lookAt: null,
    moves: [],
    sureness: null,
    solutionHtml: null,
    lastStep: false,
    why: [
      { code: 'weakest-ready-skill', values: { skill: 'Pot odds', known: 48, target: 85 } },
      { code: 'right-difficulty', values: { probability: 68, targetSuccess: 70 } },
      { code: 'not-seen-before', values: {} },
    ],
    difficulty: {
      level: 'right',
      expected: 7,
      aim: 7,
      answers: 4,
      moved: [{ part: 'scores', way: 'harder' }],
      study: false,
      felt: null,
    },
    pacing: { hint: null, pause: null, minutes: 6, example: null },
    wishes: { difficulty: true, confidence: false, keys: true },
    ...changes,
  };
}

export const solutionHtml = renderText(itemWith(answerKeys.numeric.answer, 'x').steps[0]?.solutionMarkdown ?? '');

export const openedHints: QuestionView['hints'] = hints.map(({ id, textMarkdown, ...rest }, index) => ({
  id,
  title: rest.title ?? null,
  html: renderText(textMarkdown),
  ask: rest.ask ? { kind: 'numeric' as const, options: [], answerHtml: renderText(rest.ask.answerMarkdown) } : null,
  answered: index === 1,
}));

export const asking = (
  kind: AnswerKey['kind'],
  changes: Partial<QuestionView> = {},
  more: Partial<Progress> = {},
): PracticeView => ({
  state: 'question',
  question: question(kind, changes),
  ...common,
  progress: { ...progress, ...more },
});

export const starting = (more: Partial<Progress> = {}, roundsLeft: number | null = null): PracticeView => ({
  state: 'start',
  again: false,
  roundsLeft,
  ...common,
  progress: { ...progress, now: 0, earned: null, sending: false, asked: 0, ...more },
});

export const move = (
  title: string,
  before: number | null,
  after: number,
  more: { readonly reached?: boolean; readonly enough?: boolean } = {},
) => ({
  ...{ title, before, after, low: Math.max(0, after - 0.14), high: Math.min(1, after + 0.1) },
  ...{ enough: true, reached: false, ...more },
});

export const ending = (done: boolean, roundsLeft: number | null): PracticeView => ({
  state: 'end',
  learned: [
    move('Outs', 0.61, 0.93, { reached: true }),
    move('Pot odds', 0.52, 0.48),
    move('Equity', null, 0.44, { enough: false }),
  ],
  roundsLeft,
  done,
  days: 4,
  ...common,
  progress: { ...progress, asked: 0, sending: false, ...(done && { now: 1, earned: 1 }) },
});

/** A round that touched more skills than a calm page can list. */
export const endingWithMany: PracticeView = {
  ...ending(false, null),
  learned: manySkills.map(({ title, known, reached }) => move(title, null, known, { reached })),
} as PracticeView;

export const closed: PracticeView = { state: 'closed', ...common, progress: { ...progress, late: true, asked: 0 } };
export const preview: PracticeView = { ...asking('numeric'), synthetic: true } as PracticeView;
