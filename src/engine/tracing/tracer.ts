import { requireFinite, requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import {
  emptyLearnerState,
  type LearnerState,
  observeAnswer,
  type TracedQuestion,
  type TraceTables,
} from './learner-state.js';
import { type LogisticTracer, logisticScore } from './logistic-tracer.js';
import { emptyMemory, type MemoryNetwork, networkScore, writeMemory } from './memory-network.js';
import { NORMAL_QUANTILE_80, skillAbility } from './skill-ability.js';
import { writeFeatures } from './trace-features.js';

/**
 * What the product serves: Bayesian knowledge tracing and the ability filter as features of the logistic tracer, a
 * small memory network on top, and the whole calibrated. Plain numbers, fitted once for a course (`fitTracer`).
 */
export interface Tracer {
  readonly tables: TraceTables;
  readonly logistic: LogisticTracer;
  /** Null where there were too few learners to train it. */
  readonly network: MemoryNetwork | null;
  /** ln odds served = intercept + slope x ln odds (Platt 1999), fitted on learners that were kept out. */
  readonly calibration: { readonly intercept: number; readonly slope: number };
}

/** One learner under one tracer: plain data; folding the same answers gives the same bytes. */
export interface TraceState {
  readonly learner: LearnerState;
  readonly memory: number[];
}

/** More than all features together. */
const MOST_FEATURES = 64;
/** Filled and read within one call; it carries nothing from one to the next. */
const features = new Float64Array(MOST_FEATURES);

/** The state before the first answer. */
export function startTrace({ network }: Tracer): TraceState {
  return { learner: emptyLearnerState(), memory: network ? emptyMemory(network) : [] };
}

/**
 * P(right answer) before it is given, in (0, 1). The state stays as it is.
 *
 * @throws RangeError when item or skill is no whole number from 0, or the day is not finite
 */
export function predictAnswer(tracer: Tracer, state: TraceState, question: TracedQuestion): number {
  const before = scoreBefore(tracer, state, question);
  const { network, calibration } = tracer;
  const score = network ? before + networkScore(network, state.memory, question.skill, features, before) : before;
  return logistic(calibration.intercept + calibration.slope * score);
}

/**
 * Folds one answer into the state, in place.
 *
 * @throws RangeError when item or skill is no whole number from 0, or the day is not finite
 */
export function traceAnswer(tracer: Tracer, state: TraceState, question: TracedQuestion, correct: boolean): void {
  const { network } = tracer;
  const before = scoreBefore(tracer, state, question);
  if (network) {
    const surprise = (correct ? 1 : 0) - logistic(before);
    writeMemory(network, state.memory, question.skill, correct, surprise);
  }
  observeAnswer(state.learner, tracer.tables, question, correct);
}

/**
 * `predictAnswer` and `traceAnswer` in one, with the features written once: what replays and evaluations call.
 *
 * @returns P(right answer) before it was given
 * @throws RangeError when item or skill is no whole number from 0, or the day is not finite
 */
export function stepTrace(tracer: Tracer, state: TraceState, question: TracedQuestion, correct: boolean): number {
  const before = scoreBefore(tracer, state, question);
  const { network, calibration } = tracer;
  let score = before;
  if (network) {
    score += networkScore(network, state.memory, question.skill, features, before);
    writeMemory(network, state.memory, question.skill, correct, (correct ? 1 : 0) - logistic(before));
  }
  observeAnswer(state.learner, tracer.tables, question, correct);
  return logistic(calibration.intercept + calibration.slope * score);
}

/** ln odds of the logistic tracer; leaves the features of the question in `features`. */
function scoreBefore({ tables, logistic: tracer }: Tracer, { learner }: TraceState, question: TracedQuestion): number {
  requireWhole('item', question.item, 0);
  requireWhole('skill', question.skill, 0);
  if (question.day !== undefined) requireFinite('day', question.day);
  writeFeatures(learner, tables, question, features, 0, tracer.timed);
  return logisticScore(tracer, question, features);
}

/** A chance with its 80 % interval, and whether there is enough evidence in this skill to show it as a level. */
export interface AnswerEstimate {
  readonly chance: number;
  readonly low: number;
  readonly high: number;
  readonly enough: boolean;
}

/**
 * `predictAnswer` with how sure it is: the interval is as wide on the scale of ln odds as that of the learner's ability
 * in the skill (`skillAbility`), around the chance that is served.
 *
 * @throws RangeError when item or skill is no whole number from 0, or the day is not finite
 */
export function estimateAnswer(tracer: Tracer, state: TraceState, question: TracedQuestion): AnswerEstimate {
  const chance = predictAnswer(tracer, state, question);
  const { standardError, enough } = skillAbility(state.learner, tracer.tables, question.skill);
  const odds = Math.log(chance) - Math.log1p(-chance);
  const reach = NORMAL_QUANTILE_80 * standardError;
  return { chance, low: logistic(odds - reach), high: logistic(odds + reach), enough };
}
