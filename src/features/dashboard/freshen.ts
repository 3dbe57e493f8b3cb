import { AppError } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { selectOptionalProfile } from '../learners/index.js';
import { bringPath, type PathDependencies } from '../paths/index.js';
import { type Learner, type PersonalizationEngine, showSet, withinDay } from '../recommendations/index.js';
import { isPathShown, suggestionsShown } from './view.js';

export interface FreshenDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly engine: PersonalizationEngine;
  readonly paths: PathDependencies;
}

/**
 * Makes what the dashboard shows: suggestions, that they are shown, and a path once there is something to plan from. The
 * launch and every POST do this, since a GET only reads.
 */
export async function freshenDashboard(deps: FreshenDependencies, learner: Learner): Promise<void> {
  const set = await deps.engine.generateRecommendations(learner);
  const profile = await selectOptionalProfile(deps.storage.scope(learner.tenant), learner);
  if (!profile) return;
  const scope = deps.storage.scope(learner.tenant);
  const wanted = set.slice(0, suggestionsShown(profile));
  await showSet(deps, learner, await withinDay(scope, learner, wanted, deps.clock()));
  if (isPathShown(profile)) await makePath(deps, learner);
}

/** A course that is not set up yet has no paths; a path that others keep changing is shown as they leave it. */
async function makePath({ paths, clock }: FreshenDependencies, learner: Learner): Promise<void> {
  try {
    await bringPath(paths, learner, clock());
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}
