import type { Scope } from '../../storage/index.js';
import { DRIFTING_KINDS, type ModelKind, trainInWorker } from '../../training/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { championCollection } from './model.js';
import { listChampions, readParameters, selectModel } from './registry/store.js';
import { loadAnswers } from './training-data.js';

const DAY_MS = 86_400_000;

/**
 * Holds what serves a course against the answers that came after its data, and writes down what was found.
 *
 * @returns kinds whose chances are not true any more
 */
export async function watchDrift(scope: Scope, courseId: string, now: Date): Promise<ModelKind[]> {
  const champions = await listChampions(scope, courseId);
  const watched = DRIFTING_KINDS.flatMap((kind) =>
    champions.flatMap((each) => (each.kind === kind ? [{ kind, each }] : [])),
  );
  if (watched.length === 0) return [];
  const course = await selectCourse(scope, courseId);
  if (course.catalogue_id === null) return [];
  const { data } = await loadAnswers(scope, courseId, await loadCatalogue(scope, course.catalogue_id));
  const wrong: ModelKind[] = [];
  for (const { kind, each } of watched) {
    const { window } = await selectModel(scope, courseId, each.model_id);
    // Of a warm start all answers here came after its data, which are of other courses.
    const after = window.to === null ? Number.NEGATIVE_INFINITY : window.to.getTime() / DAY_MS;
    const parameters = await readParameters(scope, each.model_id);
    const found = await trainInWorker('look-at-drift', { kind, data, parameters, after });
    // Whoever has promoted another one meanwhile is right.
    const unchanged = { _id: each._id, model_id: each.model_id };
    await scope.collection(championCollection).updateOne(unchanged, { $set: { drift: { ...found, looked_at: now } } });
    if (found.severity === 'act') wrong.push(kind);
  }
  return wrong;
}
