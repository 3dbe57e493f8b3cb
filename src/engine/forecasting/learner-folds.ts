import { requireWhole } from '../numerics/guards.js';
import { type RandomSource, shuffle } from '../numerics/random.js';

/**
 * A fold for each row, so that all rows of one learner are in the same fold and folds hold about as many learners.
 *
 * @param learners  whose each row is
 * @returns         0 … folds - 1 of each row
 * @throws RangeError when there are fewer learners than folds
 */
export function learnerFolds(learners: readonly string[], folds: number, random: RandomSource): Uint8Array {
  requireWhole('folds', folds, 2);
  const distinct = [...new Set(learners)];
  if (distinct.length < folds) throw new RangeError(`${folds} folds need as many learners, not ${distinct.length}`);
  const foldOf = new Map(shuffle(distinct, random).map((learner, index) => [learner, index % folds]));
  return Uint8Array.from(learners, (learner) => foldOf.get(learner) as number);
}

/**
 * Rows parted in two by learner: about `share` of the learners, with all their rows, on the second side.
 *
 * @throws RangeError when the share is not in (0, 1)
 */
export function splitByLearner(
  learners: readonly string[],
  share: number,
  random: RandomSource,
): { readonly rest: Uint32Array; readonly held: Uint32Array } {
  if (!(share > 0 && share < 1)) throw new RangeError(`share must be in (0, 1), not ${share}`);
  const distinct = shuffle([...new Set(learners)], random);
  const chosen = new Set(distinct.slice(0, Math.round(share * distinct.length)));
  const rows = Uint32Array.from(learners, (_, row) => row);
  return {
    rest: rows.filter((row) => !chosen.has(learners[row] as string)),
    held: rows.filter((row) => chosen.has(learners[row] as string)),
  };
}
