import { topListMeter } from '../../engine/metrics/top-list.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { countsOf, rowsOf } from '../../engine/ranking/collaborative/interactions.js';
import { type Ranker, rankFor, trainRanker } from '../../engine/ranking/collaborative/ranker.js';
import { topItems } from '../../engine/ranking/collaborative/top-items.js';
import type { ListGains } from './compare.js';
import { type ContentData, type Learners, numbersIn } from './data.js';

/** Who takes what also takes what else: the served ranker, with the names of its contents. */
export interface RankingModel {
  readonly contents: readonly string[];
  /** How many it has learned from. */
  readonly learners: number;
  readonly ranker: Ranker;
}

const PLACES = 10;
const SETTINGS = { autoencoder: { regularisation: 20, leastLearners: 2 }, recency: 1 } as const;

export function fitRanking(data: ContentData, wanted: Learners, seed: string): RankingModel {
  const lists = listsOf(data, wanted).map(({ list }) => list);
  const random = { sample: seededRandom(`${seed}:sample`), factors: () => seededRandom(`${seed}:factors`) };
  const { ranker } = trainRanker(lists, data.contents.length, random, SETTINGS);
  return { contents: data.contents, learners: lists.length, ranker };
}

/** Does a list of ten hold what each learner took last? By popularity among all without a model. */
export function scoreRanking(model: RankingModel | null, data: ContentData, wanted: Learners): ListGains {
  const known = model?.contents ?? data.contents;
  const numberOf = numbersIn(known, data.contents);
  const everyone = model ? null : countsOf(rowsOf(listsOf(data, (each) => !wanted(each)).map(listOf), known.length));
  const rows: { learner: number; ndcg: number; hit: number }[] = [];
  for (const { learner, list } of listsOf(data, wanted)) {
    const last = numberOf[list.at(-1) as number] as number;
    const had = list
      .slice(0, -1)
      .map((content) => numberOf[content] as number)
      .filter((content) => content < known.length);
    if (list.length < 2 || last >= known.length) continue;
    const top = model ? rankFor(model.ranker, had, PLACES) : topItems(everyone ?? [], PLACES, had);
    const meter = topListMeter(PLACES, known.length);
    meter.add(
      top.filter((content) => content < known.length),
      new Set([last]),
    );
    const { ndcg, hitRate: hit } = meter.metrics();
    rows.push({ learner, ndcg, hit });
  }
  return {
    learner: Int32Array.from(rows, ({ learner }) => learner),
    ndcg: Float64Array.from(rows, ({ ndcg }) => ndcg),
    hit: Uint8Array.from(rows, ({ hit }) => hit),
  };
}

const listOf = ({ list }: { list: number[] }): number[] => list;

function listsOf({ begin, content }: ContentData, wanted: Learners): { learner: number; list: number[] }[] {
  const lists: { learner: number; list: number[] }[] = [];
  for (let learner = 0; learner + 1 < begin.length; learner++) {
    const list = Array.from(content.subarray(begin[learner], begin[learner + 1]));
    if (wanted(learner) && list.length > 0) lists.push({ learner, list });
  }
  return lists;
}
