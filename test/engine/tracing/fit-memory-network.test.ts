import assert from 'node:assert/strict';
import { logistic, logit } from '../../../src/engine/numerics/logistic.js';
import { type RandomSource, seededRandom } from '../../../src/engine/numerics/random.js';
import type { AnswerLog } from '../../../src/engine/tracing/answer-log.js';
import type { FeatureTable } from '../../../src/engine/tracing/feature-table.js';
import { type FitNetworkOptions, fitMemoryNetwork } from '../../../src/engine/tracing/fit-memory-network.js';
import {
  emptyMemory,
  type MemoryNetwork,
  networkScore,
  writeMemory,
} from '../../../src/engine/tracing/memory-network.js';
import { logOf, near } from './tracing-cases.js';

const BLOCKS = ['gate', 'write', 'surprise', 'read', 'hiddenSkill', 'hidden', 'output'] as const;
const UNITS = 2;

interface Case {
  readonly log: AnswerLog;
  readonly table: FeatureTable;
  readonly before: Float64Array;
}

/** Learners who all gave the same seven answers, so that their order and how they are batched change no mean. */
function alike(learners: number): Case {
  const answers = [1, 0, 1, 1, 0, 1, 0];
  const log = logOf(
    Array.from({ length: learners }, (_, learner) =>
      answers.map((answer, at) => ({ learner, item: 0, skill: at % 3 === 1 ? 1 : 0, correct: answer === 1 })),
    ).flat(),
  );
  const rows = log.correct.length;
  const values = Float32Array.from({ length: 2 * rows }, (_, at) => ((at % 14) % 5) / 4 - 0.5);
  const before = Float64Array.from({ length: rows }, (_, row) => ((row % 7) - 3) / 4);
  return { log, table: { values, width: 2, timed: false }, before };
}

/** Mean log loss of the network as it is served, with the memory read `scale` times as loud. */
function lossOf(network: MemoryNetwork, { log, table, before }: Case, scale: number): number {
  let sum = 0;
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    const memory = emptyMemory(network);
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      const [skill, correct] = [log.skill[row] as number, log.correct[row] === 1];
      const features = table.values.subarray(row * table.width, (row + 1) * table.width);
      const odds = before[row] as number;
      const heard = memory.map((value) => value * scale);
      const score = odds + networkScore(network, heard, skill, features, odds);
      sum += Math.log1p(Math.exp(correct ? -score : score));
      writeMemory(network, memory, skill, correct, (correct ? 1 : 0) - logistic(odds));
    }
  }
  return sum / log.correct.length;
}

/** All weights in one list, the gates as log odds, as they are trained. */
const flat = (network: MemoryNetwork): number[] =>
  BLOCKS.flatMap((name) => (name === 'gate' ? network.gate.map(logit) : network[name]));

function withWeights(like: MemoryNetwork, weights: readonly number[]): MemoryNetwork {
  let from = 0;
  const blocks = BLOCKS.map((name) => {
    const part = weights.slice(from, from + like[name].length);
    from += part.length;
    return [name, name === 'gate' ? part.map(logistic) : part] as const;
  });
  return { ...like, ...Object.fromEntries(blocks) };
}

interface Adam {
  readonly steps: number;
  readonly rate: number;
  readonly decay: number;
  readonly scale: number;
}

/** The oracle: Adam as published, on slopes measured by moving each weight a little both ways. */
function trained(start: MemoryNetwork, data: Case, { steps, rate, decay, scale }: Adam): number[] {
  const weights = flat(start);
  const [mean, square] = [weights.map(() => 0), weights.map(() => 0)];
  const lossAt = (at: number, by: number): number =>
    lossOf(
      withWeights(
        start,
        weights.map((weight, index) => (index === at ? weight + by : weight)),
      ),
      data,
      scale,
    );
  for (let step = 1; step <= steps; step++) {
    const slopes = weights.map((weight, at) => (lossAt(at, 1e-4) - lossAt(at, -1e-4)) / 2e-4 + decay * weight);
    const now = rate * Math.min(1, step / 50) * ((1 + Math.cos((Math.PI * (step - 1)) / steps)) / 2);
    for (const [at, slope] of slopes.entries()) {
      mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
      square[at] = 0.99 * (square[at] as number) + 0.01 * slope ** 2;
      const [m, v] = [(mean[at] as number) / (1 - 0.9 ** step), (square[at] as number) / (1 - 0.99 ** step)];
      weights[at] = (weights[at] as number) - (now * m) / (Math.sqrt(v) + 1e-8);
    }
  }
  return weights;
}

function trainOn({ log, table, before }: Case, options: FitNetworkOptions, random = seededRandom('network')) {
  return fitMemoryNetwork(log, table, before, random, { units: UNITS, hiddenUnits: 3, dropout: 0, ...options });
}

/** What training starts from: a rate so small that nothing has moved. */
const STILL: FitNetworkOptions = { epochs: 1, rate: 1e-12 };

describe('fitMemoryNetwork', () => {
  it('follows Adam on the measured slopes of the loss, batch by batch', () => {
    const data = alike(3);
    for (const [batch, epochs, steps, decay] of [
      [3, 6, 6, 0.02],
      [2, 3, 6, 0.1],
      [16, 55, 55, 0.02],
    ] as const) {
      const options = { batch, epochs, decay, rate: steps > 50 ? 0.01 : 0.5 };
      const found = flat(trainOn(data, options));
      const oracle = trained(trainOn(data, STILL), data, { steps, rate: options.rate, decay, scale: 1 });
      assert.equal(found.length, oracle.length);
      for (const [at, weight] of oracle.entries()) near(found[at], weight, 1e-6);
    }
  });

  it('reads twice as loud what half of the units hold when the other half is left out', () => {
    const data = alike(2);
    const options = { epochs: 4, batch: 2, decay: 0.02, rate: 0.5, dropout: 0.5 };
    // Whatever would be left out stays: draws below a half are turned over once the weights are drawn.
    const start = trainOn(data, STILL, afterwards(drawsOf(data)));
    const found = flat(trainOn(data, options, afterwards(drawsOf(data))));
    const oracle = trained(start, data, { steps: 4, rate: 0.5, decay: 0.02, scale: 2 });
    for (const [at, weight] of oracle.entries()) near(found[at], weight, 1e-6);
  });

  it('learns nothing about a memory that is always left out', () => {
    const data = alike(2);
    const [start, end] = [trainOn(data, STILL), trainOn(data, { epochs: 5, rate: 0.1, decay: 0, dropout: 1 })];
    for (const name of ['gate', 'write', 'surprise', 'read'] as const) {
      for (const [at, weight] of end[name].entries()) near(weight, start[name][at] as number, 1e-9);
    }
    assert.ok(end.output.some((weight, at) => Math.abs(weight - (start.output[at] as number)) > 1e-3));
  });

  it('starts from units of all speeds and small weights', () => {
    const { log, table, before } = alike(1);
    const [skills, units, hiddenUnits] = [150, 10, 40];
    const wide = { ...log, skills };
    const options = { ...STILL, units, hiddenUnits, dropout: 0 };
    const start = fitMemoryNetwork(wide, table, before, seededRandom('wide'), options);
    assert.deepEqual([start.units, start.hiddenUnits, start.features], [units, hiddenUnits, 2]);
    const spread = (values: readonly number[], centre: number, deviation: number): void => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      // Four standard errors of the mean and of the deviation.
      near(mean, centre, (4 * deviation) / Math.sqrt(values.length));
      near(Math.sqrt(variance), deviation, (4 * deviation) / Math.sqrt(2 * values.length));
    };
    assert.equal(start.gate.length, 2 * skills * units);
    // From .18 of the way (log odds -1.5) towards .014 (log odds -4.2).
    for (let unit = 0; unit < units; unit++) {
      const column = start.gate.filter((_, at) => at % units === unit).map(logit);
      spread(column, -1.5 - 0.3 * unit, 0.3);
    }
    for (const [name, length, deviation] of [
      ['write', 2 * skills * units, 0.5],
      ['surprise', 2 * skills * units, 0.2],
      ['read', skills * units, 0.05],
      ['hiddenSkill', skills * hiddenUnits, 0.1],
      ['hidden', hiddenUnits * (units + 3), Math.sqrt(2 / (units + 3))],
      ['output', hiddenUnits, 0.3 / Math.sqrt(hiddenUnits)],
    ] as const) {
      assert.equal(start[name].length, length, name);
      spread(start[name], 0, deviation);
    }
  });

  it('passes over a learner without answers', () => {
    const { log, table, before } = alike(1);
    const gap = { ...log, begin: Int32Array.of(0, 0, 7) };
    const found = trainOn({ log: gap, table, before }, { batch: 1, epochs: 3 });
    for (const weight of flat(found)) assert.ok(Number.isFinite(weight));
  });

  it('refuses bad options', () => {
    const fitting = (options: object) => () => trainOn(alike(1), options);
    for (const name of ['units', 'hiddenUnits', 'epochs', 'batch']) {
      for (const bad of [0, 1.5]) assert.throws(fitting({ [name]: bad }), new RegExp(`RangeError: ${name}`));
    }
    assert.throws(fitting({ rate: 0 }), /RangeError: rate/);
    assert.throws(fitting({ decay: -1 }), /RangeError: decay/);
    assert.throws(fitting({ dropout: 2 }), /RangeError: dropout/);
  });
});

/** How many numbers are drawn before the first dropout: the starting weights and the order of the learners. */
function drawsOf(data: Case): number {
  let drawn = 0;
  const random = seededRandom('network');
  const counted: RandomSource = {
    next() {
      drawn++;
      return random.next();
    },
  };
  trainOn(data, STILL, counted);
  const learners = data.log.begin.length - 1;
  return drawn - learners * UNITS;
}

/** The seeded draws, but each in [.5, 1) once so many were made. */
function afterwards(draws: number): RandomSource {
  const random = seededRandom('network');
  let drawn = 0;
  return {
    next() {
      const value = random.next();
      return drawn++ < draws || value >= 0.5 ? value : 1 - value;
    },
  };
}
