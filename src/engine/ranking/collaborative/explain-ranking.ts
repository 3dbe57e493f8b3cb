import { requireWhole } from '../../numerics/guards.js';
import type { Blend } from './blend.js';
import { scoresFor } from './item-matrix.js';
import { type LinearModel, type Ranker, rankFor, recencyWeights } from './ranker.js';
import { topItems } from './top-items.js';

/** What one thing that the learner has gave to a score. */
export interface HistoryPart {
  /** The item that the learner has. */
  readonly because: number;
  readonly value: number;
  /** The same, split by model in the order of the models; they sum to `value`. */
  readonly byModel: readonly number[];
}

/**
 * Why an item has its score: what each item of the history gave, the largest first. Exact, since the model is linear;
 * the parts sum to the score that `rankFor` ranks by (up to rounding to 32 bits).
 *
 * @param models  those that were folded into the ranker, with their blend
 */
export function explainRanking(
  models: readonly LinearModel[],
  { scales, weights }: Blend,
  had: readonly number[],
  item: number,
  recency = 0,
): HistoryPart[] {
  const howMuch = recencyWeights(had.length, recency);
  return had
    .map((because, index): HistoryPart => {
      const byModel = models.map(({ matrix }, model) => {
        const weight = matrix.weights[because * matrix.width + item] ?? Number.NaN;
        return ((howMuch[index] as number) * (weights[model] as number) * weight) / (scales[model] as number);
      });
      return { because, value: byModel.reduce((sum, value) => sum + value, 0), byModel };
    })
    .sort((a, b) => b.value - a.value);
}

/** The one change of a history that would put an item first. */
export interface HistoryCounterfactual {
  readonly change: 'with' | 'without';
  readonly item: number;
}

/**
 * "It would be first if you had (not) taken …": one item that the learner has and would have to lack, or one that they
 * lack and would have to have (a counterfactual explanation in the sense of Wachter, Mittelstadt & Russell 2018). Of
 * those that do, what the learner has comes first, then the item that would help most. Each is ranked again before it
 * is claimed.
 *
 * @param tries  most changes of each kind that are ranked
 * @returns      undefined when it is first already, or when no single change of those tried would do
 * @throws RangeError when `tries` is no whole number from 1, or an item of the history unknown
 */
export function wouldLeadIf(
  ranker: Ranker,
  had: readonly number[],
  item: number,
  tries = 20,
): HistoryCounterfactual | undefined {
  requireWhole('tries', tries, 1);
  const { width, weights } = ranker.matrix;
  const leads = (history: readonly number[]) => rankFor(ranker, history, 1)[0] === item;
  if (leads(had) || had.includes(item)) return undefined;
  for (const each of had.slice(-tries)) {
    if (leads(had.filter((one) => one !== each))) return { change: 'without', item: each };
  }
  const helps = Float64Array.from({ length: width }, (_, other) => weights[other * width + item] as number);
  for (const other of topItems(helps, tries, [...had, item])) {
    if (leads([...had, other])) return { change: 'with', item: other };
  }
  return undefined;
}

/** The score of one item, as the ranker has it. */
export function rankingScore({ matrix, recency }: Ranker, had: readonly number[], item: number): number {
  return scoresFor(matrix, had, recencyWeights(had.length, recency))[item] ?? Number.NaN;
}
