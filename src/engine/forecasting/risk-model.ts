import { requireSome, requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { type RandomSource, seededRandom } from '../numerics/random.js';
import { type BoostedTrees, type BoostOptions, boostedScore, fitBoostedTrees } from './boosted-trees.js';
import { type Design, type Part, requireDesign, takeRows } from './design.js';
import { learnerFolds } from './learner-folds.js';
import { fitRidgeLogistic, type RidgeLogistic, ridgeParts, ridgeScore } from './ridge-logistic.js';
import { chanceOnLine, fitScoreLine, type ScoreLine } from './score-calibration.js';
import { boostedParts } from './tree-shares.js';

/** Chance that a learner drops out or fails: boosted trees and a logistic regression, blended and calibrated. Plain data. */
export interface RiskModel {
  readonly names: readonly string[];
  /** Sets of trees grown from different draws; their mean counts. */
  readonly forests: readonly BoostedTrees[];
  readonly linear: RidgeLogistic;
  /** Share of the trees in the blend, in [0, 1]; the rest is the regression's. */
  readonly treeShare: number;
  /** From the blend to the calibrated log-odds. */
  readonly line: ScoreLine;
  /** Share of training rows with the outcome. */
  readonly baseRate: number;
}

/** Settings of the two parts of a risk model. */
export interface RiskSettings {
  readonly boost: BoostOptions;
  readonly penalty: number;
}

/** What is chosen among, on how many folds of learners, and how many sets of trees are grown at last. */
export interface RiskOptions {
  /** Settings to choose among by log loss on learners held out. */
  readonly candidates?: readonly RiskSettings[];
  readonly folds?: number;
  readonly forests?: number;
}

/** Small trees, slowly added: sound for some thousand learners. */
export const DEFAULT_RISK_SETTINGS: RiskSettings = {
  boost: { trees: 250, rate: 0.03, leaves: 8, leastRows: 40, l2: 10, rowShare: 0.7, columnShare: 0.5 },
  penalty: 10,
};
const TREE_SHARES = [0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/**
 * Fits the blend
 *
 *   score = treeShare * mean of forests + (1 - treeShare) * regression,  chance = logistic(a + b * score)
 *
 * Settings, share and the line (a, b) are chosen by log loss on rows whose learners the fitted parts had not seen
 * (stacking, Wolpert 1992, with folds of learners); the parts are then fitted to all rows.
 *
 * @param learners  whose each row is
 * @throws RangeError as `requireDesign`; when there are fewer learners than folds or no candidate
 */
export function fitRiskModel(
  design: Design,
  learners: readonly string[],
  random: RandomSource,
  { candidates = [DEFAULT_RISK_SETTINGS], folds = 5, forests = 4 }: RiskOptions = {},
): RiskModel {
  const rows = requireDesign(design);
  if (learners.length !== rows) throw new RangeError(`learners must name ${rows} rows, not ${learners.length}`);
  requireSome('candidates', candidates);
  requireWhole('forests', forests, 1);
  const fold = learnerFolds(learners, folds, random);
  // Every fit starts from a seed of its own, so that candidates are compared on the same draws.
  const seed = random.next();
  let best: { settings: RiskSettings; treeShare: number; scores: Float64Array; loss: number } | undefined;
  for (const settings of candidates) {
    const trees = heldOutScores(design, fold, folds, (part, index) => {
      const forest = fitBoostedTrees(part, settings.boost, seededRandom(`${seed}:${index}`));
      return (row) => boostedScore(forest, row);
    });
    const linear = heldOutScores(design, fold, folds, (part) => {
      const model = fitRidgeLogistic(part, { penalty: settings.penalty });
      return (row) => ridgeScore(model, row);
    });
    for (const treeShare of TREE_SHARES) {
      const scores = trees.map((score, row) => treeShare * score + (1 - treeShare) * (linear[row] as number));
      const loss = lossOf(scores, design.labels);
      if (!best || loss < best.loss) best = { settings, treeShare, scores, loss };
    }
  }
  const { settings, treeShare, scores } = best as NonNullable<typeof best>;
  return {
    names: design.names,
    forests: Array.from({ length: forests }, (_, index) =>
      fitBoostedTrees(design, settings.boost, seededRandom(`${seed}:all:${index}`)),
    ),
    linear: fitRidgeLogistic(design, { penalty: settings.penalty }),
    treeShare,
    line: fitScoreLine(scores, design.labels),
    baseRate: Array.from(design.labels).reduce((sum, label) => sum + label, 0) / rows,
  };
}

/**
 * Calibrated log-odds of one row.
 *
 * @throws RangeError when its length does not fit
 */
export function riskScore({ forests, linear, treeShare, line }: RiskModel, row: ArrayLike<number>): number {
  let trees = 0;
  for (const forest of forests) trees += boostedScore(forest, row);
  return (
    line.intercept + line.slope * ((treeShare * trees) / forests.length + (1 - treeShare) * ridgeScore(linear, row))
  );
}

/** Chance in (0, 1) of one row. @throws RangeError when its length does not fit */
export function riskOf(model: RiskModel, row: ArrayLike<number>): number {
  return logistic(riskScore(model, row));
}

/**
 * Why: what each input adds to the log-odds beside a learner of the training rows. `mean + sum of shares = riskScore`.
 *
 * @throws RangeError when the row's length does not fit
 */
export function explainRisk(model: RiskModel, row: ArrayLike<number>): { mean: number; parts: Part[] } {
  const { forests, linear, treeShare, line } = model;
  const shares = new Float64Array(model.names.length);
  let mean = line.intercept + line.slope * (1 - treeShare) * linear.intercept;
  for (const [column, { share }] of ridgeParts(linear, row).entries())
    shares[column] = line.slope * (1 - treeShare) * share;
  const factor = (line.slope * treeShare) / forests.length;
  for (const forest of forests) {
    const explained = boostedParts(forest, row);
    mean += factor * explained.mean;
    for (const [column, { share }] of explained.parts.entries()) {
      shares[column] = (shares[column] as number) + factor * share;
    }
  }
  return { mean, parts: model.names.map((name, column) => ({ name, share: shares[column] as number })) };
}

type Scorer = (row: Float64Array) => number;

function heldOutScores(
  design: Design,
  fold: Uint8Array,
  folds: number,
  learn: (part: Design, index: number) => Scorer,
): Float64Array {
  const width = design.names.length;
  const scores = new Float64Array(fold.length);
  const rows = Uint32Array.from(fold, (_, row) => row);
  for (let index = 0; index < folds; index++) {
    const score = learn(
      takeRows(
        design,
        rows.filter((row) => fold[row] !== index),
      ),
      index,
    );
    for (const row of rows) {
      if (fold[row] === index) scores[row] = score(design.values.subarray(row * width, (row + 1) * width));
    }
  }
  return scores;
}

function lossOf(scores: Float64Array, labels: ArrayLike<number>): number {
  const line = fitScoreLine(scores, labels);
  let sum = 0;
  for (let row = 0; row < scores.length; row++) {
    const chance = chanceOnLine(line, scores[row] as number);
    sum -= Math.log(labels[row] === 1 ? chance : 1 - chance);
  }
  return sum;
}
