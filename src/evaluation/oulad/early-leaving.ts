import { fitHazard, hazardAt, type Spell } from '../../engine/forecasting/discrete-hazard.js';
import { estimateHazardRatio } from '../../engine/forecasting/hazard-ratio.js';
import { groupBy } from './group-by.js';
import type { OuladEnrolment } from './read-oulad.js';

const PERIOD_DAYS = 10;
const NAMES = ['registered', 'credits', 'attempts'];

/**
 * How much faster or slower students of the later presentations leave than those of the earlier ones, from what
 * happened after the start and by the end of `day` only. A discrete-time hazard is fitted to the earlier presentations;
 * the later students' observed and expected leavings give one ratio for all, and one for each module drawn to it.
 */
export function leavingRatios(
  earlier: readonly OuladEnrolment[],
  later: readonly OuladEnrolment[],
  day: number,
): ReadonlyMap<string, number> {
  const periods = Math.floor(day / PERIOD_DAYS);
  if (periods === 0) return new Map();
  const model = fitHazard(
    NAMES,
    earlier.flatMap((row) => spellOf(row, periods)),
    periods,
  );
  const counts = [...groupBy(later, ({ module }) => module)].map(([module, rows]) => {
    const spells = rows.flatMap((row) => spellOf(row, periods));
    let [observed, expected] = [0, 0];
    for (const { inputs, from, to, left } of spells) {
      observed += Number(left);
      for (let period = from; period <= to; period++) expected += hazardAt(model, inputs, period);
    }
    return { module, observed, expected };
  });
  const sum = (part: 'observed' | 'expected') => counts.reduce((total, each) => total + each[part], 0);
  const prior = estimateHazardRatio(sum('observed'), sum('expected')).ratio;
  return new Map(
    counts.map(({ module, observed, expected }) => [module, estimateHazardRatio(observed, expected, { prior }).ratio]),
  );
}

/** Nothing for one who had left before the start or came after the last period. */
function spellOf(row: OuladEnrolment, periods: number): Spell[] {
  const { registered, unregistered, studiedCredits, previousAttempts } = row;
  const periodOf = (at: number) => Math.ceil(at / PERIOD_DAYS) - 1;
  if (unregistered <= 0) return [];
  const from = Number.isNaN(registered) ? 0 : Math.max(0, periodOf(registered));
  const end = Number.isNaN(unregistered) ? periods : periodOf(unregistered);
  const to = Math.min(periods - 1, end);
  if (to < from) return [];
  const inputs = [Math.min(0, registered), Math.log(Math.max(1, studiedCredits)), previousAttempts];
  return [{ inputs, from, to, left: end === to }];
}
