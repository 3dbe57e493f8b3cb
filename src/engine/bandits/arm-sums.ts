import { requireFinite, requirePositive } from '../numerics/guards.js';

/**
 * What is known of one arm: sufficient sums, plain data that can be stored and added up. With a discount below 1 they are
 * weighted, so the count need not be whole.
 */
export interface ArmSums {
  readonly count: number;
  readonly sum: number;
  /** Sum of the squared rewards. */
  readonly squares: number;
}

/** An arm that was never played. */
export const NO_REWARDS: ArmSums = { count: 0, sum: 0, squares: 0 };

/** The sums after one more reward. @throws RangeError when the reward is not finite */
export function addReward({ count, sum, squares }: ArmSums, reward: number): ArmSums {
  requireFinite('reward', reward);
  return { count: count + 1, sum: sum + reward, squares: squares + reward * reward };
}

/** The sums after one reward fewer, e.g. one that left the window. @throws RangeError when there is none */
export function removeReward({ count, sum, squares }: ArmSums, reward: number): ArmSums {
  if (!(count >= 1)) throw new RangeError('there is no reward to take out');
  requireFinite('reward', reward);
  return count === 1 ? NO_REWARDS : { count: count - 1, sum: sum - reward, squares: squares - reward * reward };
}

/**
 * The sums of all arms after one step of a world that drifts (discounted bandits: Garivier & Moulines 2011; discounted
 * Thompson sampling: Raj & Kalyani 2017): everything known so far loses weight, then the reward of `arm` is added.
 *
 * @param discount  weight of a reward one step later, in (0, 1]; 1: nothing is forgotten; 1 / (1 - discount) steps matter
 * @throws RangeError when the discount is out of range, the arm does not exist or the reward is not finite
 */
export function addDiscounted(arms: readonly ArmSums[], arm: number, reward: number, discount: number): ArmSums[] {
  if (!(discount > 0 && discount <= 1)) throw new RangeError(`discount must be in (0, 1], not ${discount}`);
  requireArm(arms, arm);
  return arms.map(({ count, sum, squares }, index) => {
    const faded = { count: discount * count, sum: discount * sum, squares: discount * squares };
    return index === arm ? addReward(faded, reward) : faded;
  });
}

/** A bandit that knows only its last steps (sliding window: Garivier & Moulines 2011). Plain data. */
export interface WindowState {
  /** Steps that it remembers. */
  readonly size: number;
  readonly arms: readonly ArmSums[];
  /** The remembered steps, the oldest first. */
  readonly steps: readonly { readonly arm: number; readonly reward: number }[];
}

/**
 * The window after one more step; the oldest leaves when it is full. Sums of whole rewards (0 and 1) stay exact.
 *
 * @throws RangeError when the size is not above 0, the arm does not exist or the reward is not finite
 */
export function addToWindow(state: WindowState, arm: number, reward: number): WindowState {
  requirePositive('size', state.size);
  requireArm(state.arms, arm);
  const arms = [...state.arms];
  const steps = [...state.steps, { arm, reward }];
  arms[arm] = addReward(arms[arm] as ArmSums, reward);
  while (steps.length > state.size) {
    const oldest = steps.shift() as { arm: number; reward: number };
    arms[oldest.arm] = removeReward(arms[oldest.arm] as ArmSums, oldest.reward);
  }
  return { size: state.size, arms, steps };
}

/** @throws RangeError when `arm` is not an index of `arms` */
export function requireArm(arms: { readonly length: number }, arm: number): number {
  if (Number.isInteger(arm) && arm >= 0 && arm < arms.length) return arm;
  throw new RangeError(`there is no arm ${arm} among ${arms.length}`);
}
