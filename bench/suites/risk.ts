import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { boostedScore, fitBoostedTrees } from '../../src/engine/forecasting/boosted-trees.js';
import { takeRows } from '../../src/engine/forecasting/design.js';
import { type BinaryMetrics, binaryMetrics } from '../../src/engine/metrics/binary.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { type RiskTable, riskTable } from '../../src/evaluation/oulad/oulad-features.js';
import { readOulad } from '../../src/evaluation/oulad/read-oulad.js';
import {
  calibrationGap,
  type Foretold,
  fitToStudents,
  foretell,
  foretellNext,
  pooled,
  SETTINGS,
  studentSplit,
} from '../../src/evaluation/oulad/risk-protocols.js';
import { NEXT } from '../../src/evaluation/questions/risk.js';
import { type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, runPeer } from '../peers.js';

const DAY = 60;
const SHARE = 0.3;
const SPLITS = 10;
const LIGHTGBM = 'LightGBM 4.7.0, tuned on the same training rows';
const LOGISTIC = 'scikit-learn 1.9.1 logistic regression, tuned likewise';

const chances = z.array(z.number());
const answerSchema = z.object({
  runs: z.array(z.object({ lightgbm: chances, logistic: chances })),
  fitSeconds: z.number(),
  microseconds: z.number(),
});

interface PeerRun {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
  /** What must not be in two folds. */
  readonly groups: readonly string[];
}

export const risk: Suite = {
  name: 'risk',
  about: 'who will fail or leave, foretold on day 60 of a course from the Open University’s records without clicks',
  async run() {
    const data = await readOulad(dataFile('lms-oulad'), lineReader('refuse'));
    const table = riskTable(data, { day: DAY, withProtected: false });
    const splits = Array.from({ length: SPLITS }, (_, index) => ({
      ...studentSplit(table, SHARE, index + 1),
      seed: index + 1,
    }));
    const ours = splits.map(({ train, test, seed }) => foretell(fitToStudents(table, train, seed), table, test));
    const next = foretellNext(data, table, DAY, NEXT, 1);
    const peers = await askPeers(table, [
      ...splits.map(({ train, test }) => ({ train, test, groups: groupsOf(table, train, 'student') })),
      { train: next.train, test: next.test, groups: groupsOf(table, next.train, 'module') },
    ]);
    const peerOf = (name: 'lightgbm' | 'logistic', index: number, like: Foretold): Foretold => ({
      ...like,
      predicted: Float64Array.from(peers.runs[index]?.[name] ?? []),
    });
    const trees = ours.map((each, index) => peerOf('lightgbm', index, each));
    const lines = ours.map((each, index) => peerOf('logistic', index, each));
    return [
      ...splitRows(ours, trees, lines),
      ...nextRows(next, peerOf('lightgbm', SPLITS, next.asFitted), peerOf('logistic', SPLITS, next.asFitted)),
      ...speedRows(table, splits[0]?.train ?? new Uint32Array(), peers),
    ];
  },
};

function splitRows(ours: Foretold[], trees: Foretold[], lines: Foretold[]): Row[] {
  const auc = (tests: Foretold[]) => meanOf(tests, 'auc');
  const wins = ours.filter((each, index) => aucOf(each) >= aucOf(trees[index] as Foretold)).length;
  const differences = ours.map((each, index) => aucOf(each) - aucOf(trees[index] as Foretold));
  const [mean, error] = meanAndError(differences);
  const name = `${SPLITS} splits of students`;
  const more = { peerName: LIGHTGBM, higherIsBetter: true };
  const less = { peerName: LIGHTGBM, higherIsBetter: false };
  const gap = (tests: Foretold[], isFirst: Parameters<typeof calibrationGap>[1]) =>
    calibrationGap(pooled(tests), isFirst);
  const worst = (tests: Foretold[], isFirst: Parameters<typeof calibrationGap>[1]) =>
    tests.reduce((sum, each) => sum + calibrationGap(each, isFirst), 0) / tests.length;
  const groups = [
    ['gender', ({ gender }) => gender === 'M'],
    ['disability', ({ disabled }) => disabled],
  ] as [string, Parameters<typeof calibrationGap>[1]][];
  return [
    rowOf({ name, metric: 'AUC', ours: auc(ours), peer: auc(trees), bar: auc(trees), ...more }),
    rowOf({ name, metric: 'AUC', ours: auc(ours), peer: auc(lines), peerName: LOGISTIC, higherIsBetter: true }),
    rowOf({ name: `${name}, paired`, metric: 'splits at or above', ours: wins, peer: SPLITS - wins, ...more }),
    rowOf({
      name: `${name}, paired`,
      metric: 'mean difference of AUC',
      ours: mean,
      peer: error,
      peerName: 'standard error of the difference to LightGBM',
      higherIsBetter: true,
    }),
    rowOf({ name, metric: 'log loss', ours: meanOf(ours, 'logLoss'), peer: meanOf(trees, 'logLoss'), ...less }),
    rowOf({ name, metric: 'ECE', ours: meanOf(ours, 'ece'), peer: meanOf(trees, 'ece'), ...less }),
    ...groups.flatMap(([group, isFirst]) => [
      rowOf({
        name: `calibration gap by ${group}, all tests`,
        metric: 'gap',
        ours: gap(ours, isFirst),
        peer: gap(trees, isFirst),
        bar: 0.03,
        ...less,
      }),
      rowOf({
        name: `calibration gap by ${group}, mean of each test’s`,
        metric: 'gap',
        ours: worst(ours, isFirst),
        peer: worst(trees, isFirst),
        ...less,
      }),
    ]),
  ];
}

function nextRows(next: ReturnType<typeof foretellNext>, trees: Foretold, line: Foretold): Row[] {
  const name = `${NEXT[0]}, then ${NEXT[1]}`;
  const [ours, raw] = [metricsOf(next.recalibrated), metricsOf(next.asFitted)];
  const [peer, other] = [metricsOf(trees), metricsOf(line)];
  return [
    rowOf({ name, metric: 'AUC', ours: ours.auc, peer: peer.auc, peerName: LIGHTGBM, higherIsBetter: true, bar: 0.79 }),
    rowOf({
      name,
      metric: 'AUC',
      ours: ours.auc,
      peer: other.auc,
      peerName: LOGISTIC,
      higherIsBetter: true,
      bar: 0.79,
    }),
    rowOf({
      name,
      metric: 'ECE',
      ours: ours.ece,
      peer: peer.ece,
      peerName: LIGHTGBM,
      higherIsBetter: false,
      bar: 0.05,
    }),
    rowOf({
      name,
      metric: 'ECE',
      ours: ours.ece,
      peer: other.ece,
      peerName: LOGISTIC,
      higherIsBetter: false,
      bar: 0.05,
    }),
    rowOf({
      name: `${name}, without and with recalibration`,
      metric: 'ECE',
      ours: ours.ece,
      peer: raw.ece,
      peerName: 'ours as fitted',
      higherIsBetter: false,
    }),
  ];
}

/** One set of 250 trees of 8 leaves; seconds of the processor, since other work shares the machine. */
function speedRows(table: RiskTable, train: Uint32Array, peers: z.infer<typeof answerSchema>): Row[] {
  const design = takeRows(table, train);
  const seconds = () => process.cpuUsage().user / 1e6;
  let forest = fitBoostedTrees(design, SETTINGS.boost, seededRandom(1));
  let start = seconds();
  forest = fitBoostedTrees(design, SETTINGS.boost, seededRandom(2));
  const fitting = seconds() - start;
  const width = table.names.length;
  const serve = () => {
    let sum = 0;
    for (let row = 0; row < train.length; row++) {
      sum += boostedScore(forest, design.values.subarray(row * width, (row + 1) * width));
    }
    return sum;
  };
  serve();
  start = seconds();
  serve();
  const each = ((seconds() - start) / train.length) * 1e6;
  const shared = { peerName: 'LightGBM 4.7.0, same size, many rows at once', higherIsBetter: false };
  return [
    rowOf({ name: 'fit 250 trees', metric: 's', ours: fitting, peer: peers.fitSeconds, ...shared }),
    rowOf({ name: 'one prediction of 250 trees', metric: 'us', ours: each, peer: peers.microseconds, ...shared }),
  ];
}

async function askPeers(table: RiskTable, runs: readonly PeerRun[]) {
  const folder = mkdtempSync(join(tmpdir(), 'attune-risk-'));
  try {
    const width = table.names.length;
    const lines = Array.from(table.labels, (label, row) =>
      [label, ...table.values.subarray(row * width, (row + 1) * width)].join(','),
    );
    writeFileSync(join(folder, 'table.csv'), `${[['label', ...table.names].join(','), ...lines].join('\n')}\n`);
    const plain = runs.map(({ train, test, groups }) => ({ train: [...train], test: [...test], groups }));
    writeFileSync(join(folder, 'runs.json'), JSON.stringify(plain));
    return await runPeer('main', 'risk_lightgbm.py', [folder], answerSchema);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function groupsOf(table: RiskTable, rows: Uint32Array, by: 'student' | 'module'): string[] {
  return Array.from(rows, (row) => table.rows[row]?.[by] ?? '');
}

function metricsOf({ predicted, happened }: Foretold): BinaryMetrics {
  return binaryMetrics(predicted, happened);
}

function aucOf(test: Foretold): number {
  return metricsOf(test).auc;
}

function meanOf(tests: readonly Foretold[], metric: keyof BinaryMetrics): number {
  return tests.reduce((sum, test) => sum + metricsOf(test)[metric], 0) / tests.length;
}

function meanAndError(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squared = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squared / (values.length - 1) / values.length)];
}
