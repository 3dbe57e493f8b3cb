import { NO_CORRECTION } from '../../engine/memory/correction.js';
import { fitMemory, recencyWeight } from '../../engine/memory/fit-memory.js';
import { recallProbability, SAME_DAY } from '../../engine/memory/fsrs.js';
import { DEFAULT_MEMORY_MODEL, type MemoryModel, recallChance } from '../../engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../engine/memory/memory-trace.js';
import { recallBinsMeter } from '../../engine/memory/recall-bins.js';
import { type Review, type ReviewTree, reviewTreeBuilder } from '../../engine/memory/review-tree.js';
import { binaryMeter } from '../../engine/metrics/binary-meter.js';
import { EvaluationError } from '../evaluation-error.js';
import { type LineReader, lineReader } from '../lines.js';
import type { EvaluationRequest, Findings, Question } from '../question.js';
import {
  checkFsrsHeader,
  type DatedCard,
  fsrsCard,
  type Repetition,
  supermemoCard,
  supermemoColumns,
} from './memory-formats.js';
import { MEMORY_HOLDOUT, reviewsBefore, testBegins } from './memory-split.js';

/** When will it be forgotten? */
export const memory: Question = {
  name: 'memory',
  about: 'when will it be forgotten?',
  formats: ['fsrs-tsv', 'supermemo-csv'],
  run: (request) => (request.format === 'fsrs-tsv' ? byCards(request) : byDate(request)),
};

const MODEL =
  'FSRS-6 fitted by L-BFGS on exact gradients (maximum a posteriori around the defaults), then a ridge logistic ' +
  'correction of its chance. Settings were chosen on later reviews of training parts. logLossFsrs: the same weights without correction; logLossDefault: default weights; ' +
  'logLossConstant: the share recalled in training. Reviews of the same day move the memory and are not scored.';

/** A card with no dates: the first of the file are for fitting, the last for the test. */
async function byCards({ source, holdout = MEMORY_HOLDOUT, lines }: EvaluationRequest): Promise<Findings> {
  const cards = (reader: LineReader, file: string) => reader.read(file, fsrsCard, checkFsrsHeader);
  const trainFile = 'data' in source ? source.data : source.train;
  const testFile = 'data' in source ? source.data : source.test;
  let total = 0;
  for await (const _ of cards(lines, trainFile)) total++;
  const fitted = 'data' in source ? Math.floor(total * (1 - holdout)) : total;
  const builder = reviewTreeBuilder();
  let [index, recalled] = [0, 0];
  // What cannot be read was refused or counted in the first pass.
  for await (const card of cards(lineReader('skip'), trainFile)) {
    if (index >= fitted) break;
    builder.add(card, () => recencyWeight(index / fitted));
    recalled += scoredOf(card).filter(({ rating }) => rating > 1).length;
    index++;
  }
  const judge = judgeOf(builder.build(), recalled);
  index = 0;
  for await (const card of cards('data' in source ? lineReader('skip') : lines, testFile)) {
    if (!('data' in source) || index >= fitted) judge.add(card, () => true);
    index++;
  }
  const split =
    'data' in source
      ? `Fitted on the first ${fitted} cards of the file, newer ones weighing more, tested on the ${total - fitted} after them.`
      : `Fitted on ${total} cards of one file, tested on ${index} of the other.`;
  return { ...judge.findings(), protocol: `${split} ${MODEL}` };
}

/** Dated cards: what came first is for fitting; a test review may rest on all of its card's earlier reviews. */
async function byDate({ source, holdout = MEMORY_HOLDOUT, lines }: EvaluationRequest): Promise<Findings> {
  const trainCards = await supermemoCards(lines, 'data' in source ? source.data : source.train);
  const testCards = 'data' in source ? trainCards : await supermemoCards(lines, source.test);
  const begins = testBegins(trainCards, holdout);
  if (begins === undefined) throw new EvaluationError('No review is left to fit the model to.');
  const cut = 'data' in source ? begins : Number.POSITIVE_INFINITY;
  const builder = reviewTreeBuilder();
  let recalled = 0;
  for (const card of trainCards) {
    const known = card.reviews.slice(0, reviewsBefore(card, cut));
    builder.add(known);
    recalled += scoredOf(known).filter(({ rating }) => rating > 1).length;
  }
  const tree = builder.build();
  const judge = judgeOf(tree, recalled);
  const from = 'data' in source ? cut : Number.NEGATIVE_INFINITY;
  for (const card of testCards) judge.add(card.reviews, (place) => (card.days[place] as number) >= from);
  const split =
    'data' in source
      ? `Fitted on the ${tree.rows} reviews before day ${dayOf(cut)}, tested on those of that day and later; of a test review all earlier reviews of its element are known, but nothing is fitted to them.`
      : 'Fitted on one file, tested on the other.';
  return { ...judge.findings(), protocol: `${split} Grades 0-2 are again, 3 hard, 4 good, 5 easy. ${MODEL}` };
}

function scoredOf(card: readonly Review[]): readonly Review[] {
  return card.filter(({ elapsed }, place) => place > 0 && elapsed >= SAME_DAY);
}

/** The cards of a `supermemo-csv` file that its filter keeps. */
export async function supermemoCards(lines: LineReader, file: string): Promise<DatedCard[]> {
  let parse: ((text: string) => Repetition) | undefined;
  const elements = new Map<string, Repetition[]>();
  const rows = lines.read(
    file,
    (text) => (parse as (text: string) => Repetition)(text),
    (header) => {
      parse = supermemoColumns(header);
    },
  );
  for await (const row of rows) {
    const rowsOfElement = elements.get(row.element);
    if (rowsOfElement) rowsOfElement.push(row);
    else elements.set(row.element, [row]);
  }
  return [...elements.values()].map(supermemoCard).filter((card) => card !== null);
}

/** Fits the model and holds it, and what it is compared with, against reviews it has not seen. */
function judgeOf(tree: ReviewTree, recalled: number) {
  if (tree.rows === 0) throw new EvaluationError('No review is left to fit the model to.');
  const { model } = fitMemory(tree);
  const models = [model, { ...model, correction: NO_CORRECTION }, DEFAULT_MEMORY_MODEL];
  const meters = models.map(() => binaryMeter());
  const constant = binaryMeter();
  const bins = recallBinsMeter();
  const share = recalled / tree.rows;
  return {
    add(card: readonly Review[], isTested: (place: number) => boolean): void {
      const traces: (MemoryTrace | null)[] = models.map(() => null);
      for (const [place, { elapsed, rating }] of card.entries()) {
        const scored = place > 0 && elapsed >= SAME_DAY && isTested(place);
        if (scored) constant.add(share, rating > 1);
        for (const [index, each] of models.entries()) {
          const trace = traces[index] ?? null;
          if (scored && trace) {
            const chance = chanceBy(each, trace, elapsed);
            meters[index]?.add(chance, rating > 1);
            if (index === 0) bins.add(chance, rating > 1, elapsed, trace.reviews, trace.lapses);
          }
          traces[index] = recordReview(trace, elapsed, rating, each);
        }
      }
    },
    findings(): Omit<Findings, 'protocol'> {
      const [ours, fsrs, byDefault] = meters.map((meter) => meter.metrics());
      if (!ours || !fsrs || !byDefault || constant.rows === 0) throw new EvaluationError('No review is left to test.');
      return {
        metrics: {
          ...ours,
          rmseBins: bins.rmseBins(),
          logLossFsrs: fsrs.logLoss,
          logLossDefault: byDefault.logLoss,
          logLossConstant: constant.metrics().logLoss,
        },
        rows: constant.rows,
      };
    },
  };
}

function chanceBy(model: MemoryModel, trace: MemoryTrace, elapsed: number): number {
  if (model.correction !== NO_CORRECTION) return recallChance(trace, elapsed, model);
  return recallProbability(elapsed, trace.stability, model.weights);
}

function dayOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
