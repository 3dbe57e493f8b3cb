import { requireProbability, requireSome, requireWhole } from '../numerics/guards.js';
import { clamp } from '../numerics/logistic.js';
import { type BktParameters, checkBktParameters, type TracedAnswer } from './bkt.js';

/** How a fit is started and stopped. */
export interface FitOptions {
  /** Where the search starts; the best end of all starts wins. */
  readonly starts?: readonly BktParameters[];
  /** Rounds per start at most. */
  readonly maxIterations?: number;
  /** A start ends when the log likelihood per answer rises by less than this. */
  readonly tolerance?: number;
}

/** What a fit found. */
export interface BktFit {
  readonly parameters: BktParameters;
  /** Natural log of the likelihood of all answers under `parameters`. */
  readonly logLikelihood: number;
  readonly iterations: number;
  /** False: the cap on rounds ended the search. */
  readonly converged: boolean;
  readonly answers: number;
}

/** Three different kinds of skill, so that one unlucky hill does not decide. */
const STARTS: readonly BktParameters[] = [
  { prior: 0.25, learn: 0.12, slip: 0.1, guess: 0.2 },
  { prior: 0.6, learn: 0.05, slip: 0.2, guess: 0.35 },
  { prior: 0.1, learn: 0.3, slip: 0.05, guess: 0.1 },
];

/** No probability reaches 0 or 1: a single answer must never decide for ever. */
const LEAST = 0.001;
/** Slip and guess stay below one half, so that 1 - slip > guess always holds (Baker, Corbett & Aleven 2008). */
const MOST_NOISE = 0.49;
/** Expected counts below this say nothing about a parameter; it then stays where it was. */
const LEAST_COUNT = 1e-9;

/** All learners' answers in one block: learner i has answers [begin[i], begin[i + 1]). */
interface Block {
  readonly begin: Int32Array;
  readonly correct: Uint8Array;
  readonly weight: Float64Array;
}

/**
 * Maximum likelihood parameters of one skill from learners' answer sequences, by expectation maximisation
 * (Baum, Petrie, Soules & Weiss 1970; scaled as in Rabiner 1989, section V.A). The hidden chain is that of
 * `updateKnowledge`: unknown becomes known with probability `learn`, known stays known. Weights temper the
 * likelihood of an answer as there. Parameters are held in [0.001, 0.999], slip and guess below one half; the
 * likelihood never falls from one round to the next.
 *
 * @param sequences  one list of answers per learner, in order; empty lists are passed over
 * @throws RangeError when there is no answer at all, or a weight, start or option is out of range
 */
export function fitBkt(sequences: readonly (readonly TracedAnswer[])[], options: FitOptions = {}): BktFit {
  const { starts = STARTS, maxIterations = 200, tolerance = 1e-7 } = options;
  requireSome('starts', starts);
  requireWhole('maxIterations', maxIterations, 1);
  requireProbability('tolerance', tolerance);
  const block = pack(sequences);
  let best: BktFit | undefined;
  for (const start of starts) {
    checkBktParameters(start);
    const fit = climb(block, start, maxIterations, tolerance);
    if (best === undefined || fit.logLikelihood > best.logLikelihood) best = fit;
  }
  return best as BktFit;
}

function pack(sequences: readonly (readonly TracedAnswer[])[]): Block {
  const filled = sequences.filter((sequence) => sequence.length > 0);
  requireSome('sequences', filled);
  const total = filled.reduce((sum, sequence) => sum + sequence.length, 0);
  const begin = new Int32Array(filled.length + 1);
  const correct = new Uint8Array(total);
  const weight = new Float64Array(total);
  let at = 0;
  for (const [learner, sequence] of filled.entries()) {
    for (const answer of sequence) {
      correct[at] = answer.correct ? 1 : 0;
      weight[at] = requireProbability('weight', answer.weight ?? 1);
      at++;
    }
    begin[learner + 1] = at;
  }
  return { begin, correct, weight };
}

function climb(block: Block, start: BktParameters, maxIterations: number, tolerance: number): BktFit {
  const answers = block.correct.length;
  let parameters = bounded(start);
  let { logLikelihood, next } = round(block, parameters);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    parameters = next;
    const before = logLikelihood;
    ({ logLikelihood, next } = round(block, parameters));
    if (logLikelihood - before <= tolerance * answers) {
      return { parameters, logLikelihood, iterations, converged: true, answers };
    }
  }
  return { parameters, logLikelihood, iterations: maxIterations, converged: false, answers };
}

/** The log likelihood under `parameters`, and the parameters of the next round. */
function round(block: Block, parameters: BktParameters): { logLikelihood: number; next: BktParameters } {
  const { prior, learn, slip, guess } = parameters;
  const { begin, correct, weight } = block;
  const answers = correct.length;
  // forward[t] = P(known at t | answers up to t), scale[t] = P(answer t | answers before it)
  const forward = new Float64Array(answers);
  const scale = new Float64Array(answers);
  const asKnown = new Float64Array(answers);
  const asUnknown = new Float64Array(answers);
  let logLikelihood = 0;
  let knownAtStart = 0;
  let [chances, learned] = [0, 0];
  let [knownWeight, slips, unknownWeight, guesses] = [0, 0, 0, 0];
  const learners = begin.length - 1;
  for (let learner = 0; learner < learners; learner++) {
    const first = at(begin, learner);
    const last = at(begin, learner + 1) - 1;
    let known = prior;
    for (let t = first; t <= last; t++) {
      const right = correct[t] === 1;
      const w = at(weight, t);
      const k = (right ? 1 - slip : slip) ** w;
      const u = (right ? guess : 1 - guess) ** w;
      const likelihood = known * k + (1 - known) * u;
      asKnown[t] = k;
      asUnknown[t] = u;
      scale[t] = likelihood;
      logLikelihood += Math.log(likelihood);
      const posterior = (known * k) / likelihood;
      forward[t] = posterior;
      known = posterior + (1 - posterior) * learn;
    }
    // backK, backU = P(answers after t | state at t) / product of their scales
    let [backK, backU] = [1, 1];
    for (let t = last; t >= first; t--) {
      const filtered = at(forward, t);
      if (t < last) {
        const onK = (at(asKnown, t + 1) * backK) / at(scale, t + 1);
        const onU = (at(asUnknown, t + 1) * backU) / at(scale, t + 1);
        learned += (1 - filtered) * learn * onK;
        [backK, backU] = [onK, learn * onK + (1 - learn) * onU];
        chances += (1 - filtered) * backU;
      }
      const smoothed = clamp(filtered * backK, 0, 1);
      const w = at(weight, t);
      knownWeight += smoothed * w;
      unknownWeight += (1 - smoothed) * w;
      if (correct[t] === 1) guesses += (1 - smoothed) * w;
      else slips += smoothed * w;
      if (t === first) knownAtStart += smoothed;
    }
  }
  const next = bounded({
    prior: knownAtStart / learners,
    learn: ratio(learned, chances, learn),
    slip: ratio(slips, knownWeight, slip),
    guess: ratio(guesses, unknownWeight, guess),
  });
  return { logLikelihood, next };
}

function ratio(part: number, whole: number, otherwise: number): number {
  return whole > LEAST_COUNT ? part / whole : otherwise;
}

function bounded({ prior, learn, slip, guess }: BktParameters): BktParameters {
  return {
    prior: clamp(prior, LEAST, 1 - LEAST),
    learn: clamp(learn, LEAST, 1 - LEAST),
    slip: clamp(slip, LEAST, MOST_NOISE),
    guess: clamp(guess, LEAST, MOST_NOISE),
  };
}

/** An element that the loop bounds prove to be there. */
function at(values: Int32Array | Float64Array, index: number): number {
  return values[index] as number;
}
