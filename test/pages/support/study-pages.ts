import { renderText } from '../../../src/features/catalogue/index.js';
import { SIGNALS } from '../../../src/features/learners/index.js';
import { RECOMMENDED_TYPES } from '../../../src/features/recommendations/model.js';
import type { NextView, SuggestionView } from '../../../src/features/recommendations/view.js';
import { ownPath } from './path-pages.js';
import { learner, type SamplePage, skills } from './samples.js';

export const suggestions: readonly SuggestionView[] = [
  {
    id: 'rec-1',
    contentType: 'assessment',
    title: 'Week 4: the price of a call',
    minutes: null,
    reasons: [
      { code: 'counts-for-grade', values: { now: 64 } },
      { code: 'below-target', values: { skill: 'Pot odds', known: 48, target: 85 } },
    ],
    parts: [
      { name: 'gap', value: 0.31 },
      { name: 'grade', value: 0.2 },
      { name: 'readiness', value: 0.18 },
      { name: 'set-aside', value: -0.08 },
    ],
    signals: ['skills', 'grades'],
    wouldBeFirstIf: null,
    bestTime: { when: 'later', hours: 2, reason: 'rest' },
    rated: null,
    opens: 'practice',
    contentId: 'placement-1',
  },
  {
    id: 'rec-2',
    contentType: 'course',
    title: 'Equity: your share of the pot',
    minutes: 6,
    reasons: [
      { code: 'new-lesson', values: { minutes: 6 } },
      { code: 'others-build-on-it', values: { skill: 'Equity', count: 3 } },
    ],
    parts: [
      { name: 'gap', value: 0.28 },
      { name: 'new', value: 0.15 },
    ],
    signals: ['skills', 'habits'],
    wouldBeFirstIf: { code: 'known-at-most', values: { skill: 'Equity', value: 12 } },
    bestTime: null,
    rated: 4,
    opens: 'lesson',
    contentId: 'equity',
  },
  {
    id: 'rec-3',
    contentType: 'review',
    title: 'Outs',
    minutes: null,
    reasons: [
      { code: 'fading', values: { skill: 'Outs', days: 9, retention: 71 } },
      { code: 'for-variety', values: {} },
    ],
    parts: [
      { name: 'forgetting', value: 0.22 },
      { name: 'strength', value: 0.1 },
    ],
    signals: ['skills', 'forgetting'],
    wouldBeFirstIf: { code: 'days-without-practice', values: { skill: 'Outs', days: 1 } },
    bestTime: null,
    rated: null,
    opens: 'practice',
    contentId: 'outs',
  },
];

const next: NextView = {
  state: 'ready',
  sequence: 120,
  suggestions,
  overview: { mastered: 5, practised: 11, total: 24, level: 0.85 },
  skills,
  type: null,
  types: RECOMMENDED_TYPES,
  signals: SIGNALS.map((name) => ({ name, on: name !== 'preferences', withheld: false })),
  paused: false,
  refused: false,
  choices: [
    { type: 'course', choices: [{ name: 'course:equity', title: 'Equity: your share of the pot' }] },
    { type: 'review', choices: [{ name: 'review:outs', title: 'Outs' }] },
  ],
};

const ofLearner = (view: string, shown: object, more: object = {}): SamplePage => ({
  view,
  data: { view: shown, ...more },
  principal: learner,
});

const readLesson = {
  id: 'lesson.equity',
  objectives: ['You can say which share of the pot a hand owns on average, ties included.'],
  film: null,
  transcriptHtml: null,
  done: false,
  title: 'Equity: your share of the pot',
  minutes: 6,
  html: renderText(
    'Your **equity** is the share of the pot that you win on average.\n\n# An example\n\n| Hand | Wins |\n|:--|--:|\n| A♠ A♥ | 82 % |\n| K♠ K♥ | 18 % |\n\n$$E = P(\\text{win}) + \\tfrac{1}{2} P(\\text{tie})$$\n\n1. Count the outs.\n2. Turn them into a chance.',
  ),
};

const filmLesson = {
  ...readLesson,
  film: {
    url: '/app/tab-1/lessons/lesson.equity/video?revision=1',
    mediaType: 'video/webm',
    seconds: 32,
    poster: null,
    tracks: [{ url: '/app/tab-1/lessons/lesson.equity/captions/en?revision=1', language: 'en', initial: true }],
  },
  transcriptHtml: renderText('This video has no sound.\n\n- An out is an unseen card.'),
};

const spokenCoach = {
  coach: {
    id: 'mara',
    name: 'Mara',
    personality: 'A retired dealer who has seen every bad beat twice and is not impressed by either.',
    teaching_style: 'socratic',
    topics: ['Pot odds', 'Equity', 'Break-even calls'].map((title) => ({ id: title, title })),
    score: 0.7,
    chosen: true,
    reasons: [
      { part: 'choice', points: 0, text: 'You asked for this coach.' },
      { part: 'topic', points: 0.4, text: 'Knows best what you work on.' },
    ],
  },
  others: [
    { id: 'bo', name: 'Bo', teaching_style: 'playful', chosen: false, reasons: [] },
    {
      id: 'professor',
      name: 'Professor Wilhelmina Featherstonehaugh',
      teaching_style: 'analytical',
      chosen: false,
      reasons: [],
    },
  ],
  message: { id: 'message-1', text: 'Good to see you. Which hand is on your mind?', generated: true },
  label: 'Written by a machine. It can be wrong.',
  why: 'You come back to the course.',
  asked: true,
  rated: false,
  anyChosen: true,
  machine: 'may',
  recommendation: 'rec-3',
};

/** What learners see around their practice: suggestions, lessons, coaches, their path. */
export const studyPages: Readonly<Record<string, SamplePage>> = {
  next: ofLearner('next', next),
  'next-why-not': ofLearner('next', next, {
    whyNot: {
      name: 'review:outs',
      title: 'Outs',
      sentences: ['It ranks 4 of 17. “Week 4: the price of a call” ranks first.', 'You put it aside.'],
    },
  }),
  'next-rated': ofLearner('next', { ...next, type: 'course' }, { rated: { title: 'Outs', score: 4 } }),
  'next-paused': ofLearner('next', { ...next, paused: true, choices: [] }, { switched: true }),
  'next-empty': ofLearner('next', { ...next, suggestions: [], skills: [] }),
  'next-not-ready': ofLearner('next', { state: 'not-ready' }),
  lesson: ofLearner('lesson', { ...filmLesson, recommendation: 'rec-2' }),
  'lesson-text': ofLearner('lesson', { ...readLesson, objectives: [], from: 'practice' }),
  'lesson-of-path': ofLearner('lesson', { ...filmLesson, step: 'lesson:lesson.equity' }),
  'lesson-done': ofLearner('lesson', { ...filmLesson, done: true }),
  coach: ofLearner('coach', spokenCoach),
  'coach-rated': ofLearner('coach', { ...spokenCoach, rated: true, machine: 'off' }),
  'coach-quiet': ofLearner('coach', { ...spokenCoach, message: null, machine: null, others: [], anyChosen: false }),
  path: ofLearner('path', { state: 'path', ...ownPath }),
  'path-finished': ofLearner('path', {
    ...{ state: 'path', ...ownPath, chart: null, signals: [], ahead: [], skipped: [] },
    path: { ...ownPath.path, warnings: [] },
  }),
  'path-far': ofLearner('path', {
    ...{ state: 'path', ...ownPath, chart: null, changes: [] },
    path: { ...ownPath.path, estimatedCompletion: { median: null, low: null, high: null } },
  }),
  'path-none': ofLearner('path', { state: 'none' }),
  'path-not-ready': ofLearner('path', { state: 'not-ready' }),
};
