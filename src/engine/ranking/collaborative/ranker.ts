import { requireNonNegative, requireSome, requireWhole } from '../../numerics/guards.js';
import { type RandomSource, shuffle } from '../../numerics/random.js';
import { type Blend, type BlendExample, searchBlend, spreadOf } from './blend.js';
import { type FactorOptions, factorMatrix, implicitFactors } from './implicit-factors.js';
import { countsOf, rowsOf, type SparseRows } from './interactions.js';
import { addMatrix, denseOf, type ItemMatrix, scoresFor } from './item-matrix.js';
import { itemNeighbours, type NeighbourOptions, weighByTfIdf } from './item-neighbours.js';
import { type AutoencoderOptions, linearAutoencoder } from './linear-autoencoder.js';
import { topItems } from './top-items.js';

/** One model of a blend: any that is linear in what a learner has, such as `contentLikeness` beside those fitted here. */
export interface LinearModel {
  readonly name: string;
  readonly matrix: ItemMatrix;
}

/** Settings of the models of a blend, and how fast a history fades. */
export interface RankerSettings {
  readonly autoencoder?: AutoencoderOptions;
  readonly neighbours?: NeighbourOptions;
  /** Left out where absent: the factors take most of the time of a fit. */
  readonly factors?: FactorOptions;
  /**
   * How fast what was taken earlier fades: the item that was taken k items before the last counts (1 + k)^-recency.
   * 0, unless told otherwise, takes what a learner has as a set; leave it so where the order is not known to be that
   * of time.
   */
  readonly recency?: number;
}

/** What serves: one matrix that holds the whole blend, and what a learner without a history is shown. */
export interface Ranker {
  readonly matrix: ItemMatrix;
  /** Learners of each item: the order of a cold start. */
  readonly counts: Float64Array;
  readonly recency: number;
}

/**
 * The models that learn from who took what, fitted to the same learners: `autoencoder`, `neighbours` and, where asked
 * for, `factors`.
 *
 * @param taken   one row a learner, ones
 * @param random  where the factors start
 */
export function fitLinearModels(taken: SparseRows, random: RandomSource, settings: RankerSettings = {}): LinearModel[] {
  const { autoencoder, neighbours, factors } = settings;
  const models = [
    { name: 'autoencoder', matrix: linearAutoencoder(taken, autoencoder) },
    { name: 'neighbours', matrix: denseOf(itemNeighbours(weighByTfIdf(taken), neighbours)) },
  ];
  if (!factors) return models;
  const fitted = implicitFactors(taken, random, factors);
  return [...models, { name: 'factors', matrix: factorMatrix(fitted, countsOf(taken), taken.rows) }];
}

/**
 * The blend as one matrix: a weighted sum of linear models is one (see `ItemMatrix`).
 *
 * @throws RangeError when there is no model, or they have not the same width
 */
export function foldModels(models: readonly LinearModel[], { scales, weights }: Blend): ItemMatrix {
  const [first] = requireSome('models', models);
  const width = first?.matrix.width ?? 0;
  const folded = { width, weights: new Float32Array(width * width) };
  for (const [index, { matrix }] of models.entries()) {
    addMatrix(folded, matrix, (weights[index] as number) / (scales[index] as number));
  }
  return folded;
}

/**
 * A learner's history in which the last item waits to be foretold, for learning weights and choosing settings.
 *
 * @param lists  items of each learner, the earliest first where the order is known
 * @param most   most learners to take; they are drawn
 * @returns      the rows to fit to, and what was held out: all learners stay in the rows, those drawn without their last
 * @throws RangeError when `most` is no whole number from 1
 */
export function holdOutLast(
  lists: readonly ArrayLike<number>[],
  most: number,
  random: RandomSource,
): { rest: readonly ArrayLike<number>[]; held: readonly { learner: number; item: number }[] } {
  requireWhole('most', most, 1);
  const able = [...lists.keys()].filter((learner) => (lists[learner] as ArrayLike<number>).length >= 2);
  const drawn = shuffle(able, random)
    .slice(0, most)
    .sort((a, b) => a - b);
  const rest = [...lists];
  const held = drawn.map((learner) => {
    const list = Array.from(lists[learner] as ArrayLike<number>);
    const item = list.at(-1) as number;
    // What comes twice is taken out altogether: it must not foretell itself.
    rest[learner] = list.filter((each) => each !== item);
    return { learner, item };
  });
  return { rest, held };
}

/** Candidates that each model puts forward when weights are learned. */
const PUT_FORWARD = 50;

/**
 * Weights of the models, learned from held-out choices (`searchBlend`). The candidates of a learner are the best 50 of
 * each model: who is first among thousands is decided there, and what no model would list teaches nothing about it.
 *
 * @param models  fitted without what is held out
 */
export function learnWeights(
  models: readonly LinearModel[],
  rest: readonly ArrayLike<number>[],
  held: readonly { learner: number; item: number }[],
  { recency = 0 }: RankerSettings = {},
): Blend {
  const examples = held.flatMap(({ learner, item }): BlendExample[] => {
    const had = rest[learner] as ArrayLike<number>;
    const howMuch = recencyWeights(had.length, recency);
    const all = models.map(({ matrix }) => scoresFor(matrix, had, howMuch));
    const candidates = [...new Set(all.flatMap((scores) => [...topItems(scores, PUT_FORWARD, had)]))];
    const chosen = candidates.indexOf(item);
    if (chosen < 0) return [];
    // A long history adds up more; divided by its length all learners speak in the same unit.
    const unit = Math.hypot(...howMuch);
    const scores = all.map((given) => Float32Array.from(candidates, (each) => (given[each] as number) / unit));
    return [{ scores, chosen }];
  });
  const scales = models.map((_, model) => spreadOf(examples.map(({ scores }) => scores[model] as Float32Array)));
  return searchBlend(examples, scales);
}

/**
 * How much each of `length` items in order of time counts: (1 + k)^-recency with k items after it, so the last counts 1.
 *
 * @throws RangeError when the recency is not a number of at least 0
 */
export function recencyWeights(length: number, recency: number): Float32Array {
  requireNonNegative('recency', recency);
  return Float32Array.from({ length }, (_, index) => (length - index) ** -recency);
}

/**
 * A ranker that serves a matrix; who took what gives the order of a cold start.
 *
 * @throws RangeError when the recency is not a number of at least 0
 */
export function rankerOf(taken: SparseRows, matrix: ItemMatrix, recency = 0): Ranker {
  return { matrix, counts: countsOf(taken), recency: requireNonNegative('recency', recency) };
}

/**
 * The best few for a learner, who has none of them yet; by popularity when there is no history. O(history x items).
 *
 * @param had     the learner's items, the earliest first
 * @param buffer  where scores go, of the width of the catalogue, so that serving need not ask for memory
 */
export function rankFor(
  { matrix, counts, recency }: Ranker,
  had: ArrayLike<number>,
  size: number,
  buffer?: Float32Array,
): Uint32Array {
  if (had.length === 0) return topItems(counts, size);
  const weights = recency === 0 ? undefined : recencyWeights(had.length, recency);
  return topItems(scoresFor(matrix, had, weights, buffer), size, had);
}

/** The whole way: weights learned from a sample with its last items held out, then every model fitted to all. */
export function trainRanker(
  lists: readonly ArrayLike<number>[],
  width: number,
  seed: { readonly sample: RandomSource; readonly factors: () => RandomSource },
  settings: RankerSettings & { readonly learnFrom?: number } = {},
): { ranker: Ranker; blend: Blend } {
  const { rest, held } = holdOutLast(lists, settings.learnFrom ?? 2000, seed.sample);
  const blend = learnWeights(fitLinearModels(rowsOf(rest, width), seed.factors(), settings), rest, held, settings);
  const taken = rowsOf(lists, width);
  const matrix = foldModels(fitLinearModels(taken, seed.factors(), settings), blend);
  return { ranker: rankerOf(taken, matrix, settings.recency), blend };
}
