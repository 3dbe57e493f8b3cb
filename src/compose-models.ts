import type { Logger } from 'pino';
import type { CatalogueView } from './features/catalogue/index.js';
import { modelEndpoints, PersonalizationDataPipeline, runModelJobs } from './features/models/index.js';
import { listPathsFollowed } from './features/paths/index.js';
import type { ApiRoute } from './http/index.js';
import type { JobQueue } from './jobs/index.js';
import type { Scope, Storage } from './storage/index.js';

export interface ModelParts {
  readonly storage: Storage;
  readonly queue: JobQueue;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
  readonly codeVersion: string;
}

/** What learns from courses, and what others ask it. Before anything is trained it says what the defaults say. */
export function composeModels({ storage, queue, clock, newId, log, codeVersion }: ModelParts) {
  const pipeline = new PersonalizationDataPipeline({ clock, newId, codeVersion });
  const service = pipeline.predictionService;
  const of = (tenant: string) => storage.scope(tenant);
  let jobs: { stop(): void } | null = null;
  return {
    pipeline,
    endpoints: modelEndpoints({ storage, queue, pipeline, newId, pathsOf: listPathsFollowed }) as readonly ApiRoute[],
    /** The catalogue with the parameters in force in a course. */
    inForce: (scope: Scope, courseId: string, catalogue: CatalogueView) =>
      service.catalogueInForce(scope, courseId, catalogue),
    memoryModelFor: (tenant: string, courseId: string) => service.memoryModelFor(of(tenant), courseId),
    engagementModelFor: (tenant: string, courseId: string) => service.engagementModelFor(of(tenant), courseId),
    rankerFor: (tenant: string, courseId: string) => service.rankerFor(of(tenant), courseId),
    /** Makes this process read ledgers and train. */
    startWorker(): void {
      jobs = runModelJobs({ storage, queue, pipeline, clock, newId, log });
    },
    stop: (): void => jobs?.stop(),
  };
}
