import { requirePositive, requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import type { RandomSource } from '../numerics/random.js';
import { type Design, requireRow } from './design.js';
import { binFeatures } from './feature-bins.js';
import { growTree } from './grow-tree.js';
import { type Tree, treeValue } from './tree.js';

/** A fitted sum of trees on the log-odds scale; plain data. */
export interface BoostedTrees {
  readonly names: readonly string[];
  /** Log-odds of the training outcomes. */
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** How the trees are grown; absent values are those of a small, slow, strongly drawn forest. */
export interface BoostOptions {
  readonly trees?: number;
  /** Share of each tree that is added, in (0, 1]. */
  readonly rate?: number;
  readonly leaves?: number;
  readonly leastRows?: number;
  readonly l2?: number;
  /** Share of the rows that each tree sees, in (0, 1]. */
  readonly rowShare?: number;
  /** Share of the columns that each tree sees, in (0, 1]. */
  readonly columnShare?: number;
  /** For inputs by name: 1 = the chance may only rise with it, -1 = only fall. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  readonly bins?: number;
}

/** What stops the boosting early. */
export interface Watch {
  /** Rows of learners that are not in the training rows. */
  readonly design: Design;
  /** It stops when so many trees in a row did not lower the log loss on them. */
  readonly patience: number;
}

/**
 * Gradient boosting of the logistic loss with second-order steps (Friedman 2001, algorithm 5; Friedman 2002 for the
 * random rows; Chen & Guestrin 2016 for the columns and the second order):
 *
 *   score_t(x) = score_{t-1}(x) + rate * tree_t(x),  gradient p - y, curvature p (1 - p)
 *
 * With `watch`, the number of trees is the one with the least log loss on the rows watched.
 *
 * @throws RangeError as `requireDesign`; when an option is out of range or names an unknown input
 */
export function fitBoostedTrees(
  design: Design,
  options: BoostOptions,
  random: RandomSource,
  watch?: Watch,
): BoostedTrees {
  const { trees: most = 200, rate = 0.05, leaves = 8, leastRows = 20, l2 = 5 } = options;
  const { rowShare = 0.7, columnShare = 0.5, bins = 63 } = options;
  requireWhole('trees', most, 1);
  requireWhole('leaves', leaves, 2);
  requireWhole('leastRows', leastRows, 1);
  requirePositive('l2', l2);
  for (const [name, share] of Object.entries({ rate, rowShare, columnShare })) {
    if (requirePositive(name, share) > 1) throw new RangeError(`${name} must be in (0, 1], not ${share}`);
  }
  const binned = binFeatures(design, bins);
  const { names, labels } = design;
  const { rows } = binned;
  const monotone = monotoneOf(names, options.monotone ?? {});
  let positives = 0;
  for (let row = 0; row < rows; row++) positives += labels[row] as number;
  const base = Math.log((positives + 0.5) / (rows - positives + 0.5));
  const scores = new Float64Array(rows).fill(base);
  const [gradients, curvatures] = [new Float64Array(rows), new Float64Array(rows)];
  const trees: Tree[] = [];
  const watched = watch ? watcher(watch, base) : null;
  while (trees.length < most) {
    for (let row = 0; row < rows; row++) {
      const chance = logistic(scores[row] as number);
      gradients[row] = chance - (labels[row] as number);
      curvatures[row] = chance * (1 - chance);
    }
    const seen = someOf(rows, rowShare, random);
    const columns = Array.from(someOf(names.length, columnShare, random));
    const grown = growTree(binned, seen, gradients, curvatures, { leaves, leastRows, l2, columns, monotone });
    const tree = { ...grown, value: grown.value.map((value) => rate * value) };
    trees.push(tree);
    addTree(scores, design, tree);
    if (watched?.isOver(tree)) break;
  }
  return { names, base, trees: watched ? trees.slice(0, watched.best()) : trees };
}

/**
 * Log-odds of one row.
 *
 * @throws RangeError when its length does not fit
 */
export function boostedScore({ names, base, trees }: BoostedTrees, row: ArrayLike<number>): number {
  requireRow(names, row);
  let score = base;
  for (const tree of trees) score += treeValue(tree, row);
  return score;
}

/**
 * A share of 0 … count - 1, at least one, ascending; each set of that size equally likely (selection sampling, Fan,
 * Muller & Rezucha 1962).
 */
function someOf(count: number, share: number, random: RandomSource): Uint32Array {
  const size = Math.max(1, Math.round(share * count));
  const chosen = new Uint32Array(size);
  for (let value = 0, taken = 0; taken < size; value++) {
    if (size - taken === count - value || (count - value) * random.next() < size - taken) chosen[taken++] = value;
  }
  return chosen;
}

function addTree(scores: Float64Array, { names, values }: Design, tree: Tree): void {
  const width = names.length;
  for (let row = 0; row < scores.length; row++) {
    scores[row] = (scores[row] as number) + treeValue(tree, values, row * width);
  }
}

function watcher({ design, patience }: Watch, base: number) {
  requireWhole('patience', patience, 1);
  const scores = new Float64Array(design.labels.length).fill(base);
  let [least, best, count] = [lossOf(scores, design.labels), 0, 0];
  return {
    best: () => best,
    isOver(tree: Tree): boolean {
      addTree(scores, design, tree);
      count++;
      const loss = lossOf(scores, design.labels);
      if (loss < least) [least, best] = [loss, count];
      return count - best >= patience;
    },
  };
}

function lossOf(scores: Float64Array, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    sum += Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score))) - (labels[row] as number) * score;
  }
  return sum;
}

function monotoneOf(names: readonly string[], wanted: Readonly<Record<string, 1 | -1>>): number[] {
  for (const name of Object.keys(wanted)) {
    if (!names.includes(name)) throw new RangeError(`there is no input "${name}" to be monotone in`);
  }
  return names.map((name) => wanted[name] ?? 0);
}
