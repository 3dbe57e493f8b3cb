/** A number with at most `decimals` places and no zeros at the end. */
export function num(value: number, decimals = 2): string {
  return String(Number(value.toFixed(decimals)));
}

/** A probability as per cent for plain text: 0.196 -> `19.6%`. */
export function pct(probability: number, decimals = 1): string {
  return `${num(100 * probability, decimals)}%`;
}

/** The same for TeX, where the per cent sign starts a comment. */
export function texPct(probability: number, decimals = 1): string {
  return `${num(100 * probability, decimals)}\\%`;
}

/** `= 25` when that is all of the number, else `\approx 33.33`. */
export function is(value: number, decimals = 2): string {
  const shown = num(value, decimals);
  return `${Math.abs(Number(shown) - value) < 1e-9 ? '=' : '\\approx'} ${shown}`;
}

/** `= 25\%` or `\approx 33.3\%`, for a probability. */
export function isPct(probability: number, decimals = 1): string {
  return `${is(100 * probability, decimals)}\\%`;
}

/** A number as a term of a sum: negative ones in brackets. */
export function term(value: number, decimals = 2): string {
  const shown = num(value, decimals);
  return shown.startsWith('-') ? `(${shown})` : shown;
}

/** Hand notation writes `T` for the Ten; cards are shown as `10`. Reminds the reader where both meet. */
export function tenNote(notation: string): string {
  return notation.includes('T') ? ' (T stands for Ten.)' : '';
}

/** `1 card`, `3 cards`. */
export function some(amount: number, thing: string): string {
  return `${num(amount)} ${thing}${amount === 1 ? '' : 's'}`;
}
