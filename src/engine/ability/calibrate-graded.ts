import { requirePositive, requireWhole } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import { type AnswerTable, checkAnswers, groupBy } from './answers.js';
import type { GradedItem } from './graded.js';
import { normalQuadrature } from './quadrature.js';

/** How closely graded items are worked out, and what is believed of their slopes. */
export interface GradedOptions {
  /** Normal prior of ln a; mild when absent, so that sparse items stay in range. */
  readonly logDiscrimination?: { readonly mean: number; readonly sd: number };
  readonly points?: number;
  readonly maxIterations?: number;
  /** It ends when no parameter moves by more than this in a round. */
  readonly tolerance?: number;
}

/** Graded items and how well they explain the answers. */
export interface GradedCalibration {
  readonly items: readonly GradedItem[];
  /** Sum over learners of ln P(their answers), without the prior. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const LEAST = 1e-12;
/** Thresholds stay this far apart on the logit scale, also when a score never came. */
const LEAST_GAP = 1e-3;

/**
 * Graded items by marginal maximum likelihood with EM (Bock & Aitkin 1981 on the model of Samejima 1969; Muraki 1990 for
 * the steps), a normal prior on ln a. Answers may be sparse. Each item is worked out as ln a, its first intercept and the
 * logs of the gaps, so that thresholds rise whatever happens.
 *
 * @param categories  of each item: how many scores there are, at least 2
 * @throws RangeError when answers, categories or options are out of range
 */
export function calibrateGraded(
  answers: AnswerTable,
  categories: readonly number[],
  options: GradedOptions = {},
): GradedCalibration {
  const { logDiscrimination = { mean: 0, sd: 1 }, points = 41, maxIterations = 200, tolerance = 1e-3 } = options;
  requireWhole('maxIterations', maxIterations, 1);
  requirePositive('tolerance', tolerance);
  requirePositive('logDiscrimination.sd', logDiscrimination.sd);
  checkScores(answers, categories);
  const { nodes, weights } = normalQuadrature(points);
  const byLearner = groupBy(answers.learner, answers.learners);
  let parameters = startOf(answers, categories);
  let [iterations, converged, logLikelihood] = [0, false, Number.NEGATIVE_INFINITY];
  while (iterations < maxIterations && !converged) {
    const tables = parameters.map((of) => logTable(of, nodes));
    const counts = categories.map((scores) => new Float64Array(scores * points));
    logLikelihood = 0;
    const posterior = new Float64Array(points);
    for (let learner = 0; learner < answers.learners; learner++) {
      const own = byLearner.order.subarray(byLearner.start[learner], byLearner.start[learner + 1]);
      if (own.length === 0) continue;
      const times = answers.frequency?.[learner] ?? 1;
      for (let q = 0; q < points; q++) posterior[q] = Math.log(weights[q] as number);
      for (const k of own) {
        const row = (answers.score[k] as number) * points;
        const table = tables[answers.item[k] as number] as Float64Array;
        for (let q = 0; q < points; q++) posterior[q] = (posterior[q] as number) + (table[row + q] as number);
      }
      logLikelihood += times * normalise(posterior);
      for (const k of own) {
        const row = (answers.score[k] as number) * points;
        const count = counts[answers.item[k] as number] as Float64Array;
        for (let q = 0; q < points; q++) {
          count[row + q] = (count[row + q] as number) + times * (posterior[q] as number);
        }
      }
    }
    const next = parameters.map((of, item) => improve(of, counts[item] as Float64Array, nodes, logDiscrimination));
    converged = parameters.every((of, item) =>
      of.every((value, index) => Math.abs(value - (next[item]?.[index] as number)) <= tolerance),
    );
    parameters = next;
    iterations++;
  }
  return { items: parameters.map(itemOf), logLikelihood, iterations, converged };
}

/** ln a, then the intercept of score 1, then ln of how much each further intercept is lower. */
type Parameters = Float64Array;

function interceptsOf(parameters: Parameters): number[] {
  const intercepts = [parameters[1] as number];
  for (let step = 2; step < parameters.length; step++) {
    intercepts.push((intercepts[step - 2] as number) - LEAST_GAP - Math.exp(parameters[step] as number));
  }
  return intercepts;
}

function itemOf(parameters: Parameters): GradedItem {
  const discrimination = Math.exp(parameters[0] as number);
  return { discrimination, thresholds: interceptsOf(parameters).map((intercept) => -intercept / discrimination) };
}

/** a = 1 and intercepts from the shares of learners at or above each score. */
function startOf({ item, score, items }: AnswerTable, categories: readonly number[]): Parameters[] {
  const shares = categories.map((scores) => new Float64Array(scores));
  for (let k = 0; k < item.length; k++) {
    const counts = shares[item[k] as number] as Float64Array;
    counts[score[k] as number] = (counts[score[k] as number] as number) + 1;
  }
  return Array.from({ length: items }, (_, index) => {
    const counts = shares[index] as Float64Array;
    const total = counts.reduce((sum, count) => sum + count, 0) + counts.length;
    const parameters = new Float64Array(counts.length);
    let [above, before] = [total, Number.NaN];
    for (let step = 1; step < counts.length; step++) {
      above -= (counts[step - 1] as number) + 1;
      const intercept = 1.2 * logit(clamp(above / total, 0.001, 0.999));
      parameters[step] = step === 1 ? intercept : Math.log(Math.max(0.01, before - intercept));
      before = intercept;
    }
    return parameters;
  });
}

/** ln P(score) at each point: (score, point) at score x points + point. */
function logTable(parameters: Parameters, nodes: Float64Array): Float64Array {
  const table = new Float64Array(parameters.length * nodes.length);
  const slope = Math.exp(parameters[0] as number);
  const intercepts = interceptsOf(parameters);
  for (let q = 0; q < nodes.length; q++) {
    let upper = 1;
    for (let score = 0; score <= intercepts.length; score++) {
      const intercept = intercepts[score];
      const next = intercept === undefined ? 0 : logistic(slope * (nodes[q] as number) + intercept);
      table[score * nodes.length + q] = Math.log(Math.max(LEAST, upper - next));
      upper = next;
    }
  }
  return table;
}

/** The parameters that fit expected counts best, from where they are. */
function improve(
  start: Parameters,
  counts: Float64Array,
  nodes: Float64Array,
  { mean, sd }: { readonly mean: number; readonly sd: number },
): Parameters {
  const objective = (parameters: Float64Array, gradient: Float64Array): number => {
    const slope = Math.exp(parameters[0] as number);
    const intercepts = interceptsOf(parameters);
    const pulls = new Float64Array(intercepts.length);
    let [value, slopePull] = [0, 0];
    for (let q = 0; q < nodes.length; q++) {
      const ability = nodes[q] as number;
      let upper = 1;
      let upperWeight = 0;
      for (let score = 0; score <= intercepts.length; score++) {
        const intercept = intercepts[score];
        const next = intercept === undefined ? 0 : logistic(slope * ability + intercept);
        const chance = Math.max(LEAST, upper - next);
        const count = counts[score * nodes.length + q] as number;
        value -= count * Math.log(chance);
        // d ln(P*_k - P*_(k+1)): the upper curve lifts it, the next one takes away.
        const weight = count / chance;
        const rise = upper * (1 - upper);
        if (score > 0) {
          const pull = (weight - upperWeight) * rise;
          pulls[score - 1] = (pulls[score - 1] as number) + pull;
          slopePull += pull * ability;
        }
        upperWeight = weight;
        upper = next;
      }
    }
    const deviate = ((parameters[0] as number) - mean) / sd;
    gradient[0] = -slopePull * slope + deviate / sd;
    // Every intercept from step k on moves down with the gap before it.
    let rest = 0;
    for (let step = intercepts.length - 1; step >= 0; step--) {
      rest += pulls[step] as number;
      gradient[step + 1] = step === 0 ? -rest : rest * Math.exp(parameters[step + 1] as number);
    }
    return value + 0.5 * deviate * deviate;
  };
  return minimise(objective, start, { maxIterations: 12, gradientTolerance: 1e-5 }).point;
}

/** Logs to weights that sum to 1. @returns ln of their sum before */
function normalise(logs: Float64Array): number {
  const top = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let q = 0; q < logs.length; q++) {
    logs[q] = Math.exp((logs[q] as number) - top);
    sum += logs[q] as number;
  }
  for (let q = 0; q < logs.length; q++) logs[q] = (logs[q] as number) / sum;
  return top + Math.log(sum);
}

function checkScores(answers: AnswerTable, categories: readonly number[]): void {
  checkAnswers(answers, 255);
  if (categories.length !== answers.items) {
    throw new RangeError(`categories must hold ${answers.items} numbers, not ${categories.length}`);
  }
  for (const scores of categories) requireWhole('categories', scores, 2);
  for (let k = 0; k < answers.item.length; k++) {
    const most = (categories[answers.item[k] as number] as number) - 1;
    if ((answers.score[k] as number) > most)
      throw new RangeError(`score must be at most ${most}, not ${answers.score[k]}`);
  }
}
