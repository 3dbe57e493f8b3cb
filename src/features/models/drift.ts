import type { Scope } from '../../storage/index.js';
import { DRIFTING_KINDS, type ModelKind, trainInWorker } from '../../training/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { championCollection } from './model.js';
import { listChampions, readParameters, selectModel } from './registry/store.js';
import { loadAnswers } from './training-data.js';

const DAY_MS = 86_400_000;
const BEFORE_ALL = Number.NEGATIVE_INFINITY;

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
  // Of a warm start all answers here came after its data, which are of other courses.
  const ends = await Promise.all(
    watched.map(
      async ({ each }) => (await selectModel(scope, courseId, each.model_id)).window.to?.getTime() ?? BEFORE_ALL,
    ),
  );
  // Who has answered nothing since then says nothing of it, and they are most of a large course.
  const first = Math.min(...ends);
  const since = first === BEFORE_ALL ? null : new Date(first);
  const { data } = await loadAnswers(scope, courseId, await loadCatalogue(scope, course.catalogue_id), { since });
  const wrong: ModelKind[] = [];
  for (const [place, { kind, each }] of watched.entries()) {
    const after = (ends[place] ?? BEFORE_ALL) / DAY_MS;
    const parameters = await readParameters(scope, each.model_id);
    const found = await trainInWorker('look-at-drift', { kind, data, parameters, after });
    // Whoever has promoted another one meanwhile is right.
    const unchanged = { _id: each._id, model_id: each.model_id };
    await scope.collection(championCollection).updateOne(unchanged, { $set: { drift: { ...found, looked_at: now } } });
    if (found.severity === 'act') wrong.push(kind);
  }
  return wrong;
}
