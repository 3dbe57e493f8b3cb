import { requireFinite, requirePositive } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import { checkItemCurve, type ItemCurve } from './irt.js';
import { normalQuadrature, type Quadrature } from './quadrature.js';

/**
 * The line that carries a new scale onto an old one: ability_old = slope x ability_new + intercept. A re-calibration fixes
 * mean and spread by the learners it saw; linking keeps a learner's number where it was.
 */
export interface ScaleLink {
  /** Above 0. */
  readonly slope: number;
  readonly intercept: number;
}

/** An item that both calibrations hold. */
export interface CommonItem {
  readonly old: ItemCurve;
  readonly fresh: ItemCurve;
}

/**
 * Mean/sigma link (Marco 1977): slope = sd(b_old) / sd(b_new), intercept = mean(b_old) - slope x mean(b_new). Quick, but
 * swayed by one badly estimated difficulty.
 *
 * @param common  at least two items
 * @throws RangeError when there are fewer, their new difficulties are all alike, or a curve is none
 */
export function linkByMeanSigma(common: readonly CommonItem[]): ScaleLink {
  checkCommon(common, 2);
  const old = moments(common.map((item) => item.old.difficulty));
  const fresh = moments(common.map((item) => item.fresh.difficulty));
  requirePositive('spread of the old difficulties', old.sd);
  requirePositive('spread of the new difficulties', fresh.sd);
  const slope = old.sd / fresh.sd;
  return { slope, intercept: old.mean - slope * fresh.mean };
}

/**
 * Stocking-Lord link (1983): the line under which the expected number of right answers of all common items, as a function
 * of ability, changes least:
 *
 *   minimise over (slope, intercept): sum over points of weight x (sum of P_old - sum of P_new carried over)^2
 *
 * Asymptotes take part, and an item counts by what it does to scores, so single bad items matter little.
 *
 * @param common      at least one item
 * @param quadrature  where on the old scale, and how much it counts; standard normal when absent
 * @throws RangeError when there is no item or a curve is none
 */
export function linkByStockingLord(
  common: readonly CommonItem[],
  quadrature: Quadrature = normalQuadrature(41, { mean: 0, sd: 1 }, 4),
): ScaleLink {
  checkCommon(common, 1);
  const { nodes, weights } = quadrature;
  const target = nodes.map((ability) => common.reduce((sum, { old }) => sum + curveAt(old, ability).p, 0));
  const { point } = minimise(
    (at, gradient) => {
      const [slope, intercept] = [Math.exp(at[0] as number), at[1] as number];
      let loss = 0;
      gradient.fill(0);
      for (let q = 0; q < nodes.length; q++) {
        // P_new carried over at an old ability is P_new at the new ability that it stands for.
        const ability = ((nodes[q] as number) - intercept) / slope;
        let [miss, rise] = [-(target[q] as number), 0];
        for (const { fresh } of common) {
          const { p, slope: steepness } = curveAt(fresh, ability);
          miss += p;
          rise += steepness;
        }
        const weight = weights[q] as number;
        loss += weight * miss * miss;
        // d ability / d ln slope = -ability; d ability / d intercept = -1 / slope.
        gradient[0] = (gradient[0] as number) - 2 * weight * miss * rise * ability;
        gradient[1] = (gradient[1] as number) - (2 * weight * miss * rise) / slope;
      }
      return loss;
    },
    [0, 0],
    { gradientTolerance: 1e-12, valueTolerance: 1e-16 },
  );
  return { slope: Math.exp(point[0] as number), intercept: point[1] as number };
}

/**
 * An item of the new scale on the old one: a / slope, slope x b + intercept; asymptotes as they are.
 *
 * @throws RangeError when the item or the link is none
 */
export function linkItem(item: ItemCurve, { slope, intercept }: ScaleLink): ItemCurve {
  checkItemCurve(item);
  requirePositive('slope', slope);
  requireFinite('intercept', intercept);
  return {
    ...item,
    discrimination: item.discrimination / slope,
    difficulty: slope * item.difficulty + intercept,
  };
}

/**
 * An ability of the new scale on the old one.
 *
 * @throws RangeError when the ability is not a finite number
 */
export function linkAbility(ability: number, { slope, intercept }: ScaleLink): number {
  return slope * requireFinite('ability', ability) + intercept;
}

function curveAt({ discrimination, difficulty, guessing = 0, upper = 1 }: ItemCurve, ability: number) {
  const above = logistic(discrimination * (ability - difficulty));
  const span = upper - guessing;
  return { p: guessing + span * above, slope: discrimination * span * above * (1 - above) };
}

function checkCommon(common: readonly CommonItem[], least: number): void {
  if (common.length < least) {
    throw new RangeError(`common must hold at least ${least} ${least === 1 ? 'item' : 'items'}, not ${common.length}`);
  }
  for (const { old, fresh } of common) {
    checkItemCurve(old);
    checkItemCurve(fresh);
  }
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
