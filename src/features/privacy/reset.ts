import { notFound, type Principal } from '../../http/index.js';
import type { InForce } from '../catalogue/index.js';
import { levelOf, recordFact, selectProfile } from '../learners/index.js';
import { readLearned } from '../profiles/index.js';
import type { ConsentDependencies } from './consent.js';

export interface ResetDependencies extends ConsentDependencies {
  /** The catalogue as it is in force: it says where a skill begins. */
  readonly inForce: InForce;
}

/**
 * The learner starts a skill afresh, as a fact: what came before it stays in the ledger. A skill that is afresh already
 * stays so.
 *
 * @throws AppError not-found for a skill that the course does not have
 */
export async function resetSkill(
  { storage, clock, newId, inForce }: ResetDependencies,
  { tenant, ...owner }: Pick<Principal, 'tenant' | 'userId' | 'courseId'>,
  skill: string,
): Promise<void> {
  const scope = storage.scope(tenant);
  const { catalogue } = await readLearned(scope, owner.courseId, { inForce });
  const prior = catalogue?.skill(skill)?.parameters.prior;
  if (prior === undefined) throw notFound('no such skill');
  await scope.transaction(async (tx) => {
    const before = await selectProfile(tx, owner);
    if (!levelOf(before, skill)) return;
    const [id, now] = [newId(), clock()];
    const draft = {
      type: 'skill-reset',
      key: `skill-reset:${id}`,
      contentId: null,
      metrics: { skill, prior },
      at: now,
    } as const;
    await recordFact(tx, owner, draft, { id, now, before });
  });
}
