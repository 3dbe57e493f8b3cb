import { MOTIVATION_QUESTIONS, STEPS, STYLE_QUESTIONS, type WizardStep } from '../../../src/features/goals/choices.js';
import type { GoalView } from '../../../src/features/goals/goal-view.js';
import type { LevelView } from '../../../src/features/goals/level-test.js';
import type { EstimateView, WizardView } from '../../../src/features/goals/wizard-view.js';
import type { GoalProgress } from '../../../src/features/profiles/index.js';
import type { Measure } from '../../../src/features/profiles/measure.js';
import { asking, learner, type SamplePage, skills } from './samples.js';

/** The goal and each page of the wizard, as their routes would give them. */
const measure = (value: number | null, evidence: number): Measure => ({
  ...{ value, low: value, high: value, unit: 'share', evidence, enough: value !== null },
  ...{ unknown: value === null ? ('too-little-evidence' as const) : null, formula: '' },
});

const progress: GoalProgress = {
  ...{ goals: null, skills: [], reached: 1, total: 5, mastery: measure(0.58, 3), minutes_left: 340 },
  expected_at: {
    median: '2026-05-01T00:00:00.000Z',
    low: '2026-04-12T00:00:00.000Z',
    high: '2026-06-03T00:00:00.000Z',
  },
  on_time: measure(0.7, 9),
};

const set: GoalView = {
  ...{ state: 'set', ignored: true, begun: null, next: [] },
  goal: {
    ...{ all: false, target: 'well', level: 0.85, mark: 0.85, until: '2026-05-20T23:59:59Z', over: false },
    ...{
      setAt: '2026-03-02T09:00:00.000Z',
      motivation: 'mastery',
      progress,
      left: { unit: 'hours', count: 6 },
      skills,
    },
  },
};

const goals = (view: object): SamplePage => ({ view: 'goals', data: { view }, principal: learner });

const estimate: EstimateView = {
  ...{ minutes: 760, minutesPerWeek: 90, minutesFrom: 'default', fit: 'unlikely', minutesNeeded: 220, all: true },
  ...{ amount: { unit: 'hours', count: 13 }, until: '2026-04-13T23:59:59Z' },
  median: new Date('2026-05-10T23:59:59.999Z'),
  low: new Date('2026-04-21T23:59:59.999Z'),
  high: new Date('2026-06-09T23:59:59.999Z'),
};

const found: LevelView = {
  ...{ state: 'found', own: true, more: true, minutes: 4 },
  result: { answers: 12, seconds: 250, evidence: 12, share: 0.46, low: 0.31, high: 0.62, sure: false, skills },
};

const wizard = (step: WizardStep, changes: Partial<WizardView> = {}): SamplePage => {
  const view: WizardView = {
    ...{ step, number: STEPS.indexOf(step) + 1, of: STEPS.length, draft: 'draft-1', after: null, errors: null },
    ...{ checked: false, fields: {}, level: null, estimate: null, groups: [], skillCount: 0, questions: [] },
    limits: { firstDay: '2026-03-03', lastDay: '2028-03-01', weeks: 104 },
    targets: [
      { name: 'basics', level: 0.7 },
      { name: 'well', level: 0.85 },
      { name: 'by-heart', level: 0.95 },
    ],
    summary: null,
    ...changes,
  };
  return { view: 'goal-setting-wizard', data: { view }, principal: learner };
};

/** The question of the practice page, as the placement test asks it. */
function questionOf(kind: Parameters<typeof asking>[0], code: string | null): LevelView {
  const view = asking(kind);
  if (view.state !== 'question') throw new Error('asking() asks');
  const { ask, decision, step, tries } = view.question;
  const feedback = code === null ? null : { code, values: {} };
  return {
    state: 'question',
    question: { ask, decision, step, tries, hints: [], outcome: 'open', given: null, feedback, left: 7 },
  };
}

const choice = (id: string, title: string, needs: readonly string[] = []) => ({
  ...{ id, title, description: 'Counts the unseen cards that turn a hand into the best one.', needs },
});

export const goalPages: Readonly<Record<string, SamplePage>> = {
  'goals-not-ready': goals({ state: 'not-ready' }),
  'goals-none': goals({ state: 'none', goal: null, ignored: false, begun: null, next: [] } satisfies GoalView),
  'goals-begun': goals({
    ...set,
    goal: set.goal && {
      ...{ ...set.goal, over: true },
      progress: {
        ...progress,
        expected_at: { median: '2027-09-01T00:00:00.000Z', low: '2026-12-01T00:00:00.000Z', high: null },
      },
    },
    begun: new Date('2026-03-02T09:00:00.000Z'),
  } satisfies GoalView),
  goals: goals(set),
  'goals-reached': goals({
    ...set,
    ...{ state: 'reached', ignored: false },
    goal: set.goal && {
      ...set.goal,
      over: false,
      left: null,
      progress: { ...progress, reached: 5, expected_at: null },
    },
    next: [
      { id: 'equity', title: 'Equity' },
      { id: 'break-even', title: 'Break-even calls' },
    ],
  } satisfies GoalView),
  'wizard-level': wizard('level', { level: { state: 'start', left: 12 } }),
  'wizard-level-question': wizard('level', { level: questionOf('single-choice', null) }),
  'wizard-level-unread': wizard('level', { level: questionOf('numeric', 'unreadable-number') }),
  'wizard-level-found': wizard('level', { level: found }),
  'wizard-level-nothing': wizard('level', { level: { state: 'nothing' } }),
  'wizard-time': wizard('time', {
    ...{ fields: { when: 'weeks', until: '', weeks: '6', minutes: '' }, estimate, checked: true },
  }),
  'wizard-time-errors': wizard('time', {
    fields: { when: 'date', until: '2026-01-01', weeks: '', minutes: '5' },
    errors: { until: 'past', minutes: 'minutes' },
    estimate: { ...estimate, fit: 'likely', minutesFrom: 'wish', minutesNeeded: null },
  }),
  'wizard-areas': wizard('areas', {
    fields: { scope: 'some', skills: ['outs'], target: 'well' },
    groups: [
      { depth: 0, skills: [choice('outs', 'Outs'), choice('odds', 'Odds and per cent')] },
      { depth: 1, skills: [choice('equity', 'Equity in spots with more than one opponent', ['Outs', 'Chance'])] },
    ],
    errors: { skills: 'skills' },
    estimate: { ...estimate, all: false, fit: 'even' },
  }),
  'wizard-motivation': wizard('motivation', {
    questions: MOTIVATION_QUESTIONS,
    fields: { why: 'mastery', fun: 'none' },
  }),
  'wizard-style': wizard('style', { questions: STYLE_QUESTIONS, fields: { new: 'visual' } }),
  'wizard-confirm': wizard('confirm', {
    level: found,
    estimate,
    summary: {
      ...{
        until: '2026-04-13T23:59:59Z',
        minutes: null,
        target: 'well',
        level: 0.85,
        motivation: 'mastery',
        styles: 5,
      },
      ...{
        skills: ['Outs', 'Odds and per cent', 'Break-even calls in spots with more than one opponent'],
        ignored: true,
      },
    },
  }),
};
