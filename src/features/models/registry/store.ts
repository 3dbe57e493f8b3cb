import { createHash } from 'node:crypto';
import { notFound } from '../../../http/index.js';
import type { Scope } from '../../../storage/index.js';
import type { ModelKind } from '../../../training/index.js';
import { bytesOf } from '../extract/feature-extractor.js';
import {
  type ChampionDocument,
  championCollection,
  type ModelDocument,
  modelCollection,
  modelPartCollection,
} from '../model.js';

/** A document of MongoDB may hold 16 MB. */
const PART_BYTES = 12 * 1_024 * 1_024;
const LISTED = 100;

export type ModelDraft = Omit<ModelDocument, 'tenant' | 'parts' | 'bytes' | 'digest'>;

/** Stores a model whole: its parameters in parts, never changed after. */
export async function saveModel(scope: Scope, draft: ModelDraft, parameters: Uint8Array): Promise<ModelDocument> {
  const parts = Math.ceil(parameters.length / PART_BYTES);
  const digest = createHash('sha256').update(parameters).digest('hex');
  for (let part = 0; part < parts; part++) {
    const bytes = Buffer.from(parameters.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    await scope
      .collection(modelPartCollection)
      .insert({ _id: `${draft._id}:${part}`, model_id: draft._id, part, bytes });
  }
  // The model comes last: one that is there is whole.
  return scope.collection(modelCollection).insert({ ...draft, parts, bytes: parameters.length, digest });
}

/** The packed parameters of a model. @throws AppError not-found */
export async function readParameters(scope: Scope, modelId: string): Promise<Uint8Array> {
  const parts = await scope.collection(modelPartCollection).find({ model_id: modelId }, { sort: { part: 1 } });
  if (parts.length === 0) throw notFound('no such model');
  return new Uint8Array(Buffer.concat(parts.map(({ bytes }) => bytesOf(bytes))));
}

export async function selectModel(scope: Scope, courseId: string, modelId: string): Promise<ModelDocument> {
  const model = await scope.collection(modelCollection).findOne({ _id: modelId, course_id: courseId });
  if (!model) throw notFound('no such model');
  return model;
}

/** The models of a course, newest first. */
export function listModels(scope: Scope, courseId: string, kind?: ModelKind): Promise<ModelDocument[]> {
  const filter = { course_id: courseId, ...(kind && { kind }) };
  return scope.collection(modelCollection).find(filter, { sort: { created_at: -1, _id: -1 }, limit: LISTED });
}

/** Which model of each kind serves a course; a kind without one is not there. */
export function listChampions(scope: Scope, courseId: string): Promise<ChampionDocument[]> {
  return scope.collection(championCollection).find({ course_id: courseId });
}

export const championId = (courseId: string, kind: ModelKind): string => `${courseId}:${kind}`;
