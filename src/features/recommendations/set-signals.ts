import { recordFact, type Signal } from '../learners/index.js';
import type { RecommendationDependencies } from './personalization-engine.js';
import type { Learner } from './ports.js';

/** The learner says which signals are not to be used. It acts on the very next set. */
export function setSignals(
  { storage, clock, newId }: RecommendationDependencies,
  learner: Learner,
  off: readonly Signal[],
): Promise<void> {
  return storage.scope(learner.tenant).transaction(async (tx) => {
    const now = clock();
    const id = newId();
    await recordFact(
      tx,
      learner,
      { type: 'signals-set', key: `signals:${id}`, contentId: null, metrics: { off: [...off] }, at: now },
      { id, now },
    );
  });
}
