import type { BoostedTrees } from './boosted-trees.js';
import { type Part, requireRow } from './design.js';
import { childOf, type Tree } from './tree.js';

/**
 * Shapley values of one tree for one row, where an input that is left out is averaged over by the training rows of
 * each branch (Lundberg, Erion & Lee 2018, algorithm 2). Added to `shares`, one entry for each input.
 *
 * @returns the tree's mean over its training rows; `mean + sum of shares = treeValue`
 */
export function addTreeShares(tree: Tree, row: ArrayLike<number>, shares: Float64Array): number {
  walk(tree, 0, row, shares, [], 1, 1, -1);
  return meanOf(tree, 0);
}

/**
 * What each input adds to the log-odds of one row beside the mean of the training rows.
 *
 * @returns `mean`, and parts whose shares sum to `boostedScore - mean`
 * @throws RangeError when the row's length does not fit
 */
export function boostedParts(model: BoostedTrees, row: ArrayLike<number>): { mean: number; parts: Part[] } {
  requireRow(model.names, row);
  const shares = new Float64Array(model.names.length);
  let mean = model.base;
  for (const tree of model.trees) mean += addTreeShares(tree, row, shares);
  return { mean, parts: model.names.map((name, column) => ({ name, share: shares[column] as number })) };
}

/** One input on the path from the root: shares of subsets that flow on when it is left out or put in. */
interface Step {
  readonly feature: number;
  readonly zero: number;
  readonly one: number;
  /** Weight of the subsets of this size. */
  weight: number;
}

function walk(
  tree: Tree,
  node: number,
  row: ArrayLike<number>,
  shares: Float64Array,
  above: readonly Step[],
  zero: number,
  one: number,
  feature: number,
): void {
  const path = extend(above, zero, one, feature);
  const split = tree.feature[node] as number;
  if (split < 0) {
    for (let index = 1; index < path.length; index++) {
      const step = path[index] as Step;
      const weight = unwind(path, index).reduce((sum, each) => sum + each.weight, 0);
      shares[step.feature] =
        (shares[step.feature] as number) + weight * (step.one - step.zero) * (tree.value[node] as number);
    }
    return;
  }
  const hot = childOf(tree, node, row[split] as number);
  const [left, right] = [tree.left[node] as number, tree.right[node] as number];
  const cold = hot === left ? right : left;
  const earlier = path.findIndex((step, index) => index > 0 && step.feature === split);
  const { zero: zeroBefore, one: oneBefore } = path[earlier] ?? { zero: 1, one: 1 };
  const rest = earlier < 0 ? path : unwind(path, earlier);
  const cover = tree.cover[node] as number;
  walk(tree, hot, row, shares, rest, (zeroBefore * (tree.cover[hot] as number)) / cover, oneBefore, split);
  walk(tree, cold, row, shares, rest, (zeroBefore * (tree.cover[cold] as number)) / cover, 0, split);
}

function extend(path: readonly Step[], zero: number, one: number, feature: number): Step[] {
  const length = path.length;
  const longer = path.map((step) => ({ ...step }));
  longer.push({ feature, zero, one, weight: length === 0 ? 1 : 0 });
  for (let index = length - 1; index >= 0; index--) {
    const [here, next] = [longer[index] as Step, longer[index + 1] as Step];
    next.weight += (one * here.weight * (index + 1)) / (length + 1);
    here.weight = (zero * here.weight * (length - index)) / (length + 1);
  }
  return longer;
}

/** The path as if the step at `index` had never been taken. */
function unwind(path: readonly Step[], index: number): Step[] {
  const last = path.length - 1;
  const { zero, one } = path[index] as Step;
  const weights = path.map(({ weight }) => weight);
  let next = weights[last] as number;
  for (let place = last - 1; place >= 0; place--) {
    const here = weights[place] as number;
    if (one !== 0) {
      weights[place] = (next * (last + 1)) / ((place + 1) * one);
      next = here - ((weights[place] as number) * zero * (last - place)) / (last + 1);
    } else {
      weights[place] = (here * (last + 1)) / (zero * (last - place));
    }
  }
  return path
    .filter((_, place) => place !== index)
    .map((step, place) => ({ ...step, weight: weights[place] as number }));
}

function meanOf(tree: Tree, node: number): number {
  if ((tree.feature[node] as number) < 0) return tree.value[node] as number;
  const [left, right] = [tree.left[node] as number, tree.right[node] as number];
  const [leftCover, rightCover] = [tree.cover[left] as number, tree.cover[right] as number];
  return (leftCover * meanOf(tree, left) + rightCover * meanOf(tree, right)) / (leftCover + rightCover);
}
