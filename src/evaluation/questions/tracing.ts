import { binaryMeter } from '../../engine/metrics/binary-meter.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { questionAt } from '../../engine/tracing/answer-log.js';
import { fitTracer } from '../../engine/tracing/fit-tracer.js';
import { startTrace, stepTrace, type Tracer, type TraceState, traceAnswer } from '../../engine/tracing/tracer.js';
import { EvaluationError } from '../evaluation-error.js';
import { lineReader } from '../lines.js';
import type { EvaluationRequest, Findings, Question } from '../question.js';
import { ANSWER_FORMATS, type AnswerFormat, type FileAnswer, NAMED_LEARNERS } from './tracing/answers.js';
import { type Numbering, readTraining, type Training } from './tracing/sample.js';
import { tracingSplit } from './tracing/split.js';

/** States of this many learners are held at once while a test file streams by. */
const MOST_LEARNERS = 20_000;

/** Does knowledge tracing foretell the next answer? */
export const tracing: Question = {
  name: 'tracing',
  about: 'Is the next answer right? Chances from the answers before it, against what happened.',
  formats: Object.keys(ANSWER_FORMATS),
  run,
};

async function run(request: EvaluationRequest): Promise<Findings> {
  const { source, lines, seed, holdout } = request;
  const format = ANSWER_FORMATS[request.format] as AnswerFormat;
  const meter = binaryMeter();
  if ('train' in source) {
    const training = await readTraining(format(lines, source.train), seed);
    const tracer = fitTracer(training.log, seededRandom(seed));
    const begin = NAMED_LEARNERS.has(request.format) ? continuing(training, tracer) : () => startTrace(tracer);
    await score(format(lines, source.test), training, tracer, begin, (predicted, { correct }) =>
      meter.add(predicted, correct),
    );
    return { metrics: { ...meter.metrics() }, rows: meter.rows, protocol: protocolOf(training) };
  }
  const split = await tracingSplit(format(lines, source.data), seed, holdout);
  // What cannot be read was refused or counted in the first pass.
  const again = (wanted: (answer: FileAnswer) => boolean) => only(format(lineReader('skip'), source.data), wanted);
  const training = await readTraining(again(split.fits), seed);
  const tracer = fitTracer(training.log, seededRandom(seed));
  const begin = () => startTrace(tracer);
  await score(again(split.traced), training, tracer, begin, (predicted, answer) => {
    if (!split.fits(answer)) meter.add(predicted, answer.correct);
  });
  return { metrics: { ...meter.metrics() }, rows: meter.rows, protocol: `${split.about} ${protocolOf(training)}` };
}

async function* only(
  answers: AsyncIterable<FileAnswer>,
  wanted: (answer: FileAnswer) => boolean,
): AsyncGenerator<FileAnswer> {
  for await (const answer of answers) if (wanted(answer)) yield answer;
}

/** The state of a learner at the first answer of the test: after those of training that were not later, if any. */
function continuing({ log, learners }: Training, tracer: Tracer): (answer: FileAnswer) => TraceState {
  return ({ learner, day }) => {
    const state = startTrace(tracer);
    const number = learners.get(learner);
    if (number === undefined) return state;
    for (let row = log.begin[number] as number; row < (log.begin[number + 1] as number); row++) {
      if (log.day && (log.day[row] as number) > day) continue;
      traceAnswer(tracer, state, questionAt(log, row), log.correct[row] === 1);
    }
    return state;
  };
}

/** Folds a stream of answers and tells the chance of each before it. */
async function score(
  answers: AsyncIterable<FileAnswer>,
  { items, skills, timed }: Training,
  tracer: Tracer,
  begin: (answer: FileAnswer) => TraceState,
  tell: (predicted: number, answer: FileAnswer) => void,
): Promise<void> {
  const [itemOf, skillOf] = [numbersFor(items), numbersFor(skills)];
  const states = new Map<string, TraceState>();
  const gone = new Set<string>();
  for await (const answer of answers) {
    let state = states.get(answer.learner);
    if (!state) {
      if (gone.has(answer.learner)) {
        throw new EvaluationError(
          `Learner ${answer.learner} comes back after ${MOST_LEARNERS} others. Sort the test file by learner.`,
        );
      }
      state = begin(answer);
      states.set(answer.learner, state);
      if (states.size > MOST_LEARNERS) {
        const [eldest] = states.keys() as unknown as [string];
        states.delete(eldest);
        gone.add(eldest);
      }
    }
    const question = { item: itemOf(answer.item), skill: skillOf(answer.skill), ...(timed ? { day: answer.day } : {}) };
    tell(stepTrace(tracer, state, question, answer.correct), answer);
  }
}

/** The number of a name; a name that training did not have gets a number above all of those. */
function numbersFor(known: Numbering): (name: string) => number {
  const fresh = new Map<string, number>();
  return (name) => {
    const number = known.get(name) ?? fresh.get(name);
    if (number !== undefined) return number;
    const next = known.size + fresh.size;
    fresh.set(name, next);
    return next;
  };
}

function protocolOf({ rows, share, log }: Training): string {
  const sample = share === 1 ? '' : ` (a seeded sample of ${share} of the learners, ${log.correct.length} answers)`;
  return (
    `Fitted on the ${rows} answers for training${sample}; each answer of the test is foretold from the ` +
    'earlier answers of the same learner and from which item and skill it is, then folded into the state. A learner of both files goes on from the training answers that were not later.'
  );
}
