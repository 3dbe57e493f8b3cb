import { requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';

/** A normal distribution of several numbers; plain lists, so that it can be stored anywhere. */
export interface GaussianVector {
  readonly mean: readonly number[];
  /** Row by row. */
  readonly covariance: readonly number[];
}

/**
 * Several abilities per learner (multidimensional item response theory; Reckase 2009, compensatory form):
 *
 *   logit P(learner u is right on item i) = sum over k of ability_uk x slope_ik + intercept_i + deviation_u,group(i)
 *
 * The first ability is the general one (every slope near 1 or whatever the data say), the others are departures from it.
 * Everything is known as a distribution, so that what rests on few answers is drawn towards what is usual.
 */
export interface FactorModel {
  readonly factors: number;
  /** Of each item: slopes, then intercept. Length factors + 1. */
  readonly items: readonly GaussianVector[];
  /** Of each learner: abilities. Length factors. */
  readonly learners: readonly GaussianVector[];
  /** The group of each item (a skill, a topic), from 0; all 0 without groups. */
  readonly groups: readonly number[];
  /** Of each learner and group: how much better or worse the learner is there; empty without groups. */
  readonly deviations: { readonly mean: readonly number[]; readonly variance: readonly number[] };
  /** Variance of the deviations before any answer. */
  readonly deviationVariance: number;
}

/** How many groups the deviations of one learner span; 0 without groups. */
export function groupCount({ groups, deviations }: Pick<FactorModel, 'groups' | 'deviations'>): number {
  return deviations.mean.length === 0 ? 0 : groups.reduce((most, group) => Math.max(most, group + 1), 0);
}

/**
 * The chance that a learner of the model is right on an item, the uncertainty of both averaged over by the probit
 * approximation of MacKay (1992):
 *
 *   E[logistic(x)] = logistic(mean / sqrt(1 + pi variance / 8))
 *
 * @returns in (0, 1)
 * @throws RangeError when the model has no such learner or item
 */
export function factorProbability(model: FactorModel, learner: number, item: number): number {
  requireWhole('learner', learner, 0);
  const groups = groupCount(model);
  const ability = model.learners[learner];
  if (!ability) throw new RangeError(`learner must be below ${model.learners.length}, not ${learner}`);
  const at = learner * groups + (model.groups[item] ?? 0);
  const deviation = groups > 0 ? { mean: model.deviations.mean[at], variance: model.deviations.variance[at] } : {};
  return abilityProbability(model, ability, item, deviation);
}

/**
 * The same from the abilities alone, for a learner whose abilities are kept elsewhere.
 *
 * @param deviation  of the learner in the group of the item; none when absent
 * @throws RangeError when the model has no such item
 */
export function abilityProbability(
  model: FactorModel,
  ability: GaussianVector,
  item: number,
  deviation: { readonly mean?: number | undefined; readonly variance?: number | undefined } = {},
): number {
  requireWhole('item', item, 0);
  const line = model.items[item];
  if (!line) throw new RangeError(`item must be below ${model.items.length}, not ${item}`);
  const { mean, variance } = productMoments(ability, line, model.factors);
  const x = mean + (deviation.mean ?? 0);
  return logistic(x / Math.sqrt(1 + (Math.PI / 8) * (variance + (deviation.variance ?? 0))));
}

/** Mean and variance of abilities x slopes + intercept, the two independent. */
function productMoments(ability: GaussianVector, line: GaussianVector, factors: number) {
  const size = factors + 1;
  let [mean, second] = [0, 0];
  const abilityAt = (k: number): number => (k < factors ? (ability.mean[k] as number) : 1);
  for (let a = 0; a < size; a++) {
    mean += abilityAt(a) * (line.mean[a] as number);
    for (let b = 0; b < size; b++) {
      const spread = a < factors && b < factors ? (ability.covariance[a * factors + b] as number) : 0;
      const square = abilityAt(a) * abilityAt(b) + spread;
      second +=
        square * ((line.covariance[a * size + b] as number) + (line.mean[a] as number) * (line.mean[b] as number));
    }
  }
  return { mean, variance: Math.max(0, second - mean * mean) };
}
