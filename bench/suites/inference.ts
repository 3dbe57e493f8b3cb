import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { bootstrap } from '../../src/engine/inference/bootstrap.js';
import { chiSquareSurvival } from '../../src/engine/numerics/distributions-chi-square.js';
import { normalCdf } from '../../src/engine/numerics/distributions-normal.js';
import { tQuantile } from '../../src/engine/numerics/distributions-t.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { type Cases, type DifCase, makeCases } from '../inference/cases.js';
import { adjusted, difOf, distributionValues, drawAll, meanDifference, OURS } from '../inference/ours.js';
import { ALPHA, MEASURES, peek, peekRatio, peekShares } from '../inference/peeking.js';
import { type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, runPeer } from '../peers.js';

/** Wanted of every number: not further from the peer's than this, as a share of it (of 1, for intervals near 0). */
const ALLOWED = 1e-9;
const EXPERIMENTS = 10_000;
const PAIRS = 1_000;

const numbers = z.array(z.number().nullable());
const lists = z.array(numbers);
const peerSchema = z.object({
  versions: z.string(),
  distributions: lists,
  multiple: z.array(lists),
  welch: lists,
  oneSample: lists,
  proportions: lists,
  cuped: lists,
  bootstrap: lists,
  chisquare: lists,
  kolmogorov: lists,
  power: lists,
  dif: z.array(
    z.array(z.object({ mantelHaenszel: numbers, etsClass: z.string(), logistic: numbers, effectClass: z.string() })),
  ),
});
type Peer = z.infer<typeof peerSchema>;
const timesSchema = z.record(z.string(), z.number());

/** Tests, intervals and flags beside scipy and statsmodels; sequential tests beside a test that is looked at too often. */
export const inference: Suite = {
  name: 'inference',
  about: 'tests, intervals and item fairness beside scipy and statsmodels; looking early beside doing so naively',
  async run() {
    const cases = makeCases(medical());
    drawAll(cases, seededRandom('inference draws'));
    const folder = mkdtempSync(join(tmpdir(), 'attune-inference-'));
    try {
      const file = join(folder, 'cases.json');
      writeFileSync(file, JSON.stringify(cases));
      const peer = await runPeer('main', 'inference.py', [file], peerSchema);
      return [
        ...agreement(cases, peer),
        ...fairness(cases, peer),
        ...(await speed(cases, file, peer.versions)),
        ...peeking(),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Learners by items of the medical test; the focal group is gender 1. */
function medical(): DifCase {
  const [header = '', ...lines] = readFileSync(dataFile('irt-medical', 'dataMedical.csv'), 'utf8').trim().split('\n');
  const columns = header.split(',');
  const gender = columns.indexOf('gender');
  const rows = lines.map((line) => line.split(',').map(Number));
  return { answers: rows.map((row) => row.slice(0, 100)), focal: rows.map((row) => row[gender] as number) };
}

function agreement(cases: Cases, peer: Peer): Row[] {
  const rows = cases.distributions.map((each, index) =>
    difference(each.name, peer.versions, distributionValues(each), peer.distributions[index] as Numbers, 'relative'),
  );
  for (const [name, ours] of Object.entries(OURS) as [keyof typeof OURS, (each: never) => number[]][]) {
    const own = cases[name].map((each) => ours(each as never));
    const width = own[0]?.length ?? 1;
    rows.push(difference(LABELS[name], peer.versions, own.flat(), peer[name].flat(), 'scaled', width, P_VALUES[name]));
  }
  const own = cases.multiple.map(adjusted);
  rows.push(difference('Holm, Benjamini-Hochberg', peer.versions, own.flat(2), peer.multiple.flat(2), 'relative'));
  return rows;
}

const LABELS: Readonly<Record<keyof typeof OURS, string>> = {
  welch: "Welch's test and interval",
  oneSample: 'one-sample test and interval',
  proportions: 'two shares: z, p, Newcombe, Wilson, score interval',
  cuped: 'CUPED from sums beside rows',
  bootstrap: 'BCa and percentile interval of the same draws',
  chisquare: 'sample ratio, chi-square',
  kolmogorov: 'Kolmogorov-Smirnov, exact and limit',
  power: 'power of t test and of two shares',
};

/** Where the p-values stand among the numbers of a case. */
const P_VALUES: Readonly<Record<keyof typeof OURS, readonly number[]>> = {
  welch: [2],
  oneSample: [2],
  proportions: [1],
  cuped: [3],
  bootstrap: [],
  chisquare: [1],
  kolmogorov: [1],
  power: [],
};
const HAENSZEL_P_VALUES = [3, 4];
const LOGISTIC_P_VALUES = [1, 3, 5];
/** scipy's incomplete beta function loses its digits below it (checked against 40 digits of mpmath). */
const NO_DIGITS = 1e-250;

type Numbers = readonly (number | null)[];

/**
 * The largest difference between two lists, as a row.
 *
 * @param width    numbers of one case
 * @param chances  which of them are p-values: these are held to their own size however small
 */
function difference(
  name: string,
  peerName: string,
  ours: readonly number[],
  peer: Numbers,
  kind: 'relative' | 'scaled',
  width = 1,
  chances: readonly number[] = [],
): Row {
  let most = 0;
  for (const [index, value] of ours.entries()) {
    const other = peer[index];
    if (typeof other !== 'number' || (Math.abs(other) < NO_DIGITS && Math.abs(value) < NO_DIGITS)) continue;
    // Differences of log likelihoods near 0 have no 9 digits either, and p near 1 magnifies them.
    if (name.startsWith('logistic') && other > 0.999 && chances.includes(index % width)) continue;
    const relative = kind === 'relative' || chances.includes(index % width);
    const scale = relative ? Math.abs(other) : Math.max(1, Math.abs(other));
    most = Math.max(most, Math.abs(value - other) / scale);
  }
  const metric = `largest difference of ${ours.length}`;
  return rowOf({ name, metric, ours: most, peer: ALLOWED, peerName, higherIsBetter: false, bar: ALLOWED });
}

function fairness(cases: Cases, { dif, versions }: Peer): Row[] {
  const names = cases.dif.map((_, index) => (index < cases.dif.length - 1 ? 'simulated' : 'medical'));
  return ['simulated', 'medical'].flatMap((data) => {
    const own = cases.dif.filter((_, index) => names[index] === data).flatMap(difOf);
    const peer = dif.filter((_, index) => names[index] === data).flat();
    const same = (flag: 'etsClass' | 'effectClass') =>
      own.filter((each, index) => each[flag] === peer[index]?.[flag]).length / own.length;
    const shared = { peer: 1, peerName: versions, higherIsBetter: true, bar: 1 };
    const flagged = (flag: 'etsClass' | 'effectClass') =>
      `${own.filter((each) => each[flag] !== 'A').length} of ${own.length} items flagged`;
    return [
      rowOf({
        name: `Mantel-Haenszel classes, ${data}`,
        metric: `share alike, ${flagged('etsClass')}`,
        ours: same('etsClass'),
        ...shared,
      }),
      rowOf({
        name: `logistic classes, ${data}`,
        metric: `share alike, ${flagged('effectClass')}`,
        ours: same('effectClass'),
        ...shared,
      }),
      difference(
        `Mantel-Haenszel, ${data}`,
        versions,
        own.flatMap((each) => each.mantelHaenszel),
        peer.flatMap((each) => each.mantelHaenszel),
        'scaled',
        5,
        HAENSZEL_P_VALUES,
      ),
      difference(
        `logistic, ${data}`,
        versions,
        own.flatMap((each) => each.logistic),
        peer.flatMap((each) => each.logistic),
        'scaled',
        9,
        LOGISTIC_P_VALUES,
      ),
    ];
  });
}

/** Microseconds of ours and of the peer, taken in turns: ours, peer, ours; the mean of ours counts. */
async function speed(cases: Cases, file: string, peerName: string): Promise<Row[]> {
  const before = ownTimes(cases);
  const peer = await runPeer('main', 'inference.py', [file, 'times'], timesSchema);
  const after = ownTimes(cases);
  return Object.entries(before).map(([name, first]) =>
    rowOf({
      name: `time of ${name}`,
      metric: 'us',
      ours: (first + (after[name] as number)) / 2,
      peer: (peer[name] as number) * 1e6,
      peerName,
      higherIsBetter: false,
    }),
  );
}

function ownTimes(cases: Cases): Record<string, number> {
  const points = Float64Array.from({ length: 100_000 }, (_, index) => -8 + (16 * index) / 99_999);
  const [welch, shares, test] = [cases.welch.at(-1), cases.proportions.at(-1), cases.dif[0]];
  const [sampled, ks] = [cases.bootstrap[0], cases.kolmogorov[0]];
  if (!welch || !shares || !test || !sampled || !ks) throw new Error('There are no cases to time.');
  return {
    welch: microseconds(() => OURS.welch(welch), 2_000),
    proportions: microseconds(() => OURS.proportions(shares), 500),
    normalCdf: microseconds(() => points.forEach((z) => void normalCdf(z)), 5) / points.length,
    tQuantile: microseconds(() => points.forEach((z) => void tQuantile((z + 9) / 18, 30)), 1) / points.length,
    chiSquareSurvival: microseconds(() => points.forEach((z) => void chiSquareSurvival(z + 9, 5)), 2) / points.length,
    dif: microseconds(() => difOf(test), 5) / (test.answers[0]?.length ?? 1),
    bootstrap: microseconds(() => bootstrap(sampled.samples, meanDifference, { random: seededRandom(1) }), 5),
    kolmogorov: microseconds(() => OURS.kolmogorov(ks), 20),
  };
}

function microseconds(work: () => unknown, rounds: number): number {
  work();
  const start = performance.now();
  for (let round = 0; round < rounds; round++) work();
  return ((performance.now() - start) * 1_000) / rounds;
}

function peeking(): Row[] {
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(MEASURES)) {
    const found = peek(measure, 0, EXPERIMENTS, PAIRS, `no effect, ${name}`);
    rows.push(
      rowOf({
        name: `false positives, ${name}, ${PAIRS} looks`,
        metric: `share of ${EXPERIMENTS} experiments`,
        ours: found.sequential,
        peer: found.naive,
        peerName: "Welch's test looked at as often",
        higherIsBetter: false,
        bar: ALPHA,
      }),
    );
  }
  for (const [name, lift] of Object.entries({ normal: 0.2, 'yes or no, half': 0.1, exponential: 0.2 })) {
    const found = peek(MEASURES[name] as (typeof MEASURES)[string], lift, 2_000, PAIRS, `effect, ${name}`);
    const label = `${name}, effect ${lift}`;
    rows.push(
      rowOf({
        name: `found, ${label}`,
        metric: 'share of 2000',
        ours: found.sequential,
        peer: found.once,
        peerName: "Welch's test once at the end",
        higherIsBetter: true,
      }),
      rowOf({
        name: `pairs until the end, ${label}`,
        metric: 'mean',
        ours: found.pairs,
        peer: PAIRS,
        peerName: "Welch's test once at the end",
        higherIsBetter: false,
      }),
    );
  }
  const exact = { peer: ALPHA, peerName: 'the guarantee', higherIsBetter: false, bar: ALPHA };
  const metric = `share of ${EXPERIMENTS} experiments`;
  rows.push(
    rowOf({
      name: 'false positives, exact shares, 2000 looks',
      metric,
      ours: peekShares(0.1, 0, EXPERIMENTS, 2_000, 'a'),
      ...exact,
    }),
    rowOf({
      name: 'false positives, sample ratio, 2000 looks',
      metric,
      ours: peekRatio(0.5, EXPERIMENTS, 2_000, 'b'),
      ...exact,
    }),
    rowOf({
      name: 'found, exact shares, .1 and .2',
      metric: 'share of 500',
      ours: peekShares(0.1, 0.1, 500, 2_000, 'c'),
      peer: 1,
      peerName: 'all',
      higherIsBetter: true,
    }),
    rowOf({
      name: 'found, sample ratio .55 for .5',
      metric: 'share of 500',
      ours: peekRatio(0.55, 500, 2_000, 'd'),
      peer: 1,
      peerName: 'all',
      higherIsBetter: true,
    }),
  );
  return rows;
}
