import { requireNonNegative, requirePositive, requireSome } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { sampleNormal } from '../numerics/sample.js';
import { type LinearArm, requireContext } from './linear-arm.js';
import { probabilityBest } from './probability-best.js';

/** How an arm is chosen in a context. Settings are plain data, stored with the decision. */
export type LinearPolicy =
  /**
   * x'w + width * sqrt(x'A^-1 x) (LinUCB: Li, Chu, Langford & Schapire 2010). With a `horizon`, the number of decisions
   * there will be, the width is multiplied by sqrt(ln+(steps left / (n + 1))) with n the rewards of the arm, as in the index
   * of Lai (1987): what is learned near the end has little time left to pay. Its propensities are 0 and 1.
   */
  | { readonly kind: 'lin-ucb'; readonly width: number; readonly horizon?: number }
  /** x'w with w drawn from N(w, width^2 A^-1) (LinTS: Agrawal & Goyal 2013). */
  | { readonly kind: 'lin-thompson'; readonly width: number };

/**
 * The arm to play next in a context. For LinTS the draw is made of x'w itself, which is normal: in one context it is the same
 * law as drawing all the weights, and one number an arm instead of d.
 *
 * @returns  its index; the first of equals for `lin-ucb`
 * @throws RangeError when there is no arm, the width or the horizon is not above 0 (width of LinUCB: not at least 0), or the
 *   context does not fit
 */
export function chooseLinear(
  arms: readonly LinearArm[],
  context: ArrayLike<number>,
  policy: LinearPolicy,
  random: RandomSource,
): number {
  check(arms, context, policy);
  const played = arms.reduce((sum, { count }) => sum + count, 0);
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < arms.length; index++) {
    const arm = arms[index] as LinearArm;
    const factor = policy.kind === 'lin-ucb' ? factorOf(policy, arm, played) : policy.width * sampleNormal(random);
    const score = arm.mean(context) + (factor === 0 ? 0 : factor * arm.width(context));
    if (score <= highest) continue;
    best = index;
    highest = score;
  }
  return best;
}

/** Probability with which `chooseLinear` plays each arm in the context. @throws as chooseLinear */
export function linearPropensities(
  arms: readonly LinearArm[],
  context: ArrayLike<number>,
  policy: LinearPolicy,
): number[] {
  check(arms, context, policy);
  if (policy.kind === 'lin-ucb') {
    const chosen = chooseLinear(arms, context, policy, { next: () => 0 });
    return arms.map((_, arm) => Number(arm === chosen));
  }
  // The least deviation keeps a context of zeros, in which all arms are equal, from dividing by zero.
  return probabilityBest(
    arms.map((arm) => ({
      kind: 'normal',
      mean: arm.mean(context),
      deviation: Math.max(1e-12, policy.width * arm.width(context)),
    })),
  );
}

function factorOf(
  { width, horizon }: Extract<LinearPolicy, { kind: 'lin-ucb' }>,
  { count }: LinearArm,
  played: number,
): number {
  if (horizon === undefined) return width;
  return horizon - played > count + 1 ? width * Math.sqrt(Math.log((horizon - played) / (count + 1))) : 0;
}

function check(arms: readonly LinearArm[], context: ArrayLike<number>, policy: LinearPolicy): void {
  const [first] = requireSome('arms', arms) as readonly [LinearArm];
  if (arms.some(({ dimension }) => dimension !== first.dimension)) throw new RangeError('arms differ in dimension');
  requireContext(context, first.dimension);
  if (policy.kind === 'lin-thompson') requirePositive('width', policy.width);
  else {
    requireNonNegative('width', policy.width);
    requirePositive('horizon', policy.horizon ?? 1);
  }
}
