import type { Scope } from '../../storage/index.js';
import { MODEL_KINDS, type ModelKind } from '../../training/index.js';
import type { Owner } from '../learners/index.js';
import { watchDrift } from './drift.js';
import { type ExtractionResult, FeatureExtractor } from './extract/feature-extractor.js';
import { modelCourseCollection, type RunOutcome } from './model.js';
import { ModelTrainer, type TrainerDependencies } from './model-trainer.js';
import { PredictionService } from './prediction-service.js';
import { warmStart } from './warm-start.js';

/** A run that trains, as far as the pipeline tells and asks it. */
export interface Training {
  readonly run: string;
  readonly signal?: AbortSignal;
  /** Kinds that an earlier attempt has finished. */
  readonly done?: readonly ModelKind[];
  /** Told before each kind and after it. */
  readonly note?: (at: { step?: string; progress?: number; outcome?: RunOutcome }) => Promise<void>;
}

/** From facts to features, from features to models, from models to what is foretold. */
export class PersonalizationDataPipeline {
  /** In the order in which they are trained: what others are compared by comes first. */
  readonly kinds = MODEL_KINDS;
  readonly featureExtractor: FeatureExtractor;
  readonly modelTrainer: ModelTrainer;
  readonly predictionService: PredictionService;

  constructor(private readonly deps: TrainerDependencies) {
    this.featureExtractor = new FeatureExtractor(deps.clock);
    this.predictionService = new PredictionService({ now: () => deps.clock().getTime() });
    this.modelTrainer = new ModelTrainer({
      ...deps,
      promoted: (tenant, courseId) => this.predictionService.refresh(tenant, courseId),
    });
  }

  /** Reads what is new in the ledger of a course or of one learner into sequences and sums. */
  processUserData(
    scope: Scope,
    of: { readonly courseId: string; readonly userId?: string },
  ): Promise<ExtractionResult> {
    const { courseId, userId } = of;
    const { featureExtractor } = this;
    if (userId === undefined) return featureExtractor.extractCourse(scope, courseId);
    return featureExtractor.extractLearner(scope, { userId, courseId } satisfies Owner);
  }

  /**
   * Trains the models of a course on all that its ledger says now, and lets those serve that have earned it.
   *
   * @param kinds  all unless told otherwise
   * @throws Error when the training was told to stop; what was finished stays
   */
  async updateModels(
    scope: Scope,
    courseId: string,
    kinds: readonly ModelKind[] = MODEL_KINDS,
    { run, signal, done = [], note = async () => undefined }: Training,
  ): Promise<RunOutcome[]> {
    await note({ step: 'reading', progress: 0 });
    await this.processUserData(scope, { courseId });
    const outcomes: RunOutcome[] = [];
    for (const [place, kind] of kinds.entries()) {
      if (done.includes(kind)) continue;
      await note({ step: kind, progress: place / kinds.length });
      const outcome = await this.modelTrainer.train(scope, { courseId, kind, run, ...(signal && { signal }) });
      if (signal?.aborted) throw new Error('The training was told to stop.');
      outcomes.push(outcome);
      await note({ outcome, progress: (place + 1) / kinds.length });
    }
    await this.noteTrained(scope, courseId);
    return outcomes;
  }

  /** Gives a course without models those of the courses that it was copied from, or that share its catalogue. */
  async warmStart(scope: Scope, courseId: string): Promise<ModelKind[]> {
    const started = await warmStart(scope, courseId, this.deps);
    if (started.length > 0) this.predictionService.refresh(scope.tenant, courseId);
    return started;
  }

  /** Holds what serves against newer answers. @returns kinds whose chances are not true any more */
  watchDrift(scope: Scope, courseId: string): Promise<ModelKind[]> {
    return watchDrift(scope, courseId, this.deps.clock());
  }

  private async noteTrained(scope: Scope, courseId: string): Promise<void> {
    const course = await scope.collection(modelCourseCollection).findOne({ _id: courseId });
    const trained = { trained_at: this.deps.clock(), trained_answers: course?.answers ?? 0 };
    await scope.collection(modelCourseCollection).updateOne({ _id: courseId }, { $set: trained });
  }
}
