import { requireWhole } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import { seededRandom } from '../numerics/random.js';
import { type AnswerTable, checkAnswers, groupBy } from './answers.js';
import { calibrate } from './calibrate.js';
import { type FactorModel, factorProbability } from './factors.js';
import { type FactorOptions, fitFactors } from './fit-factors.js';
import type { ItemLine } from './item-line.js';
import { logTables, posteriorWeights } from './posterior.js';
import { normalQuadrature } from './quadrature.js';
import { drawnProbability, type FactorDraws, sampleFactors } from './sample-factors.js';

/** Settings of the factor model that compete; fewer abilities did worse or the same on validation answers. */
const CANDIDATES = [
  { factors: 3, slopeVariance: 0.05 },
  { factors: 6, slopeVariance: 0.1 },
] as const;

/** Priors under which three parameters are stable on small data (mean .2 for guessing, slopes about 1). */
const CURVE = {
  model: '3PL',
  priors: { logDiscrimination: { mean: 0, sd: 0.3 }, guessing: { alpha: 5, beta: 20 } },
  tolerance: 1e-3,
} as const;

/** One answer in so many is held out from training to choose and to weigh. */
const HELD_OUT = 5;
/** How strongly the weights of the blend are drawn to one half each, in answers' worth of log loss. */
const BLEND_PULL = 20;
const POINTS = 41;
/** Beyond these sizes the fitted factor model predicts itself: draws would take long, and little is uncertain. */
const MOST_ANSWERS = 1_000_000;
const MOST_NUMBERS = 2_000_000;
/** Groups of items, and what draws start from. */
export type ResponseModelOptions = Pick<FactorOptions, 'groups' | 'seed'>;

/** The factor model as it predicts: by draws from its posterior where the data are not too large for them. */
interface Factors {
  readonly factorModel: FactorModel;
  readonly draws: FactorDraws | null;
}

/** A blend of the factor model and of one curve with guessing per item. */
export interface ResponseModel extends Factors {
  readonly lines: readonly ItemLine[];
  /** Posterior weights of each learner on the points of `normalQuadrature`, in rows. */
  readonly abilities: Float64Array;
  readonly blend: Blend;
  readonly setting: { readonly factors: number; readonly slopeVariance: number };
}

/** logit P = constant + factor x logit P(factor model) + curve x logit P(curve). */
export interface Blend {
  readonly constant: number;
  readonly factor: number;
  readonly curve: number;
}

/**
 * A model of who gets what right, settings and blend chosen on a fifth of the given answers that is held out (seeded),
 * then fitted to all of them. For prediction; for measurement use `calibrate`.
 *
 * @throws RangeError when the answers are out of range or fewer than ten
 */
export function fitResponseModel(answers: AnswerTable, { groups, seed = 1 }: ResponseModelOptions = {}): ResponseModel {
  checkAnswers(answers);
  requireWhole('the number of answers', answers.learner.length, 10);
  const [part, held] = holdOut(answers, seed);
  const common = { seed, ...(groups ? { groups } : {}) };
  const y = held.score;
  let best: { setting: (typeof CANDIDATES)[number]; logits: Float64Array; loss: number } | undefined;
  for (const setting of CANDIDATES) {
    const model = fitFactors(part, { ...common, ...setting });
    const logits = logitsOf(held, (learner, item) => factorProbability(model, learner, item));
    const loss = lossOf(logits, y);
    if (!best || loss < best.loss) best = { setting, logits, loss };
  }
  const { setting, logits } = best as NonNullable<typeof best>;
  const curve = fitCurves(part);
  const blend = fitBlend(
    logits,
    logitsOf(held, (learner, item) => curveProbability(curve, learner, item)),
    y,
  );
  const final = withDraws(answers, fitFactors(answers, { ...common, ...setting }), seed);
  return { ...final, ...fitCurves(answers), blend, setting };
}

function withDraws(answers: AnswerTable, factorModel: FactorModel, seed: string | number): Factors {
  const { factors, items, learners, deviations } = factorModel;
  const numbers = learners.length * factors + items.length * (factors + 1) + deviations.mean.length;
  const isSmall = answers.learner.length <= MOST_ANSWERS && numbers <= MOST_NUMBERS;
  return { factorModel, draws: isSmall ? sampleFactors(answers, factorModel, { seed }) : null };
}

/**
 * The mean, on the logit scale, of the two ways to the posterior: each errs on its own, the one by taking learners and
 * items as independent, the other by chance.
 */
function factorChance({ factorModel, draws }: Factors, learner: number, item: number): number {
  const fitted = factorProbability(factorModel, learner, item);
  if (!draws) return fitted;
  return logistic((safeLogit(fitted) + safeLogit(drawnProbability(draws, learner, item))) / 2);
}

/**
 * The chance that a learner of the model is right on one of its items.
 *
 * @returns in (0, 1)
 * @throws RangeError when the model has no such learner or item
 */
export function responseProbability(model: ResponseModel, learner: number, item: number): number {
  const { constant, factor, curve } = model.blend;
  const x = safeLogit(factorChance(model, learner, item));
  return logistic(constant + factor * x + curve * safeLogit(curveProbability(model, learner, item)));
}

interface Curves {
  readonly lines: readonly ItemLine[];
  readonly abilities: Float64Array;
}

function fitCurves(answers: AnswerTable): Curves {
  const lines = calibrate(answers, CURVE).items.map(({ slope, intercept, guessing, upper }) => ({
    slope,
    intercept,
    guessing,
    upper,
  }));
  const quadrature = normalQuadrature(POINTS);
  const tables = logTables(lines, quadrature.nodes);
  const byLearner = groupBy(answers.learner, answers.learners);
  const abilities = new Float64Array(answers.learners * POINTS);
  for (let learner = 0; learner < answers.learners; learner++) {
    const row = abilities.subarray(learner * POINTS, (learner + 1) * POINTS);
    posteriorWeights(answers, byLearner, learner, tables, quadrature, row);
  }
  return { lines, abilities };
}

const NODES = normalQuadrature(POINTS).nodes;

function curveProbability({ lines, abilities }: Curves, learner: number, item: number): number {
  const { slope, intercept, guessing, upper } = lines[item] as ItemLine;
  let sum = 0;
  for (let q = 0; q < POINTS; q++) {
    const above = logistic(slope * (NODES[q] as number) + intercept);
    sum += (abilities[learner * POINTS + q] as number) * (guessing + (upper - guessing) * above);
  }
  return sum;
}

function holdOut(answers: AnswerTable, seed: string | number): readonly [AnswerTable, AnswerTable] {
  const random = seededRandom(`held out:${seed}`);
  const isHeld = Array.from(answers.learner, () => random.next() * HELD_OUT < 1);
  const part = (held: boolean): AnswerTable => ({
    ...answers,
    learner: answers.learner.filter((_, k) => isHeld[k] === held),
    item: answers.item.filter((_, k) => isHeld[k] === held),
    score: answers.score.filter((_, k) => isHeld[k] === held),
  });
  return [part(false), part(true)];
}

function logitsOf({ learner, item }: AnswerTable, chance: (learner: number, item: number) => number): Float64Array {
  return Float64Array.from(learner, (who, k) => safeLogit(chance(who, item[k] as number)));
}

function safeLogit(p: number): number {
  return logit(clamp(p, 1e-9, 1 - 1e-9));
}

function lossOf(logits: Float64Array, score: Uint8Array): number {
  return logits.reduce((sum, x, k) => sum + softplus(score[k] === 1 ? -x : x), 0);
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** Logistic regression on the two logits, drawn to one half each. */
function fitBlend(factor: Float64Array, curve: Float64Array, score: Uint8Array): Blend {
  const { point } = minimise(
    (at, gradient) => {
      const [constant, f, c] = [at[0] as number, at[1] as number, at[2] as number];
      gradient[0] = BLEND_PULL * constant;
      gradient[1] = BLEND_PULL * (f - 0.5);
      gradient[2] = BLEND_PULL * (c - 0.5);
      let loss = (BLEND_PULL / 2) * (constant ** 2 + (f - 0.5) ** 2 + (c - 0.5) ** 2);
      for (let k = 0; k < score.length; k++) {
        const [xf, xc] = [factor[k] as number, curve[k] as number];
        const x = constant + f * xf + c * xc;
        loss += softplus(score[k] === 1 ? -x : x);
        const miss = logistic(x) - (score[k] as number);
        gradient[0] = (gradient[0] as number) + miss;
        gradient[1] = (gradient[1] as number) + miss * xf;
        gradient[2] = (gradient[2] as number) + miss * xc;
      }
      return loss;
    },
    [0, 0.5, 0.5],
  );
  return { constant: point[0] as number, factor: point[1] as number, curve: point[2] as number };
}
