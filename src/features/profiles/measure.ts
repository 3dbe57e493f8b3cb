import { z } from 'zod';
import { NORMAL_QUANTILE_80 } from '../../engine/tracing/skill-ability.js';
import type { Controls, Signal } from '../learners/index.js';

/** Half-width of every interval here, in standard deviations: 80 %, two-sided. */
export const Z80 = NORMAL_QUANTILE_80;

/** How a number is made: what it says, its formula and unit, and how much evidence there must be to say it at all. */
export interface Formula {
  readonly says: string;
  readonly formula: string;
  readonly unit: string;
  readonly least: number;
  /** What the evidence is counted in. */
  readonly of: string;
  /** The signal that it is made from; it says nothing when the learner has switched that off. */
  readonly signal: Signal | null;
}

const Unknown = z.enum(['too-little-evidence', 'switched-off', 'cannot-be-said']);

export const Measure = z.object({
  value: z.number().nullable().describe('Null: unknown.'),
  low: z.number().nullable().describe('Lower end of the 80 % interval; null where there is none.'),
  high: z.number().nullable(),
  unit: z.string(),
  evidence: z.number().min(0).describe('What it rests on, counted as the description of the field says.'),
  enough: z.boolean().describe('Whether there is enough evidence to say a value.'),
  unknown: Unknown.nullable().describe('Why there is no value; null when there is one.'),
  formula: z.string(),
});
export type Measure = z.infer<typeof Measure>;

/** The schema of a number that is made by a formula: the description is what a reader of the API sees. */
export function measureBy({ says, formula, unit, least, of, signal }: Formula): typeof Measure {
  const without = signal === null ? '' : ` Not said while the signal \`${signal}\` is switched off.`;
  return Measure.describe(`${says} Formula: ${formula}. Unit: ${unit}. Unknown below ${least} ${of}.${without}`);
}

interface Given {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly evidence: number;
}

/** A number with what it rests on; without a value while there is too little, or while its signal is switched off. */
export function measured(
  { formula, unit, least, signal }: Formula,
  { value, low = null, high = null, evidence }: Given,
  { signals_off }: Pick<Controls, 'signals_off'>,
): Measure {
  const unknown = whyUnknown(signal !== null && signals_off.includes(signal), evidence < least, value);
  if (unknown === null) return { value, low, high, unit, evidence, enough: true, unknown, formula };
  const counted = unknown === 'switched-off' ? 0 : evidence;
  return { value: null, low: null, high: null, unit, evidence: counted, enough: evidence >= least, unknown, formula };
}

function whyUnknown(off: boolean, tooLittle: boolean, value: number | null): Measure['unknown'] {
  if (off) return 'switched-off';
  if (tooLittle) return 'too-little-evidence';
  return value === null || !Number.isFinite(value) ? 'cannot-be-said' : null;
}
