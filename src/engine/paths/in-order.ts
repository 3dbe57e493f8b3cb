/**
 * Where the members of the longest increasing part of `values` stand (patience sorting: Fredman 1975); of several the one
 * that ends lowest. What is not in it is the least that must be moved to bring `values` into order.
 *
 * @param values  all different
 * @returns       places in `values`, rising
 */
export function longestInOrder(values: ArrayLike<number>): number[] {
  /** Where the lowest end of an increasing part of length n + 1 stands. */
  const ends: number[] = [];
  const before: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (ends[low - 1] as number));
    ends[low] = at;
  }
  const members: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) members.push(at);
  return members.reverse();
}
