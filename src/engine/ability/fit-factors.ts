import { cholesky, inverseFromCholesky } from '../numerics/cholesky.js';
import { requirePositive, requireWhole } from '../numerics/guards.js';
import { seededRandom } from '../numerics/random.js';
import { sampleNormal } from '../numerics/sample.js';
import { type AnswerTable, checkAnswers, type Grouped, groupBy } from './answers.js';
import { checkGroups, type ItemHyper, initialHyper, updateHyper } from './factor-priors.js';
import type { FactorModel } from './factors.js';

/** The size of the model, and what it starts from. */
export interface FactorOptions {
  /** How many abilities a learner has, 1 to 16. */
  readonly factors?: number;
  /** Variance of the slopes on the second and further abilities, before any answer. */
  readonly slopeVariance?: number;
  /** Group of each item from 0: items of a group resemble each other, and learners deviate group by group. */
  readonly groups?: Int32Array;
  readonly iterations?: number;
  readonly seed?: string | number;
}

/** Moments of one side: E[v] in rows of `size`, E[v v'] in rows of size squared. */
interface Side {
  readonly size: number;
  readonly mean: Float64Array;
  readonly second: Float64Array;
}

/**
 * The factor model by variational Bayes: learners, items and deviations are normal and independent in the posterior,
 * the logistic is bounded by a normal whose curvature tanh(x/2) / (2x) is tuned to each answer (Jaakkola & Jordan 2000;
 * the same as the mean of a Polya-Gamma variable, Polson, Scott & Windle 2013). Each step solves a small linear system
 * and never worsens the bound. Means and variances of the general slope and of the intercept come from the data, as does
 * the variance of the deviations. Cost of a round: answers x (factors + 1)^2. The same seed gives the same bytes.
 *
 * @throws RangeError when answers or options are out of range
 */
export function fitFactors(answers: AnswerTable, options: FactorOptions = {}): FactorModel {
  const { factors = 2, slopeVariance = 0.1, groups, iterations = 40, seed = 1 } = options;
  checkAnswers(answers);
  requireWhole('factors', factors, 1);
  if (factors > 16) throw new RangeError(`factors must be at most 16, not ${factors}`);
  requirePositive('slopeVariance', slopeVariance);
  requireWhole('iterations', iterations, 1);
  if (groups) checkGroups(groups, answers.items);
  const state = initialState(answers, factors, seed, groups);
  const hyper = initialHyper(factors, slopeVariance, groups, answers.items);
  for (let round = 0; round < iterations; round++) {
    updateItems(state, hyper);
    // The first rounds are still far from the data; their spread says nothing yet.
    if (round > 5) updateHyper(hyper, state.item, factors);
    updateLearners(state, factors);
    fillLinear(state);
    if (state.deviation) updateDeviations(state, state.deviation, round > 5);
    updateCurvatures(state);
  }
  return modelOf(state, factors);
}

interface Deviations {
  readonly cell: Int32Array;
  readonly byCell: Grouped;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  prior: number;
}

interface State {
  readonly answers: AnswerTable;
  readonly byLearner: Grouped;
  readonly byItem: Grouped;
  /** Abilities and a fixed 1. */
  readonly learner: Side;
  /** Slopes and intercept. */
  readonly item: Side;
  readonly deviation: Deviations | null;
  readonly groups: Int32Array;
  /** Curvature of the bound at each answer. */
  readonly curvature: Float64Array;
  /** Mean and variance at each answer of abilities x slopes + intercept. */
  readonly linear: Float64Array;
  readonly spread: Float64Array;
}

function initialState(answers: AnswerTable, factors: number, seed: string | number, groups?: Int32Array): State {
  const random = seededRandom(seed);
  const size = factors + 1;
  const side = (count: number): Side => ({
    size,
    mean: new Float64Array(count * size),
    second: new Float64Array(count * size * size),
  });
  const [learner, item] = [side(answers.learners), side(answers.items)];
  // Without a push the further abilities would stay at 0, a point of rest.
  const nudge = (): number => 0.3 * sampleNormal(random);
  for (let u = 0; u < answers.learners; u++) {
    for (let k = 1; k < factors; k++) learner.mean[u * size + k] = nudge();
    learner.mean[u * size + factors] = 1;
    setSecond(learner, u, (a, b) => (a === b && a < factors ? 0.5 : 0));
  }
  for (let i = 0; i < answers.items; i++) {
    item.mean[i * size] = 1;
    for (let k = 1; k < factors; k++) item.mean[i * size + k] = nudge();
    setSecond(item, i, (a, b) => (a === b ? 0.1 : 0));
  }
  const count = answers.learner.length;
  return {
    answers,
    byLearner: groupBy(answers.learner, answers.learners),
    byItem: groupBy(answers.item, answers.items),
    learner,
    item,
    deviation: groups ? initialDeviations(answers, groups) : null,
    groups: groups ?? new Int32Array(answers.items),
    curvature: new Float64Array(count).fill(0.25),
    linear: new Float64Array(count),
    spread: new Float64Array(count),
  };
}

function initialDeviations({ learners, learner, item }: AnswerTable, groups: Int32Array): Deviations {
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const cell = learner.map((who, k) => who * count + (groups[item[k] as number] as number));
  return {
    cell,
    byCell: groupBy(cell, learners * count),
    mean: new Float64Array(learners * count),
    variance: new Float64Array(learners * count).fill(0.1),
    prior: 0.3,
  };
}

/** E[v v'] = covariance + mean mean'. */
function setSecond(side: Side, row: number, covariance: (a: number, b: number) => number): void {
  const { size, mean, second } = side;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      second[(row * size + a) * size + b] =
        covariance(a, b) + (mean[row * size + a] as number) * (mean[row * size + b] as number);
    }
  }
}

/** Slopes and intercept of each item, given the learners. */
function updateItems(state: State, hyper: ItemHyper): void {
  const { answers, byItem, item, learner, curvature, groups } = state;
  const { size } = item;
  const precision = new Float64Array(size * size);
  const pull = new Float64Array(size);
  for (let i = 0; i < answers.items; i++) {
    precision.fill(0);
    for (let a = 0; a < size; a++) {
      precision[a * size + a] = 1 / (hyper.variance[a] as number);
      pull[a] = (hyper.mean[(groups[i] as number) * size + a] as number) / (hyper.variance[a] as number);
    }
    for (let at = byItem.start[i] as number; at < (byItem.start[i + 1] as number); at++) {
      const k = byItem.order[at] as number;
      const row = (answers.learner[k] as number) * size;
      const weight = curvature[k] as number;
      const lift = liftOf(state, k);
      for (let a = 0; a < size; a++) {
        pull[a] = (pull[a] as number) + lift * (learner.mean[row + a] as number);
        for (let b = 0; b <= a; b++) {
          const place = a * size + b;
          precision[place] = (precision[place] as number) + weight * (learner.second[(row + a) * size + b] as number);
        }
      }
    }
    const covariance = solveInto(precision, pull, size, item.mean, i * size);
    setSecond(item, i, (a, b) => covariance[a * size + b] as number);
  }
}

/** Abilities of each learner, given the items; their prior is standard normal. */
function updateLearners(state: State, factors: number): void {
  const { answers, byLearner, item, learner, curvature } = state;
  const { size } = item;
  const precision = new Float64Array(factors * factors);
  const pull = new Float64Array(factors);
  for (let u = 0; u < answers.learners; u++) {
    precision.fill(0);
    pull.fill(0);
    for (let k = 0; k < factors; k++) precision[k * factors + k] = 1;
    for (let at = byLearner.start[u] as number; at < (byLearner.start[u + 1] as number); at++) {
      const k = byLearner.order[at] as number;
      const row = (answers.item[k] as number) * size;
      const weight = curvature[k] as number;
      const lift = liftOf(state, k);
      for (let a = 0; a < factors; a++) {
        const crossed = item.second[(row + a) * size + factors] as number;
        pull[a] = (pull[a] as number) + lift * (item.mean[row + a] as number) - weight * crossed;
        for (let b = 0; b <= a; b++) {
          const place = a * factors + b;
          precision[place] = (precision[place] as number) + weight * (item.second[(row + a) * size + b] as number);
        }
      }
    }
    const covariance = solveInto(precision, pull, factors, learner.mean, u * size);
    setSecond(learner, u, (a, b) => (a < factors && b < factors ? (covariance[a * factors + b] as number) : 0));
  }
}

/** score - 1/2, less what the deviation already explains. */
function liftOf({ answers, curvature, deviation }: State, k: number): number {
  const half = (answers.score[k] as number) - 0.5;
  if (!deviation) return half;
  return half - (curvature[k] as number) * (deviation.mean[deviation.cell[k] as number] as number);
}

/** mean = precision^-1 pull, written at `offset`. @returns precision^-1 */
function solveInto(precision: Float64Array, pull: Float64Array, size: number, mean: Float64Array, offset: number) {
  const covariance = inverseFromCholesky(cholesky(precision, size), size);
  for (let a = 0; a < size; a++) {
    let sum = 0;
    for (let b = 0; b < size; b++) sum += (covariance[a * size + b] as number) * (pull[b] as number);
    mean[offset + a] = sum;
  }
  return covariance;
}

function updateDeviations(state: State, deviation: Deviations, learnsPrior: boolean): void {
  const { answers, curvature } = state;
  const { byCell, mean, variance } = deviation;
  let [squares, seen] = [0, 0];
  for (let cell = 0; cell < mean.length; cell++) {
    let [precision, pull] = [1 / deviation.prior, 0];
    const [from, to] = [byCell.start[cell] as number, byCell.start[cell + 1] as number];
    for (let at = from; at < to; at++) {
      const k = byCell.order[at] as number;
      precision += curvature[k] as number;
      pull += (answers.score[k] as number) - 0.5 - (curvature[k] as number) * (state.linear[k] as number);
    }
    variance[cell] = 1 / precision;
    mean[cell] = pull / precision;
    if (to === from) continue;
    squares += 1 / precision + (pull / precision) ** 2;
    seen++;
  }
  if (learnsPrior) deviation.prior = Math.max(1e-4, squares / seen);
}

/** sqrt(E[x^2]) is where the bound touches (Jaakkola & Jordan 2000, eq. 12). */
function updateCurvatures(state: State): void {
  const { deviation, curvature, linear, spread } = state;
  for (let k = 0; k < curvature.length; k++) {
    const cell = deviation?.cell[k] ?? 0;
    const mean = (linear[k] as number) + (deviation?.mean[cell] ?? 0);
    const x = Math.sqrt(mean * mean + (spread[k] as number) + (deviation?.variance[cell] ?? 0));
    curvature[k] = x < 1e-6 ? 0.25 : Math.tanh(x / 2) / (2 * x);
  }
}

/** Mean and variance at each answer, from learners and items as they are now. */
function fillLinear({ answers, learner, item, linear, spread }: State): void {
  const { size } = item;
  for (let k = 0; k < linear.length; k++) {
    const [u, i] = [(answers.learner[k] as number) * size, (answers.item[k] as number) * size];
    let [mean, second] = [0, 0];
    for (let a = 0; a < size; a++) mean += (learner.mean[u + a] as number) * (item.mean[i + a] as number);
    for (let ab = 0; ab < size * size; ab++) {
      second += (learner.second[u * size + ab] as number) * (item.second[i * size + ab] as number);
    }
    linear[k] = mean;
    spread[k] = Math.max(0, second - mean * mean);
  }
}

function modelOf({ answers, learner, item, groups, deviation }: State, factors: number): FactorModel {
  const { size } = item;
  const vector = ({ mean, second }: Side, row: number, length: number) => {
    const at = (a: number): number => mean[row * size + a] as number;
    const covariance: number[] = [];
    for (let a = 0; a < length; a++) {
      for (let b = 0; b < length; b++) covariance.push((second[(row * size + a) * size + b] as number) - at(a) * at(b));
    }
    return { mean: Array.from({ length }, (_, a) => at(a)), covariance };
  };
  return {
    factors,
    items: Array.from({ length: answers.items }, (_, i) => vector(item, i, size)),
    learners: Array.from({ length: answers.learners }, (_, u) => vector(learner, u, factors)),
    groups: [...groups],
    deviations: { mean: [...(deviation?.mean ?? [])], variance: [...(deviation?.variance ?? [])] },
    deviationVariance: deviation?.prior ?? 0,
  };
}
