import { AppError, notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type Owner, type ProfileDocument, recordFact, selectProfile } from '../learners/index.js';
import { messageCollection } from './model.js';
import type { CoachDependencies } from './say.js';

/** @throws AppError not-found when it was not said to this learner */
export async function rateMessage(
  { storage, newId }: Pick<CoachDependencies, 'storage' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  { message, helpful }: { readonly message: string; readonly helpful: boolean },
  now: Date,
): Promise<{ readonly coach: string; readonly fresh: boolean }> {
  return storage.scope(tenant).transaction(async (tx) => {
    const found = await tx
      .collection(messageCollection)
      .findOne({ _id: message, user_id: owner.userId, course_id: owner.courseId });
    if (!found) throw notFound('no such message');
    const { fresh } = await recordFact(
      tx,
      owner,
      {
        type: 'coach-rated',
        key: `coach-rated:${message}`,
        contentId: `character:${found.coach}`,
        metrics: { coach: found.coach, helpful },
        at: now,
      },
      { id: newId(), now },
    );
    return { coach: found.coach, fresh };
  });
}

/** As many as a fact names. */
const MOST_WISHED = 20;

/** The coach whom the learner asked for; null: they leave it to us. */
export const choiceOf = ({ learning_style: { stated } }: ProfileDocument): string | null =>
  stated.preferred_characters[0] ?? null;

/**
 * The learner asks for a coach before all others that they like; null leaves it to us again.
 *
 * @param check  refuses when the profile is not the one that the caller saw
 * @throws AppError not-found for a coach whom the course lacks
 */
export async function chooseCoach(
  { storage, newId }: Pick<CoachDependencies, 'storage' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  coach: string | null,
  { now, check = () => undefined }: { readonly now: Date; readonly check?: (profile: ProfileDocument) => void },
): Promise<void> {
  const scope = storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, owner.courseId);
  const catalogue = catalogue_id === null ? null : await loadCatalogue(scope, catalogue_id);
  if (coach !== null && !catalogue?.coach(coach)) throw new AppError('not-found', 'errors.no-such-coach');
  await scope.transaction(async (tx) => {
    const profile = await selectProfile(tx, owner);
    check(profile);
    const others = profile.learning_style.stated.preferred_characters.filter((each) => each !== coach);
    const wished = coach === null ? [] : [coach, ...others].slice(0, MOST_WISHED);
    await record(tx, owner, { preferred_characters: wished }, { id: newId(), now });
  });
}

/** Whether a language model may write for the coaches of this learner, as a fact. */
export async function allowMachineWords(
  { storage, newId }: Pick<CoachDependencies, 'storage' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  allow: boolean,
  now: Date,
): Promise<void> {
  await storage.scope(tenant).transaction((tx) => record(tx, owner, { no_ai: !allow }, { id: newId(), now }));
}

/** Something that the learner wishes, as a fact. */
async function record(
  tx: Scope,
  owner: Owner,
  metrics: { readonly preferred_characters: string[] } | { readonly no_ai: boolean },
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<void> {
  const draft = { type: 'preferences-set' as const, key: `preferences:${id}`, contentId: null, metrics, at: now };
  await recordFact(tx, owner, draft, { id, now });
}
