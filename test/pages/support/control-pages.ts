import { ContentPreference, SIGNALS, WITHHELD } from '../../../src/features/learners/index.js';
import { PACES } from '../../../src/features/privacy/settings-form.js';
import type { SettingsDone } from '../../../src/features/privacy/settings-routes.js';
import type { SettingsView } from '../../../src/features/privacy/settings-view.js';
import { learner, manySkills, type SamplePage } from './samples.js';

const keepers = { course: 'Poker by numbers', institution: 'Riverside Campus' };
const at = new Date('2026-03-02T09:00:00.000Z');

const settingsData: SettingsView = {
  preferences: {
    preferred_content_type: 'visual',
    session_minutes: 25,
    difficulty_progression_rate: null,
    reviews_per_day: 12,
    no_ai: true,
  },
  limits: { suggestions_per_day: 6, minutes_per_day: null, quiet_introductions: false },
  contentTypes: ContentPreference.options,
  paces: PACES,
  coaches: [
    { id: 'mara', name: 'Mara', chosen: true },
    { id: 'otto', name: 'Otto the Patient', chosen: false },
  ],
  signals: SIGNALS.map((name) => ({ name, on: true, withheld: false })),
  language: null,
  paused: false,
  refused: false,
  skills: manySkills,
};

const settings = (
  changes: Partial<SettingsView> = {},
  { done = null, asking = null }: { done?: SettingsDone | null; asking?: object | null } = {},
): SamplePage => ({
  view: 'settings',
  data: { view: { ...settingsData, ...changes }, languages: ['ar', 'de', 'en', 'es'], done, asking },
  principal: learner,
});

const privacy = (consent: object | null, saved = false): SamplePage => ({
  view: 'privacy',
  data: { view: { ...keepers, consent, saved } },
  principal: learner,
});

/** What learners decide about themselves. */
export const controlPages: Readonly<Record<string, SamplePage>> = {
  consent: {
    view: 'consent',
    data: { view: { ...keepers, version: 1, action: '/app/tab-1/practice' } },
    principal: learner,
  },
  privacy: privacy({ version: 1, choice: 'personal', at }),
  'privacy-refused': privacy({ version: 1, choice: 'course-order', at }, true),
  'privacy-not-asked': privacy(null),
  settings: settings(),
  'settings-saved': settings({ skills: [] }, { done: 'saved' }),
  'settings-paused': settings({ paused: true }, { done: 'paused' }),
  'settings-refused': settings({
    paused: true,
    refused: true,
    signals: SIGNALS.map((name) => ({ name, on: !WITHHELD.includes(name), withheld: WITHHELD.includes(name) })),
  }),
  'settings-sure': settings({}, { asking: manySkills[0] ?? null }),
};
