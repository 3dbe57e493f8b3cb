import { requireFinite } from '../numerics/guards.js';

/**
 * The 21 weights of FSRS-6, by their customary index:
 * 0-3 stability after a first rating of again, hard, good, easy (days); 4-5 first difficulty; 6-7 how difficulty moves
 * and returns; 8-10 growth of stability after recall; 11-14 stability after forgetting; 15-16 factors of hard and easy;
 * 17-19 reviews on the same day; 20 decay of the forgetting curve. A plain list, so that it can be stored.
 */
export type FsrsParameters = readonly number[];

/** How many weights FSRS-6 has. */
export const FSRS_SIZE = 21;

/** Weights fitted to many collections (FSRS-6, open-spaced-repetition, default parameters of 2025). */
export const FSRS_DEFAULTS: FsrsParameters = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/** Standard deviation of each weight among learners, as in FSRS-Optimizer 6.5: how far a fit may stray. */
export const FSRS_SPREAD: readonly number[] = [
  6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32,
  0.14, 0.27,
];

/** Range of each weight, as in FSRS-Optimizer 6.5. */
export const FSRS_BOUNDS: readonly (readonly [low: number, high: number])[] = [
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [1, 10],
  [0.001, 4],
  [0.001, 4],
  [0.001, 0.75],
  [0, 4.5],
  [0, 0.8],
  [0.001, 3.5],
  [0.001, 5],
  [0.001, 0.25],
  [0.001, 0.9],
  [0, 4],
  [0, 1],
  [1, 6],
  [0, 2],
  [0, 2],
  [0.01, 0.8],
  [0.1, 0.8],
];

/** @throws RangeError when there are not 21 weights, each inside its bounds */
export function requireFsrsParameters(parameters: FsrsParameters): FsrsParameters {
  if (parameters.length !== FSRS_SIZE) {
    throw new RangeError(`FSRS-6 has ${FSRS_SIZE} weights, not ${parameters.length}`);
  }
  for (const [index, [low, high]] of FSRS_BOUNDS.entries()) {
    const weight = requireFinite(`weight ${index}`, parameters[index] as number);
    if (weight < low || weight > high) {
      throw new RangeError(`weight ${index} must be in [${low}, ${high}], not ${weight}`);
    }
  }
  return parameters;
}
