import { requireNonNegative, requirePositive, requireProbability, requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { type RandomSource, shuffle } from '../numerics/random.js';
import { sampleNormal } from '../numerics/sample.js';
import type { AnswerLog } from './answer-log.js';
import type { FeatureTable } from './feature-table.js';
import { LEAK, type MemoryNetwork } from './memory-network.js';

/** How large the network is and how it is trained. */
export interface FitNetworkOptions {
  readonly units?: number;
  readonly hiddenUnits?: number;
  /** Rounds over all learners. */
  readonly epochs?: number;
  /** Learners whose answers make one step. */
  readonly batch?: number;
  /** The largest step of Adam; it falls to nothing along a half cosine. */
  readonly rate?: number;
  /** Pull of every weight to 0. */
  readonly decay?: number;
  /** Share of memory units left out for a learner at each pass. */
  readonly dropout?: number;
}

/** Moments of Adam (Kingma & Ba 2015). */
const FIRST_MOMENT = 0.9;
const SECOND_MOMENT = 0.99;
const WARM_UP = 50;

/** Where each block of weights begins in the one vector that is trained. */
interface Layout {
  readonly gate: number;
  readonly write: number;
  readonly surprise: number;
  readonly read: number;
  readonly hiddenSkill: number;
  readonly hidden: number;
  readonly output: number;
  readonly size: number;
}

/**
 * Trains the network on top of the logistic tracer by Adam on the log loss, back through the whole sequence of each
 * learner. Its memory is linear, so the gradient flows back by a decaying sum and neither bursts nor stops short.
 *
 * @param before  ln odds of the logistic tracer for each answer, made without that answer (`leaveOneOutScores`)
 * @param random  starting weights, the order of learners and the dropout
 * @throws RangeError when an option is out of range
 */
export function fitMemoryNetwork(
  log: AnswerLog,
  table: FeatureTable,
  before: Float64Array,
  random: RandomSource,
  options: FitNetworkOptions = {},
): MemoryNetwork {
  const { units = 32, hiddenUnits = 16, epochs = 5, batch = 16, rate = 0.004, decay = 1e-6, dropout = 0.1 } = options;
  requireWhole('units', units, 1);
  requireWhole('hiddenUnits', hiddenUnits, 1);
  requireWhole('epochs', epochs, 1);
  requireWhole('batch', batch, 1);
  requirePositive('rate', rate);
  requireNonNegative('decay', decay);
  requireProbability('dropout', dropout);
  const inputs = units + table.width + 1;
  const layout = layoutOf(log.skills, units, hiddenUnits, inputs);
  const weights = startingWeights(layout, log.skills, units, hiddenUnits, inputs, random);
  const pass = passOf(log, table, before, layout, weights, units, hiddenUnits, dropout, random);
  const learners = log.begin.length - 1;
  const steps = Math.ceil(learners / batch) * epochs;
  const [first, second] = [new Float64Array(layout.size), new Float64Array(layout.size)];
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffle(
      Array.from({ length: learners }, (_, learner) => learner),
      random,
    );
    for (let from = 0; from < learners; from += batch) {
      let rows = 0;
      pass.begin();
      for (const learner of order.slice(from, from + batch)) rows += pass.learn(learner);
      step++;
      const now = rate * Math.min(1, step / WARM_UP) * 0.5 * (1 + Math.cos((Math.PI * (step - 1)) / steps));
      if (rows > 0) adam(weights, pass.gradient, first, second, step, rows, now, decay);
    }
  }
  const part = (from: number, to: number): number[] => Array.from(weights.subarray(from, to));
  return {
    units,
    hiddenUnits,
    features: table.width,
    gate: part(layout.gate, layout.write).map(logistic),
    write: part(layout.write, layout.surprise),
    surprise: part(layout.surprise, layout.read),
    read: part(layout.read, layout.hiddenSkill),
    hiddenSkill: part(layout.hiddenSkill, layout.hidden),
    hidden: part(layout.hidden, layout.output),
    output: part(layout.output, layout.size),
  };
}

function layoutOf(skills: number, units: number, hiddenUnits: number, inputs: number): Layout {
  const table = 2 * skills * units;
  const read = 3 * table;
  const hiddenSkill = read + skills * units;
  const hidden = hiddenSkill + skills * hiddenUnits;
  const output = hidden + hiddenUnits * inputs;
  return { gate: 0, write: table, surprise: 2 * table, read, hiddenSkill, hidden, output, size: output + hiddenUnits };
}

function startingWeights(
  layout: Layout,
  skills: number,
  units: number,
  hiddenUnits: number,
  inputs: number,
  random: RandomSource,
): Float64Array {
  const weights = new Float64Array(layout.size);
  const fill = (from: number, to: number, spread: number): void => {
    for (let at = from; at < to; at++) weights[at] = spread * sampleNormal(random);
  };
  fill(layout.gate, layout.write, 0.3);
  // Units of all speeds at the start: from a fifth of the way at each answer to a hundredth.
  for (let at = 0; at < 2 * skills * units; at++)
    weights[at] = (weights[at] as number) - 1.5 - (3 * (at % units)) / units;
  fill(layout.write, layout.surprise, 0.5);
  fill(layout.surprise, layout.read, 0.2);
  fill(layout.read, layout.hiddenSkill, 0.05);
  fill(layout.hiddenSkill, layout.hidden, 0.1);
  fill(layout.hidden, layout.output, 1 / Math.sqrt(inputs / 2));
  fill(layout.output, layout.size, 0.3 / Math.sqrt(hiddenUnits));
  return weights;
}

interface Pass {
  /** Once before the learners of a step: the gates of the weights as they are now. */
  begin(): void;
  /** Adds the gradient of one learner's answers; tells how many there were. */
  learn(learner: number): number;
  readonly gradient: Float64Array;
}

function passOf(
  log: AnswerLog,
  table: FeatureTable,
  before: Float64Array,
  layout: Layout,
  weights: Float64Array,
  units: number,
  hiddenUnits: number,
  dropout: number,
  random: RandomSource,
): Pass {
  const { width, values } = table;
  const inputs = units + width + 1;
  const longest = longestOf(log.begin);
  const gradient = new Float64Array(layout.size);
  const memory = new Float64Array((longest + 1) * units);
  const input = new Float64Array(longest * inputs);
  const active = new Float64Array(longest * hiddenUnits);
  const wrongBy = new Float64Array(longest);
  const mask = new Float64Array(units);
  const back = new Float64Array(units);
  const gates = new Float64Array(layout.write);

  const forward = (from: number, to: number): void => {
    memory.fill(0, 0, units);
    for (let row = from; row < to; row++) {
      const t = row - from;
      const skill = log.skill[row] as number;
      const here = t * units;
      const at = t * inputs;
      for (let k = 0; k < units; k++) input[at + k] = (memory[here + k] as number) * (mask[k] as number);
      for (let index = 0; index < width; index++) input[at + units + index] = values[row * width + index] as number;
      input[at + inputs - 1] = before[row] as number;
      let score = before[row] as number;
      const read = layout.read + skill * units;
      for (let k = 0; k < units; k++) score += (weights[read + k] as number) * (input[at + k] as number);
      for (let unit = 0; unit < hiddenUnits; unit++) {
        let sum = weights[layout.hiddenSkill + skill * hiddenUnits + unit] as number;
        const w = layout.hidden + unit * inputs;
        for (let index = 0; index < inputs; index++)
          sum += (weights[w + index] as number) * (input[at + index] as number);
        const out = sum > 0 ? sum : LEAK * sum;
        active[t * hiddenUnits + unit] = out;
        score += (weights[layout.output + unit] as number) * out;
      }
      const correct = log.correct[row] as number;
      wrongBy[t] = logistic(score) - correct;
      const surprise = correct - logistic(before[row] as number);
      const x = (2 * skill + correct) * units;
      for (let k = 0; k < units; k++) {
        const now = memory[here + k] as number;
        const target =
          (weights[layout.write + x + k] as number) + (weights[layout.surprise + x + k] as number) * surprise;
        memory[here + units + k] = now + (gates[x + k] as number) * (target - now);
      }
    }
  };

  const backward = (from: number, to: number): void => {
    back.fill(0);
    for (let row = to - 1; row >= from; row--) {
      const t = row - from;
      const skill = log.skill[row] as number;
      const correct = log.correct[row] as number;
      const here = t * units;
      const at = t * inputs;
      const surprise = correct - logistic(before[row] as number);
      const x = (2 * skill + correct) * units;
      for (let k = 0; k < units; k++) {
        const gate = gates[x + k] as number;
        const toTarget = (back[k] as number) * gate;
        const target =
          (weights[layout.write + x + k] as number) + (weights[layout.surprise + x + k] as number) * surprise;
        const moved = target - (memory[here + k] as number);
        grow(gradient, layout.gate + x + k, toTarget * moved * (1 - gate));
        grow(gradient, layout.write + x + k, toTarget);
        grow(gradient, layout.surprise + x + k, toTarget * surprise);
        back[k] = (back[k] as number) - toTarget;
      }
      const wrong = wrongBy[t] as number;
      const read = layout.read + skill * units;
      for (let k = 0; k < units; k++) {
        grow(gradient, read + k, wrong * (input[at + k] as number));
        back[k] = (back[k] as number) + wrong * (weights[read + k] as number) * (mask[k] as number);
      }
      for (let unit = 0; unit < hiddenUnits; unit++) {
        const out = active[t * hiddenUnits + unit] as number;
        grow(gradient, layout.output + unit, wrong * out);
        const through = wrong * (weights[layout.output + unit] as number) * (out > 0 ? 1 : LEAK);
        grow(gradient, layout.hiddenSkill + skill * hiddenUnits + unit, through);
        const w = layout.hidden + unit * inputs;
        for (let index = 0; index < inputs; index++) grow(gradient, w + index, through * (input[at + index] as number));
        for (let k = 0; k < units; k++) {
          back[k] = (back[k] as number) + through * (weights[w + k] as number) * (mask[k] as number);
        }
      }
    }
  };

  return {
    gradient,
    begin() {
      for (let index = 0; index < gates.length; index++) gates[index] = logistic(weights[index] as number);
    },
    learn(learner) {
      const [from, to] = [log.begin[learner] as number, log.begin[learner + 1] as number];
      for (let k = 0; k < units; k++) mask[k] = random.next() < dropout ? 0 : 1 / (1 - dropout);
      forward(from, to);
      backward(from, to);
      return to - from;
    },
  };
}

/** One step of Adam on the mean gradient of the rows; the gradient is emptied. */
function adam(
  weights: Float64Array,
  gradient: Float64Array,
  first: Float64Array,
  second: Float64Array,
  step: number,
  rows: number,
  rate: number,
  decay: number,
): void {
  const unbias1 = 1 - FIRST_MOMENT ** step;
  const unbias2 = 1 - SECOND_MOMENT ** step;
  for (let index = 0; index < weights.length; index++) {
    const slope = (gradient[index] as number) / rows + decay * (weights[index] as number);
    gradient[index] = 0;
    const mean = FIRST_MOMENT * (first[index] as number) + (1 - FIRST_MOMENT) * slope;
    const square = SECOND_MOMENT * (second[index] as number) + (1 - SECOND_MOMENT) * slope * slope;
    first[index] = mean;
    second[index] = square;
    weights[index] = (weights[index] as number) - (rate * (mean / unbias1)) / (Math.sqrt(square / unbias2) + 1e-8);
  }
}

function grow(values: Float64Array, index: number, by: number): void {
  values[index] = (values[index] as number) + by;
}

function longestOf(begin: Int32Array): number {
  let longest = 0;
  for (let learner = 0; learner + 1 < begin.length; learner++) {
    longest = Math.max(longest, (begin[learner + 1] as number) - (begin[learner] as number));
  }
  return longest;
}
