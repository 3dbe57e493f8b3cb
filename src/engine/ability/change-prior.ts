import { type AbilityPrior, type AbilityState, initialAbility } from './eap.js';

/**
 * The state as it would be had the answers met another prior: Bayes' rule with the old prior divided out,
 *
 *   ln p'(t | answers) = ln p(t | answers) + ln q(t) - ln p(t), up to a constant
 *
 * @param state  made from the prior `from` and any answers
 * @param to     the prior to use instead
 * @throws RangeError when a mean is not in [-4, 4] or a standard deviation is not above 0
 */
export function changePrior(
  state: AbilityState,
  to: AbilityPrior,
  from: AbilityPrior = { mean: 0, sd: 1 },
): AbilityState {
  const old = initialAbility(from);
  const fresh = initialAbility(to);
  const logs = state.map((log, index) => log + (fresh[index] ?? 0) - (old[index] ?? 0));
  const top = logs.reduce((largest, log) => Math.max(largest, log), Number.NEGATIVE_INFINITY);
  return logs.map((log) => log - top);
}
