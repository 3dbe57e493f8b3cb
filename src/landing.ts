import { freshenDashboard } from './features/dashboard/index.js';
import { bringPath, type PathDependencies } from './features/paths/index.js';
import { type PersonalizationEngine, showSet, withinDay } from './features/recommendations/index.js';
import { AppError } from './http/index.js';

export interface LandingDependencies {
  readonly engine: PersonalizationEngine;
  readonly paths: PathDependencies;
  readonly clock: () => Date;
  readonly newId: () => string;
}

interface Learner {
  readonly tenant: string;
  readonly userId: string;
  readonly courseId: string;
}

/** A page that is opened by GET only reads, so what it shows is made before: suggestions, and that they are shown, or a path. */
export async function prepareLanding(deps: LandingDependencies, learner: Learner, page: string): Promise<void> {
  const { engine, paths, clock, newId } = deps;
  if (page === 'next') {
    const { storage } = paths;
    const set = await engine.generateRecommendations(learner);
    const shown = await withinDay(storage.scope(learner.tenant), learner, set, clock());
    await showSet({ storage, clock, newId }, learner, shown);
  }
  if (page === 'dashboard') await freshenDashboard({ ...deps, storage: paths.storage }, learner);
  if (page === 'path') await makePath(deps, learner);
}

/** A course that is not set up yet has no paths, and its page says so. */
async function makePath({ paths, clock }: LandingDependencies, learner: Learner): Promise<void> {
  try {
    await bringPath(paths, learner, clock());
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}
