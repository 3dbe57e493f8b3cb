import type { Response } from 'express';
import type { GoalPaths } from './features/goals/index.js';
import { bringPath, estimateGoal, type PathDependencies, selectOptionalPath } from './features/paths/index.js';
import type { Principal } from './http/index.js';

/** What goals take from paths. */
export function pathsOfGoals(
  paths: PathDependencies,
  show: (principal: Principal, response: Response, more: object) => Promise<void>,
): GoalPaths {
  return {
    estimate: (who, wish, now) => estimateGoal(paths, who, wish, now),
    async minutesPerWeek({ tenant, ...owner }) {
      const path = await selectOptionalPath(paths.storage.scope(tenant), owner);
      return path?.path_config.wishes.minutesPerWeek ?? null;
    },
    async bring(who, wishes, now) {
      await bringPath(paths, who, now, { wishes });
    },
    show: (principal, response) => show(principal, response, {}),
  };
}
