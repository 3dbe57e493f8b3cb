import type { Filter, Scope } from '../../storage/index.js';
import type { CatalogueView } from '../catalogue/index.js';
import { type Owner, type ProfileDocument, profileId } from '../learners/index.js';
import {
  type GoalChoices,
  type LevelTest,
  NO_TEST,
  STYLE_QUESTIONS,
  TARGETS,
  type Target,
  type WizardStep,
} from './choices.js';
import { type GoalDraftDocument, goalDraftCollection } from './model.js';

export type GoalDraft = Omit<GoalDraftDocument, 'tenant'>;

export function selectOptionalDraft(scope: Scope, owner: Owner): Promise<GoalDraftDocument | null> {
  return scope.collection(goalDraftCollection).findOne({ _id: profileId(owner) });
}

/** Puts a draft down, unless there is one: then that one stays. @returns the one that is there */
export async function keepDraft(scope: Scope, draft: GoalDraft): Promise<GoalDraftDocument> {
  const { _id, user_id, course_id, key, step, choices, level, started_at, updated_at } = draft;
  const fresh = { user_id, course_id, key, step, choices, level, started_at, updated_at };
  const drafts = scope.collection(goalDraftCollection);
  const kept = await drafts.findOneAndUpdate({ _id }, { $setOnInsert: fresh }, { upsert: true });
  if (!kept) throw new Error('A draft was neither found nor made.');
  return kept;
}

export interface DraftChange {
  readonly step?: WizardStep;
  readonly choices?: GoalChoices;
  readonly level?: LevelTest;
}

/**
 * Keeps what was chosen on one page; what was chosen on the others stays.
 *
 * @param still  what must be so still
 * @returns the draft as it is then; null when it is not so, or gone
 */
export async function changeDraft(
  scope: Scope,
  { _id }: Pick<GoalDraft, '_id'>,
  { step, choices = {}, level }: DraftChange,
  now: Date,
  still: Filter<GoalDraftDocument> = {},
): Promise<GoalDraftDocument | null> {
  const chosen = Object.fromEntries(Object.entries(choices).map(([name, value]) => [`choices.${name}`, value]));
  const $set = { ...chosen, ...(step && { step }), ...(level && { level }), updated_at: now };
  return scope.collection(goalDraftCollection).findOneAndUpdate({ ...still, _id }, { $set });
}

export function removeDraft(scope: Scope, owner: Owner): Promise<number> {
  return scope.collection(goalDraftCollection).deleteOne({ _id: profileId(owner) });
}

/** What a new draft is made from. */
export interface DraftGround {
  readonly profile: ProfileDocument;
  readonly catalogue: CatalogueView;
  /** What the learner said of their time; null: nothing. */
  readonly minutesPerWeek: number | null;
  readonly now: Date;
}

/**
 * Where a new draft begins: with the goal that there is, so that changing it is no starting over.
 *
 * @param skills  what a next goal shall be about; empty: what the present one is about
 */
export function freshDraft(ground: DraftGround, skills: readonly string[] = []): GoalDraft {
  const { profile, now } = ground;
  return {
    _id: profile._id,
    user_id: profile.user_id,
    course_id: profile.course_id,
    // Each goal that is set adds a fact, so no two that are set have the same.
    key: `draft-${profile.sequence}`,
    step: skills.length > 0 ? 'time' : profile.goals ? 'confirm' : 'level',
    choices: choicesOf(ground, skills),
    level: NO_TEST,
    started_at: now,
    updated_at: now,
  };
}

function choicesOf({ profile, catalogue, minutesPerWeek, now }: DraftGround, next: readonly string[]): GoalChoices {
  const { goals, learning_style: style } = profile;
  const isNext = next.length > 0;
  const skills = (isNext ? next : (goals?.priority_areas ?? [])).filter((skill) => catalogue.skill(skill));
  const due = !isNext && goals?.timeline && new Date(goals.timeline) > now ? goals.timeline.slice(0, 10) : null;
  const said = STYLE_QUESTIONS.flatMap((question) => {
    const answer = style.quiz?.answers[question];
    return answer ? [[question, answer] as const] : [];
  });
  return {
    ...((due !== null || minutesPerWeek !== null) && {
      time: { when: due === null ? 'none' : 'date', until: due, weeks: null, minutes: minutesPerWeek },
    }),
    ...((goals || isNext) && {
      areas: {
        scope: skills.length > 0 ? 'some' : 'all',
        skills,
        target: goals ? targetNear(goals.target_skill_level) : 'well',
      },
    }),
    ...(said.length > 0 && { style: Object.fromEntries(said) }),
  };
}

/** The word that comes nearest to a share, which may have been set by a program. */
export function targetNear(share: number): Target {
  const words = Object.keys(TARGETS) as Target[];
  const off = (word: Target): number => Math.abs(TARGETS[word] - share);
  return words.reduce((nearest, word) => (off(word) < off(nearest) ? word : nearest));
}
