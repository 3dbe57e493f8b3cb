import { type DifTable, difTables, type TestAnswers } from './dif-table.js';
import { type LogisticDif, logisticDif } from './logistic-dif.js';
import { type MantelHaenszel, mantelHaenszel } from './mantel-haenszel.js';
import { benjaminiHochberg } from './multiple-comparisons.js';

/** Both kinds of evidence on one item of a test. */
export interface ItemScreening {
  readonly item: number;
  readonly mantelHaenszel: MantelHaenszel;
  readonly logistic: LogisticDif;
  /** p-value of Mantel-Haenszel raised for the number of items (Benjamini & Hochberg). */
  readonly adjustedPValue: number;
}

/** How the score is purified on which learners are matched. */
export interface ScreeningOptions {
  /**
   * How often items that are not of class A are taken out of the score on which learners are matched (Holland & Thayer
   * 1988); it ends sooner when the set no longer changes. 0 matches on the whole test.
   */
  readonly purifications?: number;
}

/**
 * Differential item functioning of a whole test.
 *
 * @returns one screening for each item, in their order
 * @throws RangeError when an answer or group is not 0 or 1, or the lengths do not fit
 */
export function screenItems(test: TestAnswers, { purifications = 0 }: ScreeningOptions = {}): ItemScreening[] {
  let tables = difTables(test);
  let kept = new Set(tables.keys());
  for (let round = 0; round < purifications; round++) {
    const fair = new Set([...tables.keys()].filter((item) => isFair(tables[item] as DifTable)));
    // With nothing left to match on, the last matching stands.
    if (fair.size === 0 || (fair.size === kept.size && [...fair].every((item) => kept.has(item)))) break;
    kept = fair;
    tables = difTables(test, kept);
  }
  const tested = tables.map((table) => ({ mantelHaenszel: mantelHaenszel(table), logistic: logisticDif(table) }));
  const adjusted = benjaminiHochberg(tested.map((each) => each.mantelHaenszel.pValue));
  return tested.map((each, item) => ({ item, ...each, adjustedPValue: adjusted[item] as number }));
}

function isFair(table: DifTable): boolean {
  return mantelHaenszel(table).etsClass === 'A';
}
