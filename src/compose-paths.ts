import { createVariantOf, experimentEndpoints, type VariantOf } from './features/experiments/index.js';
import {
  bringPath,
  createPathAsker,
  type PathDependencies,
  pathEndpoints,
  runPathJobs,
} from './features/paths/index.js';
import type { EngineDependencies } from './features/recommendations/index.js';
import { surveyEndpoints } from './features/surveys/index.js';
import { type ApiRoute, AppError, type Words } from './http/index.js';
import type { JobQueue } from './jobs/index.js';
import type { Storage } from './storage/index.js';

export interface PathParts {
  readonly storage: Storage;
  readonly queue: JobQueue;
  readonly newId: () => string;
  readonly words: Words;
}

export interface PathComposition {
  /** The variant of an experiment, for whoever decides something. */
  readonly variantOf: VariantOf;
  readonly paths: PathDependencies;
  /** What the suggestions ask of paths and experiments. */
  readonly forEngine: Pick<EngineDependencies, 'policyOf' | 'optimizePath'>;
  readonly endpoints: readonly ApiRoute[];
  /** Makes this process adapt paths. */
  runJobs(): void;
}

/** Paths, experiments and surveys, wired to each other: paths follow what is committed here, as experiments have it. */
export function composePaths({ storage, queue, newId, words }: PathParts): PathComposition {
  const variantOf = createVariantOf({ storage, newId });
  const paths: PathDependencies = {
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
    endpoints: [
      ...pathEndpoints({ ...paths, translator: words.translator }),
      ...experimentEndpoints({ storage, newId }),
      ...surveyEndpoints({ storage, newId }),
    ],
    runJobs: () => runPathJobs(paths, queue),
  };
}
