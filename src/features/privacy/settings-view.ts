import type { Scope } from '../../storage/index.js';
import type { InForce } from '../catalogue/index.js';
import { ContentPreference, levelOf, type Owner, selectProfile } from '../learners/index.js';
import { type SkillProgress, skillProgressOf } from '../practice/index.js';
import { readLearned } from '../profiles/index.js';
import { type SignalSwitch, switchesOf } from '../recommendations/index.js';
import { PACES } from './settings-form.js';

export interface SettingsView {
  readonly preferences: {
    readonly preferred_content_type: string | null;
    readonly session_minutes: number | null;
    readonly difficulty_progression_rate: string | null;
    readonly reviews_per_day: number | null;
    readonly no_ai: boolean;
  };
  readonly limits: {
    readonly suggestions_per_day: number | null;
    readonly minutes_per_day: number | null;
    readonly quiet_introductions: boolean;
  };
  readonly contentTypes: readonly string[];
  readonly paces: readonly string[];
  readonly coaches: readonly { readonly id: string; readonly name: string; readonly chosen: boolean }[];
  readonly signals: readonly SignalSwitch[];
  /** The language of the pages; null: that of the launch. */
  readonly language: string | null;
  readonly paused: boolean;
  /** The learner wants the order of the course only: that is changed on the page about privacy. */
  readonly refused: boolean;
  /** The skills that have a level, which can be started afresh. */
  readonly skills: readonly SkillProgress[];
}

/** What a learner has set, and what they may set. */
export async function settingsView(scope: Scope, owner: Owner, inForce: InForce): Promise<SettingsView> {
  const [profile, { catalogue }] = await Promise.all([
    selectProfile(scope, owner),
    readLearned(scope, owner.courseId, { inForce }),
  ]);
  const { controls } = profile;
  const { stated } = profile.learning_style;
  const practised = catalogue?.skills.filter(({ id }) => levelOf(profile, id)) ?? [];
  return {
    preferences: { ...stated, no_ai: controls.no_ai },
    limits: {
      suggestions_per_day: controls.suggestions_per_day ?? null,
      minutes_per_day: controls.minutes_per_day ?? null,
      quiet_introductions: controls.quiet_introductions ?? false,
    },
    contentTypes: ContentPreference.options,
    paces: PACES,
    coaches: (catalogue?.coaches ?? []).map(({ id, name }) => ({
      id,
      name,
      chosen: stated.preferred_characters.includes(id),
    })),
    signals: switchesOf(profile),
    language: controls.language ?? null,
    paused: controls.paused,
    refused: controls.consent?.choice === 'course-order',
    skills: catalogue ? practised.map(({ id }) => skillProgressOf({ profile, catalogue }, id)) : [],
  };
}
