import { requirePositive, requireWhole } from '../numerics/guards.js';
import { type AnswerTable, checkAnswers, type Grouped, groupBy } from './answers.js';
import { type ExpectedCounts, improveLine, startLine } from './fit-item.js';
import {
  type CurveModel,
  checkPriors,
  type ItemLine,
  type ItemPriors,
  lineProbability,
  STEEPEST,
} from './item-line.js';
import { logTables, posteriorWeights } from './posterior.js';
import { normalQuadrature, type Quadrature } from './quadrature.js';
import { type LineErrors, lineErrors } from './standard-errors.js';

/** Which curves, what is believed before, and how closely it is worked out. */
export interface CalibrationOptions {
  readonly model?: CurveModel;
  /** None when absent: plain maximum likelihood. */
  readonly priors?: ItemPriors;
  /** Points on the ability scale. */
  readonly points?: number;
  readonly maxIterations?: number;
  /** It ends when no slope and no intercept moves by more than this in a round. */
  readonly tolerance?: number;
}

/** An item as calibration found it. */
export interface CalibratedItem extends ItemLine {
  /** Standard errors; infinite where the answers say nothing. */
  readonly errors: LineErrors;
  /** Learners who answered it. */
  readonly answers: number;
  /** Share of them who were right; NaN without answers. */
  readonly share: number;
}

/** Items and how well they explain the answers. */
export interface Calibration {
  readonly items: readonly CalibratedItem[];
  /** Sum over learners of ln P(their answers), abilities integrated out, without the priors. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** False: the cap on rounds ended it. */
  readonly converged: boolean;
}

/**
 * Item parameters by marginal maximum likelihood, or its maximum a posteriori with priors: abilities are integrated out
 * over a standard normal by EM (Bock & Aitkin 1981; priors Mislevy 1986). Answers may be sparse. One parameter: all items
 * share a slope, which is the standard deviation of the abilities in Rasch's units.
 *
 * An item that all answered alike, or none, has no best value: it stops at a bound or stays at its start, with a
 * standard error that says so (see `flagItems`). Cost of a round: answers x points.
 *
 * @throws RangeError when answers or options are out of range
 */
export function calibrate(answers: AnswerTable, options: CalibrationOptions = {}): Calibration {
  const { model = '2PL', priors = {}, points = 61, maxIterations = 500, tolerance = 1e-4 } = options;
  checkAnswers(answers);
  checkPriors(priors);
  requireWhole('maxIterations', maxIterations, 1);
  requirePositive('tolerance', tolerance);
  const quadrature = normalQuadrature(points);
  const byLearner = groupBy(answers.learner, answers.learners);
  const totals = countAnswers(answers);
  let lines = totals.map(({ asked, right }) => startLine(model, asked > 0 ? right / asked : 0.5));
  let [iterations, converged, logLikelihood] = [0, false, Number.NEGATIVE_INFINITY];
  while (iterations < maxIterations && !converged) {
    const expected = expectation(answers, byLearner, lines, quadrature);
    logLikelihood = expected.logLikelihood;
    let next = lines.map((line, item) =>
      totals[item]?.asked ? improveLine(line, countsOf(expected, item, quadrature), model, priors) : line,
    );
    if (model === '1PL') next = withCommonSlope(next, expected, quadrature);
    converged = lines.every((line, item) => isNear(line, next[item] as ItemLine, tolerance));
    lines = next;
    iterations++;
  }
  const errors = lineErrors(answers, byLearner, lines, quadrature, model);
  const items = lines.map((line, item) => {
    const { asked, right } = totals[item] as Totals;
    return { ...line, errors: errors[item] as LineErrors, answers: asked, share: right / asked };
  });
  return { items, logLikelihood, iterations, converged };
}

interface Totals {
  asked: number;
  right: number;
}

function countAnswers({ items, learner, item, score, frequency }: AnswerTable): Totals[] {
  const totals = Array.from({ length: items }, () => ({ asked: 0, right: 0 }));
  for (let k = 0; k < item.length; k++) {
    const total = totals[item[k] as number] as Totals;
    const times = frequency?.[learner[k] as number] ?? 1;
    total.asked += times;
    total.right += times * (score[k] as number);
  }
  return totals;
}

interface Expectation {
  readonly logLikelihood: number;
  /** Item by item, point by point. */
  readonly asked: Float64Array;
  readonly right: Float64Array;
}

function expectation(
  answers: AnswerTable,
  byLearner: Grouped,
  lines: readonly ItemLine[],
  quadrature: Quadrature,
): Expectation {
  const points = quadrature.nodes.length;
  const tables = logTables(lines, quadrature.nodes);
  const asked = new Float64Array(answers.items * points);
  const right = new Float64Array(answers.items * points);
  const posterior = new Float64Array(points);
  let logLikelihood = 0;
  for (let learner = 0; learner < answers.learners; learner++) {
    const times = answers.frequency?.[learner] ?? 1;
    const [from, to] = [byLearner.start[learner] as number, byLearner.start[learner + 1] as number];
    if (from === to || times === 0) continue;
    logLikelihood += times * posteriorWeights(answers, byLearner, learner, tables, quadrature, posterior);
    if (times !== 1) for (let q = 0; q < points; q++) posterior[q] = (posterior[q] as number) * times;
    for (let at = from; at < to; at++) {
      const k = byLearner.order[at] as number;
      const row = (answers.item[k] as number) * points;
      for (let q = 0; q < points; q++) asked[row + q] = (asked[row + q] as number) + (posterior[q] as number);
      if (answers.score[k] !== 1) continue;
      for (let q = 0; q < points; q++) right[row + q] = (right[row + q] as number) + (posterior[q] as number);
    }
  }
  return { logLikelihood, asked, right };
}

function countsOf({ asked, right }: Expectation, item: number, { nodes }: Quadrature): ExpectedCounts {
  const [from, to] = [item * nodes.length, (item + 1) * nodes.length];
  return { nodes, asked: asked.subarray(from, to), right: right.subarray(from, to) };
}

/** One scoring step for the slope that all items share. */
function withCommonSlope(lines: readonly ItemLine[], expected: Expectation, quadrature: Quadrature): ItemLine[] {
  let [pull, information] = [0, 1e-9];
  for (const [item, line] of lines.entries()) {
    const { nodes, asked, right } = countsOf(expected, item, quadrature);
    for (let q = 0; q < nodes.length; q++) {
      const ability = nodes[q] as number;
      const p = lineProbability(line, ability);
      pull += ((right[q] as number) - (asked[q] as number) * p) * ability;
      information += (asked[q] as number) * p * (1 - p) * ability * ability;
    }
  }
  const slope = Math.min(STEEPEST, Math.max(0, (lines[0] as ItemLine).slope + pull / information));
  return lines.map((line) => ({ ...line, slope }));
}

function isNear(before: ItemLine, after: ItemLine, tolerance: number): boolean {
  return Math.abs(before.slope - after.slope) <= tolerance && Math.abs(before.intercept - after.intercept) <= tolerance;
}
