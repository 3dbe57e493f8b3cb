/** Coefficients of two polynomials, the highest power first. */
export interface RationalFunction {
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

/** top(x) / bottom(x) by Horner's rule; both have as many coefficients. */
export function rational({ top, bottom }: RationalFunction, x: number): number {
  let [above, below] = [0, 0];
  for (let index = 0; index < top.length; index++) {
    above = above * x + (top[index] as number);
    below = below * x + (bottom[index] as number);
  }
  return above / below;
}
