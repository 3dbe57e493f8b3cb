import { requireFinite, requireProbability } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';

/** Bayesian knowledge tracing of one skill: four probabilities, or five where a skill may be lost again. */
export interface BktParameters {
  /** P(L0): known before the first answer. */
  readonly prior: number;
  /** P(T): an unknown skill becomes known at one chance to learn. */
  readonly learn: number;
  /** P(S): a known skill is answered wrongly. */
  readonly slip: number;
  /** P(G): an unknown skill is answered rightly. */
  readonly guess: number;
  /** P(F): a known skill is lost again before the next answer; 0 when absent (Khajah, Lindsey & Mozer 2016). */
  readonly forget?: number;
}

/** One answer as evidence. */
export interface TracedAnswer {
  readonly correct: boolean;
  /** How much the answer counts, in [0, 1]; 1 when absent: unaided, first try. */
  readonly weight?: number;
}

/**
 * Refuses parameters outside [0, 1], and those that cannot be told apart from their mirror image: when 1 - slip
 * is not above guess, a right answer would be a sign that the skill is missing (Beck & Chang 2007).
 *
 * @throws RangeError that names the parameter
 */
export function checkBktParameters({ prior, learn, slip, guess, forget = 0 }: BktParameters): void {
  requireProbability('prior', prior);
  requireProbability('learn', learn);
  requireProbability('slip', slip);
  requireProbability('guess', guess);
  requireProbability('forget', forget);
  if (!(1 - slip > guess)) {
    throw new RangeError(`slip and guess must leave 1 - slip above guess, not slip ${slip} and guess ${guess}`);
  }
}

/** Beyond this nothing changes but that chances round to certainties. */
const MOST_HARDER = 10;

/**
 * The parameters for one question that is harder or easier than those of its skill usually are. Whoever knows the skill
 * fails at a hard question more often than s says, and whoever does not guesses it more seldom than g says:
 *
 *   logit(1 - s') = logit(1 - s) - h,   logit g' = logit g - h
 *
 * So a right answer to an easy question says little, and a wrong one much (item difficulty in guess and slip: KT-IDEM,
 * Pardos & Heffernan 2011, with the difference of item response theory in the place of parameters for every item). That
 * matters where questions are chosen to suit: everybody is right about as often, and how hard the questions were is what
 * tells learners apart.
 *
 * @param harder  h, in logits: how much harder than usual, times how sharply the question tells; 0 changes nothing
 * @throws RangeError when it is no finite number or a parameter is out of range
 */
export function forDifficulty(parameters: BktParameters, harder: number): BktParameters {
  checkBktParameters(parameters);
  requireFinite('harder', harder);
  if (harder === 0) return parameters;
  const { slip, guess } = parameters;
  const by = -clamp(harder, -MOST_HARDER, MOST_HARDER);
  return { ...parameters, slip: 1 - moved(1 - slip, by), guess: moved(guess, by) };
}

/** A chance moved on the scale of logits; what is certain stays so. */
const moved = (chance: number, by: number): number =>
  chance <= 0 || chance >= 1 ? chance : logistic(logit(chance) + by);

/**
 * P(right answer) = P(L)(1 - s) + (1 - P(L))g (Corbett & Anderson 1995, eq. 3).
 *
 * @param known  P(L) before the answer, in [0, 1]
 * @throws RangeError when `known` or a parameter is out of range
 */
export function probabilityCorrect(known: number, parameters: BktParameters): number {
  checkBktParameters(parameters);
  requireProbability('known', known);
  return known * (1 - parameters.slip) + (1 - known) * parameters.guess;
}

/**
 * P(L) after one answer and one chance to learn (Corbett & Anderson 1995, eq. 1-2), with tempered evidence:
 *
 *   P(L|answer) = P(L) k^w / (P(L) k^w + (1 - P(L)) u^w)
 *   P(L) next   = P(L|answer) (1 - F) + (1 - P(L|answer)) T
 *
 * where k and u are the likelihoods of the answer when the skill is known and unknown: 1-s and g for a right one,
 * s and 1-g for a wrong one. The power w (the "power posterior" of Ibrahim & Chen 2000) says how much the answer
 * counts: 1 is the classical update, 0 leaves only the chance to learn; an answer after a hint lies between.
 * An answer that the parameters call impossible in both states says nothing and moves nothing.
 *
 * @param known   P(L) before the answer, in [0, 1]
 * @param weight  w, in [0, 1]
 * @returns       P(L) after it, in [0, 1]
 * @throws RangeError when `known`, `weight` or a parameter is out of range
 */
export function updateKnowledge(known: number, correct: boolean, parameters: BktParameters, weight = 1): number {
  checkBktParameters(parameters);
  requireProbability('known', known);
  requireProbability('weight', weight);
  const { learn, slip, guess, forget = 0 } = parameters;
  const asKnown = known * (correct ? 1 - slip : slip) ** weight;
  const asUnknown = (1 - known) * (correct ? guess : 1 - guess) ** weight;
  const evidence = asKnown + asUnknown;
  const posterior = evidence > 0 ? asKnown / evidence : known;
  return posterior * (1 - forget) + (1 - posterior) * learn;
}

/**
 * `updateKnowledge` with full weight, for parameters and states that were checked once when they were made: a few
 * nanoseconds, no checks.
 */
export function knownAfter(known: number, correct: boolean, parameters: BktParameters): number {
  const { learn, slip, guess, forget = 0 } = parameters;
  const asKnown = known * (correct ? 1 - slip : slip);
  const evidence = asKnown + (1 - known) * (correct ? guess : 1 - guess);
  const posterior = evidence > 0 ? asKnown / evidence : known;
  return posterior * (1 - forget) + (1 - posterior) * learn;
}

/** What tracing says along a sequence: before each answer the chance that it is right, after it P(L). */
export interface KnowledgeTrace {
  readonly predicted: readonly number[];
  readonly known: readonly number[];
}

/**
 * Folds a sequence from the prior. An empty sequence gives empty lists.
 *
 * @throws RangeError when a parameter or a weight is out of range
 */
export function traceSequence(answers: readonly TracedAnswer[], parameters: BktParameters): KnowledgeTrace {
  checkBktParameters(parameters);
  const predicted: number[] = [];
  const trace: number[] = [];
  let known = parameters.prior;
  for (const { correct, weight = 1 } of answers) {
    predicted.push(probabilityCorrect(known, parameters));
    known = updateKnowledge(known, correct, parameters, weight);
    trace.push(known);
  }
  return { predicted, known: trace };
}
