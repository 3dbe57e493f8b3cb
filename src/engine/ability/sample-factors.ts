import { cholesky, solveLower, solveUpper } from '../numerics/cholesky.js';
import { requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { type RandomSource, seededRandom } from '../numerics/random.js';
import { sampleGamma, sampleNormal } from '../numerics/sample.js';
import { type AnswerTable, checkAnswers } from './answers.js';
import { type FactorModel, groupCount } from './factors.js';
import { samplePolyaGamma } from './polya-gamma.js';

/** Draws from the posterior of a factor model, one after the other in each list. */
export interface FactorDraws {
  readonly factors: number;
  readonly count: number;
  readonly learners: number;
  readonly items: number;
  readonly groupCount: number;
  readonly groups: readonly number[];
  /** count x learners x factors. */
  readonly abilities: Float32Array;
  /** count x items x (factors + 1): slopes, then intercept. */
  readonly lines: Float32Array;
  /** count x learners x groupCount. */
  readonly deviations: Float32Array;
}

/** How long the chain is. */
export interface SamplingOptions {
  /** Draws that are kept. */
  readonly count?: number;
  /** Rounds before the first of them; the start is the fitted model, so few are enough. */
  readonly burnIn?: number;
  /** Rounds from one to the next. */
  readonly thinning?: number;
  readonly seed?: string | number;
}

/** A variance of few numbers is drawn to these: mean b / (a - 1) of an inverse gamma. */
const VARIANCE_SHAPE = 1.5;
const SLOPE_SCALE = 0.05;
const INTERCEPT_SCALE = 0.5;
/** Variance between the means of groups, as a share of the variance within. */
const BETWEEN = 0.3;

/**
 * The posterior of the factor model by Gibbs sampling with Polya-Gamma variables (Polson, Scott & Windle 2013; as
 * Salakhutdinov & Mnih 2008 do for ratings), started at a model that `fitFactors` found: unlike there, learners and items
 * depend on each other, and means and variances of the items are uncertain too. The prior: abilities standard normal; the
 * slopes and intercept of an item normal around the mean of its group, this around the mean of all; variances inverse
 * gamma. Cost of a round: answers x (factors + 1)^2. The same seed gives the same bytes.
 *
 * @throws RangeError when the answers are out of range or not those of the model, or an option is no whole number
 */
export function sampleFactors(answers: AnswerTable, model: FactorModel, options: SamplingOptions = {}): FactorDraws {
  const { count = 50, burnIn = 40, thinning = 2, seed = 1 } = options;
  checkAnswers(answers);
  if (answers.learners !== model.learners.length || answers.items !== model.items.length) {
    throw new RangeError(`the answers must be of ${model.learners.length} learners on ${model.items.length} items`);
  }
  requireWhole('count', count, 1);
  requireWhole('burnIn', burnIn, 0);
  requireWhole('thinning', thinning, 1);
  const random = seededRandom(`draws:${seed}`);
  const chain = chainFrom(answers, model);
  const draws: FactorDraws = {
    factors: model.factors,
    count,
    learners: answers.learners,
    items: answers.items,
    groupCount: chain.groupCount,
    groups: [...model.groups],
    abilities: new Float32Array(count * chain.abilities.length),
    lines: new Float32Array(count * chain.lines.length),
    deviations: new Float32Array(count * chain.deviations.length),
  };
  for (let round = 0; round < burnIn; round++) turn(chain, random);
  for (let draw = 0; draw < count; draw++) {
    for (let round = 0; round < thinning; round++) turn(chain, random);
    draws.abilities.set(chain.abilities, draw * chain.abilities.length);
    draws.lines.set(chain.lines, draw * chain.lines.length);
    draws.deviations.set(chain.deviations, draw * chain.deviations.length);
  }
  return draws;
}

/**
 * The chance that a learner is right on an item: the mean over the draws.
 *
 * @returns in (0, 1)
 * @throws RangeError when there is no such learner or item
 */
export function drawnProbability(draws: FactorDraws, learner: number, item: number): number {
  const { factors, count, learners, items, groupCount: groups, abilities, lines, deviations } = draws;
  if (requireWhole('learner', learner, 0) >= learners) throw new RangeError(`learner must be below ${learners}`);
  if (requireWhole('item', item, 0) >= items) throw new RangeError(`item must be below ${items}`);
  let sum = 0;
  for (let draw = 0; draw < count; draw++) {
    const [u, i] = [(draw * learners + learner) * factors, (draw * items + item) * (factors + 1)];
    let x = lines[i + factors] as number;
    for (let k = 0; k < factors; k++) x += (abilities[u + k] as number) * (lines[i + k] as number);
    if (groups > 0) x += deviations[(draw * learners + learner) * groups + (draws.groups[item] as number)] as number;
    sum += logistic(x);
  }
  return sum / count;
}

/** Where the chain stands. */
interface Chain {
  readonly answers: AnswerTable;
  readonly factors: number;
  readonly groups: readonly number[];
  readonly groupCount: number;
  /** Learner x group of each answer. */
  readonly cell: Int32Array;
  readonly abilities: Float64Array;
  readonly lines: Float64Array;
  readonly deviations: Float64Array;
  /** Mean of the lines of each group, and of all; variance within groups. */
  readonly groupMeans: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  deviationVariance: number;
  /** Cells that have answers. */
  readonly seen: Uint8Array;
  /** Of each answer: Polya-Gamma variable, and abilities x slopes + intercept. */
  readonly weight: Float64Array;
  readonly linear: Float64Array;
}

function chainFrom(answers: AnswerTable, model: FactorModel): Chain {
  const { factors, groups } = model;
  const size = factors + 1;
  const count = groupCount(model);
  const cell = answers.learner.map((who, k) => who * count + (groups[answers.item[k] as number] as number));
  const seen = new Uint8Array(answers.learners * count);
  if (count > 0) for (const each of cell) seen[each] = 1;
  const mean = new Float64Array(size);
  mean[0] = 1;
  const itemGroups = groups.reduce((most, group) => Math.max(most, group + 1), 1);
  const groupMeans = new Float64Array(itemGroups * size);
  for (let group = 0; group < itemGroups; group++) groupMeans.set(mean, group * size);
  const variance = new Float64Array(size).fill(0.1);
  variance[factors] = 1.5;
  const chain: Chain = {
    answers,
    factors,
    groups,
    groupCount: count,
    cell,
    abilities: Float64Array.from(model.learners.flatMap((each) => each.mean)),
    lines: Float64Array.from(model.items.flatMap((each) => each.mean)),
    deviations: Float64Array.from(model.deviations.mean),
    groupMeans,
    mean,
    variance,
    deviationVariance: model.deviationVariance || 0.1,
    seen,
    weight: new Float64Array(answers.learner.length),
    linear: new Float64Array(answers.learner.length),
  };
  fillLinear(chain);
  return chain;
}

/** One round: every part drawn given all others. */
function turn(chain: Chain, random: RandomSource): void {
  const { weight, linear } = chain;
  for (let k = 0; k < weight.length; k++) {
    weight[k] = samplePolyaGamma((linear[k] as number) + deviationAt(chain, k), random);
  }
  drawSide(chain, 'lines', random);
  drawUsual(chain, random);
  drawSide(chain, 'abilities', random);
  fillLinear(chain);
  if (chain.groupCount > 0) drawDeviations(chain, random);
}

function deviationAt({ groupCount: count, deviations, cell }: Chain, k: number): number {
  return count > 0 ? (deviations[cell[k] as number] as number) : 0;
}

/** The regression of each row of one side on the other: precision = prior + sum of w v v', pull the same way. */
function drawSide(chain: Chain, side: 'lines' | 'abilities', random: RandomSource): void {
  const { answers, factors, abilities, lines, weight, groups, groupMeans, variance } = chain;
  const isItem = side === 'lines';
  const size = isItem ? factors + 1 : factors;
  const count = isItem ? answers.items : answers.learners;
  const own = isItem ? answers.item : answers.learner;
  const precision = new Float64Array(count * size * size);
  const pull = new Float64Array(count * size);
  for (let row = 0; row < count; row++) {
    for (let a = 0; a < size; a++) {
      const certainty = isItem ? 1 / (variance[a] as number) : 1;
      precision[(row * size + a) * size + a] = certainty;
      if (isItem) pull[row * size + a] = certainty * (groupMeans[(groups[row] as number) * size + a] as number);
    }
  }
  const other = new Float64Array(size);
  for (let k = 0; k < own.length; k++) {
    const row = own[k] as number;
    const [u, i] = [(answers.learner[k] as number) * factors, (answers.item[k] as number) * (factors + 1)];
    for (let a = 0; a < factors; a++) other[a] = (isItem ? abilities[u + a] : lines[i + a]) as number;
    if (isItem) other[factors] = 1;
    const w = weight[k] as number;
    const known = deviationAt(chain, k) + (isItem ? 0 : (lines[i + factors] as number));
    const lift = (answers.score[k] as number) - 0.5 - w * known;
    for (let a = 0; a < size; a++) {
      const at = row * size + a;
      const value = other[a] as number;
      pull[at] = (pull[at] as number) + lift * value;
      for (let b = 0; b <= a; b++) {
        precision[at * size + b] = (precision[at * size + b] as number) + w * value * (other[b] as number);
      }
    }
  }
  const into = chain[side];
  for (let row = 0; row < count; row++) {
    const factor = cholesky(precision.subarray(row * size * size, (row + 1) * size * size), size);
    const vector = solveLower(factor, size, pull.subarray(row * size, (row + 1) * size));
    // With a standard normal added between the two halves of the solution it is a draw instead of the mean.
    for (let a = 0; a < size; a++) vector[a] = (vector[a] as number) + sampleNormal(random);
    into.set(solveUpper(factor, size, vector), row * size);
  }
}

/** Means and variances of the lines, part by part. */
function drawUsual(chain: Chain, random: RandomSource): void {
  const { answers, factors, groups, groupMeans, lines, mean, variance } = chain;
  const size = factors + 1;
  const groupsOfItems = groupMeans.length / size;
  const sums = new Float64Array(groupsOfItems);
  const counts = new Float64Array(groupsOfItems);
  for (const group of groups) counts[group] = (counts[group] as number) + 1;
  for (let a = 0; a < size; a++) {
    sums.fill(0);
    let squares = 0;
    for (let i = 0; i < answers.items; i++) {
      const group = groups[i] as number;
      const value = lines[i * size + a] as number;
      sums[group] = (sums[group] as number) + value;
      squares += (value - (groupMeans[group * size + a] as number)) ** 2;
    }
    const scale = a === factors ? INTERCEPT_SCALE : SLOPE_SCALE;
    const within = (scale + squares / 2) / sampleGamma(VARIANCE_SHAPE + answers.items / 2, random);
    variance[a] = within;
    const all = sums.reduce((sum, value) => sum + value, 0) / answers.items;
    mean[a] = all + Math.sqrt(within / answers.items) * sampleNormal(random);
    for (let group = 0; group < groupsOfItems; group++) {
      const tie = groupsOfItems > 1 ? 1 / (BETWEEN * within) : 1e9;
      const precision = tie + (counts[group] as number) / within;
      const centre = (tie * (mean[a] as number) + (sums[group] as number) / within) / precision;
      groupMeans[group * size + a] = centre + sampleNormal(random) / Math.sqrt(precision);
    }
  }
}

function drawDeviations(chain: Chain, random: RandomSource): void {
  const { answers, cell, deviations, weight, linear, seen } = chain;
  const precision = new Float64Array(deviations.length).fill(1 / chain.deviationVariance);
  const pull = new Float64Array(deviations.length);
  for (let k = 0; k < cell.length; k++) {
    const at = cell[k] as number;
    const w = weight[k] as number;
    precision[at] = (precision[at] as number) + w;
    pull[at] = (pull[at] as number) + (answers.score[k] as number) - 0.5 - w * (linear[k] as number);
  }
  let [squares, count] = [0, 0];
  for (let at = 0; at < deviations.length; at++) {
    const spread = 1 / (precision[at] as number);
    const value = spread * (pull[at] as number) + Math.sqrt(spread) * sampleNormal(random);
    deviations[at] = value;
    squares += (seen[at] as number) * value * value;
    count += seen[at] as number;
  }
  chain.deviationVariance = (SLOPE_SCALE + squares / 2) / sampleGamma(VARIANCE_SHAPE + count / 2, random);
}

function fillLinear({ answers, factors, abilities, lines, linear }: Chain): void {
  for (let k = 0; k < linear.length; k++) {
    const [u, i] = [(answers.learner[k] as number) * factors, (answers.item[k] as number) * (factors + 1)];
    let sum = lines[i + factors] as number;
    for (let a = 0; a < factors; a++) sum += (abilities[u + a] as number) * (lines[i + a] as number);
    linear[k] = sum;
  }
}
