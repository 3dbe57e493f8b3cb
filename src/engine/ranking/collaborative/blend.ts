import { requireNonNegative, requireSome } from '../../numerics/guards.js';
import { minimise } from '../../numerics/minimise.js';

/**
 * One outcome to learn from: what each model said of the items that could be offered, and which of them was chosen.
 * `scores[m][j]` is what model m gave to candidate j; what may not be offered is left out of the candidates.
 */
export interface BlendExample {
  readonly scores: readonly ArrayLike<number>[];
  /** Place of the chosen one among the candidates. */
  readonly chosen: number;
}

/** Weights of the models' scores, each divided by its scale first: plain data. */
export interface Blend {
  readonly scales: readonly number[];
  readonly weights: readonly number[];
}

/** What weights are before anything was learned, and how firmly. */
export interface BlendOptions {
  /** Pull of each weight towards `prior`, as that of this many examples; 1 unless told otherwise. */
  readonly strength?: number;
  /** Weights to stay near to where outcomes say little; all 1 unless told otherwise. */
  readonly prior?: readonly number[];
}

/**
 * Weights of several models, learned from what was chosen: the conditional logit (McFadden 1974), which is the
 * listwise loss of ListNet with one right answer (Cao et al. 2007),
 *
 *   P(chosen) = e^(w's(chosen)) / sum over candidates of e^(w's(j)),   s = scores / scales,
 *
 * fitted by maximum a posteriori with a normal prior. The loss is convex, so the answer does not depend on a start.
 * Without examples the weights are the prior, which is what a new course begins with.
 *
 * @param scales  spread of each model's scores, above 0; see `spreadOf`
 * @throws RangeError when an example has another number of models than `scales`, or a chosen one that is not in it
 */
export function learnBlend(
  examples: readonly BlendExample[],
  scales: readonly number[],
  options: BlendOptions = {},
): Blend {
  requireSome('scales', scales);
  const models = scales.length;
  const { strength = 1, prior = new Array<number>(models).fill(1) } = options;
  requireNonNegative('strength', strength);
  if (prior.length !== models) throw new RangeError(`prior must have ${models} weights, not ${prior.length}`);
  checkExamples(examples, models);
  const count = Math.max(1, examples.length);
  const { point } = minimise((weights, gradient) => {
    let loss = 0;
    for (let model = 0; model < models; model++) {
      const off = (weights[model] as number) - (prior[model] as number);
      loss += (strength * off * off) / 2;
      gradient[model] = strength * off;
    }
    for (const example of examples) loss += addLoss(example, scales, weights, gradient);
    for (let model = 0; model < models; model++) gradient[model] = (gradient[model] as number) / count;
    return loss / count;
  }, prior);
  return { scales, weights: [...point] };
}

/** -ln P(chosen) of one example; its slope is added to the gradient. */
function addLoss(
  { scores, chosen }: BlendExample,
  scales: readonly number[],
  weights: Float64Array,
  gradient: Float64Array,
): number {
  const factors = scales.map((scale, model) => (weights[model] as number) / scale);
  const total = blended(scores, factors);
  let most = Number.NEGATIVE_INFINITY;
  for (const score of total) most = Math.max(most, score);
  const best = total[chosen] as number;
  let sum = 0;
  for (let index = 0; index < total.length; index++) {
    const power = Math.exp((total[index] as number) - most);
    total[index] = power;
    sum += power;
  }
  for (const [model, given] of scores.entries()) {
    let expected = 0;
    for (let index = 0; index < total.length; index++) expected += (total[index] as number) * (given[index] as number);
    gradient[model] =
      (gradient[model] as number) + (expected / sum - (given[chosen] as number)) / (scales[model] as number);
  }
  return Math.log(sum) + most - best;
}

/** Steps of the search over proportions: tenths, then fortieths around the best of them. */
const COARSE = 10;
const FINE = 4;

/**
 * Weights that put the chosen ones highest: the largest mean of 1 / log2(1 + place), the gain of NDCG without a cut
 * (Jarvelin & Kekalainen 2002), over all proportions of the models in tenths and then in fortieths around the best.
 * Direct search on the measure itself (Metzler & Croft 2007), for the few weights there are; no worse on the examples
 * than the best model alone, which is one of the corners. `learnBlend` gives probabilities, this gives order.
 *
 * @param scales  spread of each model's scores, above 0
 * @returns       weights from 0 that sum to 1; all alike when there is no example
 * @throws RangeError when an example has another number of models than `scales`
 */
export function searchBlend(examples: readonly BlendExample[], scales: readonly number[]): Blend {
  checkExamples(examples, requireSome('scales', scales).length);
  const worth = (weights: readonly number[]) =>
    examples.reduce((sum, example) => sum + gainOf(example, { scales, weights }), 0);
  const even = scales.map(() => 1 / scales.length);
  const best = (tried: Iterable<readonly number[]>, start: readonly number[]) => {
    let [weights, most] = [start, worth(start)];
    for (const each of tried) {
      const value = worth(each);
      if (value > most) [weights, most] = [each, value];
    }
    return weights;
  };
  if (examples.length === 0) return { scales, weights: even };
  const coarse = best(proportions(scales.length, COARSE), even);
  return { scales, weights: best(neighbouring(coarse, 1 / (COARSE * FINE)), coarse) };
}

/** 1 / log2(1 + place) of the chosen one; of equals half are taken to stand before it. */
function gainOf({ scores, chosen }: BlendExample, blend: Blend): number {
  const total = blendScores(blend, scores);
  const own = total[chosen] as number;
  let [before, equal] = [0, 0];
  for (const score of total) {
    if (score > own) before++;
    else if (score === own) equal++;
  }
  return 1 / Math.log2(2 + before + (equal - 1) / 2);
}

/** All lists of `parts` shares in whole `steps`-ths that sum to 1. */
function* proportions(parts: number, steps: number, left = steps): Generator<number[]> {
  if (parts === 1) yield [left / steps];
  else {
    for (let first = 0; first <= left; first++) {
      for (const rest of proportions(parts - 1, steps, left - first)) yield [first / steps, ...rest];
    }
  }
}

/** Some of one share given to another: up to three steps, each pair. */
function* neighbouring(weights: readonly number[], step: number): Generator<number[]> {
  for (const [from, share] of weights.entries()) {
    for (const to of weights.keys()) {
      for (let steps = 1; to !== from && steps < FINE && share >= steps * step; steps++) {
        yield weights.map((weight, at) => weight + (at === to ? steps * step : at === from ? -steps * step : 0));
      }
    }
  }
}

function checkExamples(examples: readonly BlendExample[], models: number): void {
  for (const { scores, chosen } of examples) {
    if (scores.length !== models) throw new RangeError(`examples must have ${models} models, not ${scores.length}`);
    const candidates = scores[0]?.length ?? 0;
    if (!(Number.isInteger(chosen) && chosen >= 0 && chosen < candidates)) {
      throw new RangeError(`chosen must be one of ${candidates} candidates, not ${chosen}`);
    }
  }
}

/** The blended scores, in the order of the candidates. */
export function blendScores({ scales, weights }: Blend, scores: readonly ArrayLike<number>[]): Float64Array {
  return blended(
    scores,
    scales.map((scale, model) => (weights[model] as number) / scale),
  );
}

function blended(scores: readonly ArrayLike<number>[], factors: readonly number[]): Float64Array {
  const total = new Float64Array(scores[0]?.length ?? 0);
  for (const [model, given] of scores.entries()) {
    const factor = factors[model] as number;
    for (let index = 0; index < total.length; index++) {
      total[index] = (total[index] as number) + factor * (given[index] as number);
    }
  }
  return total;
}

/** Root of the mean square of what a model gives, over some learners; 1 when it gives nothing but zeros. */
export function spreadOf(lists: Iterable<ArrayLike<number>>): number {
  let [sum, count] = [0, 0];
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) sum += (list[index] as number) ** 2;
    count += list.length;
  }
  return sum > 0 ? Math.sqrt(sum / count) : 1;
}
