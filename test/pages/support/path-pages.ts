import { sampleTimeline } from './progress-pages.js';

/** A path and the settings of paths as their pages get them. */
const step = (
  module: string,
  kind: string,
  title: string,
  state: 'done' | 'current' | 'later',
  modality = 'practice',
) => ({
  ...{ module, kind, title, state, modality, contentId: module, minutes: 12, gain: 0.02 },
  doneAt: state === 'done' ? '2026-03-01T10:00:00.000Z' : null,
  expectedBy: state === 'done' ? null : '2026-03-09T23:59:59.999Z',
  reasons:
    state === 'done'
      ? []
      : [
          { code: 'closes-gap', text: 'It closes about 90% of what is still missing in “Pot odds and implied odds”.' },
          { code: 'needed-for', text: '2 later steps build on it: Break-even calls, Bet sizing.' },
          { code: 'due', text: 'It is due on Mar 9, 2026, world time.', values: { at: '2026-03-09T22:59:00.000Z' } },
        ],
});

const steps = [
  step('lesson:pot-odds', 'lesson', 'Pot odds: what a call costs and what it may win', 'done', 'text'),
  step('lesson:equity', 'lesson', 'Equity in a film of four minutes', 'current', 'video'),
  step('practice:equity', 'practice', 'Equity', 'later'),
  step('review:outs@1', 'review', 'Counting outs without counting any card twice', 'later'),
  step('assessment:one', 'assessment', 'Assignment of the first week', 'later'),
];

export const ownPath = {
  sequence: 120,
  path: {
    steps,
    minutesPerWeek: 90,
    wishes: { skip: ['lesson:outs'], first: [], prefer: 'video', minutesPerWeek: 90 },
    warnings: [{ text: 'At your pace this will be done after its date: Assignment of the first week.' }],
    estimatedCompletion: {
      median: '2026-04-03T23:59:59.999Z',
      low: '2026-03-21T23:59:59.999Z',
      high: '2026-04-28T23:59:59.999Z',
    },
  },
  chart: sampleTimeline,
  signals: ['skills', 'forgetting', 'habits'],
  behind: steps.slice(0, 1),
  ahead: steps.slice(1),
  skipped: [{ module: 'lesson:outs', title: 'Outs, and cards that only seem to help' }],
  changes: [
    { at: '2026-03-02T09:00:00.000Z', outcome: 'changed', triggers: [{ text: 'You have new goals.' }] },
    { at: '2026-03-01T09:00:00.000Z', outcome: 'kept', triggers: [{ text: 'Nothing happened for 8 days.' }] },
  ],
};

export const pathSettings = {
  version: 3,
  pins: [
    { title: 'Pot odds', place: 'first', value: 'skill:pot-odds', available_at: null, due_at: null },
    {
      title: 'Assignment of the first week',
      place: 'dated',
      value: 'assessment:one',
      available_at: new Date('2026-03-02T00:00:00Z'),
      due_at: new Date('2026-03-09T23:59:59Z'),
    },
  ],
  skills: [
    { value: 'skill:pot-odds', title: 'Pot odds' },
    { value: 'skill:equity', title: 'Equity' },
  ],
  lessons: [{ value: 'lesson:pot-odds', title: 'Pot odds: what a call costs and what it may win' }],
  assessments: [{ value: 'assessment:one', title: 'Assignment of the first week' }],
};
