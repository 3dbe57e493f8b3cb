import type { MotivationType } from '../learners/index.js';
import type { GoalEstimate } from '../paths/index.js';
import type { Practitioner } from '../practice/index.js';
import { type Amount, amountOf } from './amount.js';
import {
  type GoalChoices,
  MOTIVATION_QUESTIONS,
  STEPS,
  STYLE_QUESTIONS,
  TARGETS,
  type Target,
  type WizardStep,
} from './choices.js';
import { goalsOf } from './confirm.js';
import type { GoalDraft } from './drafts.js';
import { dayIn, MOST_DAYS, MOST_WEEKS, type Sent } from './forms.js';
import type { GoalGround } from './ground.js';
import { type LevelView, levelView } from './level-test.js';
import type { GoalDependencies } from './ports.js';
import { type SkillGroup, skillGroups } from './skill-groups.js';

/** What the page says of a goal that is thought about. */
export interface EstimateView extends GoalEstimate {
  /** Work that is left, in the unit in which people would say it. */
  readonly amount: Amount;
  readonly until: string | null;
  /** It is about the whole course. */
  readonly all: boolean;
}

/** All that was chosen, for one look at it. */
export interface Summary {
  readonly until: string | null;
  readonly minutes: number | null;
  /** Titles of the skills; empty: the whole course. */
  readonly skills: readonly string[];
  readonly target: Target;
  readonly level: number;
  readonly motivation: MotivationType | null;
  /** Answers to the quiz about how things are shown. */
  readonly styles: number;
  readonly ignored: boolean;
}

export interface WizardView {
  readonly step: WizardStep;
  readonly number: number;
  readonly of: number;
  /** Names this draft in the form that confirms it. */
  readonly draft: string;
  /** Where to go after this page, if not to the next. */
  readonly after: 'confirm' | null;
  /** Fields that could not be taken, with the code of a sentence for each. */
  readonly errors: Readonly<Record<string, string>> | null;
  /** The learner asked whether it fits, and wants to read that first. */
  readonly checked: boolean;
  /** What stands in the fields. */
  readonly fields: Sent;
  readonly level: LevelView | null;
  readonly estimate: EstimateView | null;
  readonly groups: readonly SkillGroup[];
  readonly skillCount: number;
  readonly questions: readonly string[];
  readonly limits: { readonly firstDay: string; readonly lastDay: string; readonly weeks: number };
  readonly targets: readonly { readonly name: string; readonly level: number }[];
  readonly summary: Summary | null;
}

export interface Showing {
  readonly after?: 'confirm' | null;
  readonly errors?: Readonly<Record<string, string>>;
  readonly checked?: boolean;
  /** The form that could not be taken, to be mended. */
  readonly sent?: Sent;
}

/** A page of the wizard. It only reads. */
export async function wizardView(
  deps: GoalDependencies,
  learner: Practitioner & { readonly base: string },
  ground: GoalGround & { readonly draft: GoalDraft },
  { after = null, errors, checked = false, sent }: Showing,
): Promise<WizardView> {
  const { draft, catalogue, profile, now } = ground;
  const { step, choices } = draft;
  const judged = step === 'time' || step === 'areas' || step === 'confirm';
  const groups = step === 'areas' ? skillGroups(catalogue) : [];
  return {
    ...{ step, after, number: STEPS.indexOf(step) + 1, of: STEPS.length, draft: draft.key },
    errors: errors ?? null,
    checked,
    fields: sent ?? fieldsOf(choices, step),
    level: step === 'level' || step === 'confirm' ? await levelView(deps, learner, ground, learner.base) : null,
    estimate: judged ? await estimateOf(deps, learner, ground) : null,
    groups,
    skillCount: groups.reduce((sum, { skills }) => sum + skills.length, 0),
    questions: step === 'motivation' ? MOTIVATION_QUESTIONS : step === 'style' ? STYLE_QUESTIONS : [],
    limits: { firstDay: dayIn(now, 1), lastDay: dayIn(now, MOST_DAYS), weeks: MOST_WEEKS },
    targets: Object.entries(TARGETS).map(([name, level]) => ({ name, level })),
    summary: step === 'confirm' ? summaryOf({ catalogue, profile, now }, choices) : null,
  };
}

/** What was chosen, as its form would have sent it. */
function fieldsOf({ time, areas, motivation, style }: GoalChoices, step: WizardStep): Sent {
  switch (step) {
    case 'time':
      return {
        when: time?.when ?? 'none',
        until: time?.when === 'date' ? (time.until ?? '') : '',
        weeks: String(time?.weeks ?? ''),
        minutes: String(time?.minutes ?? ''),
      };
    case 'areas':
      return { scope: areas?.scope ?? 'all', skills: areas?.skills ?? [], target: areas?.target ?? 'well' };
    case 'motivation':
      return Object.fromEntries(Object.entries(motivation ?? {}).map(([question, said]) => [question, said ?? 'none']));
    case 'style':
      return { ...style };
    default:
      return {};
  }
}

async function estimateOf(
  { paths }: GoalDependencies,
  learner: Practitioner,
  { draft: { choices }, profile, now }: GoalGround & { readonly draft: GoalDraft },
): Promise<EstimateView> {
  const goals = goalsOf(choices, profile);
  const wish = { goals, minutesPerWeek: choices.time?.minutes ?? null };
  const estimate = await paths.estimate(learner, wish, now);
  return {
    ...estimate,
    amount: amountOf(estimate.minutes),
    until: goals.timeline,
    all: goals.priority_areas.length === 0,
  };
}

function summaryOf({ catalogue, profile }: Omit<GoalGround, 'draft'>, choices: GoalChoices): Summary {
  const goals = goalsOf(choices, profile);
  const { controls } = profile;
  return {
    until: goals.timeline,
    minutes: choices.time?.minutes ?? null,
    skills: goals.priority_areas.map((skill) => catalogue.skillTitle(skill)),
    target: choices.areas?.target ?? 'well',
    level: goals.target_skill_level,
    motivation: goals.motivation_type,
    styles: Object.keys(choices.style ?? {}).length,
    ignored: controls.paused || controls.signals_off.includes('goals'),
  };
}
