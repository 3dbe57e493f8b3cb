import { chiSquareSurvival } from '../numerics/distributions-chi-square.js';
import { requireFinite } from '../numerics/guards.js';
import { type AnswerTable, checkAnswers } from './answers.js';
import { type ItemLine, lineProbability } from './item-line.js';
import { normalQuadrature } from './quadrature.js';

/** How far the answers to an item stray from its curve; 1 is as far as chance alone would bring them. */
export interface MeanSquares {
  /** Mean of squared standardised residuals: swayed by surprising answers of learners far from the item. */
  readonly outfit: number;
  /** The same weighted by information: swayed by learners near the item. */
  readonly infit: number;
  readonly answers: number;
}

/**
 * Outfit and infit of each item (Wright & Masters 1982, ch. 5), at the abilities given:
 *
 *   outfit = mean of (score - P)^2 / (P Q),   infit = sum of (score - P)^2 / sum of P Q
 *
 * With estimated abilities both lie a little below 1 under a perfect fit. NaN for an item without answers.
 *
 * @throws RangeError when the answers are out of range or do not match lines and abilities
 */
export function meanSquares(
  answers: AnswerTable,
  lines: readonly ItemLine[],
  abilities: ArrayLike<number>,
): MeanSquares[] {
  checkAnswers(answers);
  checkLines(answers, lines);
  if (abilities.length !== answers.learners) {
    throw new RangeError(`abilities must hold ${answers.learners} numbers, not ${abilities.length}`);
  }
  const sums = lines.map(() => ({ standardised: 0, residual: 0, spread: 0, answers: 0 }));
  for (let k = 0; k < answers.item.length; k++) {
    const item = answers.item[k] as number;
    const p = lineProbability(
      lines[item] as ItemLine,
      requireFinite('abilities', abilities[answers.learner[k] as number] as number),
    );
    const squared = ((answers.score[k] as number) - p) ** 2;
    const sum = sums[item] as (typeof sums)[number];
    sum.standardised += squared / (p * (1 - p));
    sum.residual += squared;
    sum.spread += p * (1 - p);
    sum.answers++;
  }
  return sums.map(({ standardised, residual, spread, answers: count }) => ({
    outfit: standardised / count,
    infit: residual / spread,
    answers: count,
  }));
}

/** S-X2 of one item. */
export interface SummedScoreFit {
  readonly statistic: number;
  /** 0: too few learners to compare any group. */
  readonly degreesOfFreedom: number;
  /** The statistic as a standard normal deviate (Wilson & Hilferty 1931); above 3 the item does not fit. */
  readonly deviate: number;
  /** Chance of a statistic at least as large when the item fits, from the chi-square distribution; 1 without groups. */
  readonly pValue: number;
}

/** Groups with an expected count below this, right or wrong, are joined to the next. */
const LEAST_EXPECTED = 1;

/**
 * S-X2 of each item (Orlando & Thissen 2000): learners in groups by their number of right answers, observed beside
 * expected shares of right answers, the expected from the distribution of that number (Lord & Wingersky 1984):
 *
 *   E_ik = integral of P_i f(k - 1 | ability, others) / integral of f(k | ability, all)
 *   S-X2 = sum over k of N_k (O_ik - E_ik)^2 / (E_ik (1 - E_ik))
 *
 * Learners who were not asked every item are left out.
 *
 * @param parameters  fitted parameters of an item (2 for two-parameter curves), taken off the degrees of freedom
 * @throws RangeError when the answers are out of range or do not match the lines
 */
export function summedScoreFit(answers: AnswerTable, lines: readonly ItemLine[], parameters: number): SummedScoreFit[] {
  checkAnswers(answers);
  checkLines(answers, lines);
  const { nodes, weights } = normalQuadrature(61);
  const observed = observedGroups(answers);
  const chances = lines.map((line) => nodes.map((node) => lineProbability(line, node)));
  const all = scoreDistribution(chances, nodes.length);
  const count = lines.length;
  return lines.map((_, item) => {
    const others = scoreDistribution(
      chances.filter((_, other) => other !== item),
      nodes.length,
    );
    const groups: Group[] = [];
    for (let score = 1; score < count; score++) {
      let [right, total] = [0, 0];
      for (let q = 0; q < nodes.length; q++) {
        const weight = weights[q] as number;
        right += weight * (chances[item]?.[q] as number) * (others[score - 1]?.[q] as number);
        total += weight * (all[score]?.[q] as number);
      }
      const learners = observed.learners[score] as number;
      groups.push({
        learners,
        right: observed.right[score * count + item] as number,
        expected: (learners * right) / total,
      });
    }
    return fitOf(joined(groups), parameters);
  });
}

interface Group {
  readonly learners: number;
  readonly right: number;
  readonly expected: number;
}

/** By number of right answers: learners, and who of them was right on each item. */
function observedGroups({ learners, items, learner, item, score, frequency }: AnswerTable) {
  const asked = new Int32Array(learners);
  const total = new Int32Array(learners);
  for (let k = 0; k < learner.length; k++) {
    const who = learner[k] as number;
    asked[who] = (asked[who] as number) + 1;
    total[who] = (total[who] as number) + (score[k] as number);
  }
  const counts = { learners: new Float64Array(items + 1), right: new Float64Array((items + 1) * items) };
  for (let who = 0; who < learners; who++) {
    if (asked[who] !== items) continue;
    const group = total[who] as number;
    counts.learners[group] = (counts.learners[group] as number) + (frequency?.[who] ?? 1);
  }
  for (let k = 0; k < learner.length; k++) {
    const who = learner[k] as number;
    if (asked[who] !== items || score[k] !== 1) continue;
    const at = (total[who] as number) * items + (item[k] as number);
    counts.right[at] = (counts.right[at] as number) + (frequency?.[who] ?? 1);
  }
  return counts;
}

/** f(k | ability at each point): item after item, a right answer moves the sum up by one. */
function scoreDistribution(chances: readonly Float64Array[], points: number): Float64Array[] {
  let distribution = [new Float64Array(points).fill(1)];
  for (const chance of chances) {
    const next = Array.from({ length: distribution.length + 1 }, () => new Float64Array(points));
    for (const [score, density] of distribution.entries()) {
      const [same, up] = [next[score] as Float64Array, next[score + 1] as Float64Array];
      for (let q = 0; q < points; q++) {
        const right = (density[q] as number) * (chance[q] as number);
        up[q] = (up[q] as number) + right;
        same[q] = (same[q] as number) + (density[q] as number) - right;
      }
    }
    distribution = next;
  }
  return distribution;
}

/** Neighbouring groups joined until each expects enough right and wrong answers; what is left over joins the last. */
function joined(groups: readonly Group[]): Group[] {
  const result: Group[] = [];
  let open: Group = { learners: 0, right: 0, expected: 0 };
  const add = (a: Group, b: Group): Group => ({
    learners: a.learners + b.learners,
    right: a.right + b.right,
    expected: a.expected + b.expected,
  });
  for (const group of groups) {
    open = add(open, group);
    if (Math.min(open.expected, open.learners - open.expected) < LEAST_EXPECTED) continue;
    result.push(open);
    open = { learners: 0, right: 0, expected: 0 };
  }
  const last = result.pop();
  return last ? [...result, add(last, open)] : [];
}

function fitOf(groups: readonly Group[], parameters: number): SummedScoreFit {
  const degreesOfFreedom = Math.max(0, groups.length - parameters);
  const statistic = groups.reduce((sum, { learners, right, expected }) => {
    return sum + (right - expected) ** 2 / (expected * (1 - expected / learners));
  }, 0);
  if (degreesOfFreedom === 0) return { statistic, degreesOfFreedom, deviate: 0, pValue: 1 };
  const spread = 2 / (9 * degreesOfFreedom);
  return {
    statistic,
    degreesOfFreedom,
    deviate: (Math.cbrt(statistic / degreesOfFreedom) - 1 + spread) / Math.sqrt(spread),
    pValue: chiSquareSurvival(statistic, degreesOfFreedom),
  };
}

function checkLines({ items }: AnswerTable, lines: readonly ItemLine[]): void {
  if (lines.length !== items) throw new RangeError(`lines must hold ${items} items, not ${lines.length}`);
}
