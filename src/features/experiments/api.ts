import { z } from 'zod';
import { type ApiRoute, apiRoute, type Caller, cursorOf, PageQuery, pageOf, placeOf } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { countVariants, createExperiment, listExperiments, selectExperiment } from './experiments.js';
import type { ExperimentDocument } from './model.js';
import { ExperimentAnswer, ExperimentDraft, ExperimentName, ExperimentReport } from './schema.js';

export interface ExperimentEndpointsDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

const Params = z.object({ name: ExperimentName });
const Page = pageOf(ExperimentAnswer);
const Place = z.tuple([z.string().max(100)]);
const keyOf = (caller: Caller): string | null => (caller.kind === 'key' ? caller.keyId : null);

/** Experiments for programs: define, list, and see who fell where. They are started and stopped by `attune experiments`. */
export function experimentEndpoints({ storage, newId }: ExperimentEndpointsDependencies): ApiRoute[] {
  return [
    apiRoute<undefined, PageQuery, undefined, z.infer<typeof Page>>({
      method: 'get',
      path: '/api/experiments',
      operationId: 'listExperiments',
      tag: 'Experiments',
      summary: 'The experiments of the institution, by name.',
      session: null,
      scope: 'experiments',
      query: PageQuery,
      answer: Page,
      errors: ['not-found'],
      async handle({ caller, query }) {
        const [after] = placeOf(query.cursor, Place) ?? [''];
        const found = await listExperiments(storage.scope(caller.tenant), { after, limit: query.limit + 1 });
        const page = found.slice(0, query.limit);
        const last = page.at(-1);
        const next = found.length > page.length && last ? cursorOf([last.name]) : null;
        return { body: { items: page.map(experimentAnswer), next } };
      },
    }),
    apiRoute<undefined, undefined, ExperimentDraft, z.infer<typeof ExperimentAnswer>>({
      method: 'post',
      path: '/api/experiments',
      operationId: 'createExperiment',
      tag: 'Experiments',
      summary: 'Defines an experiment; nobody is assigned until it is started.',
      session: null,
      scope: 'experiments',
      body: ExperimentDraft,
      answer: ExperimentAnswer,
      status: 201,
      errors: ['conflict'],
      async handle({ caller, body, now }) {
        const stamp = { by: { key: keyOf(caller) }, id: newId(), salt: newId(), now };
        const made = await createExperiment(storage.scope(caller.tenant), body, stamp);
        return { status: 201, body: experimentAnswer(made), location: `/api/experiments/${made.name}` };
      },
    }),
    apiRoute<z.infer<typeof Params>, undefined, undefined, z.infer<typeof ExperimentReport>>({
      method: 'get',
      path: '/api/experiments/{name}',
      operationId: 'getExperiment',
      tag: 'Experiments',
      summary: 'One experiment: learners per variant, and whether they fell there as planned.',
      session: null,
      scope: 'experiments',
      params: Params,
      answer: ExperimentReport,
      errors: ['not-found'],
      async handle({ caller, params }) {
        const scope = storage.scope(caller.tenant);
        const experiment = await selectExperiment(scope, params.name);
        const { counts, check } = await countVariants(scope, experiment);
        const sampleRatio = check && {
          verdict: check.verdict.reason,
          severity: check.verdict.severity,
          pValue: check.pValue,
          sequentialPValue: check.sequentialPValue,
        };
        return { body: { ...experimentAnswer(experiment), counts: [...counts], sampleRatio } };
      },
    }),
  ];
}

function experimentAnswer(experiment: ExperimentDocument): z.infer<typeof ExperimentAnswer> {
  const { name, where, state, course_id, variants, starts_at, ends_at, created_at } = experiment;
  return {
    name,
    where,
    state,
    course: course_id,
    variants: [...variants],
    startsAt: starts_at?.toISOString() ?? null,
    endsAt: ends_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  };
}
