import type { Logger } from 'pino';
import type { CatalogueView } from './features/catalogue/index.js';
import type { Owner } from './features/learners/index.js';
import { modelEndpoints, PersonalizationDataPipeline, runModelJobs } from './features/models/index.js';
import { listPathsFollowed } from './features/paths/index.js';
import type { PracticePorts } from './features/practice/index.js';
import type { RecommendationModels } from './features/recommendations/index.js';
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

/** The models that rank what to do next. */
const RANKING = ['ranking', 'memory', 'engagement'] as const;

/** What learns from courses, and what others ask it. Before anything is trained it says what the defaults say. */
export function composeModels({ storage, queue, clock, newId, log, codeVersion }: ModelParts) {
  const pipeline = new PersonalizationDataPipeline({ clock, newId, codeVersion });
  const service = pipeline.predictionService;
  const of = (tenant: string) => storage.scope(tenant);
  const inForce = (scope: Scope, courseId: string, catalogue: CatalogueView) =>
    service.catalogueInForce(scope, courseId, catalogue);
  const memoryModelFor = (tenant: string, courseId: string) => service.memoryModelFor(of(tenant), courseId);
  const predictorFor = async ({ tenant, userId, courseId }: Owner & { readonly tenant: string }) => {
    const learner = await service.follow(of(tenant), { userId, courseId });
    if (!learner) return null;
    const { model, estimateOf } = learner;
    return { model, chanceOf: (...asked: Parameters<typeof estimateOf>) => estimateOf(...asked).chance };
  };
  const forEngine: RecommendationModels = {
    inForce,
    memoryFor: memoryModelFor,
    engagementFor: (tenant, courseId) => service.engagementModelFor(of(tenant), courseId),
    rankerFor: (tenant, courseId) => service.rankerFor(of(tenant), courseId),
    versionFor: (tenant, courseId) => service.versionOf(of(tenant), courseId, RANKING),
  };
  const forPractice: Pick<PracticePorts, 'memoryModelFor' | 'predictorFor'> = { memoryModelFor, predictorFor };
  let jobs: { stop(): void } | null = null;
  return {
    pipeline,
    endpoints: modelEndpoints({ storage, queue, pipeline, newId, pathsOf: listPathsFollowed }) as readonly ApiRoute[],
    /** The catalogue with the parameters in force in a course. */
    inForce,
    memoryModelFor,
    /** What ranks what to do next. */
    forEngine,
    /** What foretells answers and what is forgotten. */
    forPractice,
    /** Makes this process read ledgers and train. */
    startWorker(): void {
      jobs = runModelJobs({ storage, queue, pipeline, clock, newId, log });
    },
    stop: (): void => jobs?.stop(),
  };
}
