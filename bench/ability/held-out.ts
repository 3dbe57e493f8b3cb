import { type AnswerTable, type AnswerTriple, answerTable } from '../../src/engine/ability/answers.js';
import { calibrate } from '../../src/engine/ability/calibrate.js';
import { expectedAPosteriori } from '../../src/engine/ability/estimate-ability.js';
import { type ItemCurve, successProbability } from '../../src/engine/ability/irt.js';
import { curveOf } from '../../src/engine/ability/item-line.js';
import { fitResponseModel, responseProbability } from '../../src/engine/ability/response-model.js';
import { binaryMetrics } from '../../src/engine/metrics/binary.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { groupsOf, readCodes, readKey, readMatrix, readTriples } from '../../src/evaluation/questions/ability-data.js';
import { type Row, rowOf } from '../measure.js';
import { dataFile } from '../peers.js';
import { GIRTH, girth } from './girth.js';

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

export const girthPeer = (folder: string): Peer => ({
  name: `${GIRTH}, EAP`,
  chances: async ({ train, test }) => (await girth(folder, train, test)).chance,
});

/** For data on which girth, which is dense, takes too long: the kind of baseline that the README of the data gives. */
export const ONE_PARAMETER: Peer = {
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

/** Chances of the test answers, ours beside another's. */
export async function heldOutRows(name: string, bar: number, split: Split, other: Peer): Promise<Row[]> {
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

export const medical = (): Promise<Split> => matrixSplit(dataFile('irt-medical', 'dataMedical.csv'));

export async function sat12(): Promise<Split> {
  const key = await readKey(lineReader('refuse'), dataFile('irt-mirt', 'SAT12-key.csv'));
  return await matrixSplit(dataFile('irt-mirt', 'SAT12.csv'), key);
}

/** Numbers of learners and items are those of the files, from 1; the last item is any other (`groupsOf`). */
export async function junyi(): Promise<Split> {
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
