/** Sums of gradient, curvature and rows for each bin of some columns, in one typed array. */
export interface Histogram {
  readonly columns: readonly number[];
  /** First bin of each column of `columns`, and the end. */
  readonly offsets: Uint32Array;
  /** Gradient, curvature, rows of each bin. */
  readonly sums: Float64Array;
}

/** Where a leaf is best parted. */
export interface Split {
  readonly column: number;
  /** Bins 1 … bin go left. */
  readonly bin: number;
  readonly unknownLeft: boolean;
  readonly gain: number;
  readonly leftValue: number;
  readonly rightValue: number;
}

/** What a split must respect; as in `GrowOptions`. */
export interface SplitRules {
  readonly leastRows: number;
  readonly l2: number;
  readonly monotone: readonly number[];
}

/** A smaller gain is rounding. */
const LEAST_GAIN = 1e-9;
const CELLS = 3;

/** An empty histogram of some columns, with a bin more for what is not known. */
export function newHistogram(thresholds: readonly Float64Array[], columns: readonly number[]): Histogram {
  const offsets = new Uint32Array(columns.length + 1);
  for (const [place, column] of columns.entries()) {
    // One bin more than there are thresholds, and the bin of what is not known.
    offsets[place + 1] = (offsets[place] as number) + (thresholds[column]?.length ?? 0) + 2;
  }
  return { columns, offsets, sums: new Float64Array(CELLS * (offsets[columns.length] as number)) };
}

/** Adds the gradients and curvatures of some rows into their bins; `bins` holds `total` rows column after column. */
export function addRows(
  { columns, offsets, sums }: Histogram,
  bins: Uint8Array,
  total: number,
  rows: Uint32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
): void {
  for (let place = 0; place < columns.length; place++) {
    const start = (columns[place] as number) * total;
    const offset = offsets[place] as number;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as number;
      const at = CELLS * (offset + (bins[start + row] as number));
      sums[at] = (sums[at] as number) + (gradients[row] as number);
      sums[at + 1] = (sums[at + 1] as number) + (curvatures[row] as number);
      sums[at + 2] = (sums[at + 2] as number) + 1;
    }
  }
}

/** The histogram of the rows that are in `whole` and not in `part`. */
export function subtract(whole: Histogram, part: Histogram): Histogram {
  return { ...whole, sums: whole.sums.map((sum, index) => sum - (part.sums[index] as number)) };
}

interface Totals {
  gradient: number;
  curvature: number;
  rows: number;
}

/** Sums over all rows: those of any one column. */
export function totalsOf({ offsets, sums }: Histogram): Totals {
  const totals = { gradient: 0, curvature: 0, rows: 0 };
  for (let bin = 0; bin < (offsets[1] as number); bin++) addBin(totals, sums, bin);
  return totals;
}

/**
 * The split with the largest gain G_l^2/(H_l+l2) + G_r^2/(H_r+l2) - G^2/(H+l2), where what is not known is tried on
 * both sides; null when no split leaves `leastRows` on both sides and gains anything.
 */
export function bestSplit(histogram: Histogram, rules: SplitRules, low: number, high: number): Split | null {
  const totals = totalsOf(histogram);
  const before = gainOf(totals, held(totals, rules.l2, low, high), rules.l2);
  let best: Split | null = null;
  const { columns, offsets, sums } = histogram;
  for (let place = 0; place < columns.length; place++) {
    const column = columns[place] as number;
    const [start, end] = [offsets[place] as number, offsets[place + 1] as number];
    const hasUnknown = (sums[CELLS * start + 2] as number) > 0;
    for (const unknownLeft of hasUnknown ? [false, true] : [false]) {
      const left = { gradient: 0, curvature: 0, rows: 0 };
      if (unknownLeft) addBin(left, sums, start);
      // The last bin may be cut off only to part the known from the unknown.
      const last = hasUnknown && !unknownLeft ? end : end - 1;
      for (let bin = start + 1; bin < last; bin++) {
        addBin(left, sums, bin);
        if (left.rows < rules.leastRows) continue;
        if (totals.rows - left.rows < rules.leastRows) break;
        const right = {
          gradient: totals.gradient - left.gradient,
          curvature: totals.curvature - left.curvature,
          rows: totals.rows - left.rows,
        };
        const [leftValue, rightValue] = [held(left, rules.l2, low, high), held(right, rules.l2, low, high)];
        if ((rightValue - leftValue) * (rules.monotone[column] ?? 0) < 0) continue;
        const gain = gainOf(left, leftValue, rules.l2) + gainOf(right, rightValue, rules.l2) - before;
        if (gain > (best?.gain ?? LEAST_GAIN)) {
          // Where training knew every value, an unknown one later goes with the greater part.
          const goesLeft = hasUnknown ? unknownLeft : left.rows > right.rows;
          best = { column, bin: bin - start, unknownLeft: goesLeft, gain, leftValue, rightValue };
        }
      }
    }
  }
  return best;
}

function addBin(totals: Totals, sums: Float64Array, bin: number): void {
  totals.gradient += sums[CELLS * bin] as number;
  totals.curvature += sums[CELLS * bin + 1] as number;
  totals.rows += sums[CELLS * bin + 2] as number;
}

function held({ gradient, curvature }: Totals, l2: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, -gradient / (curvature + l2)));
}

/** Twice the fall of the second-order loss when the leaf has this value: G^2/(H+l2) at the value -G/(H+l2). */
function gainOf({ gradient, curvature }: Totals, value: number, l2: number): number {
  return -(2 * gradient * value + (curvature + l2) * value * value);
}
