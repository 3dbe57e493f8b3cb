import { topListMeter } from '../../engine/metrics/top-list.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { type RankerSettings, rankFor, trainRanker } from '../../engine/ranking/collaborative/ranker.js';
import { EvaluationError } from '../evaluation-error.js';
import { type EvaluationRequest, type Findings, type Question, requireData, requireTrainAndTest } from '../question.js';
import { type RankingData, readLists, readRatings } from './ranking-data.js';

const PLACES = 10;
/** Recency where the order is that of time; for lists, whose order nobody vouches for, only a second figure. */
export const FADING = 1;
/** The matrix of the served model holds items x items numbers of four bytes. */
const MOST_ITEMS = 12_000;
/** Rough number of items that the autoencoder can take in reasonable time (n^3 / 2 products). */
const MOST_IN_AUTOENCODER = 3_400;

/** Does a list of ten hold what the learner chose next? */
export const ranking: Question = {
  name: 'ranking',
  about: 'does a list of ten hold what the learner chose next?',
  formats: ['lists-txt', 'ratings-csv'],
  async run(request: EvaluationRequest): Promise<Findings> {
    const { lines, format, seed } = request;
    const ordered = format === 'ratings-csv';
    const data = ordered
      ? await readRatings(lines, requireData(request))
      : await readLists(lines, requireTrainAndTest(request));
    const settings = settingsFor(data, ordered);
    const start = performance.now();
    const { ranker } = trainRanker(
      data.histories,
      data.names.length,
      { sample: seededRandom(`${seed}:sample`), factors: () => seededRandom(`${seed}:factors`) },
      settings,
    );
    const fitSeconds = (performance.now() - start) / 1000;
    const meter = topListMeter(PLACES, data.names.length);
    const fading = topListMeter(PLACES, data.names.length);
    const buffer = new Float32Array(data.names.length);
    const times: number[] = [];
    for (const [learner, chosen] of data.chosen.entries()) {
      if (chosen.size === 0) continue;
      const history = data.histories[learner] as readonly number[];
      const before = performance.now();
      const list = rankFor(ranker, history, PLACES, buffer);
      times.push(performance.now() - before);
      meter.add(list, chosen);
      if (!ordered) fading.add(rankFor({ ...ranker, recency: FADING }, history, PLACES, buffer), chosen);
    }
    const { hitRate, ndcg, recall, coverage, lists } = meter.metrics();
    if (lists === 0) throw new EvaluationError('There is nobody with a choice to be foretold.');
    times.sort((a, b) => a - b);
    return {
      metrics: {
        'hr@10': hitRate,
        'ndcg@10': ndcg,
        'recall@10': recall,
        'coverage@10': coverage,
        ...(ordered ? {} : { 'hr@10.lineOrder': fading.metrics().hitRate, 'ndcg@10.lineOrder': fading.metrics().ndcg }),
        fitSeconds,
        listMicroseconds: 1000 * (times[Math.floor(times.length / 2)] as number),
      },
      rows: lists,
      protocol: protocolOf(data, ordered, settings),
    };
  },
};

/** What is set by the shape of the data; chosen on courses held out of the training data (see bench/findings). */
export function settingsFor({ names, histories }: RankingData, ordered: boolean): RankerSettings {
  if (names.length > MOST_ITEMS) {
    throw new EvaluationError(`There are ${names.length} items; the ranker serves a matrix of at most ${MOST_ITEMS}.`);
  }
  const counts = new Float64Array(names.length);
  for (const items of histories) for (const item of items) counts[item] = (counts[item] as number) + 1;
  const rising = counts.slice().sort();
  const least = 1 + (rising[Math.max(0, rising.length - MOST_IN_AUTOENCODER) - 1] ?? 0);
  return {
    autoencoder: { regularisation: 100, leastLearners: Math.max(ordered ? 2 : 10, least) },
    recency: ordered ? FADING : 0,
  };
}

const LINE_ORDER = `The figures with .lineOrder take the items of a line as if they were in order of time (recency ${FADING}). `;

function protocolOf(data: RankingData, ordered: boolean, { autoencoder, recency }: RankerSettings): string {
  const split = ordered
    ? 'Each user’s latest rating is held out, every rating counts as taken.'
    : 'The items of the test file are what each user chose.';
  const cut =
    data.cut > 0
      ? ` The last number of every training line was set aside: for ${data.cut} users it is their test item without its last digit.`
      : '';
  return (
    `${split}${cut} Items that the user has are not listed; the catalogue is every item of the files. ` +
    `One linear model: autoencoder (lambda ${autoencoder?.regularisation}, items of ${autoencoder?.leastLearners} or more users), ` +
    'and TF-IDF item neighbours, blended by weights learned from the last training item of 2,000 users ' +
    `(held out while they were learned), recency ${recency}. ${ordered ? '' : LINE_ORDER}` +
    'Other settings were chosen on training items held out in the same way; the test items were used once, for these figures.'
  );
}
