import { requireWhole } from '../numerics/guards.js';
import { type Design, requireDesign } from './design.js';

/** Inputs sorted into bins, so that a split is looked for among at most 255 places. */
export interface FeatureBins {
  /** Thresholds of each input, ascending: bin b + 1 holds threshold[b - 1] < x <= threshold[b]. Bin 0 is "not known". */
  readonly thresholds: readonly Float64Array[];
  /** Bin of each cell, column after column: columns x rows. */
  readonly bins: Uint8Array;
  readonly rows: number;
}

/**
 * Bins of about equal count with thresholds midway between neighbouring values, as in histogram-based boosting
 * (Ke et al. 2017, section 2.1).
 *
 * @param most  bins of known values at most, in [2, 254]
 * @throws RangeError as `requireDesign`; when `most` is out of range
 */
export function binFeatures(design: Design, most = 63): FeatureBins {
  const rows = requireDesign(design);
  if (requireWhole('most', most, 2) > 254) throw new RangeError(`most must be at most 254, not ${most}`);
  const width = design.names.length;
  const bins = new Uint8Array(rows * width);
  const thresholds: Float64Array[] = [];
  for (let column = 0; column < width; column++) {
    const cells = Float64Array.from({ length: rows }, (_, row) => design.values[row * width + column] as number);
    const cuts = cutsOf(cells, most);
    for (let row = 0; row < rows; row++) bins[column * rows + row] = binOf(cuts, cells[row] as number);
    thresholds.push(cuts);
  }
  return { thresholds, bins, rows };
}

function cutsOf(cells: Float64Array, most: number): Float64Array {
  const sorted = cells.filter((cell) => !Number.isNaN(cell)).sort();
  const distinct: { value: number; count: number }[] = [];
  for (const value of sorted) {
    const last = distinct.at(-1);
    if (last && last.value === value) last.count++;
    else distinct.push({ value, count: 1 });
  }
  const cuts: number[] = [];
  const share = sorted.length / most;
  let filled = 0;
  for (let index = 0; index + 1 < distinct.length; index++) {
    const [here, next] = [distinct[index], distinct[index + 1]];
    if (!here || !next) continue;
    filled += here.count;
    if (distinct.length > most && filled < share) continue;
    cuts.push(here.value + (next.value - here.value) / 2);
    filled = 0;
  }
  return Float64Array.from(cuts);
}

/** 0 for NaN, else one more than the number of thresholds below the value. */
function binOf(cuts: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}
