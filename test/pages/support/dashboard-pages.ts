import { goalViewOf } from '../../../src/features/dashboard/goal.js';
import { PLACES } from '../../../src/features/dashboard/index.js';
import type { DashboardView } from '../../../src/features/dashboard/view.js';
import { WIDGETS, type WidgetPart, type WidgetView } from '../../../src/features/dashboard/widget.js';
import { FORMULAS, type GoalProgress, measured } from '../../../src/features/profiles/index.js';
import type { SuggestionView } from '../../../src/features/recommendations/view.js';
import { ownPath } from './path-pages.js';
import { dueReviews, noReviews } from './practice-pages.js';
import { ready as standing } from './progress-pages.js';
import { learner, type SamplePage, skills } from './samples.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const USED = { signals_off: [] };
const OFF = { signals_off: ['habits' as const] };

const known = measured(FORMULAS.known, { value: 0.6, low: 0.4, high: 0.8, evidence: 9 }, USED);

const progress: GoalProgress = {
  goals: {
    target_skill_level: 0.85,
    timeline: '2026-04-20T00:00:00.000Z',
    priority_areas: ['pot-odds', 'equity'],
    motivation_type: null,
    set_at: '2026-02-20T09:00:00.000Z',
  },
  skills: ['Pot odds', 'Break-even calls in spots with more than one opponent'].map((title, place) => ({
    ...{ skill: title, title, known, reached: place === 0 },
  })),
  reached: 1,
  total: 2,
  mastery: measured(FORMULAS.goalMastery, { value: 0.63, evidence: 2 }, USED),
  minutes_left: 212,
  expected_at: {
    median: '2026-04-12T00:00:00.000Z',
    low: '2026-04-02T00:00:00.000Z',
    high: '2026-05-03T00:00:00.000Z',
  },
  on_time: measured(FORMULAS.onTime, { value: 0.7, evidence: 9 }, USED),
};

const insights: NonNullable<DashboardView['insights']> = {
  answers: 84,
  right: { ...measured(FORMULAS.accuracy, { value: 0.74, low: 0.67, high: 0.8, evidence: 84 }, USED), least: 5 },
  minutes: 131,
  minutesThisWeek: 34,
  activeDays: { ...measured(FORMULAS.activeDays, { value: 6, evidence: 11 }, USED), least: 1 },
  velocity: { ...measured(FORMULAS.velocity, { value: 0.06, low: 0.01, high: 0.11, evidence: 9 }, USED), least: 3 },
  well: { code: 'rising', values: { skill: 'Pot odds' } },
  oneThing: { code: 'more-days', values: {} },
};

const fewInsights: typeof insights = {
  ...insights,
  answers: 5,
  right: { ...measured(FORMULAS.accuracy, { value: 0.6, low: 0.3, high: 0.8, evidence: 5 }, USED), least: 5 },
  minutes: 6,
  activeDays: { ...measured(FORMULAS.activeDays, { value: 1, evidence: 1 }, OFF), least: 1 },
  velocity: { ...measured(FORMULAS.velocity, { value: null, evidence: 1 }, USED), least: 3 },
  well: { code: 'begun', values: { count: 5 } },
  oneThing: { code: 'explain', values: {} },
};

const skillsShown = {
  overview: { mastered: 5, practised: 5, total: 7, level: 0.85 },
  skills,
  untouched: ['Position', 'Bet sizing'],
};

const steps = ownPath.ahead as unknown as NonNullable<DashboardView['path']>['steps'];

const freeToChoose = {
  ...{ back: WIDGETS.free, begun: false },
  skills: skills.map(({ id, title }) => ({ id, title, chosen: false })),
};

const widget = (part: WidgetPart, shown: Omit<Extract<WidgetView, { state: 'ready' }>, 'state' | 'sequence'>) => ({
  ...{ view: 'widget', principal: learner },
  data: { view: { state: 'ready', sequence: 120, ...shown }, places: PLACES, part, address: WIDGETS[part] },
});

/** The dashboard in each of its states, and its widgets. */
export function dashboardPages(suggestions: readonly SuggestionView[]): Record<string, SamplePage> {
  const whole: DashboardView = {
    ...{ state: 'ready', sequence: 120, isFirst: false, paused: false, isEnough: false, skills: skillsShown },
    ...{ next: suggestions.slice(0, 1), others: suggestions.slice(1) },
    path: {
      ...{ steps, done: 3, more: 9, end: ownPath.path.estimatedCompletion, minutesPerWeek: 90, pace: 'habits' },
    },
    goal: goalViewOf(progress, NOW),
    insights,
    coming: [],
  };
  const first: DashboardView = {
    ...whole,
    ...{ isFirst: true, others: [], skills: null, path: null, goal: null, insights: null },
    coming: (['skills', 'path', 'insights'] as const).map((code) => ({
      code,
      values: { count: code === 'skills' ? 1 : 5 },
    })),
  };
  const some: DashboardView = {
    ...whole,
    ...{ path: null, goal: goalViewOf({ ...progress, goals: null }, NOW), insights: fewInsights, paused: true },
    coming: [{ code: 'path', values: { count: 1 } }],
  };
  const page = (view: string, shown: object, more: object = {}): SamplePage => ({
    ...{ view, principal: learner },
    data: { view: shown, places: PLACES, ...more },
  });
  return {
    dashboard: page('dashboard', whole),
    'dashboard-first': page('dashboard', first, { places: ['dashboard', 'path'] }),
    'dashboard-some': page('dashboard', some),
    'widget-skills': widget('skills', { skills: skillsShown }),
    'widget-insights': widget('insights', { insights }),
    'widget-goal': widget('goal', { goal: goalViewOf(progress, NOW) }),
    'widget-reviews': widget('reviews', { reviews: dueReviews }),
    'widget-reviews-none': widget('reviews', { reviews: noReviews }),
    'widget-free': widget('free', { free: freeToChoose }),
    'widget-free-begun': widget('free', { free: { ...freeToChoose, begun: true } }),
    'widget-progress': widget('progress', { progress: standing }),
    'widget-progress-empty': widget('progress', { progress: { ...standing, mastery: null, lately: [] } }),
  };
}
