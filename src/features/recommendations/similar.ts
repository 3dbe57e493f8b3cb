import { contentLikeness } from '../../engine/ranking/collaborative/content-likeness.js';
import { explainRanking } from '../../engine/ranking/collaborative/explain-ranking.js';
import { type ItemMatrix, scoresFor } from '../../engine/ranking/collaborative/item-matrix.js';
import { recencyWeights } from '../../engine/ranking/collaborative/ranker.js';
import { novelty } from '../../engine/ranking/fatigue.js';
import type { CatalogueView } from '../catalogue/index.js';
import { contentKey } from './content.js';
import type { CourseRanker } from './ports.js';

/** How strongly something speaks for each piece of content, in [0, 1], and because of what most. */
export type Pull = ReadonlyMap<string, { readonly value: number; readonly because: string | null }>;

/** Of a newcomer we only know what many took: it counts half. */
const POPULAR = 0.5;

/**
 * What learners with the same history took, by the course's ranker: its scores as shares of the largest.
 *
 * @param taken  what the learner took, the earliest first
 */
export function similarLearners({ ranker, items }: CourseRanker, taken: readonly string[]): Pull {
  const { matrix, counts, recency } = ranker;
  const places = new Map(items.map((key, index) => [key, index]));
  const had = taken.flatMap((key) => places.get(key) ?? []);
  if (had.length > 0) return pullOf(matrix, items, had, recency);
  const most = Math.log1p(Math.max(0, ...counts));
  return new Map(
    items.map((key, index) => {
      const value = most > 0 ? (POPULAR * Math.log1p(counts[index] ?? 0)) / most : 0;
      return [key, { value, because: null }];
    }),
  );
}

function pullOf(matrix: ItemMatrix, items: readonly string[], had: readonly number[], recency: number): Pull {
  const scores = scoresFor(matrix, had, recencyWeights(had.length, recency));
  const most = Math.max(0, ...scores);
  const models = [{ name: 'all', matrix }];
  return new Map(
    items.map((key, index) => {
      const value = most > 0 ? Math.min(1, Math.max(0, scores[index] ?? 0) / most) : 0;
      if (value === 0) return [key, { value, because: null }];
      const [first] = explainRanking(models, { scales: [1], weights: [1] }, had, index, recency);
      return [key, { value, because: first ? (items[first.because] ?? null) : null }];
    }),
  );
}

/** How few learners have taken something, as a share of how few it could be. */
export function noveltyOf({ ranker, items, learners }: CourseRanker, key: string): number {
  const index = items.indexOf(key);
  if (index < 0 || learners < 1) return 0;
  const took = Math.min(learners, ranker.counts[index] ?? 0);
  return Math.min(1, novelty(took, learners) / Math.log2(learners + 1));
}

const likeness = new WeakMap<CatalogueView, { readonly matrix: ItemMatrix; readonly items: readonly string[] }>();

/** Lessons that are about the same as those that the learner took up. */
export function likeWhatWasTaken(catalogue: CatalogueView, taken: readonly string[]): Pull {
  if (catalogue.lessons.length === 0) return new Map();
  const known = likeness.get(catalogue) ?? likenessOf(catalogue);
  likeness.set(catalogue, known);
  const places = new Map(known.items.map((key, index) => [key, index]));
  const had = taken.flatMap((key) => places.get(key) ?? []);
  return had.length === 0 ? new Map() : pullOf(known.matrix, known.items, had, 0);
}

function likenessOf({ lessons }: CatalogueView) {
  const matrix = contentLikeness(
    lessons.map(({ skills, title, bodyMarkdown }) => ({ skills, text: `${title} ${bodyMarkdown}` })),
  );
  return { matrix, items: lessons.map(({ id }) => contentKey('course', id)) };
}
