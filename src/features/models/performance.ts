import type { z } from 'zod';
import type { Scope } from '../../storage/index.js';
import { MODEL_KINDS } from '../../training/index.js';
import { promotionCollection } from './model.js';
import { mainMetric } from './registry/promotion-rule.js';
import { listChampions, listModels, selectModel } from './registry/store.js';
import { modelOf, type Performance } from './schema.js';

const HISTORY = 100;

/** How the models of a course do: what serves, what waits, on which data, and whether its chances are still true. */
export async function performanceOf(scope: Scope, courseId: string): Promise<z.infer<typeof Performance>> {
  const champions = await listChampions(scope, courseId);
  const promotions = await scope
    .collection(promotionCollection)
    .find({ course_id: courseId }, { sort: { at: -1, _id: -1 }, limit: HISTORY });
  const kinds = await Promise.all(
    MODEL_KINDS.map(async (kind) => {
      const serving = champions.find((each) => each.kind === kind) ?? null;
      const champion = serving ? await selectModel(scope, courseId, serving.model_id) : null;
      const challenger = (await listModels(scope, courseId, kind)).find(({ state }) => state === 'challenger') ?? null;
      const drift = serving?.drift ?? null;
      return {
        kind,
        main_metric: mainMetric(kind),
        champion: champion && modelOf(champion),
        since: serving?.since.toISOString() ?? null,
        challenger: challenger && modelOf(challenger),
        drift: drift && { ...drift, looked_at: drift.looked_at.toISOString() },
      };
    }),
  );
  const history = promotions.map(({ kind, model_id: model, from_model: from, how, why, at }) => {
    return { kind, model, from, how, why, at: at.toISOString() };
  });
  return { course: courseId, kinds, history };
}
