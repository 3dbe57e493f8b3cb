import { z } from 'zod';
import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { FACT_METRICS, type Owner, recordFact, selectOptionalFact } from '../learners/index.js';
import { decisionCollection } from './model.js';
import type { PracticeDependencies } from './situation.js';

export const Felt = z.enum(['too-easy', 'right', 'too-hard']);
export type Felt = z.infer<typeof Felt>;

const keyOf = (decision: string): string => `felt:${decision}`;

/**
 * Keeps how hard a question felt.
 *
 * @returns what counts, which is what was said first, and whether that was now
 * @throws AppError not-found when the question was not asked of this learner
 */
export async function sayFelt(
  { storage, newId }: Pick<PracticeDependencies, 'storage' | 'newId'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  { decision, felt }: { readonly decision: string; readonly felt: Felt },
  now: Date,
): Promise<{ readonly felt: Felt; readonly fresh: boolean }> {
  const scope = storage.scope(tenant);
  const filter = { _id: decision, user_id: owner.userId, course_id: owner.courseId };
  const asked = await scope.collection(decisionCollection).findOne({ ...filter, kind: 'next-item' });
  if (!asked) throw notFound('no such decision');
  const key = keyOf(decision);
  const draft = {
    type: 'difficulty-felt',
    key,
    contentId: asked.chosen,
    metrics: { decision, felt },
    at: now,
  } as const;
  const { fresh } = await scope.transaction((tx) => recordFact(tx, owner, draft, { id: newId(), now }));
  if (fresh) return { felt, fresh };
  const said = await selectOptionalFact(scope, owner, key);
  return { felt: FACT_METRICS['difficulty-felt'].parse(said?.performance_metrics).felt, fresh };
}

/** How hard a question felt, if the learner has said so. */
export async function selectOptionalFelt(scope: Scope, owner: Owner, decision: string): Promise<Felt | null> {
  const said = await selectOptionalFact(scope, owner, keyOf(decision));
  return said ? FACT_METRICS['difficulty-felt'].parse(said.performance_metrics).felt : null;
}
