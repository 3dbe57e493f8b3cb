import { binaryMeter } from '../../engine/metrics/binary-meter.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { fitTracer } from '../../engine/tracing/fit-tracer.js';
import { startTrace, stepTrace, type Tracer } from '../../engine/tracing/tracer.js';
import { EvaluationError } from '../evaluation-error.js';
import { type EvaluationRequest, type Findings, type Question, requireTrainAndTest } from '../question.js';
import { ANSWER_FORMATS, type AnswerFormat, type FileAnswer } from './tracing/answers.js';
import { type Numbering, readTraining, type Training } from './tracing/sample.js';

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
  const { train, test } = requireTrainAndTest(request);
  const format = ANSWER_FORMATS[request.format] as AnswerFormat;
  const training = await readTraining(format(request.lines, train), request.seed);
  const tracer = fitTracer(training.log, seededRandom(request.seed));
  const meter = binaryMeter();
  await score(format(request.lines, test), training, tracer, (predicted, { correct }) => meter.add(predicted, correct));
  return { metrics: { ...meter.metrics() }, rows: meter.rows, protocol: protocolOf(training) };
}

/** Folds a stream of answers and tells the chance of each before it. */
async function score(
  answers: AsyncIterable<FileAnswer>,
  { items, skills, timed }: Training,
  tracer: Tracer,
  tell: (predicted: number, answer: FileAnswer) => void,
): Promise<void> {
  const [itemOf, skillOf] = [numbersFor(items), numbersFor(skills)];
  const states = new Map<string, ReturnType<typeof startTrace>>();
  const gone = new Set<string>();
  for await (const answer of answers) {
    let state = states.get(answer.learner);
    if (!state) {
      if (gone.has(answer.learner)) {
        throw new EvaluationError(
          `Learner ${answer.learner} comes back after ${MOST_LEARNERS} others. Sort the test file by learner.`,
        );
      }
      state = startTrace(tracer);
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
    `Fitted on the ${rows} answers of the train file${sample}; each answer of the test file is foretold from the ` +
    'earlier answers of the same learner and from which item and skill it is, then folded into the state.'
  );
}
