import { requireFinite, requireNonNegative, requireProbability } from '../numerics/guards.js';
import { type ArmSums, requireArm } from './arm-sums.js';
import { boundOf } from './choose-arm.js';
import type { Posterior } from './posterior.js';

/** Bounds on the probabilities with which arms are played; plain data. */
export interface GuardRails {
  /** Least probability of every arm, so that each can be judged later; times the number of arms at most 1. */
  readonly floor?: number;
  /** Highest probability of each arm; they sum to at least 1. */
  readonly caps?: readonly number[];
}

/**
 * The probabilities nearest to the wanted ones in proportion that keep floor and caps: p = clip(s * wanted, floor, cap) with
 * the one s that makes them sum to 1.
 *
 * @param wanted  probabilities of the policy; they sum to 1
 * @throws RangeError when a number is out of range, or floor and caps cannot both be kept
 */
export function guardedProbabilities(wanted: readonly number[], { floor = 0, caps }: GuardRails): number[] {
  for (const [arm, each] of wanted.entries()) requireProbability(`wanted[${arm}]`, each);
  requireProbability('floor', floor);
  if (caps && caps.length !== wanted.length) {
    throw new RangeError(`there are ${caps.length} caps, but ${wanted.length} arms`);
  }
  const limits = wanted.map((_, arm) => requireProbability(`caps[${arm}]`, caps?.[arm] ?? 1));
  if (limits.some((cap) => cap < floor)) throw new RangeError(`a cap is below the floor of ${floor}`);
  const most = limits.reduce((sum, cap) => sum + cap, 0);
  if (floor * wanted.length > 1 + 1e-12 || most < 1 - 1e-12) {
    throw new RangeError(`no probabilities of ${wanted.length} arms keep floor and caps and sum to 1`);
  }
  const sum = wanted.reduce((total, each) => total + each, 0);
  const kept = wanted.every((each, arm) => each >= floor && each <= (limits[arm] as number));
  if (kept && Math.abs(sum - 1) < 1e-9) return [...wanted];
  // An arm that is not wanted at all may still have to take what the caps leave over.
  const base = wanted.map((each) => Math.max(each, 1e-12));
  const at = (scale: number): number[] =>
    base.map((each, arm) => Math.min(limits[arm] as number, Math.max(floor, scale * each)));
  let [low, high] = [0, 1e13];
  for (let round = 0; round < 200 && high - low > 1e-15 * high; round++) {
    const middle = low < 1e-3 && high > 1e3 ? 1 : low === 0 ? high / 2 : Math.sqrt(low * high);
    if (at(middle).reduce((sum, each) => sum + each, 0) < 1) low = middle;
    else high = middle;
  }
  const found = at(high);
  const total = found.reduce((sum, each) => sum + each, 0);
  return found.map((each) => each / total);
}

/**
 * True when `arm` may be played instead of the control without breaking the promise that, with the confidence of the bounds,
 * the rewards so far stay above (1 - loss) of what the control alone would have brought (conservative bandits: Wu, Shariff, Lattimore &
 * Szepesvari 2016):
 *
 *   sum over arms i of n_i low_i + low_arm + n_control * low_control >= (1 - loss) (t + 1) high_control
 *
 * With a control whose mean is well known, low and high nearly meet, and the control's own plays are what earns the slack.
 *
 * @param posteriors  of the means of all arms, rewards not below 0
 * @param control     index of the control
 * @param loss        share of the control's reward that may be risked, in [0, 1]
 * @param deviations  width of the bounds in standard deviations, e.g. 2
 * @throws RangeError when a number is out of range or an arm does not exist
 */
export function mayLeaveControl(
  arm: number,
  posteriors: readonly Posterior[],
  counts: readonly Pick<ArmSums, 'count'>[],
  { control, loss, deviations }: { control: number; loss: number; deviations: number },
): boolean {
  requireArm(posteriors, arm);
  requireArm(posteriors, control);
  requireProbability('loss', loss);
  requireNonNegative('deviations', deviations);
  if (counts.length !== posteriors.length) throw new RangeError('posteriors and counts differ in length');
  if (arm === control) return true;
  const low = (index: number): number => Math.max(0, boundOf(posteriors[index] as Posterior, -deviations));
  let earned = low(arm);
  let steps = 1;
  for (const [index, { count }] of counts.entries()) {
    requireFinite(`counts[${index}]`, count);
    if (index === control) continue;
    earned += count * low(index);
    steps += count;
  }
  const mean = boundOf(posteriors[control] as Posterior, 0);
  const high = boundOf(posteriors[control] as Posterior, deviations);
  // Where the control itself was played, it earned what it earns: only the share that may be risked is gained there.
  const slack = loss * (counts[control]?.count ?? 0) * mean;
  return earned + slack >= (1 - loss) * steps * high;
}
