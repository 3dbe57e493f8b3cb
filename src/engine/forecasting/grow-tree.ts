import type { FeatureBins } from './feature-bins.js';
import { addRows, bestSplit, type Histogram, newHistogram, type Split, subtract, totalsOf } from './histogram.js';
import type { Tree } from './tree.js';

/** How large a tree may become, and what holds it back. */
export interface GrowOptions {
  /** Leaves at most. */
  readonly leaves: number;
  /** Rows in a leaf at least. */
  readonly leastRows: number;
  /** Added to the curvature of each leaf: draws its value towards 0. */
  readonly l2: number;
  /** Columns that may be split on. */
  readonly columns: readonly number[];
  /** For each column: 1 may only raise the score as it grows, -1 only lower it, 0 free. */
  readonly monotone: readonly number[];
}

interface Leaf {
  readonly node: number;
  readonly rows: Uint32Array;
  readonly histogram: Histogram;
  readonly split: Split | null;
  /** What the leaf's value must lie between, from monotone splits above. */
  readonly low: number;
  readonly high: number;
}

/**
 * One tree on gradients and curvatures of the loss, grown leaf by leaf where the gain is largest (Chen & Guestrin 2016,
 * eq. 5-7; leaf-wise growth and the smaller child's histogram taken from the parent's as in Ke et al. 2017). A leaf's
 * value is -G / (H + l2), held within the bounds that monotone splits above it set.
 */
export function growTree(
  { bins, thresholds, rows: total }: FeatureBins,
  rows: Uint32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
  options: GrowOptions,
): Tree {
  const tree = emptyTree();
  const leafOf = (node: number, its: Uint32Array, histogram: Histogram, low: number, high: number): Leaf => ({
    node,
    rows: its,
    histogram,
    split: bestSplit(histogram, options, low, high),
    low,
    high,
  });
  const histogramOf = (its: Uint32Array): Histogram => {
    const histogram = newHistogram(thresholds, options.columns);
    addRows(histogram, bins, total, its, gradients, curvatures);
    return histogram;
  };
  const first = leafOf(addNode(tree), rows, histogramOf(rows), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const leaves: Leaf[] = [first];
  while (leaves.length < options.leaves) {
    const parent = widest(leaves);
    if (!parent?.split) break;
    const { split } = parent;
    leaves.splice(leaves.indexOf(parent), 1);
    const [leftRows, rightRows] = divide(parent.rows, bins, total, split);
    const smaller = histogramOf(leftRows.length <= rightRows.length ? leftRows : rightRows);
    const larger = subtract(parent.histogram, smaller);
    const [leftHistogram, rightHistogram] = leftRows.length <= rightRows.length ? [smaller, larger] : [larger, smaller];
    const [left, right] = [addNode(tree), addNode(tree)];
    const cuts = thresholds[split.column] as Float64Array;
    tree.feature[parent.node] = split.column;
    tree.threshold[parent.node] = cuts[split.bin - 1] ?? Number.MAX_VALUE;
    tree.unknownLeft[parent.node] = Number(split.unknownLeft);
    tree.left[parent.node] = left;
    tree.right[parent.node] = right;
    tree.cover[parent.node] = parent.rows.length;
    const direction = options.monotone[split.column] ?? 0;
    const middle = (split.leftValue + split.rightValue) / 2;
    leaves.push(
      leafOf(left, leftRows, leftHistogram, direction < 0 ? middle : parent.low, direction > 0 ? middle : parent.high),
      leafOf(
        right,
        rightRows,
        rightHistogram,
        direction > 0 ? middle : parent.low,
        direction < 0 ? middle : parent.high,
      ),
    );
  }
  for (const { node, rows: its, histogram, low, high } of leaves) {
    const { gradient, curvature } = totalsOf(histogram);
    // A tree that parts nothing adds nothing: the level of all rows is the base's.
    if (leaves.length > 1) tree.value[node] = Math.min(high, Math.max(low, -gradient / (curvature + options.l2)));
    tree.cover[node] = its.length;
  }
  return tree;
}

type MutableTree = { [Key in keyof Tree]: number[] };

function emptyTree(): MutableTree {
  return { feature: [], threshold: [], unknownLeft: [], left: [], right: [], value: [], cover: [] };
}

function addNode(tree: MutableTree): number {
  tree.feature.push(-1);
  for (const key of ['threshold', 'unknownLeft', 'left', 'right', 'value', 'cover'] as const) tree[key].push(0);
  return tree.feature.length - 1;
}

function widest(leaves: readonly Leaf[]): Leaf | undefined {
  let best: Leaf | undefined;
  for (const leaf of leaves) if (leaf.split && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf;
  return best;
}

function divide(rows: Uint32Array, bins: Uint8Array, total: number, split: Split): [Uint32Array, Uint32Array] {
  const offset = split.column * total;
  const goesLeft = (row: number): boolean => {
    const bin = bins[offset + row] as number;
    return bin === 0 ? split.unknownLeft : bin <= split.bin;
  };
  return [rows.filter(goesLeft), rows.filter((row) => !goesLeft(row))];
}
