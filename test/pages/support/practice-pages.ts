import { readAsFormula, renderText } from '../../../src/features/catalogue/index.js';
import type { FreeView, RunView } from '../../../src/features/practice/free/view.js';
import type { QuestionView } from '../../../src/features/practice/question-view.js';
import type { ReviewsView } from '../../../src/features/reviews/index.js';
import { asking, learner, move, question, type SamplePage, skills, solutionHtml } from './samples.js';
import { suggestions } from './study-pages.js';

const practice = (changes: Partial<QuestionView>): SamplePage => ({
  view: 'practice',
  data: { view: asking('single-choice', changes) },
  principal: learner,
});

const free = (view: FreeView, more: object = {}): SamplePage => ({
  view: 'free',
  data: { view, next: suggestions, ...more },
  principal: learner,
});

const reviews = (view: ReviewsView, more: object = {}): SamplePage => ({
  view: 'reviews',
  data: { view: { ...view, synthetic: false }, ...more },
  principal: learner,
});

const run: RunView = {
  purpose: 'session',
  skills: ['Pot odds'],
  wanted: { skills: ['pot-odds'], length: '10' },
  back: 'path',
  asked: 3,
  questions: 10,
  minutesLeft: null,
  ended: null,
};
const check: RunView = { ...run, purpose: 'check', back: 'progress', asked: 2, questions: 3 };
const calledBack: RunView = { ...run, purpose: 'reviews', back: 'reviews', questions: null };

const ended = (of: RunView, learned = [move('Pot odds', 0.48, 0.62), move('Equity', null, 0.4, { enough: false })]) =>
  free(
    {
      state: 'end',
      run: of,
      learned,
      days: 4,
      reviews: {
        today: of.purpose === 'session' ? 2 : 0,
        days: [
          { day: new Date('2026-12-05T00:00:00Z'), count: 1 },
          { day: new Date('2026-12-08T00:00:00Z'), count: 4 },
        ],
      },
      synthetic: false,
    },
    { next: of.purpose === 'check' ? [] : suggestions },
  );

const asked = (of: RunView, changes: Partial<QuestionView> = {}) =>
  free({
    state: 'question',
    question: question('expression', { at: 'free', mayHint: of.purpose !== 'check', ...changes }),
    run: of,
    skills: skills.filter(({ current }) => current),
    synthetic: false,
  });

const dueSince = new Date('2026-11-20T10:00:00Z');
const due: Extract<ReviewsView, { state: 'ready' }>['due'] = [
  {
    ...{ id: 'outs', title: 'Outs', recalled: 8, lastAt: dueSince },
    why: { code: 'due', values: { skill: 'Outs', recall: 83 } },
  },
  {
    ...{ id: 'odds', title: 'Odds and per cent', recalled: 6, lastAt: dueSince },
    why: { code: 'overdue', values: { skill: 'Odds and per cent', recall: 61 } },
  },
];
const ahead = [
  { day: new Date('2026-12-05T00:00:00Z'), count: 1, skills: ['Pot odds'] },
  { day: new Date('2026-12-08T00:00:00Z'), count: 2, skills: ['Equity', 'Break-even calls'] },
];

export const dueReviews: ReviewsView = { state: 'ready', due, doneToday: 1, cap: 10, waiting: 2, ahead };
export const noReviews: ReviewsView = { state: 'ready', due: [], doneToday: 0, cap: 10, waiting: 0, ahead };

/** The question page with all that it can say, free practice, and the reviews. */
export const practicePages: Readonly<Record<string, SamplePage>> = {
  'adaptive-new-skill': practice({
    pacing: {
      ...{ hint: 'wrong-idea', pause: null, minutes: 6 },
      example: {
        ...{ item: 'example-1', title: 'A call on the turn', options: [] },
        promptHtml: renderText('The pot holds 90 chips, and your opponent bets 30. What is the price of a call?'),
        solutionHtml: renderText('You call 30 to win 150: $\\frac{30}{150} = \\frac{1}{5}$.'),
      },
    },
    wishes: { difficulty: true, confidence: true, keys: true },
  }),
  'adaptive-surprised': practice({
    ...{ tries: 1, feedback: { code: 'wrong', values: {} }, given: { answer: '1' }, sureness: 'sure-but-wrong' },
    moves: [move('Pot odds', 0.48, 0.41)],
    pacing: { hint: 'still-weak', pause: null, minutes: 6, example: null },
  }),
  'adaptive-pause': practice({
    ...{ tries: 1, outcome: 'right', feedback: { code: 'right', values: {} }, given: { answer: '2' }, lastStep: true },
    ...{ solutionHtml, moves: [move('Pot odds', 0.48, 0.62), move('Equity', null, 0.4, { enough: false })] },
    pacing: { hint: null, pause: 'long-session', minutes: 38, example: null },
    wishes: { difficulty: true, confidence: true, keys: true },
  }),
  'free-choose': free({
    state: 'choose',
    skills: skills.map(({ id, title }, index) => ({ id, title, chosen: index === 2 })),
    ticked: true,
    back: 'path',
    synthetic: false,
  }),
  'free-question': asked(run),
  'free-read': asked(run, {
    ...{ tries: 1, feedback: { code: 'wrong', values: {} }, given: { answer: 'b/(p+b)' } },
    givenHtml: readAsFormula('b/(p+b)'),
    moves: [move('Pot odds', 0.48, 0.41)],
  }),
  'free-minutes': asked({ ...run, questions: null, minutesLeft: 4 }, { difficulty: null }),
  'free-end': ended(run),
  'free-end-check': ended(check, [move('Pot odds', 0.8, 0.62)]),
  'free-end-reviews': ended(calledBack, []),
  reviews: reviews(dueReviews),
  'reviews-none': reviews(noReviews, { saved: true }),
  'reviews-off': reviews({ state: 'off' }),
};
