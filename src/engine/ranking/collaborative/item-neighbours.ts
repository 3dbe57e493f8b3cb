import { requireNonNegative, requirePositive, requireProbability, requireWhole } from '../../numerics/guards.js';
import { countsOf, type SparseRows, transpose } from './interactions.js';
import { topItems } from './top-items.js';

/** How many neighbours an item keeps, and how likeness is held down. */
export interface NeighbourOptions {
  /** Neighbours kept for each item; 200 unless told otherwise. */
  readonly neighbours?: number;
  /** Added to the denominator, so that few common learners say little; 0 unless told otherwise. */
  readonly shrinkage?: number;
}

/**
 * How alike each two items are, by who took them (Sarwar et al. 2001; Deshpande & Karypis 2004):
 *
 *   s(i, j) = sum over learners of x(u, i) x(u, j) / (|x(., i)| |x(., j)| + shrinkage),   s(i, i) = 0
 *
 * the cosine when the shrinkage is 0. Exact: all pairs are counted, then each item keeps its nearest, of equals those
 * with the lower number. Costs the sum of squared row lengths, and memory for one row.
 *
 * @param taken  one row a learner; weigh it first with `weighByTfIdf` where the catalogue is large
 * @returns      one row an item, its nearest items in it: a learner's scores are the sum of the rows of what they have
 * @throws RangeError when an option is out of range
 */
export function itemNeighbours(taken: SparseRows, options: NeighbourOptions = {}): SparseRows {
  const { shrinkage = 0 } = options;
  const byItem = transpose(taken);
  const sizes = Float64Array.from({ length: taken.width }, (_, item) => Math.sqrt(squaredLength(byItem, item)));
  return nearest(taken, byItem, options, (product, item, other) => {
    return product / ((sizes[item] as number) * (sizes[other] as number) + shrinkage);
  });
}

/**
 * As `itemNeighbours`, with the likeness left as the sum of products: for rows that carry a length normalisation of
 * their own, as those of `weighByBm25` do.
 */
export function itemProducts(taken: SparseRows, options: Pick<NeighbourOptions, 'neighbours'> = {}): SparseRows {
  return nearest(taken, transpose(taken), options, (product) => product);
}

/**
 * Learners who took much say less about each item: x(u, i) ln(items / (1 + items of u)), at least 0 (inverse user
 * frequency in the sense of Breese, Heckerman & Kadie 1998; the TF-IDF of information retrieval, with learners as terms).
 */
export function weighByTfIdf(taken: SparseRows): SparseRows {
  const { starts, width } = taken;
  return reweigh(taken, (value, row) => {
    const length = (starts[row + 1] as number) - (starts[row] as number);
    return value * Math.max(0, Math.log(width / (1 + length)));
  });
}

/**
 * Okapi BM25 (Robertson & Zaragoza 2009, eq. 3.15) with items as documents and learners as terms:
 * x (k + 1) / (x + k (1 - b + b n(i) / mean n)) times the weight of `weighByTfIdf`.
 *
 * @param k  how soon a repeated value saturates, above 0
 * @param b  how much popular items are held down, in [0, 1]
 * @throws RangeError when k or b is out of range
 */
export function weighByBm25(taken: SparseRows, { k = 100, b = 0.8 }: { k?: number; b?: number } = {}): SparseRows {
  requirePositive('k', k);
  requireProbability('b', b);
  const { columns } = taken;
  const learners = countsOf(taken);
  const mean = columns.length / learners.reduce((sum, count) => sum + Number(count > 0), 0);
  return reweigh(weighByTfIdf(taken), (weight, _, at) => {
    const value = taken.values[at] as number;
    const held = 1 - b + (b * (learners[columns[at] as number] as number)) / mean;
    return ((k + 1) * weight) / (value + k * held);
  });
}

function nearest(
  taken: SparseRows,
  byItem: SparseRows,
  { neighbours = 200, shrinkage = 0 }: NeighbourOptions,
  likeness: (product: number, item: number, other: number) => number,
): SparseRows {
  requireWhole('neighbours', neighbours, 1);
  requireNonNegative('shrinkage', shrinkage);
  const { width } = taken;
  const starts = new Uint32Array(width + 1);
  const columns: number[] = [];
  const values: number[] = [];
  const products = new Float64Array(width);
  for (let item = 0; item < width; item++) {
    productsWith(item, taken, byItem, products);
    products[item] = 0;
    for (let other = 0; other < width; other++) {
      const product = products[other] as number;
      // What nobody took together is no neighbour, and stays out of the list.
      products[other] = product > 0 ? likeness(product, item, other) : Number.NaN;
    }
    for (const other of topItems(products, neighbours).sort()) {
      columns.push(other);
      values.push(products[other] as number);
    }
    starts[item + 1] = columns.length;
  }
  return { rows: width, width, starts, columns: Uint32Array.from(columns), values: Float32Array.from(values) };
}

/** One row of X'X. */
function productsWith(item: number, taken: SparseRows, byItem: SparseRows, into: Float64Array): void {
  into.fill(0);
  const { starts, columns, values } = taken;
  for (let at = byItem.starts[item] as number; at < (byItem.starts[item + 1] as number); at++) {
    const learner = byItem.columns[at] as number;
    const value = byItem.values[at] as number;
    for (let other = starts[learner] as number; other < (starts[learner + 1] as number); other++) {
      const column = columns[other] as number;
      into[column] = (into[column] as number) + value * (values[other] as number);
    }
  }
}

function squaredLength({ starts, values }: SparseRows, row: number): number {
  let sum = 0;
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) sum += (values[at] as number) ** 2;
  return sum;
}

function reweigh(taken: SparseRows, weight: (value: number, row: number, at: number) => number): SparseRows {
  const values = new Float32Array(taken.values.length);
  for (let row = 0; row < taken.rows; row++) {
    for (let at = taken.starts[row] as number; at < (taken.starts[row + 1] as number); at++) {
      values[at] = weight(taken.values[at] as number, row, at);
    }
  }
  return { ...taken, values };
}
