import { type AnswerTriple, answerTable } from '../../src/engine/ability/answers.js';
import { calibrate } from '../../src/engine/ability/calibrate.js';
import { successProbability } from '../../src/engine/ability/irt.js';
import { curveOf } from '../../src/engine/ability/item-line.js';
import { learnPriors } from '../../src/engine/ability/learn-priors.js';
import { rootMeanSquaredError } from '../../src/engine/metrics/binary.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { sampleNormal } from '../../src/engine/numerics/sample.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { mean, type Row, rowOf, standardErrorOf } from '../measure.js';
import { dataFile } from '../peers.js';
import { GIRTH, girth } from './girth.js';

/** The reference values of the data's README: 2PL of LSAT7, slope and intercept of each item. */
const LSAT7 = [
  [0.988, 1.856],
  [1.081, 0.808],
  [1.706, 1.804],
  [0.765, 0.486],
  [0.736, 1.855],
] as const;

/** LSAT7 beside the values that are published. */
export async function lsat7(): Promise<Row[]> {
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
export async function recovery(folder: string): Promise<Row[]> {
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
