import type { AnswerTable, Grouped } from './answers.js';
import { type ItemLine, lineProbability } from './item-line.js';
import type { Quadrature } from './quadrature.js';

/** ln P(right) and ln P(wrong) of each item at each point: (item, point) at item x points + point. */
export function logTables(
  lines: readonly ItemLine[],
  nodes: Float64Array,
): { right: Float64Array; wrong: Float64Array } {
  const right = new Float64Array(lines.length * nodes.length);
  const wrong = new Float64Array(lines.length * nodes.length);
  for (const [item, line] of lines.entries()) {
    for (let q = 0; q < nodes.length; q++) {
      const p = lineProbability(line, nodes[q] as number);
      right[item * nodes.length + q] = Math.log(p);
      wrong[item * nodes.length + q] = Math.log1p(-p);
    }
  }
  return { right, wrong };
}

/**
 * The posterior weights of one learner over the points, written into `posterior`.
 *
 * @returns ln P(all the learner's answers)
 */
export function posteriorWeights(
  answers: AnswerTable,
  { start, order }: Grouped,
  learner: number,
  tables: { readonly right: Float64Array; readonly wrong: Float64Array },
  { weights }: Quadrature,
  posterior: Float64Array,
): number {
  const points = weights.length;
  for (let q = 0; q < points; q++) posterior[q] = Math.log(weights[q] as number);
  for (let at = start[learner] as number; at < (start[learner + 1] as number); at++) {
    const k = order[at] as number;
    const table = answers.score[k] === 1 ? tables.right : tables.wrong;
    const row = (answers.item[k] as number) * points;
    for (let q = 0; q < points; q++) posterior[q] = (posterior[q] as number) + (table[row + q] as number);
  }
  let top = Number.NEGATIVE_INFINITY;
  for (let q = 0; q < points; q++) top = Math.max(top, posterior[q] as number);
  let sum = 0;
  for (let q = 0; q < points; q++) {
    const density = Math.exp((posterior[q] as number) - top);
    posterior[q] = density;
    sum += density;
  }
  for (let q = 0; q < points; q++) posterior[q] = (posterior[q] as number) / sum;
  return top + Math.log(sum);
}
