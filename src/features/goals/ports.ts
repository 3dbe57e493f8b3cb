import type { Response } from 'express';
import type { Principal, RenderPage } from '../../http/index.js';
import type { Owner } from '../learners/index.js';
import type { GoalEstimate, GoalWish } from '../paths/index.js';
import type { PracticeDependencies } from '../practice/index.js';
import type { ProfileModels } from '../profiles/index.js';

type Who = Owner & { readonly tenant: string };

/** What goals take from paths. */
export interface GoalPaths {
  /** What a goal would take, before it is set. */
  readonly estimate: (who: Who, wish: GoalWish, now: Date) => Promise<GoalEstimate>;
  /** The minutes a week that the learner asked for; null: none. */
  readonly minutesPerWeek: (who: Who) => Promise<number | null>;
  /** Makes the path that leads to the goal, or brings it up to date. */
  readonly bring: (who: Who, wishes: { readonly minutesPerWeek?: number | null }, now: Date) => Promise<void>;
  readonly show: (principal: Principal, response: Response) => Promise<void>;
}

export interface GoalDependencies extends PracticeDependencies, ProfileModels {
  readonly renderPage: RenderPage;
  readonly paths: GoalPaths;
}
