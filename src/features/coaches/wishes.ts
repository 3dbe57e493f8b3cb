import { AppError, notFound } from '../../http/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type Owner, recordFact } from '../learners/index.js';
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

/** The learner asks for a coach; null leaves it to us again. @throws AppError bad-request for a coach whom the course lacks */
export async function chooseCoach(
  { storage, newId }: Pick<CoachDependencies, 'storage' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  coach: string | null,
  now: Date,
): Promise<void> {
  const scope = storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, owner.courseId);
  const catalogue = catalogue_id === null ? null : await loadCatalogue(scope, catalogue_id);
  if (coach !== null && !catalogue?.coach(coach)) throw new AppError('not-found', 'errors.no-such-coach');
  await wish({ storage, newId }, { tenant, ...owner }, { preferred_characters: coach === null ? [] : [coach] }, now);
}

/** Something that the learner wishes, as a fact. */
export async function wish(
  { storage, newId }: Pick<CoachDependencies, 'storage' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  metrics: { readonly preferred_characters: string[] } | { readonly no_ai: boolean },
  now: Date,
): Promise<void> {
  await storage.scope(tenant).transaction(async (tx) => {
    const id = newId();
    const draft = { type: 'preferences-set' as const, key: `preferences:${id}`, contentId: null, metrics, at: now };
    await recordFact(tx, owner, draft, { id, now });
  });
}
