import type { ContentPreference, MotivationType } from '../learners/index.js';

/** The pages of the wizard, in their order. Each but the last can be skipped. */
export const STEPS = ['level', 'time', 'areas', 'motivation', 'style', 'confirm'] as const;
export type WizardStep = (typeof STEPS)[number];

export const nextOf = (step: WizardStep): WizardStep => STEPS[STEPS.indexOf(step) + 1] ?? 'confirm';
export const previousOf = (step: WizardStep): WizardStep => STEPS[STEPS.indexOf(step) - 1] ?? 'level';

/** How well somebody wants to know what they learn: a share for the engine, a word for people. */
export const TARGETS = { basics: 0.7, well: 0.85, 'by-heart': 0.95 } as const;
export type Target = keyof typeof TARGETS;

/** When a goal is to be reached, and how much time there is for it. */
export interface TimeChoice {
  readonly when: 'none' | 'date' | 'weeks';
  /** The day, as in 2026-12-24; null without one. */
  readonly until: string | null;
  readonly weeks: number | null;
  /** Minutes a week; null: as the learner's habits show it. */
  readonly minutes: number | null;
}

export interface AreaChoice {
  readonly scope: 'all' | 'some';
  readonly skills: readonly string[];
  readonly target: Target;
}

/** Plain questions about what drives somebody, and what each answer to them stands for. Null: rather not said. */
export const MOTIVATION_QUESTIONS = ['why', 'proud', 'fun'] as const;
export type MotivationChoice = Readonly<Record<(typeof MOTIVATION_QUESTIONS)[number], MotivationType | null>>;

/** Five questions: as many answers as it takes before they are called a preference. */
export const STYLE_QUESTIONS = ['new', 'stuck', 'remember', 'explain', 'tired'] as const;
export type StyleChoice = Readonly<Partial<Record<(typeof STYLE_QUESTIONS)[number], ContentPreference>>>;

/** What was chosen so far; what is absent was not said. */
export interface GoalChoices {
  readonly time?: TimeChoice;
  readonly areas?: AreaChoice;
  readonly motivation?: MotivationChoice;
  readonly style?: StyleChoice;
}

/** How far the placement test of the wizard has come. */
export interface LevelTest {
  /** Its questions so far, by their decisions, the newest last. */
  readonly decisions: readonly string[];
  /** The last question is on the screen. */
  readonly open: boolean;
  /** Null while it goes on, and before it has begun; `stopped`: the learner ended it. */
  readonly ended: 'placed' | 'nothing-to-ask' | 'stopped' | null;
}

export const NO_TEST: LevelTest = { decisions: [], open: false, ended: null };

/** The kinds of motivation that answers speak for, the one with most first; of equals the one that came first. */
export function motivationsOf(choice: MotivationChoice | undefined): MotivationType[] {
  const votes = new Map<MotivationType, number>();
  for (const question of MOTIVATION_QUESTIONS) {
    const said = choice?.[question];
    if (said) votes.set(said, (votes.get(said) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a).map(([type]) => type);
}
