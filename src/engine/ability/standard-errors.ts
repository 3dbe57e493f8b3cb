import { cholesky, inverseFromCholesky } from '../numerics/cholesky.js';
import type { AnswerTable, Grouped } from './answers.js';
import { lineGradient } from './fit-item.js';
import { type CurveModel, FREE_PARAMETERS, type ItemLine } from './item-line.js';
import { logTables, posteriorWeights } from './posterior.js';
import type { Quadrature } from './quadrature.js';

/** Standard errors of a line's parameters; 0 for one that the model holds fixed, infinite where nothing is known. */
export interface LineErrors {
  readonly slope: number;
  readonly intercept: number;
  readonly guessing: number;
  readonly upper: number;
}

/**
 * Standard errors from the cross products of the learners' scores, item by item (the block diagonal of the
 * cross-product information, Woodruff & Hanson 1996; Paek & Cai 2014): the score of a learner is the gradient of
 * ln P(answers) with the ability integrated out. For the asymptotes by the delta method. In the one-parameter model the
 * slope is shared, and its error is left at 0.
 */
export function lineErrors(
  answers: AnswerTable,
  byLearner: Grouped,
  lines: readonly ItemLine[],
  quadrature: Quadrature,
  model: CurveModel,
): LineErrors[] {
  const size = FREE_PARAMETERS[model];
  const { nodes } = quadrature;
  const points = nodes.length;
  const tables = logTables(lines, nodes);
  const gradients = lines.map((line) => logGradients(line, nodes, size));
  const information = new Float64Array(lines.length * size * size);
  const posterior = new Float64Array(points);
  const score = new Float64Array(size);
  for (let learner = 0; learner < answers.learners; learner++) {
    const times = answers.frequency?.[learner] ?? 1;
    posteriorWeights(answers, byLearner, learner, tables, quadrature, posterior);
    for (let at = byLearner.start[learner] as number; at < (byLearner.start[learner + 1] as number); at++) {
      const k = byLearner.order[at] as number;
      const item = answers.item[k] as number;
      const gradient = gradients[item]?.[answers.score[k] === 1 ? 1 : 0] as Float64Array;
      score.fill(0);
      for (let q = 0; q < points; q++) {
        const share = posterior[q] as number;
        for (let a = 0; a < size; a++) score[a] = (score[a] as number) + share * (gradient[q * size + a] as number);
      }
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          const place = item * size * size + a * size + b;
          information[place] = (information[place] as number) + times * (score[a] as number) * (score[b] as number);
        }
      }
    }
  }
  return lines.map((line, item) =>
    errorsOf(line, information.slice(item * size * size, (item + 1) * size * size), size),
  );
}

/** d ln P(answer) / d parameters at each point, for a wrong and for a right answer. */
function logGradients(line: ItemLine, nodes: Float64Array, size: number): readonly [Float64Array, Float64Array] {
  const wrong = new Float64Array(nodes.length * size);
  const right = new Float64Array(nodes.length * size);
  const slope = new Float64Array(4);
  for (let q = 0; q < nodes.length; q++) {
    const p = lineGradient(line, nodes[q] as number, slope);
    for (let a = 0; a < size; a++) {
      wrong[q * size + a] = -(slope[a] as number) / (1 - p);
      right[q * size + a] = (slope[a] as number) / p;
    }
  }
  return [wrong, right];
}

function errorsOf({ guessing, upper }: ItemLine, information: Float64Array, size: number): LineErrors {
  const unknown = (index: number): number => (index < size ? Number.POSITIVE_INFINITY : 0);
  let error = unknown;
  try {
    const inverse = inverseFromCholesky(cholesky(information, size), size);
    error = (index) => (index < size ? Math.sqrt(inverse[index * size + index] as number) : 0);
  } catch (refused) {
    if (!(refused instanceof RangeError)) throw refused;
    // Not positive definite: the answers to this item do not fix its parameters.
  }
  return {
    intercept: error(0),
    slope: error(1),
    guessing: size > 2 ? error(2) * guessing * (1 - guessing) : 0,
    upper: size > 3 ? error(3) * upper * (1 - upper) : 0,
  };
}
