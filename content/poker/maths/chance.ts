/** Number of ways to choose `k` of `n` things; 0 when there are not enough. */
export function ways(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let result = 1;
  for (let step = 1; step <= k; step += 1) result = (result * (n - k + step)) / step;
  return Math.round(result);
}

/** Chance of at least one of `outs` good cards among `draws` cards from `left` unseen ones. */
export function atLeastOne(outs: number, left: number, draws: number): number {
  return 1 - ways(left - outs, draws) / ways(left, draws);
}

/**
 * Chance of ever losing a bankroll of `units` even bets that each win with probability `win` (gambler's ruin, no
 * upper end): ((1 - win) / win)^units when win > 1/2, else 1.
 */
export function ruinOfEvenBets(win: number, units: number): number {
  return win <= 0.5 ? 1 : ((1 - win) / win) ** units;
}

/**
 * Chance of ever losing a bankroll when results add up like a drift with noise: exp(-2 rate bankroll / deviation^2).
 *
 * @param rate      mean result per hundred hands, above 0
 * @param deviation standard deviation per hundred hands, same unit
 * @param bankroll  same unit
 */
export function ruinOfDrift(rate: number, deviation: number, bankroll: number): number {
  return Math.exp((-2 * rate * bankroll) / deviation ** 2);
}

/** Equity that makes a call of `call` into a pot of `pot` (the bet included) worth exactly nothing. */
export function breakEvenEquity(pot: number, call: number): number {
  return call / (pot + call);
}

/** Expected value of a bet of `bet` into `pot`, given how often it makes the other fold and the equity when called. */
export function betValue(pot: number, bet: number, folds: number, equityWhenCalled: number): number {
  const called = equityWhenCalled * (pot + bet) - (1 - equityWhenCalled) * bet;
  return folds * pot + (1 - folds) * called;
}

/** Chance to lose `own` units before winning `goal` more (gambler's ruin between two walls). */
export function ruinBeforeGoal(win: number, own: number, goal: number): number {
  const ratio = (1 - win) / win;
  if (Math.abs(ratio - 1) < 1e-12) return goal / (own + goal);
  return 1 - (1 - ratio ** own) / (1 - ratio ** (own + goal));
}
