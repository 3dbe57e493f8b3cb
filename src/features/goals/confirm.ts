import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../http/index.js';
import type { CatalogueView } from '../catalogue/index.js';
import {
  type FactDraft,
  type GoalsMetrics,
  type Owner,
  type ProfileDocument,
  recordFacts,
  selectProfile,
} from '../learners/index.js';
import { type GoalChoices, motivationsOf, TARGETS } from './choices.js';
import { removeDraft, selectOptionalDraft } from './drafts.js';
import { endOf } from './forms.js';
import type { GoalDependencies } from './ports.js';

type Who = Owner & { readonly tenant: string };

/** The goal that the choices come to. What was not said stays open: the whole course, no date. */
export function goalsOf({ time, areas, motivation }: GoalChoices, profile: ProfileDocument): GoalsMetrics {
  return {
    target_skill_level: TARGETS[areas?.target ?? 'well'],
    timeline: time?.until ? endOf(time.until) : null,
    priority_areas: areas?.scope === 'some' ? [...areas.skills] : [],
    motivation_type: motivation ? (motivationsOf(motivation)[0] ?? null) : (profile.goals?.motivation_type ?? null),
  };
}

/** What became of a confirmation; `gone`: it was confirmed before, or started over since. */
export type Confirmed = 'set' | 'gone' | 'past';

/**
 * Sets the goal: all that was said becomes facts in one transaction, in which the draft goes. Then the path that leads
 * there is made.
 *
 * @param key  the draft that the learner saw
 */
export async function confirmGoal(
  deps: GoalDependencies,
  who: Who,
  catalogue: CatalogueView,
  key: string,
): Promise<Confirmed> {
  const { storage, clock, newId } = deps;
  const now = clock();
  const { outcome, minutes } = await storage.scope(who.tenant).transaction(async (tx) => {
    const draft = await selectOptionalDraft(tx, who);
    if (draft?.key !== key) return { outcome: 'gone' as const };
    const profile = await selectProfile(tx, who);
    const choices = inCourse(draft.choices, catalogue);
    const goals = goalsOf(choices, profile);
    if (goals.timeline !== null && new Date(goals.timeline) <= now) return { outcome: 'past' as const };
    await recordFacts(
      tx,
      { owner: who, drafts: factsOf(key, goals, choices, profile, now), before: profile },
      { newId, now },
    );
    await removeDraft(tx, who);
    return { outcome: 'set' as const, minutes: choices.time?.minutes };
  });
  if (outcome === 'set') await bringPath(deps, who, minutes, now);
  return outcome;
}

/** A skill that an import has taken out since is none to aim at. */
function inCourse({ areas, ...choices }: GoalChoices, catalogue: CatalogueView): GoalChoices {
  if (!areas) return choices;
  const skills = areas.skills.filter((skill) => catalogue.skill(skill));
  return { ...choices, areas: { ...areas, skills, scope: skills.length > 0 ? areas.scope : 'all' } };
}

/** The goal itself, and of what the learner likes what is new. */
function factsOf(
  key: string,
  goals: GoalsMetrics,
  { motivation, style }: GoalChoices,
  { learning_style: { stated, quiz } }: ProfileDocument,
  at: Date,
): FactDraft[] {
  const common = { contentId: null, at };
  const factors = motivation && motivationsOf(motivation);
  const answers = style && { ...style };
  const news = factors && !isDeepStrictEqual([...stated.motivation_factors], factors);
  const answered = answers && Object.keys(answers).length > 0 && !isDeepStrictEqual(quiz?.answers, answers);
  return [
    { ...common, type: 'goals-set', key: `goals-set:${key}`, metrics: goals },
    ...(news
      ? [
          {
            ...common,
            type: 'preferences-set',
            key: `preferences-set:${key}`,
            metrics: { motivation_factors: factors },
          } as const,
        ]
      : []),
    ...(answered ? [{ ...common, type: 'style-quiz', key: `style-quiz:${key}`, metrics: { answers } } as const] : []),
  ];
}

/** The goal is set whatever becomes of the path: when others change it all the time, it follows later by itself. */
async function bringPath(
  { paths }: GoalDependencies,
  who: Who,
  minutes: number | null | undefined,
  now: Date,
): Promise<void> {
  try {
    await paths.bring(who, minutes === undefined ? {} : { minutesPerWeek: minutes }, now);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}

/** Takes the goal back, if there is one. What was learned for it stays, and the path follows by itself. */
export async function removeGoal({ storage, clock, newId }: GoalDependencies, who: Who): Promise<void> {
  const now = clock();
  await storage.scope(who.tenant).transaction(async (tx) => {
    const before = await selectProfile(tx, who);
    if (!before.goals) return;
    const key = `goals-removed:${before.sequence}`;
    const drafts: FactDraft[] = [{ type: 'goals-removed', key, contentId: null, metrics: {}, at: now }];
    await recordFacts(tx, { owner: who, drafts, before }, { newId, now });
  });
}
