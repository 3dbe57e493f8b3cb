import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { AS_IMPORTED, type CatalogueView, type InForce, loadCatalogue } from '../catalogue/index.js';
import { listPlacements, selectCourse } from '../courses/index.js';
import {
  type FactDraft,
  type GoalsMetrics,
  type Owner,
  type ProfileDocument,
  recordFact,
  selectProfile,
  type Whose,
} from '../learners/index.js';
import { listGradesOf } from '../practice/index.js';
import { type MemoryModelFor, untrainedMemory } from '../reviews/index.js';
import type { ProfileChange } from './change-schema.js';
import type { ProgressSources } from './progress.js';
import type { Analysed } from './user-profile-analyzer.js';

/** What was learned in a course; absent: nothing was. */
export interface ProfileModels {
  readonly inForce?: InForce;
  readonly memoryModelFor?: MemoryModelFor;
}

export interface ProfileDependencies extends ProfileModels {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** The catalogue of a learner's course; null while it is bound to none. */
export async function catalogueOf(scope: Scope, courseId: string): Promise<CatalogueView | null> {
  const { catalogue_id } = await selectCourse(scope, courseId);
  return catalogue_id === null ? null : loadCatalogue(scope, catalogue_id);
}

/** What the numbers of the learners of a course are read by. */
export async function readLearned(
  scope: Scope,
  courseId: string,
  { inForce = AS_IMPORTED, memoryModelFor = untrainedMemory }: ProfileModels = {},
): Promise<Pick<Analysed, 'catalogue' | 'memory'>> {
  const [catalogue, memory] = await Promise.all([catalogueOf(scope, courseId), memoryModelFor(scope.tenant, courseId)]);
  return { catalogue: catalogue && (await inForce(scope, courseId, catalogue)), memory };
}

/** A profile with what its numbers are read by. */
export async function readAnalysed(scope: Scope, owner: Owner, now: Date, models?: ProfileModels): Promise<Analysed> {
  const [profile, learned] = await Promise.all([
    selectProfile(scope, owner),
    readLearned(scope, owner.courseId, models),
  ]);
  return { profile, ...learned, now };
}

/** The links of the course, and the learner's grades on them. */
export async function readProgressSources(scope: Scope, { userId, courseId }: Owner): Promise<ProgressSources> {
  const placements = await listPlacements(scope, courseId);
  const ids = placements.map(({ _id }) => _id);
  return { placements, grades: await listGradesOf(scope, userId, ids) };
}

/** Names a state of a profile; its numbers also change with the day. */
export const versionOf = ({ sequence }: Pick<ProfileDocument, 'sequence'>, now: Date): string =>
  `${sequence}:${now.toISOString().slice(0, 10)}`;

/**
 * Takes what a learner says about themselves, as facts. What says nothing new leaves none.
 *
 * @param check  refuses when the profile is not the one that the caller saw
 */
export function changeProfile(
  { storage, newId }: ProfileDependencies,
  { tenant, ...owner }: Pick<Whose, 'tenant' | 'userId' | 'courseId'>,
  change: ProfileChange,
  { now, check }: { readonly now: Date; readonly check: (profile: ProfileDocument) => void },
): Promise<ProfileDocument> {
  return storage.scope(tenant).transaction(async (tx) => {
    let profile = await selectProfile(tx, owner);
    check(profile);
    for (const draft of factsOf(profile, change, now)) {
      ({ profile } = await recordFact(tx, owner, draft, { id: newId(), now, before: profile }));
    }
    return profile;
  });
}

function factsOf(profile: ProfileDocument, change: ProfileChange, at: Date): FactDraft[] {
  const { preferences, style_quiz, signals_off, paused, no_ai } = change;
  const { stated, quiz } = profile.learning_style;
  const { controls, sequence } = profile;
  const draft = (rest: Pick<FactDraft, 'type' | 'metrics'>) =>
    ({ ...rest, key: `${rest.type}:${sequence}`, contentId: null, at }) as FactDraft;
  const said = { ...preferences, ...(no_ai !== undefined && { no_ai }) };
  const before: Record<string, unknown> = { ...stated, ...controls };
  const news = Object.entries(said).filter(([name, value]) => !isDeepStrictEqual(before[name], value));
  const off = signals_off && [...signals_off].sort();
  return [
    ...(news.length > 0 ? [draft({ type: 'preferences-set', metrics: Object.fromEntries(news) })] : []),
    ...(style_quiz && !isDeepStrictEqual(quiz?.answers, style_quiz.answers)
      ? [draft({ type: 'style-quiz', metrics: style_quiz })]
      : []),
    ...(off && !isDeepStrictEqual([...controls.signals_off].sort(), off)
      ? [draft({ type: 'signals-set', metrics: { off } })]
      : []),
    ...(paused !== undefined && paused !== controls.paused
      ? [draft({ type: 'personalization-set', metrics: { paused } })]
      : []),
  ];
}

/**
 * Sets the goal of a learner.
 *
 * @throws AppError conflict when it names a skill that the course has not, or a time that is over
 */
export function setGoals(
  { storage, newId }: ProfileDependencies,
  { tenant, ...owner }: Whose,
  goals: GoalsMetrics,
  now: Date,
): Promise<ProfileDocument> {
  return storage.scope(tenant).transaction(async (tx) => {
    const catalogue = await catalogueOf(tx, owner.courseId);
    const unknown = goals.priority_areas.filter((skill) => !catalogue?.skill(skill));
    if (unknown.length > 0) throw new AppError('conflict', 'errors.goal-skill');
    if (goals.timeline !== null && new Date(goals.timeline) <= now) {
      throw new AppError('conflict', 'errors.goal-past');
    }
    const before = await selectProfile(tx, owner);
    const draft = {
      type: 'goals-set',
      key: `goals-set:${before.sequence}`,
      contentId: null,
      metrics: goals,
      at: now,
    } as const;
    return (await recordFact(tx, owner, draft, { id: newId(), now, before })).profile;
  });
}
