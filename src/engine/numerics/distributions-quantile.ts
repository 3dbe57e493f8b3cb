/** No tail here takes more than some thirty; the cap only bounds what rounding might do at the edge of the numbers. */
const MOST_STEPS = 200;
const ROUNDING = 2e-16;

/**
 * Where ln T(w) = ln p for a tail T whose logarithm is concave in w, by Newton's method: from the flat side the first
 * step lands on the steep side, and from there every step comes closer and none goes past. True of the lower and upper
 * tails of a gamma variable in w = ln x and of a beta variable in w = ln(x / (1 - x)), whose densities in w are
 * log-concave.
 *
 * @param tail   the chance of the tail at w, and its slope dT/dw
 * @param p      in (0, 1)
 * @param start   any w; the closer, the fewer the steps
 * @param centre  a w where the tail is not 0
 */
export function solveTail(
  tail: (w: number) => { readonly chance: number; readonly slope: number },
  p: number,
  start: number,
  centre: number,
): number {
  const goal = Math.log(p);
  let [w, held, last] = [start, centre, 0];
  for (let step = 0; step < MOST_STEPS; step++) {
    const { chance, slope } = tail(w);
    // Past the smallest number there is no slope to follow: half of the way back.
    if (chance === 0) {
      w = (w + held) / 2;
      last = 0;
      continue;
    }
    if (slope === 0) return w;
    const move = (Math.log(chance) - goal) / (slope / chance);
    held = w;
    w -= move;
    // Newton squares its error: the next move would be about move^2 * (move / last^2).
    const next = last === 0 ? Math.abs(move) : Math.abs(move * (move / last) * (move / last));
    if (next <= ROUNDING * Math.max(Math.abs(w), 1e-3)) break;
    last = move;
  }
  return w;
}
