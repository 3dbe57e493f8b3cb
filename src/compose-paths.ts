import type { Response } from 'express';
import {
  createGiveVariant,
  createVariantOf,
  experimentEndpoints,
  type VariantOf,
} from './features/experiments/index.js';
import {
  bringPath,
  createPathAsker,
  type PathDependencies,
  type PathModels,
  pathEndpoints,
  pathRoutes,
  pathSettingsRoutes,
  runPathJobs,
  showPath,
} from './features/paths/index.js';
import type { PracticePorts } from './features/practice/index.js';
import type { EngineDependencies } from './features/recommendations/index.js';
import { surveyEndpoints, surveyFor, surveyRoutes } from './features/surveys/index.js';
import { type ApiRoute, AppError, type Principal, type RenderPage, type Route, type Words } from './http/index.js';
import type { JobQueue } from './jobs/index.js';
import type { Storage } from './storage/index.js';

export interface PathParts {
  readonly storage: Storage;
  readonly queue: JobQueue;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly words: Words;
  readonly renderPage: RenderPage;
  readonly models: PathModels;
}

/** What pages of other rooms lend to these. */
export interface PathPages {
  readonly openPlacement: (principal: Principal, placementId: string, response: Response) => Promise<void>;
  /** Begins practice on one skill outside of any assignment. */
  readonly practiseStep: (principal: Principal, skill: string, response: Response) => Promise<void>;
  /** Shows the practice page again, on which a survey stands. */
  readonly showPractice: (principal: Principal, response: Response, more: object) => Promise<void>;
}

export interface PathComposition {
  /** The variant of an experiment, for whoever decides something. */
  readonly variantOf: VariantOf;
  readonly paths: PathDependencies;
  /** What the suggestions ask of paths and experiments. */
  readonly forEngine: Pick<EngineDependencies, 'policyOf' | 'optimizePath'>;
  /** How hard an experiment wants questions to be. */
  readonly forPractice: Pick<PracticePorts, 'treatmentOf'>;
  readonly endpoints: readonly ApiRoute[];
  readonly routes: (pages: PathPages) => Route[];
  readonly surveyFor: (principal: Principal) => Promise<string | null>;
  /** For a preview: it makes the path that it shows. */
  readonly showPath: (principal: Principal, response: Response, more: object) => Promise<void>;
  /** Makes this process adapt paths. */
  runJobs(): void;
}

/** Paths, experiments and surveys, wired to each other: paths follow what is committed here, as experiments have it. */
export function composePaths({ storage, queue, clock, newId, words, renderPage, models }: PathParts): PathComposition {
  const variantOf = createVariantOf({ storage, newId });
  const give = createGiveVariant({ storage, newId });
  const paths: PathDependencies = {
    ...models,
    storage,
    newId,
    async policyOf(tenant, owner, now) {
      const assigned = await variantOf(tenant, owner, 'paths', now);
      return assigned?.treatment.policy ?? null;
    },
  };
  const ask = createPathAsker(queue, () => performance.now());
  storage.listen(({ topic, tenant, ...owner }) => {
    if (topic === 'profile') ask(tenant, owner);
  });
  const pages = { ...paths, clock, renderPage, translator: words.translator };
  return {
    variantOf,
    paths,
    forEngine: {
      async policyOf({ tenant, ...owner }, now) {
        const assigned = await variantOf(tenant, owner, 'recommendations', now);
        return assigned?.treatment.policy ?? null;
      },
      async optimizePath(learner, { now }) {
        const path = await bringPath(paths, learner, now);
        if (!path) throw new AppError('not-found', 'errors.not-found', { detail: 'no path' });
        return path;
      },
    },
    forPractice: {
      treatmentOf: ({ tenant, ...owner }, now) => give(tenant, owner, 'difficulty', now),
    },
    endpoints: [
      ...pathEndpoints({ ...paths, translator: words.translator }),
      ...experimentEndpoints({ storage, newId }),
      ...surveyEndpoints({ storage, newId }),
    ],
    routes: ({ openPlacement, practiseStep, showPractice }) => [
      ...pathRoutes({ ...pages, openPlacement, practiseStep }),
      ...pathSettingsRoutes(pages),
      ...surveyRoutes({ storage, newId, clock, showAgain: showPractice }),
    ],
    surveyFor: (principal) => surveyFor(storage.scope(principal.tenant), principal, clock()),
    async showPath(principal, response, more) {
      await bringPath(paths, principal, clock());
      await showPath(pages, principal, response, more);
    },
    runJobs: () => runPathJobs(paths, queue),
  };
}
