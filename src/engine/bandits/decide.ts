import { requireProbability, requireSome } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { type ArmSums, requireArm } from './arm-sums.js';
import { type ArmPolicy, posteriorOf, propensitiesOf } from './choose-arm.js';
import { type GuardRails, guardedProbabilities, mayLeaveControl } from './guard-rails.js';
import { betaPosterior, type Posterior } from './posterior.js';

/** The promise that the rewards stay above (1 - loss) of the control's: see `mayLeaveControl`. */
export interface ControlRule {
  /** Index of the control. */
  readonly control: number;
  /** Share of the control's reward that may be risked, in [0, 1]. */
  readonly loss: number;
  /** Width of the bounds in standard deviations of the posterior, not below 0, e.g. 2. */
  readonly deviations: number;
}

/** All that a decision must keep to; plain data, stored with the bandit. */
export interface DecisionRules extends GuardRails {
  readonly policy: ArmPolicy;
  readonly promise?: ControlRule;
}

/** An arm that was not played as often as the policy wanted, or oftener, and the rule that says so. */
export interface Ruling {
  readonly arm: number;
  /** `control`: ruled out, it could break the promise; `cap`: held down; `floor`: lifted up; `control-above-cap`: see decide. */
  readonly rule: 'control' | 'cap' | 'floor' | 'control-above-cap';
  /** Probability that the policy wanted. */
  readonly wanted: number;
  /** Probability that the arm had in the end. */
  readonly given: number;
}

/** One decision as it is logged; plain data, all that off-policy evaluation asks for later. */
export interface Decision {
  readonly arm: number;
  /** Probability with which `arm` was drawn, above 0. */
  readonly propensity: number;
  /** Probability with which each arm would have been drawn; they sum to 1. */
  readonly propensities: readonly number[];
  readonly rulings: readonly Ruling[];
}

/**
 * Draws the arm to play next under all the rules at once, the more important first:
 *
 *   1. the promise rules out every arm that could break it (conservative bandits: Wu, Shariff, Lattimore & Szepesvari 2016);
 *   2. the wanted probabilities of the arms that are left are clipped to floor and caps (see guardedProbabilities). When
 *      the caps of those arms do not sum to 1, the control takes what is left over, above its cap.
 *
 * The bounds of the promise come from the posteriors of the policy, never tempered, and for the KL index from those of the
 * uniform prior. The propensity is exact, whatever the policy's own accuracy: the arm is drawn from these very numbers.
 *
 * @param arms  sums of each arm; rewards not below 0 where there is a promise
 * @throws RangeError when there is no arm, a setting is out of range, rewards do not suit the policy, or floor and caps cannot
 *   both be kept
 */
export function decide(arms: readonly ArmSums[], rules: DecisionRules, random: RandomSource): Decision {
  const { policy, promise } = rules;
  const wanted = propensitiesOf(arms, policy);
  const allowed = promise ? allowedBy(promise, arms, policy) : arms.map(() => true);
  return decideAmong(wanted, { ...rules, allowed, control: promise?.control ?? 0 }, random);
}

/**
 * The second half of `decide`, for probabilities of any policy, e.g. those of `linearPropensities`.
 *
 * @param wanted   probabilities of the policy; they sum to 1
 * @param allowed  whether each arm may be played at all; the control always may
 * @param control  index of the arm that takes what the others must not
 * @throws RangeError as decide, and when `allowed` has another length than `wanted` or the control does not exist
 */
export function decideAmong(
  wanted: readonly number[],
  {
    floor = 0,
    caps,
    allowed,
    control,
  }: GuardRails & { readonly allowed: readonly boolean[]; readonly control: number },
  random: RandomSource,
): Decision {
  requireSome('wanted', wanted);
  requireArm(wanted, control);
  if (allowed.length !== wanted.length) throw new RangeError('wanted and allowed differ in length');
  // With every arm there, so that settings that cannot be kept are refused at once and not on an unlucky day.
  guardedProbabilities(wanted, caps ? { floor, caps } : { floor });
  const open = wanted.flatMap((_, arm) => (allowed[arm] || arm === control ? [arm] : []));
  const limits = open.map((arm) => caps?.[arm] ?? 1);
  const short = 1 - limits.reduce((sum, cap) => sum + cap, 0);
  if (short > 0) limits[open.indexOf(control)] = (caps?.[control] ?? 1) + short;
  const kept = guardedProbabilities(shared(wanted, open, control), { floor, caps: limits });
  const propensities = wanted.map((_, arm) => kept[open.indexOf(arm)] ?? 0);
  const arm = drawn(propensities, random);
  const rulings = rulingsOf(wanted, propensities, {
    open,
    control,
    floor,
    caps: wanted.map((_, at) => caps?.[at] ?? 1),
  });
  return { arm, propensity: propensities[arm] as number, propensities, rulings };
}

function allowedBy(promise: ControlRule, arms: readonly ArmSums[], policy: ArmPolicy): boolean[] {
  // A tempered posterior is too narrow for a bound.
  const believed = (sums: ArmSums): Posterior =>
    policy.kind === 'kl-index' ? betaPosterior(sums) : posteriorOf(sums, { ...policy, temper: 1 });
  const posteriors = arms.map(believed);
  return arms.map((_, arm) => mayLeaveControl(arm, posteriors, arms, promise));
}

/** What the policy wanted of the open arms; what it wanted of the others goes to the control. */
function shared(wanted: readonly number[], open: readonly number[], control: number): number[] {
  const own = open.map((arm) => wanted[arm] as number);
  const closed = wanted.reduce((sum, each, arm) => (open.includes(arm) ? sum : sum + each), 0);
  const at = open.indexOf(control);
  own[at] = Math.min(1, (own[at] as number) + closed);
  return own;
}

/** The first arm at which the summed probabilities pass a uniform draw; rounding never lets an arm of probability 0 win. */
function drawn(propensities: readonly number[], random: RandomSource): number {
  let left = requireProbability('draw', random.next());
  let last = 0;
  for (const [arm, each] of propensities.entries()) {
    if (each === 0) continue;
    last = arm;
    left -= each;
    if (left < 0) break;
  }
  return last;
}

function rulingsOf(
  wanted: readonly number[],
  propensities: readonly number[],
  rules: { open: readonly number[]; control: number; floor: number; caps: readonly number[] },
): Ruling[] {
  return wanted.flatMap((each, arm): Ruling[] => {
    const given = propensities[arm] as number;
    const rule = ruleOf(arm, each, given, rules);
    return rule ? [{ arm, rule, wanted: each, given }] : [];
  });
}

/** Sums of probabilities are right up to rounding. */
const CLOSE = 1e-9;

function ruleOf(
  arm: number,
  wanted: number,
  given: number,
  { open, control, floor, caps }: { open: readonly number[]; control: number; floor: number; caps: readonly number[] },
): Ruling['rule'] | null {
  const cap = caps[arm] as number;
  if (!open.includes(arm)) return 'control';
  if (arm === control && given > cap + CLOSE) return 'control-above-cap';
  if (wanted > cap + CLOSE && given <= cap + CLOSE) return 'cap';
  return wanted < floor - CLOSE && given <= floor + CLOSE ? 'floor' : null;
}
