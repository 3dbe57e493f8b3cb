import { logistic } from '../numerics/logistic.js';
import type { AnswerLog } from './answer-log.js';
import { featureTable } from './feature-table.js';
import { type FitSkillsOptions, fitSkills } from './fit-skills.js';
import { itemDifficulties } from './item-difficulty.js';
import {
  emptyLearnerState,
  type LearnerState,
  observeAnswer,
  type TracedQuestion,
  type TraceTables,
} from './learner-state.js';
import { fitLogisticTracer, type LogisticTracer, logisticScore } from './logistic-tracer.js';
import { writeFeatures } from './trace-features.js';

/** What the product serves: plain numbers, fitted once for a course. */
export interface Tracer {
  readonly tables: TraceTables;
  readonly logistic: LogisticTracer;
}

/** The tables that states are folded with, from the answers of many learners. */
export function traceTables(log: AnswerLog, options: FitSkillsOptions = { forgets: true }): TraceTables {
  const { parameters: bkt, pooled } = fitSkills(log, options);
  return { bkt, pooled, ...itemDifficulties(log) };
}

/** Fits all parts of the tracer. */
export function fitTracer(log: AnswerLog): Tracer {
  const tables = traceTables(log);
  const table = featureTable(log, tables);
  return { tables, logistic: fitLogisticTracer(log, table) };
}

export function startTrace(_tracer: Tracer): LearnerState {
  return emptyLearnerState();
}

const scratch = new Float64Array(64);

/** P(right answer) before it is given, in (0, 1). */
export function predictAnswer(tracer: Tracer, state: LearnerState, question: TracedQuestion): number {
  writeFeatures(state, tracer.tables, question, scratch, 0, tracer.logistic.timed);
  return logistic(logisticScore(tracer.logistic, question, scratch));
}

/** Folds one answer into the state, in place. */
export function traceAnswer(tracer: Tracer, state: LearnerState, question: TracedQuestion, correct: boolean): void {
  observeAnswer(state, tracer.tables, question, correct);
}
