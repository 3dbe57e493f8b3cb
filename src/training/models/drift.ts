import {
  type CalibrationDrift,
  calibrationDrift,
  NO_CALIBRATION_DRIFT,
} from '../../engine/inference/calibration-drift.js';
import type { AnswerData } from './data.js';
import { type DifficultyModel, scoreDifficulty } from './difficulty.js';
import { type CourseMemory, scoreMemory } from './memory.js';
import { unpackParameters } from './pack.js';
import { scoreTracer, type TracerModel } from './tracer.js';
import { scoreTracing, type TracingModel } from './tracing.js';

/** The kinds that give the chance of an answer. */
export const DRIFTING_KINDS = ['tracing', 'tracer', 'difficulty', 'memory'] as const;
export type DriftingKind = (typeof DRIFTING_KINDS)[number];

/** A model, and the answers that it is held against: those after the day on which its own data end. */
export interface DriftOrder {
  readonly kind: DriftingKind;
  readonly data: AnswerData;
  readonly parameters: Uint8Array;
  /** Days since 1970. */
  readonly after: number;
}

/** What was found, over how many answers. The detector begins anew after an alarm; the alarm is what is reported. */
export interface DriftFound {
  readonly answers: number;
  readonly evidence: number;
  readonly severity: CalibrationDrift['verdict']['severity'];
  readonly reason: CalibrationDrift['verdict']['reason'];
}

/** Are the chances of a model still true on what came after its data? In the order of time, over all learners. */
export function lookAtDrift({ kind, data, parameters, after }: DriftOrder): DriftFound {
  const model = unpackParameters(parameters);
  const everyone = () => true;
  const scored = {
    tracing: () => scoreTracing(model as TracingModel, data, everyone),
    tracer: () => scoreTracer(model as TracerModel, data, everyone),
    difficulty: () => scoreDifficulty(model as DifficultyModel, data, everyone),
    memory: () => scoreMemory(model as CourseMemory, data, everyone),
  }[kind]();
  const { day, predicted, happened } = scored;
  const rows = [...day.keys()].filter((row) => (day[row] as number) > after);
  rows.sort((a, b) => (day[a] as number) - (day[b] as number) || a - b);
  let drift = NO_CALIBRATION_DRIFT;
  let alarm: CalibrationDrift | null = null;
  for (const row of rows) {
    drift = calibrationDrift(drift, predicted[row] as number, happened[row] === 1);
    if (drift.verdict.severity === 'act') alarm = drift;
  }
  const { evidence, verdict } = alarm ?? drift;
  return { answers: rows.length, evidence, ...verdict };
}
