import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runAdaptiveTest } from '../../src/engine/ability/adaptive-test.js';
import { expectedAPosteriori } from '../../src/engine/ability/estimate-ability.js';
import { type ItemCurve, successProbability } from '../../src/engine/ability/irt.js';
import { rootMeanSquaredError } from '../../src/engine/metrics/binary.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { sampleNormal } from '../../src/engine/numerics/sample.js';
import { mean, median, type Row, rowOf } from '../measure.js';
import { runPeer } from '../peers.js';

const CATSIM = 'catsim 0.21.0, most information, bounded ML';

const catsimSchema = z.object({
  items: z.array(z.number()),
  estimates: z.array(z.number()),
  given: z.array(z.number()),
  microseconds: z.number(),
});

const SIMULEES = 1_000;
const BANK = 500;
const STANDARD_ERROR = 0.3;
const ESTIMATED_FROM = 20;
const TIMING_ROUNDS = 3;

/** The same simulees with the same answers to the same bank, asked by catsim and by us. */
export async function adaptiveTests(folder: string): Promise<Row[]> {
  const random = seededRandom('adaptive tests');
  const bank = Array.from({ length: BANK }, () => ({
    discrimination: Math.max(0.4, 1.2 + 0.25 * sampleNormal(random)),
    difficulty: sampleNormal(random),
  }));
  const abilities = Array.from({ length: SIMULEES }, () => sampleNormal(random));
  const answers = abilities.map((ability) =>
    bank.map((item) => (random.next() < successProbability(item, ability) ? '1' : '0')).join(''),
  );
  const file = join(folder, 'tests.json');
  const peer = async (cap: number, run: boolean) => {
    const lines = bank.map(({ discrimination, difficulty }) => [discrimination, difficulty]);
    const settings = { standardError: STANDARD_ERROR, cap, run, estimates: ESTIMATED_FROM };
    writeFileSync(file, JSON.stringify({ bank: lines, abilities, answers, ...settings }));
    return await runPeer('main', 'catsim_tests.py', [file], catsimSchema);
  };
  const rows: Row[] = [];
  for (const cap of [1, 0.25]) {
    const theirs = await peer(cap, true);
    const ours = askAll(bank, answers, cap);
    const name = cap === 1 ? `tests to SE < ${STANDARD_ERROR}` : `the same, no item in more than ${cap * 100} %`;
    const row = (metric: string, mine: number, other: number, bar?: number): Row =>
      rowOf({
        name,
        metric,
        ours: mine,
        peer: other,
        peerName: cap === 1 ? CATSIM : `${CATSIM}, r_max ${cap}`,
        higherIsBetter: false,
        ...(bar === undefined ? {} : { bar }),
      });
    rows.push(
      row('items', mean(ours.items), mean(theirs.items), mean(theirs.items)),
      row(
        'RMSE',
        rootMeanSquaredError(ours.estimates, abilities),
        rootMeanSquaredError(theirs.estimates, abilities),
        rootMeanSquaredError(theirs.estimates, abilities),
      ),
      row('largest exposure', Math.max(...ours.given) / SIMULEES, Math.max(...theirs.given) / SIMULEES, cap),
    );
  }
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < TIMING_ROUNDS; round++) {
    times.ours.push(microsecondsOfEstimate(bank.slice(0, ESTIMATED_FROM), answers));
    times.peer.push((await peer(1, false)).microseconds);
  }
  const estimateRow = rowOf({
    name: `an estimate with its standard error, ${ESTIMATED_FROM} answers`,
    metric: 'microseconds',
    ours: median(times.ours),
    peer: median(times.peer),
    peerName: `${CATSIM} (no standard error)`,
    higherIsBetter: false,
  });
  return [...rows, estimateRow];
}

/** Expected a posteriori with the standard normal, stopped by the error that catsim goes by: 1 / sqrt(information). */
function askAll(bank: readonly ItemCurve[], answers: readonly string[], cap: number) {
  const given = new Array<number>(bank.length).fill(0);
  const items: number[] = [];
  const estimates: number[] = [];
  for (const [learner, line] of answers.entries()) {
    const counts = { tests: learner + 1, given };
    const result = runAdaptiveTest({
      bank,
      answer: (item) => line[item] === '1',
      stopping: { informationError: STANDARD_ERROR },
      ...(cap < 1 ? { exposure: { counts, cap } } : {}),
    });
    for (const item of result.given) given[item] = (given[item] ?? 0) + 1;
    items.push(result.given.length);
    estimates.push(result.ability.mean);
  }
  return { items, estimates, given };
}

function microsecondsOfEstimate(curves: readonly ItemCurve[], answers: readonly string[]): number {
  const scores = answers.map((line) => Array.from(curves, (_, item) => Number(line[item])));
  for (const score of scores) expectedAPosteriori(curves, score);
  const spent = scores.slice(0, 200).map((score) => {
    const start = performance.now();
    for (let times = 0; times < 20; times++) expectedAPosteriori(curves, score);
    return ((performance.now() - start) / 20) * 1_000;
  });
  return median(spent);
}
