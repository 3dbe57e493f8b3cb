import type { AnswerTable } from '../../engine/ability/answers.js';
import { fitResponseModel, type ResponseModel, responseProbability } from '../../engine/ability/response-model.js';
import { binaryMeter } from '../../engine/metrics/binary-meter.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { EvaluationError } from '../evaluation-error.js';
import { lineReader } from '../lines.js';
import { type EvaluationRequest, type Findings, type Question, requireData } from '../question.js';
import {
  type AnswerCollector,
  answerCollector,
  groupsOf,
  readCodes,
  readKey,
  readMatrix,
  readTriples,
} from './ability-data.js';

const DEFAULT_HOLDOUT = 0.2;

/** How hard is it for this learner? */
export const ability: Question = {
  name: 'ability',
  about: 'whether a learner is right on an item that the learner has not been asked yet',
  formats: ['triples-csv', 'matrix-csv'],
  run: (request) => (request.format === 'triples-csv' ? onTriples(request) : onMatrix(request)),
};

async function onTriples(request: EvaluationRequest): Promise<Findings> {
  const { source, lines, seed, holdout = DEFAULT_HOLDOUT } = request;
  const inside = 'data' in source;
  const [train, test] = inside ? [source.data, source.data] : [source.train, source.test];
  // Both passes over one file draw the same numbers, so each answer is on one side.
  const draws = () => seededRandom(`answers:${seed}`);
  const collector = answerCollector(seededRandom(`sample:${seed}`));
  let draw = draws();
  for await (const { learner, item, score } of readTriples(lines, train)) {
    if (!inside || draw.next() >= holdout) collector.add(learner, item, score);
  }
  const codes = await readCodes(lines, train);
  for (const item of codes?.keys() ?? []) collector.nameItem(item);
  const groups = codes ? groupsOf(collector.itemOf, codes) : undefined;
  const model = fitted(collector, { seed, ...(groups ? { groups } : {}) });
  const guess = predictor(model, collector);
  const meter = binaryMeter();
  let strangers = 0;
  draw = draws();
  // What cannot be read of one file was refused or counted in the first pass.
  for await (const { learner, item, score } of readTriples(inside ? lineReader('skip') : lines, test)) {
    if (inside && draw.next() >= holdout) continue;
    if (!collector.learnerOf.has(learner) || !collector.itemOf.has(item)) strangers++;
    meter.add(guess(learner, item), score === 1);
  }
  const split = inside
    ? `Each answer held out with probability ${holdout} (seed ${seed}), fitted to the other ${told(collector)}.`
    : `Fitted to ${told(collector)} of the training file.`;
  return {
    metrics: { ...meter.metrics() },
    rows: meter.rows,
    protocol:
      `${split} ${settingsOf(model)} ` +
      `${codes ? `Knowledge codes of ${new Set(codes.values()).size} kinds from item.csv beside it.` : 'No item.csv beside it.'} ` +
      `${strangers} test rows name a learner or item that neither file names; they count as a learner or item like any other.`,
  };
}

async function onMatrix(request: EvaluationRequest): Promise<Findings> {
  const file = requireData(request);
  const { lines, seed, holdout = DEFAULT_HOLDOUT } = request;
  const reading = readMatrix(lines, file, request.key === undefined ? undefined : await readKey(lines, request.key));
  const random = seededRandom(`cells:${seed}`);
  const collector = answerCollector(seededRandom(`sample:${seed}`));
  const held = { row: [] as number[], item: [] as number[], score: [] as number[] };
  let row = 0;
  for await (const { scores } of reading.rows) {
    for (const [item, score] of scores.entries()) {
      if (score === null) continue;
      if (random.next() >= holdout) collector.add(String(row), String(item), score);
      else {
        held.row.push(row);
        held.item.push(item);
        held.score.push(score);
      }
    }
    row++;
  }
  const model = fitted(collector, { seed });
  const guess = predictor(model, collector);
  const meter = binaryMeter();
  for (const [k, who] of held.row.entries()) meter.add(guess(String(who), String(held.item[k])), held.score[k] === 1);
  return {
    metrics: { ...meter.metrics() },
    rows: meter.rows,
    protocol:
      `${row} learners, ${reading.items.length} items; ` +
      `${reading.others.length > 0 ? `columns not used: ${reading.others.join(', ')}; ` : ''}` +
      `each cell held out with probability ${holdout} (seed ${seed}), fitted to the other ${told(collector)}. ${settingsOf(model)}`,
  };
}

function fitted(collector: AnswerCollector, options: Parameters<typeof fitResponseModel>[1]): ResponseModel {
  try {
    return fitResponseModel(withStrangers(collector.table()), options);
  } catch (error) {
    if (error instanceof RangeError) throw new EvaluationError(`The training data cannot be used: ${error.message}`);
    throw error;
  }
}

/** Chances by name, strangers included. */
function predictor(model: ResponseModel, { learnerOf, itemOf }: AnswerCollector) {
  return (learner: string, item: string): number =>
    responseProbability(model, learnerOf.get(learner) ?? learnerOf.size, itemOf.get(item) ?? itemOf.size);
}

/** One more learner and one more item, without answers: the model then holds what is known of any other. */
function withStrangers(answers: AnswerTable): AnswerTable {
  return { ...answers, learners: answers.learners + 1, items: answers.items + 1 };
}

function told(collector: AnswerCollector): string {
  const kept = collector.table().learner.length;
  return kept < collector.seen ? `a sample of ${kept} of ${collector.seen} answers` : `${kept} answers`;
}

function settingsOf({ setting, blend }: ResponseModel): string {
  const round = (value: number): string => value.toFixed(2);
  return (
    `Chosen on a fifth of them held out: ${setting.factors} abilities, slope variance ${setting.slopeVariance}, ` +
    `blended on the logit scale with three-parameter curves (weights ${round(blend.factor)} and ${round(blend.curve)}).`
  );
}
