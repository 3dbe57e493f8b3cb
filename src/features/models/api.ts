import { type ApiRoute, AppError, apiRoute, type Caller, notFound } from '../../http/index.js';
import type { JobQueue } from '../../jobs/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { MODEL_KINDS } from '../../training/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { type CourseDocument, selectCourse } from '../courses/index.js';
import { requireReader, whose } from '../learners/index.js';
import { mostInformative } from './active-learning.js';
import { announceRun } from './jobs.js';
import { type PathsOf, pathEffectiveness } from './path-effectiveness.js';
import { performanceOf } from './performance.js';
import type { PersonalizationDataPipeline } from './pipeline.js';
import { rollBack } from './registry/promote.js';
import { requestRun, selectRun } from './runs.js';
import {
  CourseOf,
  InformativeAnswer,
  InformativeBody,
  KindParams,
  Model,
  modelOf,
  PathReport,
  Performance,
  PredictAnswer,
  PredictBody,
  RollbackBody,
  Run,
  RunParams,
  runOf,
  TrainBody,
} from './schema.js';

export interface ModelApiDependencies {
  readonly storage: Storage;
  readonly queue: JobQueue;
  readonly pipeline: PersonalizationDataPipeline;
  readonly newId: () => string;
  readonly pathsOf: PathsOf;
}

const TAG = 'Models';

/** What learns from a course: training, how the models do, and going back. */
export function modelEndpoints(deps: ModelApiDependencies): ApiRoute[] {
  const { storage, queue, pipeline, newId } = deps;
  return [
    apiRoute({
      method: 'post',
      path: '/api/ml/models/train',
      operationId: 'trainModels',
      tag: TAG,
      summary: 'Trains models of a course in the background.',
      session: 'course:staff',
      scope: 'models:write',
      body: TrainBody,
      answer: Run,
      status: 202,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        const course = await courseOf(storage, caller, body.course);
        if (course.catalogue_id === null) throw new AppError('conflict', 'errors.no-catalogue');
        const asked = { courseId: course._id, kinds: body.kinds ?? MODEL_KINDS, by: nameOf(caller) };
        const run = await requestRun(storage.scope(caller.tenant), asked, { id: newId(), now });
        announceRun(queue, caller.tenant, run._id);
        return { body: runOf(run), location: `/api/ml/training-runs/${run._id}` };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/ml/training-runs/{id}',
      operationId: 'getTrainingRun',
      tag: TAG,
      summary: 'How far a training is, and what came of it.',
      session: 'course:staff',
      scope: 'models:read',
      params: RunParams,
      answer: Run,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params }) {
        const run = await selectRun(storage.scope(caller.tenant), params.id);
        if (caller.kind === 'session' && caller.principal.courseId !== run.course_id) throw notFound('another course');
        return { body: runOf(run) };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/ml/models/performance',
      operationId: 'getModelPerformance',
      tag: TAG,
      summary:
        'How the models of a course do: what serves, on which data, with which figures, and whether they still hold.',
      session: 'course:staff',
      scope: 'models:read',
      query: CourseOf,
      answer: Performance,
      errors: ['not-found', 'conflict'],
      async handle({ caller, query }) {
        const course = await courseOf(storage, caller, query.course);
        return { body: await performanceOf(storage.scope(caller.tenant), course._id) };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/ml/models/{kind}/rollback',
      operationId: 'rollBackModel',
      tag: TAG,
      summary: 'Goes back at once to a model that served before.',
      session: 'course:staff',
      scope: 'models:write',
      params: KindParams,
      body: RollbackBody,
      answer: Model,
      errors: ['not-found', 'conflict'],
      async handle({ caller, params, body, now }) {
        const course = await courseOf(storage, caller, body.course);
        const by = { user: nameOf(caller) };
        const scope = storage.scope(caller.tenant);
        const model = await rollBack(scope, course._id, params.kind, { to: body.to, by, id: newId(), now });
        pipeline.predictionService.refresh(caller.tenant, course._id);
        return { body: modelOf(model) };
      },
    }),
    apiRoute({
      method: 'get',
      path: '/api/ml/paths/effectiveness',
      operationId: 'getPathEffectiveness',
      tag: TAG,
      summary: 'Whether a mastered skill costs those less time who follow their path. Observed, not by lot.',
      session: 'course:staff',
      scope: 'models:read',
      query: CourseOf,
      answer: PathReport,
      errors: ['not-found', 'conflict'],
      async handle({ caller, query }) {
        const course = await courseOf(storage, caller, query.course);
        const { followed, others, ratio } = await pathEffectiveness(
          storage.scope(caller.tenant),
          course._id,
          deps.pathsOf,
        );
        const side = ({ minutesPerSkill, ...rest }: typeof followed) => ({
          ...rest,
          minutes_per_skill: minutesPerSkill,
        });
        return { body: { followed: side(followed), others: side(others), ratio } };
      },
    }),
    ...questionEndpoints(deps),
  ];
}

/** What is asked of the models that serve. */
function questionEndpoints({ storage, pipeline }: ModelApiDependencies): ApiRoute[] {
  return [
    apiRoute({
      method: 'post',
      path: '/api/ml/items/most-informative',
      operationId: 'findInformativeItems',
      tag: TAG,
      summary: 'Which items to ask to learn most about a learner, about the items, or about both.',
      session: 'course:staff',
      scope: 'models:read',
      body: InformativeBody,
      answer: InformativeAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body }) {
        const { user_id: userId, skills = [], about = 'both', limit = 10 } = body;
        if (userId !== undefined) requireReader(caller);
        const course = await courseOf(storage, caller, body.course);
        const scope = storage.scope(caller.tenant);
        const owner =
          userId === undefined ? null : await whose(storage, caller, { userId, course: course._id }, 'read');
        const catalogue = await catalogueOf(scope, course);
        const asked = { owner, courseId: course._id, skills, about, limit };
        const found = await mostInformative(scope, pipeline.predictionService, catalogue, asked);
        const items = found.map(({ aboutLearner: about_learner, aboutItem: about_item, skills: on, ...rest }) => {
          return { ...rest, skills: [...on], about_learner, about_item };
        });
        return { body: { items } };
      },
    }),
    apiRoute({
      method: 'post',
      path: '/api/ml/answers/predict',
      operationId: 'predictAnswers',
      tag: TAG,
      summary: 'The chance that a learner answers items rightly at once and without help, by all facts up to now.',
      session: 'signed-in',
      scope: 'models:read',
      body: PredictBody,
      answer: PredictAnswer,
      errors: ['not-found', 'conflict'],
      async handle({ caller, body, now }) {
        requireReader(caller);
        const owner = await whose(storage, caller, { userId: body.user_id, course: body.course }, 'read');
        const scope = storage.scope(caller.tenant);
        const catalogue = await catalogueOf(scope, await selectCourse(scope, owner.courseId));
        const predict = pipeline.predictionService.predictorFor(scope, owner.courseId, catalogue);
        const none = { chance: null, low: null, high: null, enough: false };
        const predictions = [];
        let model: string | null = null;
        for (const item of body.items) {
          const found = await predict(owner.userId, item, now);
          model ??= found?.model ?? null;
          const { chance, low, high, enough } = found ?? none;
          predictions.push({ item, chance, low, high, enough });
        }
        return { body: { predictions, model } };
      },
    }),
  ];
}

async function catalogueOf(scope: Scope, { catalogue_id }: CourseDocument): Promise<CatalogueView> {
  if (catalogue_id === null) throw new AppError('conflict', 'errors.no-catalogue');
  return loadCatalogue(scope, catalogue_id);
}

/** The course that a caller means: staff have one, a key names one of its institution. */
export async function courseOf(storage: Storage, caller: Caller, course: string | undefined): Promise<CourseDocument> {
  const scope = storage.scope(caller.tenant);
  if (caller.kind === 'key') {
    if (course === undefined) throw new AppError('conflict', 'errors.course-to-name');
    return selectCourse(scope, course);
  }
  const { courseId } = caller.principal;
  if (course !== undefined && course !== courseId) throw notFound('not their course');
  return selectCourse(scope, courseId);
}

const nameOf = (caller: Caller): string => (caller.kind === 'key' ? caller.keyId : caller.principal.userId);
