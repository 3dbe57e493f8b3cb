import { z } from 'zod';
import type { BinaryMetrics } from '../../src/engine/metrics/binary.js';
import { binaryMeter } from '../../src/engine/metrics/binary-meter.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { type AnswerLog, answerLogBuilder, questionAt } from '../../src/engine/tracing/answer-log.js';
import { type BktParameters, knownAfter } from '../../src/engine/tracing/bkt.js';
import { fitSkills } from '../../src/engine/tracing/fit-skills.js';
import { fitTracer } from '../../src/engine/tracing/fit-tracer.js';
import { fitItemNoise } from '../../src/engine/tracing/item-noise.js';
import { fitPriorVariance, movedPrior, priorFor, startPrior } from '../../src/engine/tracing/learner-prior.js';
import { startTrace, stepTrace, type Tracer } from '../../src/engine/tracing/tracer.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { ANSWER_FORMATS, type AnswerFormat } from '../../src/evaluation/questions/tracing/answers.js';
import { readTraining, type Training } from '../../src/evaluation/questions/tracing/sample.js';
import { type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, runPeer } from '../peers.js';

const SETS = [
  {
    name: 'assistments09',
    format: 'interactions-tsv',
    train: ['kt-assistments09', 'train.csv'],
    test: ['kt-assistments09', 'test.csv'],
    auc: 0.78,
  },
  {
    name: 'assist2015',
    format: 'dkvmn',
    train: ['kt-assist2015', 'assist2015_train.csv'],
    test: ['kt-assist2015', 'assist2015_test.csv'],
    auc: 0.73,
  },
] as const;
const SEED = 1;
/** pyBKT's default; ours gets as many. */
const STARTS = 5;
const MOST_ECE = 0.015;
const MICROSECONDS = 1e6;

const peerSchema = z.object({
  auc: z.number(),
  logLoss: z.number(),
  ece: z.number(),
  rmse: z.number(),
  rows: z.number(),
  fitSeconds: z.number(),
  predictSeconds: z.number(),
});
const bktSchema = peerSchema.extend({ emSeconds: z.number() });
type BktPeer = z.infer<typeof bktSchema>;

/** The next answer foretold: quality, seconds to fit, microseconds to serve. */
export const tracing: Suite = {
  name: 'tracing',
  about: 'the next answer foretold on ASSISTments 2009 and 2015, beside pyBKT 1.4.2 and Best-LR in scikit-learn',
  async run() {
    const rows: Row[] = [];
    for (const set of SETS) rows.push(...(await rowsOf(set)));
    return rows;
  },
};

async function rowsOf(set: (typeof SETS)[number]): Promise<Row[]> {
  const [train, test] = [dataFile(...set.train), dataFile(...set.test)];
  const training = await readTraining((ANSWER_FORMATS[set.format] as AnswerFormat)(lineReader('refuse'), train), SEED);
  const log = await testLog(set.format, test, training);
  const rows: Row[] = [];
  const add = (name: string, metric: string, ours: number, peer: number, peerName: string, bar?: number): void => {
    const row = { name: `${set.name}: ${name}`, metric, ours, peer, peerName, higherIsBetter: metric === 'AUC' };
    rows.push(rowOf(bar === undefined ? row : { ...row, bar }));
  };

  const peers: Record<string, z.infer<typeof peerSchema>> = {};
  let perRow = 0;
  for (const kind of ['base', 'forgets'] as const) {
    // Ours before and after the peer, so that a busy moment of the machine hits both.
    const first = ourBkt(training.log, log, kind);
    const peer: BktPeer = await runPeer(
      'kt',
      'bkt.py',
      [set.format, train, test, kind, String(STARTS), '42'],
      bktSchema,
    );
    const second = ourBkt(training.log, log, kind);
    const name = `pyBKT ${kind}`;
    peers[name] = peer;
    perRow = (peer.predictSeconds / peer.rows) * MICROSECONDS;
    add(`BKT ${kind}`, 'AUC', first.metrics.auc, peer.auc, name, peer.auc);
    add(`BKT ${kind}, learners' priors, items' slips`, 'AUC', first.individual.metrics.auc, peer.auc, name, peer.auc);
    add(`BKT ${kind}`, 'log loss', first.metrics.logLoss, peer.logLoss, name, peer.logLoss);
    const fit = (first.fitSeconds + second.fitSeconds) / 2;
    add(`BKT ${kind}, fit, ${STARTS} starts each`, 's', fit, peer.emSeconds, `${name}, its C++ alone`, peer.emSeconds);
    const step = (first.stepMicroseconds + second.stepMicroseconds) / 2;
    add(`BKT ${kind}, one step`, 'us a row', step, perRow, `${name}, predict`, perRow / 50);
  }
  peers['Best-LR'] = await runPeer('main', 'best-lr.py', [set.format, train, test], peerSchema);

  const start = processorSeconds();
  const tracer = fitTracer(training.log, seededRandom(SEED));
  const fitSeconds = processorSeconds() - start;
  const served = replay(tracer, log);
  const best = (key: 'auc' | 'logLoss' | 'ece'): [string, number] =>
    Object.entries(peers)
      .map(([name, figures]): [string, number] => [name, figures[key]])
      .reduce((a, b) => ((key === 'auc' ? b[1] > a[1] : b[1] < a[1]) ? b : a));
  const [aucPeer, auc] = best('auc');
  add('served', 'AUC', served.metrics.auc, auc, aucPeer, set.auc);
  const [lossPeer, loss] = best('logLoss');
  add('served', 'log loss', served.metrics.logLoss, loss, lossPeer, loss);
  const [ecePeer, ece] = best('ece');
  add('served', 'ECE', served.metrics.ece, ece, ecePeer, MOST_ECE);
  add('served, one step', 'us a row', served.stepMicroseconds, perRow, 'pyBKT forgets, predict', perRow);
  add('served, fit of all parts', 's', fitSeconds, peers['Best-LR'].fitSeconds, 'Best-LR');
  return rows;
}

/** The test file in the numbers of the train file; names that are new get numbers above those. */
async function testLog(format: string, file: string, { items, skills }: Training): Promise<AnswerLog> {
  const builder = answerLogBuilder();
  const [item, skill, learner] = [new Map(items), new Map(skills), new Map<string, number>()];
  const numberOf = (numbers: Map<string, number>, name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  for await (const answer of (ANSWER_FORMATS[format] as AnswerFormat)(lineReader('refuse'), file)) {
    builder.add({
      learner: numberOf(learner, answer.learner),
      item: numberOf(item, answer.item),
      skill: numberOf(skill, answer.skill),
      correct: answer.correct,
    });
  }
  return builder.build();
}

interface Replayed {
  readonly metrics: BinaryMetrics;
  /** Telling and folding one answer, metrics not counted. */
  readonly stepMicroseconds: number;
}

interface OurBkt extends Replayed {
  readonly fitSeconds: number;
  readonly individual: Replayed;
}

function replay(tracer: Tracer, log: AnswerLog): Replayed {
  return timed(log, (chances) => {
    for (let learner = 0; learner + 1 < log.begin.length; learner++) {
      const state = startTrace(tracer);
      for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
        chances[row] = stepTrace(tracer, state, questionAt(log, row), log.correct[row] === 1);
      }
    }
  });
}

function ourBkt(train: AnswerLog, test: AnswerLog, kind: 'base' | 'forgets'): OurBkt {
  const random = seededRandom('starts');
  const starts = Array.from({ length: STARTS }, (): BktParameters => {
    const start = {
      prior: random.next(),
      learn: 0.4 * random.next(),
      slip: 0.3 * random.next(),
      guess: 0.4 * random.next(),
    };
    return kind === 'forgets' ? { ...start, forget: 0.3 * random.next() } : start;
  });
  const begin = processorSeconds();
  const { parameters, pooled } = fitSkills(train, { forgets: kind === 'forgets', starts });
  const fitSeconds = processorSeconds() - begin;
  const bkt = Array.from({ length: Math.max(train.skills, test.skills) }, (_, skill) => parameters[skill] ?? pooled);
  return { ...replayBkt(test, bkt), fitSeconds, individual: replayIndividual(train, test, bkt) };
}

function replayBkt(test: AnswerLog, bkt: readonly BktParameters[]): Replayed {
  const priors = Float64Array.from(bkt, ({ prior }) => prior);
  const known = new Float64Array(bkt.length);
  return timed(test, (chances) => {
    for (let learner = 0; learner + 1 < test.begin.length; learner++) {
      known.set(priors);
      for (let row = test.begin[learner] as number; row < (test.begin[learner + 1] as number); row++) {
        const skill = test.skill[row] as number;
        const parameter = bkt[skill] as BktParameters;
        const now = known[skill] as number;
        chances[row] = now * (1 - parameter.slip) + (1 - now) * parameter.guess;
        known[skill] = knownAfter(now, test.correct[row] === 1, parameter);
      }
    }
  });
}

/** The same with a prior of each learner's own, learnt as it answers, and a slip and guess of each item's own. */
function replayIndividual(train: AnswerLog, test: AnswerLog, bkt: readonly BktParameters[]): Replayed {
  const variance = fitPriorVariance(train, bkt);
  const noise = fitItemNoise(train, bkt);
  return timed(test, (chances) => {
    for (let learner = 0; learner + 1 < test.begin.length; learner++) {
      const known = new Map<number, number>();
      let belief = startPrior(variance);
      for (let row = test.begin[learner] as number; row < (test.begin[learner + 1] as number); row++) {
        const skill = test.skill[row] as number;
        const parameters = { ...(bkt[skill] as BktParameters), ...noise[test.item[row] as number] };
        const correct = test.correct[row] === 1;
        const now = known.get(skill) ?? priorFor(belief, parameters);
        chances[row] = now * (1 - parameters.slip) + (1 - now) * parameters.guess;
        if (!known.has(skill)) belief = movedPrior(belief, parameters, correct);
        known.set(skill, knownAfter(now, correct, parameters));
      }
    }
  });
}

/**
 * Seconds that this process has used, compiling and collecting garbage on other threads included: unlike the clock on
 * the wall they do not grow when the machine is busy with something else. The peers' seconds are measured so too.
 */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS;
}

/** The better of two passes, as the first one also compiles. */
function timed(log: AnswerLog, pass: (chances: Float64Array) => void): Replayed {
  const chances = new Float64Array(log.correct.length);
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round++) {
    const begin = processorSeconds();
    pass(chances);
    seconds = Math.min(seconds, processorSeconds() - begin);
  }
  const meter = binaryMeter();
  for (const [row, chance] of chances.entries()) meter.add(chance, log.correct[row] === 1);
  return { metrics: meter.metrics(), stepMicroseconds: (seconds / chances.length) * MICROSECONDS };
}
