import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runAdaptiveTest } from '../../src/engine/ability/adaptive-test.js';
import { type AnswerTable, type AnswerTriple, answerTable } from '../../src/engine/ability/answers.js';
import { calibrate } from '../../src/engine/ability/calibrate.js';
import { expectedAPosteriori } from '../../src/engine/ability/estimate-ability.js';
import { type ItemCurve, successProbability } from '../../src/engine/ability/irt.js';
import { curveOf } from '../../src/engine/ability/item-line.js';
import { learnPriors } from '../../src/engine/ability/learn-priors.js';
import { fitResponseModel, responseProbability } from '../../src/engine/ability/response-model.js';
import { binaryMetrics, rootMeanSquaredError } from '../../src/engine/metrics/binary.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { sampleNormal } from '../../src/engine/numerics/sample.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { groupsOf, readCodes, readKey, readMatrix, readTriples } from '../../src/evaluation/questions/ability-data.js';
import { median, type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, runPeer } from '../peers.js';

const GIRTH = 'girth 0.8.0 twopl_mml';
const CATSIM = 'catsim 0.21.0, most information, bounded ML';

/** Calibration, prediction and adaptive tests beside girth and catsim. */
export const ability: Suite = {
  name: 'ability',
  about: 'item calibration, held-out answers and adaptive tests, beside girth and catsim',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'));
    try {
      const parts: readonly (() => Promise<Row[]>)[] = [
        lsat7,
        () => recovery(folder),
        async () => heldOutRows('SAT12', 0.845, await sat12(), girthPeer(folder)),
        () => tests(folder),
        async () => heldOutRows('medical', 0.82, await medical(), girthPeer(folder)),
        async () => heldOutRows('junyi', 0.83, await junyi(), ONE_PARAMETER),
      ];
      const rows: Row[] = [];
      for (const part of parts) {
        const found = await part();
        for (const row of found) console.error(`${row.name}: ${row.metric} ${row.ours}, ${row.peerName} ${row.peer}`);
        rows.push(...found);
      }
      return rows;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

const girthSchema = z.object({
  discrimination: z.array(z.number()),
  difficulty: z.array(z.number()),
  chance: z.array(z.number()),
  seconds: z.number(),
});

async function girth(folder: string, train: AnswerTable, test?: AnswerTable): Promise<z.infer<typeof girthSchema>> {
  const file = join(folder, 'cells.json');
  const lists = ({ learner, item, score }: AnswerTable) => ({
    learner: [...learner],
    item: [...item],
    score: [...score],
  });
  const held = test ? lists(test) : { learner: [], item: [] };
  const { learners, items } = train;
  writeFileSync(file, JSON.stringify({ learners, items, train: lists(train), test: held, tries: 1 }));
  return await runPeer('main', 'girth_cells.py', [file], girthSchema);
}

/** Who is right on what, split in two. */
interface Split {
  readonly train: AnswerTable;
  readonly test: AnswerTable;
  readonly groups?: Int32Array;
}

/** Someone else's chances of the test answers. */
interface Peer {
  readonly name: string;
  chances(split: Split): Promise<readonly number[] | Float64Array>;
}

const girthPeer = (folder: string): Peer => ({
  name: `${GIRTH}, EAP`,
  chances: async ({ train, test }) => (await girth(folder, train, test)).chance,
});

/** For data on which girth, which is dense, takes too long: the kind of baseline that the README of the data gives. */
const ONE_PARAMETER: Peer = {
  name: 'our own 1PL by marginal maximum likelihood, EAP (girth is too slow here)',
  chances: async ({ train, test }) => {
    const curves = calibrate(train, { model: '1PL', points: 41, tolerance: 1e-3 }).items.map(curveOf);
    const asked = Array.from({ length: train.learners }, () => ({ curves: [] as ItemCurve[], scores: [] as number[] }));
    for (const [k, learner] of train.learner.entries()) {
      asked[learner]?.curves.push(curves[train.item[k] as number] as ItemCurve);
      asked[learner]?.scores.push(train.score[k] as number);
    }
    const abilities = asked.map((of) => expectedAPosteriori(of.curves, of.scores).ability);
    return Float64Array.from(test.learner, (learner, k) =>
      successProbability(curves[test.item[k] as number] as ItemCurve, abilities[learner] as number),
    );
  },
};

async function heldOutRows(name: string, bar: number, split: Split, other: Peer): Promise<Row[]> {
  const { train, test, groups } = split;
  const model = fitResponseModel(train, groups ? { groups } : {});
  const chance = Float64Array.from(test.learner, (learner, k) =>
    responseProbability(model, learner, test.item[k] as number),
  );
  const peer = binaryMetrics(Float64Array.from(await other.chances(split)), test.score);
  const ours = binaryMetrics(chance, test.score);
  const what = `${name}, held-out answers`;
  const peerName = other.name;
  return [
    rowOf({ name: what, metric: 'AUC', ours: ours.auc, peer: peer.auc, peerName, higherIsBetter: true, bar }),
    rowOf({ name: what, metric: 'log loss', ours: ours.logLoss, peer: peer.logLoss, peerName, higherIsBetter: false }),
    rowOf({ name: what, metric: 'ECE', ours: ours.ece, peer: peer.ece, peerName, higherIsBetter: false }),
  ];
}

/** Every fifth cell, as the bar was measured. */
const isHeldOut = (row: number, column: number): boolean => (row * 31 + column * 17) % 5 === 0;

async function matrixSplit(file: string, key?: readonly string[]): Promise<Split> {
  const train: AnswerTriple[] = [];
  const test: AnswerTriple[] = [];
  const { rows, items } = readMatrix(lineReader('refuse'), file, key);
  let learner = 0;
  for await (const { scores } of rows) {
    for (const [item, score] of scores.entries()) {
      if (score !== null) (isHeldOut(learner, item) ? test : train).push({ learner, item, score });
    }
    learner++;
  }
  const size = { learners: learner, items: items.length };
  return { train: answerTable(train, size), test: answerTable(test, size) };
}

const medical = (): Promise<Split> => matrixSplit(dataFile('irt-medical', 'dataMedical.csv'));

async function sat12(): Promise<Split> {
  const key = await readKey(lineReader('refuse'), dataFile('irt-mirt', 'SAT12-key.csv'));
  return await matrixSplit(dataFile('irt-mirt', 'SAT12.csv'), key);
}

/** Numbers of learners and items are those of the files, from 1; the last item is any other (`groupsOf`). */
async function junyi(): Promise<Split> {
  const lines = lineReader('refuse');
  const read = async (file: string) => {
    const triples: AnswerTriple[] = [];
    for await (const { learner, item, score } of readTriples(lines, file)) {
      triples.push({ learner: Number(learner), item: Number(item), score });
    }
    return triples;
  };
  const trainFile = dataFile('irt-sparse-junyi', 'train.csv');
  const [train, test] = [await read(trainFile), await read(dataFile('irt-sparse-junyi', 'test.csv'))];
  const size = { learners: 1_001, items: 714 };
  const names = new Map(Array.from({ length: size.items - 1 }, (_, item) => [String(item), item]));
  const codes = (await readCodes(lines, trainFile)) ?? new Map<string, string>();
  return { train: answerTable(train, size), test: answerTable(test, size), groups: groupsOf(names, codes) };
}

/** The reference values of the data's README: 2PL of LSAT7, slope and intercept of each item. */
const LSAT7 = [
  [0.988, 1.856],
  [1.081, 0.808],
  [1.706, 1.804],
  [0.765, 0.486],
  [0.736, 1.855],
] as const;

async function lsat7(): Promise<Row[]> {
  const triples: AnswerTriple[] = [];
  const frequency: number[] = [];
  const lines = lineReader('refuse').read(
    dataFile('irt-mirt', 'LSAT7.csv'),
    (text) => text.split(',').map(Number),
    () => undefined,
  );
  for await (const cells of lines) {
    for (let item = 0; item < 5; item++) triples.push({ learner: frequency.length, item, score: cells[item] ?? 0 });
    frequency.push(cells[5] ?? 0);
  }
  const { items } = calibrate(
    { ...answerTable(triples), frequency: Float64Array.from(frequency) },
    { tolerance: 1e-6 },
  );
  const farthest = items.flatMap(({ slope, intercept }, item) => {
    const [a, d] = LSAT7[item] as readonly [number, number];
    return [Math.abs(slope - a), Math.abs(intercept - d)];
  });
  return [
    rowOf({
      name: 'LSAT7, 2PL',
      metric: 'largest difference from the reference',
      ours: Math.max(...farthest),
      peer: 0,
      peerName: 'mirt, values in the README of the data',
      higherIsBetter: false,
      bar: 0.01,
    }),
  ];
}

const RECOVERY_ROUNDS = 10;

const RECOVERY = ['RMSE of a', 'RMSE of b', 'seconds'] as const;

/**
 * Parameters found again from 1,000 simulated learners on 50 items, fresh ones each round. Ours has priors learned from
 * the same answers, so two calibrations stand in its time.
 */
async function recovery(folder: string): Promise<Row[]> {
  const rounds: { ours: number[]; peer: number[] }[] = [];
  for (let round = 0; round < RECOVERY_ROUNDS; round++) rounds.push(await recoveryRound(folder, round));
  return RECOVERY.map((metric, index) => {
    const of = (side: 'ours' | 'peer'): number[] => rounds.map((each) => each[side][index] as number);
    const [ours, peer] = [of('ours'), of('peer')];
    const lead = ours.map((value, round) => value - (peer[round] as number));
    return rowOf({
      name: `calibration, 1,000 learners x 50 items, ${RECOVERY_ROUNDS} times`,
      metric: `mean ${metric} (standard error of the difference ${standardErrorOf(lead).toPrecision(2)})`,
      ours: mean(ours),
      peer: mean(peer),
      peerName: GIRTH,
      higherIsBetter: false,
      ...(metric === 'seconds' ? {} : { bar: mean(peer) }),
    });
  });
}

async function recoveryRound(folder: string, round: number): Promise<{ ours: number[]; peer: number[] }> {
  const random = seededRandom(`recovery:${round}`);
  const bank = Array.from({ length: 50 }, () => ({
    discrimination: 0.5 + 1.5 * random.next(),
    difficulty: sampleNormal(random),
  }));
  const triples = Array.from({ length: 1_000 }, (_, learner) => {
    const theta = sampleNormal(random);
    return bank.map((item, index) => ({
      learner,
      item: index,
      score: Number(random.next() < successProbability(item, theta)),
    }));
  }).flat();
  const answers = answerTable(triples);
  const start = performance.now();
  const settings = { tolerance: 1e-3, points: 41 };
  const priors = learnPriors(calibrate(answers, settings).items);
  const found = calibrate(answers, { ...settings, priors }).items.map(curveOf);
  const seconds = (performance.now() - start) / 1_000;
  const peer = await girth(folder, answers);
  const [a, b] = [bank.map((item) => item.discrimination), bank.map((item) => item.difficulty)];
  const foundA = found.map((item) => item.discrimination);
  const foundB = found.map((item) => item.difficulty);
  return {
    ours: [rootMeanSquaredError(foundA, a), rootMeanSquaredError(foundB, b), seconds],
    peer: [rootMeanSquaredError(peer.discrimination, a), rootMeanSquaredError(peer.difficulty, b), peer.seconds],
  };
}

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
async function tests(folder: string): Promise<Row[]> {
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardErrorOf(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
