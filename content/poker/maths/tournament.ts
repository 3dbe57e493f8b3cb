/**
 * Prize money equities in a tournament (Malmuth 1987, after Harville 1973).
 *
 *   P(i finishes first) = s_i / S; the next places follow by the same rule among the players who remain.
 *
 * @param stacks chips of each player still in, all above 0
 * @param prizes prizes from first place down; places beyond the list pay nothing
 * @returns      expected prize of each player, in the unit of `prizes`
 */
export function icmEquities(stacks: readonly number[], prizes: readonly number[]): number[] {
  const [prize, ...laterPrizes] = prizes;
  const equities = stacks.map(() => 0);
  if (prize === undefined) return equities;
  const total = stacks.reduce((sum, stack) => sum + stack, 0);
  for (const [winner, stack] of stacks.entries()) {
    const first = stack / total;
    equities[winner] = (equities[winner] ?? 0) + first * prize;
    const others = stacks.filter((_, player) => player !== winner);
    for (const [index, equity] of icmEquities(others, laterPrizes).entries()) {
      const player = index < winner ? index : index + 1;
      equities[player] = (equities[player] ?? 0) + first * equity;
    }
  }
  return equities;
}

/** Chance of each player to finish second by the same model. */
export function secondPlaceChances(stacks: readonly number[]): number[] {
  return icmEquities(stacks, [0, 1]);
}
