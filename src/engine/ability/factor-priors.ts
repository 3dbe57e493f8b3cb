import { requireWhole } from '../numerics/guards.js';

/** What is usual among items: learned from all of them, and used for each. */
export interface ItemHyper {
  /** Mean of slopes and intercept, group by group, in rows of factors + 1. */
  readonly mean: Float64Array;
  /** Variance of each within a group. */
  readonly variance: Float64Array;
  readonly groups: Int32Array;
  readonly groupCount: number;
}

const LEAST_VARIANCE = 1e-3;
/** Groups differ at least this much, so that a group is not tied to the whole before it has spoken. */
const LEAST_BETWEEN = 0.01;

/** @throws RangeError when there is not one whole number from 0 for each item */
export function checkGroups(groups: Int32Array, items: number): void {
  if (groups.length !== items) throw new RangeError(`groups must hold ${items} numbers, not ${groups.length}`);
  for (const group of groups) requireWhole('groups', group, 0);
}

/** Before any data: general slope near 1, further slopes near 0, intercepts wide. */
export function initialHyper(
  factors: number,
  slopeVariance: number,
  groups: Int32Array | undefined,
  items: number,
): ItemHyper {
  const size = factors + 1;
  const groupOf = groups ?? new Int32Array(items);
  const groupCount = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
  const mean = new Float64Array(groupCount * size);
  for (let group = 0; group < groupCount; group++) mean[group * size] = 1;
  const variance = new Float64Array(size).fill(slopeVariance);
  variance[0] = 0.2;
  variance[factors] = 2;
  return { mean, variance, groups: groupOf, groupCount };
}

/**
 * Means and variances of general slope and intercept that make the items most likely (type II maximum likelihood), the
 * mean of a group drawn to the mean of all by how much groups differ. Further slopes keep their variance: left free it
 * falls to 0 under this approximation although the abilities are there.
 */
export function updateHyper(
  { mean, variance, groups, groupCount }: ItemHyper,
  item: { readonly mean: Float64Array; readonly second: Float64Array },
  factors: number,
): void {
  const size = factors + 1;
  const items = groups.length;
  for (const part of [0, factors]) {
    const sums = new Float64Array(groupCount);
    const counts = new Float64Array(groupCount);
    let all = 0;
    for (let i = 0; i < items; i++) {
      const value = item.mean[i * size + part] as number;
      const group = groups[i] as number;
      all += value / items;
      sums[group] = (sums[group] as number) + value;
      counts[group] = (counts[group] as number) + 1;
    }
    const within = variance[part] as number;
    let between = 0;
    for (let group = 0; group < groupCount; group++) {
      between += ((mean[group * size + part] as number) - all) ** 2 / groupCount;
    }
    // One group is the whole: its mean is free.
    const tie = groupCount > 1 ? 1 / Math.max(LEAST_BETWEEN, between) : 0;
    for (let group = 0; group < groupCount; group++) {
      const weight = (counts[group] as number) / within;
      mean[group * size + part] =
        tie + weight > 0 ? (all * tie + (sums[group] as number) / within) / (tie + weight) : all;
    }
    let squares = 0;
    for (let i = 0; i < items; i++) {
      const usual = mean[(groups[i] as number) * size + part] as number;
      const second = item.second[(i * size + part) * size + part] as number;
      squares += second - 2 * usual * (item.mean[i * size + part] as number) + usual * usual;
    }
    variance[part] = Math.max(LEAST_VARIANCE, squares / items);
  }
}
