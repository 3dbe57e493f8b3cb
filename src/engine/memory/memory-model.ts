import { clamp, logistic } from '../numerics/logistic.js';
import { CORRECTION_NAMES, correctionFeatures, NO_CORRECTION } from './correction.js';
import { FSRS_DEFAULTS, type FsrsParameters, requireFsrsParameters } from './fsrs-parameters.js';
import type { MemoryTrace } from './memory-trace.js';

/**
 * How memory is modelled in a course or for a learner: FSRS-6, and a logistic correction of its chance of recall by
 * what its two numbers leave out. Plain, to be stored.
 */
export interface MemoryModel {
  readonly weights: FsrsParameters;
  /** Intercept and one coefficient for each of CORRECTION_NAMES. */
  readonly correction: readonly number[];
}

/** FSRS-6 with its default weights and nothing corrected: what is served before there are data. */
export const DEFAULT_MEMORY_MODEL: MemoryModel = { weights: FSRS_DEFAULTS, correction: NO_CORRECTION };

/** The chance is held this far from 0 and 1: no model is surer than that. */
const LEAST_CHANCE = 1e-4;

/**
 * Chance of recall after some days: logistic(c0 + sum over i of c_i x_i), x the features of `correctionFeatures`, of
 * which the first is the logit of FSRS's own chance. With NO_CORRECTION it is FSRS's chance.
 *
 * @param elapsed  days since the last review, at least 0
 * @returns        in [0.0001, 0.9999]
 * @throws RangeError when elapsed is negative or not finite
 */
export function recallChance(trace: MemoryTrace, elapsed: number, model: MemoryModel): number {
  return clamp(logistic(recallLogit(trace, elapsed, model)), LEAST_CHANCE, 1 - LEAST_CHANCE);
}

/** One part of a chance of recall: the feature's value, and what it adds to the logit. */
export interface RecallPart {
  readonly name: string;
  readonly value: number;
  readonly effect: number;
}

/**
 * A chance of recall by its parts, the largest first; the effects and the intercept add up to its logit.
 *
 * @throws RangeError when elapsed is negative or not finite
 */
export function explainRecall(trace: MemoryTrace, elapsed: number, model: MemoryModel) {
  const features = correctionFeatures(trace, elapsed, model.weights, new Float64Array(CORRECTION_NAMES.length));
  const parts: RecallPart[] = CORRECTION_NAMES.map((name, index) => {
    const value = features[index] as number;
    return { name, value, effect: value * (model.correction[index + 1] as number) };
  });
  return {
    chance: recallChance(trace, elapsed, model),
    intercept: model.correction[0] as number,
    parts: parts.filter(({ effect }) => effect !== 0).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  };
}

/** @throws RangeError when the weights are out of bounds or the correction has not its size */
export function requireMemoryModel(model: MemoryModel): MemoryModel {
  requireFsrsParameters(model.weights);
  const { correction } = model;
  if (correction.length !== NO_CORRECTION.length || !correction.every(Number.isFinite)) {
    throw new RangeError(`a correction is ${NO_CORRECTION.length} finite numbers`);
  }
  return model;
}

const features = new Float64Array(CORRECTION_NAMES.length);

function recallLogit(trace: MemoryTrace, elapsed: number, { weights, correction }: MemoryModel): number {
  correctionFeatures(trace, elapsed, weights, features);
  let logit = correction[0] as number;
  for (let index = 0; index < features.length; index++) {
    logit += (correction[index + 1] as number) * (features[index] as number);
  }
  return logit;
}
