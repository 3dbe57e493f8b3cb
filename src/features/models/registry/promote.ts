import { AppError, notFound } from '../../../http/index.js';
import { recordAudit, type Scope } from '../../../storage/index.js';
import type { ModelKind } from '../../../training/index.js';
import {
  championCollection,
  type ModelDocument,
  modelCollection,
  type PromotionDocument,
  promotionCollection,
} from '../model.js';
import { championId, selectModel } from './store.js';

/** Who changes what serves: a person by our own id, whoever runs the commands, or the tool by itself. */
export type Promoter = 'system' | 'operator' | { readonly user: string };

export interface PromotionStamp {
  readonly by: Promoter;
  readonly how: PromotionDocument['how'];
  readonly why: string;
  readonly id: string;
  readonly now: Date;
}

/**
 * From now on this model serves, and the one before rests: the pointer, both states, the fact of record and the audit
 * entry in one transaction.
 */
export async function promote(scope: Scope, model: ModelDocument, stamp: PromotionStamp): Promise<void> {
  const { course_id, kind, _id: model_id } = model;
  const { by, how, why, id, now } = stamp;
  await scope.transaction(async (tx) => {
    const champions = tx.collection(championCollection);
    const serving = await champions.findOne({ _id: championId(course_id, kind) });
    if (serving?.model_id === model_id) return;
    const models = tx.collection(modelCollection);
    if (serving) {
      const rest = how === 'rolled-back' ? 'It was rolled back.' : 'Another one serves in its place.';
      await models.updateOne({ _id: serving.model_id }, { $set: { state: 'retired', why: rest, decided_at: now } });
    }
    const changed = await models.updateOne({ _id: model_id }, { $set: { state: 'champion', why, decided_at: now } });
    if (changed === 0) throw notFound('no such model');
    await champions.replace({ _id: championId(course_id, kind), course_id, kind, model_id, since: now, drift: null });
    await tx.collection(promotionCollection).insert({
      ...{ _id: id, course_id, kind, model_id, from_model: serving?.model_id ?? null },
      ...{ how, why, by: typeof by === 'string' ? by : by.user, at: now },
    });
    const action = how === 'rolled-back' ? 'model-rolled-back' : 'model-promoted';
    const details = { course: course_id, kind, model: model_id, from: serving?.model_id ?? '' };
    await recordAudit(tx, { action, actor: by, details }, { id: `${id}:promotion`, now });
  });
}

/** A challenger that does not serve says why; the one that waited before it rests. */
export async function settle(
  scope: Scope,
  model: ModelDocument,
  verdict: 'keep' | 'reject',
  why: string,
  now: Date,
): Promise<void> {
  const { course_id, kind, _id } = model;
  await scope.transaction(async (tx) => {
    const models = tx.collection(modelCollection);
    await models.updateMany(
      { course_id, kind, state: 'challenger', _id: { $ne: _id } },
      { $set: { state: 'retired', why: 'A newer challenger was trained.', decided_at: now } },
    );
    const state = verdict === 'reject' ? 'rejected' : 'challenger';
    await models.updateOne({ _id }, { $set: { state, why, decided_at: now } });
  });
}

/**
 * Goes back at once to the model that served before, or to a certain one that has served.
 *
 * @returns the model that serves now
 * @throws AppError not-found when nothing of the kind serves or the model is unknown; conflict when there is none to go
 *   back to
 */
export async function rollBack(
  scope: Scope,
  courseId: string,
  kind: ModelKind,
  { to, by, id, now }: { to?: string | undefined; by: Promoter; id: string; now: Date },
): Promise<ModelDocument> {
  const serving = await scope.collection(championCollection).findOne({ _id: championId(courseId, kind) });
  if (!serving) throw notFound('nothing of this kind serves');
  const promotions = await scope
    .collection(promotionCollection)
    .find({ course_id: courseId, kind }, { sort: { at: -1, _id: -1 } });
  const target = to ?? earlierThan(promotions, serving.model_id);
  if (target === null || target === serving.model_id) {
    throw new AppError('conflict', 'errors.no-earlier-model');
  }
  if (!promotions.some(({ model_id }) => model_id === target)) throw notFound('this model has never served');
  const model = await selectModel(scope, courseId, target);
  const why = 'It was put back in the place of the one after it.';
  await promote(scope, model, { by, how: 'rolled-back', why, id, now });
  return { ...model, state: 'champion', why, decided_at: now };
}

/** What served before the present one came by promotion; going back twice goes back two steps. */
function earlierThan(newestFirst: readonly PromotionDocument[], serving: string): string | null {
  const came = newestFirst.find(({ model_id, how }) => model_id === serving && how !== 'rolled-back');
  return came?.from_model ?? null;
}
