import type { ActivityView } from '../../../src/features/activity/page.js';
import { FIRST_VALUES } from '../../../src/features/courses/deep-link.js';
import type { StaffView } from '../../../src/features/practice/staff.js';
import { apiPages } from './api-pages.js';
import { controlPages } from './control-pages.js';
import { dashboardPages } from './dashboard-pages.js';
import { goalPages } from './goal-pages.js';
import { pathSettings } from './path-pages.js';
import { practicePages } from './practice-pages.js';
import { progressPages } from './progress-pages.js';
import {
  asking,
  closed,
  ending,
  endingWithMany,
  learner,
  manySkills,
  openedHints,
  preview,
  type SamplePage,
  solutionHtml,
  staff,
  starting,
} from './samples.js';
import { studyPages, suggestions } from './study-pages.js';

const activityRow = (state: 'unmapped' | 'mapped' | 'ignored' | 'ours', label: string) => ({
  ...{ id: `ags:${label.length}`, kind: 'column' as const, source: 'ags', label, state, ours: state === 'ours' },
  ...{ skills: state === 'mapped' ? ['Pot odds', 'Equity'] : [], facts: 12, learners: 7 },
  lastAt: new Date('2026-03-02T09:00:00.000Z'),
});

const activity: ActivityView = {
  parts: [
    { state: 'unmapped', rows: [activityRow('unmapped', 'Quiz on counting')], more: 3 },
    { state: 'mapped', rows: [activityRow('mapped', 'Written test with a name that is rather long')], more: 0 },
    { state: 'ours', rows: [activityRow('ours', 'Practice')], more: 0 },
  ],
  nothing: false,
  readings: [
    {
      ...{ source: 'ags', facts: 12, unknown: 2, problem: 'The LMS has a problem of its own (503).' },
      ...{ readAt: new Date('2026-03-02T09:00:00.000Z'), askedAt: new Date('2026-03-02T09:00:00.000Z') },
    },
  ],
  readable: true,
  underWay: true,
};

const staffView: StaffView = {
  title: 'Week 4: the price of a call',
  settings: {
    kind: 'practice',
    skills: ['outs', 'odds'],
    target: 0.85,
    length: 10,
    attempts: null,
    hints: 'after-wrong',
    grade: 'best',
    afterDue: 'practice',
    dueAt: new Date('2026-12-04T22:59:00Z'),
  },
  skills: ['Outs', 'Odds and per cent', 'Pot odds'],
  allSkills: false,
  ignored: ['attune_target'],
  unknownSkills: ['oods'],
  catalogue: { title: 'Poker by numbers' },
  students: [
    ['Ada Quist', 0.81, 0.81, false],
    ['Bo Lindqvist-Montgomery of the Western Isles', 0.4, 0.62, true],
    [null, 0, null, false],
  ].map(([name, now, earned, sending], index) => ({
    name: name as string | null,
    now: now as number,
    earned: earned as number | null,
    superseded: false,
    sending: sending as boolean,
    answers: 24 - index * 12,
    lastActiveAt: index < 2 ? new Date('2026-11-22T09:15:00Z') : null,
  })),
  problems: [{ name: 'Ada Quist', problem: 'refused' }],
};

const deepLink = {
  catalogue: { title: 'Poker by numbers' },
  skills: manySkills.map(({ id, title }, index) => ({
    id,
    title,
    prerequisites: index > 2 ? ['Outs', 'Odds and per cent'] : [],
  })),
  values: FIRST_VALUES,
  errors: {},
};

const practice = (view: object, more: object = { next: [] }): SamplePage => ({
  view: 'practice',
  data: { view, ...more },
  principal: learner,
});
const ofStaff = (view: string, data: object): SamplePage => ({ view, data: { view: data }, principal: staff });

const wrong = { code: 'percent-vs-fraction', values: {} };
const right = { code: 'right', values: {} };

const refusal = {
  reference: '5f0aQx81-k2m',
  at: new Date('2026-11-24T09:12:00Z'),
  title: 'launch.refused.clock.title',
  advice: 'refusals.do.clock',
  code: 'token-times',
  detail: 'iat in the future',
  platform: 'https://moodle.school.example · Zq81kf02',
};

function refusals(rows: readonly object[], reference?: string): SamplePage {
  return {
    view: 'refusals',
    data: { view: { rows, reference }, back: 'staff' },
    principal: { ...staff, institutionAdmin: true },
  };
}

/** Every page in every state that looks different. */
export const samplePages: Readonly<Record<string, SamplePage>> = {
  'practice-not-ready': practice({ state: 'not-ready' }),
  'practice-start': practice(starting({ dueAt: new Date('2026-12-04T22:59:00Z') })),
  'practice-start-limited': practice(starting({ length: null, late: true, policy: 'latest', skills: manySkills }, 2)),
  'practice-single-choice': practice(asking('single-choice')),
  'practice-multiple-choice': practice(asking('multiple-choice', {}, { earned: null })),
  'practice-numeric': practice(asking('numeric', { hints: openedHints.slice(0, 1), hintsLeft: 1 })),
  'practice-text': practice(asking('text', { mayHint: false }, { superseded: true, sending: false })),
  'practice-ordering': practice(asking('ordering')),
  'practice-matching': practice(asking('matching', {}, { skills: manySkills, length: null })),
  'practice-expression': practice(asking('expression', {}, { earned: null, sending: false, policy: 'at-due' })),
  'practice-wrong': practice(asking('numeric', { tries: 1, feedback: wrong, given: { answer: '0.25' } })),
  'practice-wrong-hint': practice(
    asking('numeric', {
      tries: 1,
      feedback: wrong,
      given: { answer: '0.25' },
      hints: openedHints.slice(0, 1),
      hintsLeft: 1,
    }),
  ),
  'practice-wrong-idea': practice(
    asking('single-choice', {
      tries: 1,
      feedback: { code: 'misconception', values: { misconception: 'forgets to count the own call' } },
      given: { answer: '1' },
      lookAt: {
        lesson: { id: 'lesson.pot-odds', title: 'Pot odds: what a call costs and what it may win' },
        hint: true,
      },
    }),
    { next: [], coach: { name: 'Mara', text: 'Look for the one step that leads to this answer.' } },
  ),
  'practice-unreadable': practice(
    asking('numeric', { feedback: { code: 'unreadable-number', values: {} }, given: { answer: 'a quarter' } }),
  ),
  'practice-right': practice(
    asking('numeric', {
      tries: 1,
      outcome: 'right',
      feedback: right,
      given: { answer: '25' },
      solutionHtml,
      lastStep: true,
    }),
  ),
  'practice-right-choice': practice(
    asking('single-choice', {
      tries: 2,
      outcome: 'right',
      feedback: right,
      given: { answer: '2' },
      solutionHtml,
      hints: openedHints,
      hintsLeft: 0,
    }),
  ),
  'practice-shown': practice(asking('numeric', { tries: 1, outcome: 'shown', solutionHtml, hintsLeft: 0 })),
  'practice-preview': practice(preview),
  'practice-end': practice(ending(false, 2), { next: suggestions }),
  'practice-end-survey': practice(ending(false, 2), { next: suggestions, survey: 'session-1772442000000' }),
  'practice-end-thanked': practice(ending(false, 2), { next: [], survey: null, thanked: true }),
  'practice-end-many': practice(endingWithMany),
  'practice-end-done': practice(ending(true, 0)),
  'practice-closed': practice(closed),
  ...goalPages,
  'practice-end-rest': practice({ ...ending(false, 2), rest: 42 }),
  ...studyPages,
  ...progressPages,
  ...dashboardPages(suggestions),
  ...practicePages,
  ...apiPages,
  ...controlPages,
  'path-settings': {
    view: 'path-settings',
    data: { view: pathSettings, saved: true },
    principal: staff,
  },
  'path-settings-none': ofStaff('path-settings', { ...pathSettings, pins: [], lessons: [], assessments: [] }),
  'staff-practice': ofStaff('staff-practice', staffView),
  'staff-practice-empty': ofStaff('staff-practice', {
    ...staffView,
    students: [],
    ignored: [],
    unknownSkills: [],
    problems: [],
    allSkills: true,
    settings: { ...staffView.settings, length: null, attempts: 1, dueAt: null },
  }),
  'staff-practice-misspelt': ofStaff('staff-practice', {
    ...staffView,
    allSkills: true,
    unknownSkills: ['oods', 'oots'],
  }),
  'staff-path': ofStaff('staff-next', { ...staffView, settings: { ...staffView.settings, kind: 'path' } }),
  'staff-coaches': ofStaff('staff-coaches', { generated: true, available: true }),
  'staff-coaches-off': ofStaff('staff-coaches', { generated: false, available: false }),
  'staff-next': ofStaff('staff-next', { ...staffView, settings: { ...staffView.settings, kind: 'next' } }),
  activity: {
    view: 'activity',
    data: { view: activity, said: 'imported', values: { count: 3 } },
    principal: staff,
  },
  'activity-refused': { view: 'activity', data: { view: activity, refused: 'no-students' }, principal: staff },
  'activity-nothing': ofStaff('activity', { ...activity, parts: [], nothing: true, readings: [], readable: false }),
  'activity-choose': ofStaff('activity-choose', {
    column: activityRow('unmapped', 'Quiz on counting'),
    skills: [
      { id: 'outs', title: 'Counting outs', chosen: true },
      { id: 'odds', title: 'Pot odds', chosen: false },
    ],
    weight: 2,
    problem: true,
  }),
  'activity-preview': ofStaff('activity-preview', {
    kind: 'moodle',
    upload: 'upload-1',
    found: 2,
    unknown: ['Nemo Nobody'],
    unknownCount: 3,
    moreUnknown: 2,
    ambiguous: ['Sam Same'],
    columns: [
      { id: 'csv:a', label: 'Quiz on counting', fullMarks: 100, highest: 92, grades: 2 },
      { id: 'csv:b', label: 'Essay', fullMarks: null, highest: 18, grades: 1 },
    ],
  }),
  'choose-catalogue': ofStaff('choose-catalogue', {
    catalogues: [
      { id: 'poker', title: 'Poker by numbers' },
      { id: 'statistics', title: 'Introductory statistics' },
    ],
  }),
  'deep-link': ofStaff('deep-link', deepLink),
  'deep-link-nothing': { view: 'deep-link-nothing', data: {}, principal: staff },
  'deep-link-errors': ofStaff('deep-link', {
    ...deepLink,
    values: { ...FIRST_VALUES, target: '0.8', length: '12', skills: 'outs' },
    errors: { title: 'deep-link.errors.title' },
  }),
  'not-ready': { view: 'not-ready', data: {}, principal: learner },
  'not-ready-staff': { view: 'not-ready', data: {}, principal: staff },
  'choose-none': ofStaff('choose-catalogue', { catalogues: [] }),
  home: { view: 'home', data: {}, principal: { ...learner, role: 'guest' } },
  'home-in-window': { view: 'home', data: {}, principal: { ...learner, role: 'guest', inWindow: true } },
  left: { view: 'left', data: { back: 'https://lms.example/course/1' }, principal: null },
  refusals: refusals([
    refusal,
    { ...refusal, reference: 'kd83-_20xQ1m', code: 'state-unknown', detail: null, platform: null },
  ]),
  'refusals-none': refusals([]),
  'refusals-not-found': refusals([], 'kd83-_20xQ1m'),
  'home-administrator': {
    view: 'home',
    data: {},
    principal: { ...learner, role: 'guest', institutionAdmin: true },
  },
  'practice-leaving-preview': practice(preview, { next: [], leave: { base: '/app/tab-9', token: 'staff-token' } }),
  error: {
    view: 'error',
    data: { message: 'There is nothing here, or it is not yours to see.', reference: '3f9ac21b', status: 404 },
    principal: null,
  },
};
