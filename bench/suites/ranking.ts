import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { topListMeter } from '../../src/engine/metrics/top-list.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { rowsOf } from '../../src/engine/ranking/collaborative/interactions.js';
import {
  fitLinearModels,
  foldModels,
  holdOutLast,
  learnWeights,
  rankerOf,
  rankFor,
} from '../../src/engine/ranking/collaborative/ranker.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { FADING, settingsFor } from '../../src/evaluation/questions/ranking.js';
import { type RankingData, readLists, readRatings } from '../../src/evaluation/questions/ranking-data.js';
import { median, type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, runPeer } from '../peers.js';

const PLACES = 10;
const LEARN_FROM = 2000;

const peersSchema = z.array(
  z.object({
    name: z.string(),
    seconds: z.number(),
    listMicroseconds: z.number(),
    hitRate: z.number(),
    ndcg: z.number(),
    coverage: z.number(),
  }),
);

/** Of each the best figure over its settings is the peer's, so that it is not beaten by a bad choice of ours. */
interface Bars {
  readonly ndcg?: number;
  readonly hitRate?: number;
  readonly coverage?: number;
  readonly micros?: number;
}

/** The blend that is served beside implicit's models, each on one core and on the same histories. */
export const ranking: Suite = {
  name: 'ranking',
  about: 'lists of ten for held-out choices, beside implicit on the same histories',
  async run() {
    const courses = await readLists(lineReader('refuse'), {
      train: dataFile('rec-mooccubex', 'train.txt'),
      test: dataFile('rec-mooccubex', 'test.txt'),
    });
    const films = await readRatings(lineReader('refuse'), dataFile('rec-ml-latest-small', 'ratings.csv'));
    return [
      ...(await beside('rec-mooccubex', courses, false, '{"als":[[128,0.1,30,10]],"neighbours":[50]}', {
        ndcg: 0.165,
        hitRate: 0.29,
        coverage: 0.5,
        micros: 100,
      })),
      ...(await beside(
        'rec-ml-latest-small',
        films,
        true,
        '{"als":[[32,0.01,1,15],[64,0.01,1,15],[128,0.01,1,15],[32,0.1,10,15]],"neighbours":[50]}',
        {},
      )),
    ];
  },
};

async function beside(name: string, data: RankingData, ordered: boolean, peers: string, bars: Bars): Promise<Row[]> {
  const theirs = await peersOn(data, peers);
  const ours = measure(data, ordered);
  const als = theirs.filter((peer) => peer.name.startsWith('ALS'));
  const quick = als.reduce((a, b) => (a.seconds <= b.seconds ? a : b));
  const best = (of: (peer: (typeof theirs)[number]) => number) => theirs.reduce((a, b) => (of(a) >= of(b) ? a : b));
  const better = (metric: string, value: number, of: (peer: (typeof theirs)[number]) => number, bar?: number) => {
    const peer = best(of);
    return rowOf({
      name,
      metric,
      ours: value,
      peer: of(peer),
      peerName: `implicit ${peer.name}`,
      higherIsBetter: true,
      ...(bar === undefined ? {} : { bar }),
    });
  };
  return [
    better('NDCG@10', ours.ndcg, (peer) => peer.ndcg, bars.ndcg),
    better('HR@10', ours.hitRate, (peer) => peer.hitRate, bars.hitRate),
    better('coverage@10', ours.coverage, (peer) => peer.coverage, bars.coverage),
    ...(ordered
      ? []
      : [
          better('NDCG@10, lines taken as in order of time', ours.inLineOrder.ndcg, (peer) => peer.ndcg),
          better('HR@10, lines taken as in order of time', ours.inLineOrder.hitRate, (peer) => peer.hitRate),
        ]),
    rowOf({
      name,
      metric: 'seconds of one core to fit',
      ours: ours.seconds,
      peer: quick.seconds,
      peerName: `implicit ${quick.name}`,
      higherIsBetter: false,
      ...(ordered ? {} : { bar: 3 * quick.seconds }),
    }),
    rowOf({
      name,
      metric: 'microseconds for a list of ten (median)',
      ours: ours.micros,
      peer: quick.listMicroseconds,
      peerName: `implicit ${quick.name}`,
      higherIsBetter: false,
      ...(bars.micros === undefined ? {} : { bar: bars.micros }),
    }),
  ];
}

async function peersOn(data: RankingData, settings: string) {
  const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'));
  try {
    const file = join(folder, 'histories.json');
    const chosen = data.chosen.map((items) => [...items][0] ?? -1);
    writeFileSync(file, JSON.stringify({ width: data.names.length, histories: data.histories, chosen }));
    return await runPeer('main', 'implicit_ranking.py', [file, settings], peersSchema);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Weights learned from held-out training items; then one fit, which is timed; then every learner's list. */
function measure(data: RankingData, ordered: boolean) {
  const settings = settingsFor(data, ordered);
  const width = data.names.length;
  const { rest, held } = holdOutLast(data.histories, LEARN_FROM, seededRandom('1:sample'));
  const blend = learnWeights(
    fitLinearModels(rowsOf(rest, width), seededRandom('1:factors'), settings),
    rest,
    held,
    settings,
  );
  const before = process.cpuUsage();
  const taken = rowsOf(data.histories, width);
  const ranker = rankerOf(
    taken,
    foldModels(fitLinearModels(taken, seededRandom('1:factors'), settings), blend),
    settings.recency,
  );
  const { user, system } = process.cpuUsage(before);
  const meter = topListMeter(PLACES, width);
  const fading = topListMeter(PLACES, width);
  const buffer = new Float32Array(width);
  const times: number[] = [];
  for (const [learner, chosen] of data.chosen.entries()) {
    if (chosen.size === 0) continue;
    const history = data.histories[learner] as readonly number[];
    const start = performance.now();
    const list = rankFor(ranker, history, PLACES, buffer);
    times.push(1000 * (performance.now() - start));
    meter.add(list, chosen);
    if (!ordered) fading.add(rankFor({ ...ranker, recency: FADING }, history, PLACES, buffer), chosen);
  }
  return { ...meter.metrics(), inLineOrder: fading.metrics(), seconds: (user + system) / 1e6, micros: median(times) };
}
