import { barChart, latestWeeks, masteryChart, pathTimeline, skillMap } from '../../../src/charts/index.js';
import { learner, type SamplePage, skills } from './samples.js';

const DAY = 86_400_000;
const NOW = new Date('2026-03-09T10:00:00.000Z');
const inDays = (days: number): Date => new Date(Math.floor(NOW.getTime() / DAY) * DAY + days * DAY);

const SKILLS: readonly (readonly [string, string, readonly string[], number | null])[] = [
  ['chance', 'Chance and the deck', [], 0.93],
  ['hand-ranks', 'Hand ranks', [], 0.9],
  ['board', 'Reading the board', ['hand-ranks'], 0.88],
  ['kickers', 'Kickers and split pots', ['hand-ranks', 'board'], 0.6],
  ['position', 'Position', [], null],
  ['outs', 'Outs', ['hand-ranks', 'board'], 0.7],
  ['rule-2-4', 'The rule of 2 and 4', ['outs'], 0.4],
  ['draw-odds', 'Exact draw odds', ['chance', 'outs'], 0.3],
  ['odds', 'Odds and per cent', ['chance'], 0.86],
  ['pot-odds', 'Pot odds', ['odds'], 0.48],
  ['equity', 'Equity', ['outs', 'kickers', 'chance'], null],
  ['break-even', 'Break-even calls', ['pot-odds', 'equity', 'rule-2-4'], null],
  ['expected-value', 'Expected value', ['chance', 'equity'], null],
  ['implied-odds', 'Implied odds', ['break-even', 'expected-value'], null],
  ['combos', 'Counting combinations', ['chance'], 0.2],
  ['starting-ranges', 'Starting ranges', ['combos', 'position'], null],
];

const map = skillMap(
  SKILLS.map(([id, title, needs, known]) => {
    const state = known === null ? 'new' : known >= 0.85 ? 'reached' : 'begun';
    return { id, title, needs, known, state };
  }),
);

const mastery = masteryChart({
  points: [0.2, 0.35, 0.3, 0.52, 0.6, 0.72].map((known, index) => ({
    ...{ at: inDays(index * 3 - 15), known },
    ...{ low: Math.max(0, known - 0.3 + index * 0.03), high: Math.min(1, known + 0.3 - index * 0.03) },
  })),
  forecast: [7, 14, 28].map((days) => ({ at: inDays(days), known: 0.72 + days / 200, low: 0.5, high: 0.95 })),
  target: 0.85,
  now: NOW,
});

export const sampleTimeline = pathTimeline({
  steps: [
    ['lesson', 'Equity in a film of four minutes'],
    ['practice', 'Equity'],
    ['review', 'Counting outs without counting any card twice, and other things that one had better know'],
    ['assessment', 'Assignment of the first week'],
  ].map(([kind = '', title = ''], index) => ({ kind, title, minutes: 12, expectedBy: inDays(4 * index + 3) })),
  end: { median: inDays(15), low: inDays(11), high: inDays(26) },
  now: NOW,
});

const loads = [2, 0, 1, 0, 0, 3, 0, 0, 1, 0, 0, 0, 0, 4];
const reviews = barChart(
  loads.map((value, index) => ({ at: inDays(index), value })),
  { labelled: 5 },
);
const study = barChart(
  latestWeeks(
    [
      { at: new Date('2026-03-02T00:00:00Z'), value: 84 },
      { at: new Date('2026-02-16T00:00:00Z'), value: 130 },
    ],
    {
      now: NOW,
      count: 12,
    },
  ),
  { labelled: 4 },
);

export const ready = {
  ...{
    state: 'ready' as const,
    courseLanguage: 'en',
    map,
    mastery,
    path: sampleTimeline,
    hasPath: true,
    reviews,
    reviewsOff: false,
    study,
  },
  skill: { id: 'pot-odds', title: 'Pot odds' },
  skills: SKILLS.filter(([, , , known]) => known !== null).map(([id, title]) => ({ id, title })),
  lately: [
    { id: 'pot-odds', skill: 'pot-odds', title: 'Pot odds', answers: 3, right: 2, before: 0.48, after: 0.61 },
    { id: 'equity', skill: 'equity', title: 'Equity', answers: 1, right: 0, before: null, after: 0.22 },
  ],
};

const fact = (kind: string, more: object) => ({
  ...{ at: NOW, kind, title: 'Price of a call, 60 into 120', correct: null, hints: 0, weight: 1, score: null },
  ...{ counted: true, before: 0.4, after: 0.62 },
  ...more,
});

const evidence = {
  ...{ state: 'skill', id: 'pot-odds', level: skills[2], target: 0.85 },
  ...{ answers: 12, right: 9, helped: 2, evidence: 10.5, earlier: 3, toTarget: 4, askable: true },
  facts: [
    fact('answer', { correct: true }),
    fact('answer', { correct: true, hints: 1, weight: 0.5 }),
    fact('answer', { correct: false, hints: 2, before: 0.62, after: 0.35 }),
    fact('later-try', { correct: true, weight: 0, counted: false }),
    fact('grade', { title: 'Written test', score: 0.7, weight: 4 }),
    fact('grade', { title: 'Our own column', score: 0.6, weight: 0, counted: false }),
    fact('other', { title: null, weight: 0 }),
  ],
  parameters: { prior: 0.22, learn: 0.12, guess: 0.2, slip: 0.08 },
  next: { right: 0.79, hinted: 0.68, wrong: 0.21 },
  gradebook: [
    { placement: 'placement-1', title: 'Week 4: the price of a call', now: 0.64, earned: 0.58, superseded: false },
    { placement: 'placement-2', title: 'Week 5', now: null, earned: null, superseded: true },
  ],
};

const measure = { value: 0.021, low: -0.01, high: 0.05, unit: '', evidence: 6, enough: true, unknown: null };
const number = {
  ...{ state: 'number', name: 'velocity', of: 'days', about: 'Pot odds', unit: 'points-a-week', least: 3, measure },
  grounds: [0.2, 0.4].map((value, index) => ({ at: inDays(-index), title: null, skill: null, value, unit: 'share' })),
  formula: 'p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter)',
};

const ofLearner = (view: string, shown: object): SamplePage => ({
  view,
  data: { view: shown, back: 'next' },
  principal: learner,
});

/** How a learner stands, and what that rests on. */
export const progressPages: Readonly<Record<string, SamplePage>> = {
  progress: ofLearner('progress', ready),
  'progress-together': ofLearner('progress', { ...ready, skill: null, lately: [] }),
  'progress-empty': ofLearner('progress', {
    ...{ ...ready, mastery: null, path: null, hasPath: false, reviews: null, study: null, skills: [], lately: [] },
    map: skillMap([]),
  }),
  'progress-off': ofLearner('progress', { ...ready, reviews: null, reviewsOff: true, path: null }),
  'progress-not-ready': ofLearner('progress', { state: 'not-ready' }),
  evidence: ofLearner('evidence', evidence),
  'evidence-new': ofLearner('evidence', {
    ...{ ...evidence, answers: 0, right: 0, helped: 0, evidence: 0, facts: [], earlier: 0, toTarget: null },
    ...{ level: skills[3], gradebook: [], askable: false },
  }),
  'evidence-number': ofLearner('evidence', number),
  'evidence-unknown': ofLearner('evidence', {
    ...{ ...number, name: 'usual-session', of: 'sittings', about: null, unit: 'minutes', grounds: [] },
    measure: { ...measure, value: null, low: null, high: null, evidence: 1, unknown: 'too-little-evidence' },
  }),
};
