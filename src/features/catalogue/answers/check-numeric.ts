import type { AnswerKey } from '../schema.js';
import { readNumber, type TypedNumber } from './read-number.js';
import { nearly, right, unreadable, type Verdict, wrong } from './verdict.js';

type NumericKey = Extract<AnswerKey, { kind: 'numeric' }>;

/** Binary fractions are off by about 1e-16 of their size; this lets 0.1 + 0.2 be 0.3 and nothing else. */
const FLOATING_ROOM = 1e-12;

export function checkNumeric(key: NumericKey, text: string): Verdict {
  const units = key.unit ? [key.unit.label, ...key.unit.accepted] : [];
  const typed = readNumber(text, units);
  if (typed === null) return unreadable('number');
  const inPercent = units.some(isPercent);
  if (typed.unit !== '' && !typed.percent && !isAccepted(typed.unit, units)) return judgeForeignUnit(key, typed, units);
  // A key in per cent compares "33%" and "33" as 33; any other key compares "33%" as 0.33.
  const value = typed.percent && inPercent ? typed.value * 100 : typed.value;
  if (isWithin(key, value)) return right;
  return nearMiss(key, typed, value);
}

const isPercent = (unit: string): boolean => /^(?:%|percent|per cent)$/i.test(unit);

const isAccepted = (unit: string, units: readonly string[]): boolean =>
  units.some((each) => each.toLowerCase() === unit.toLowerCase());

const isWithin = (key: NumericKey, value: number): boolean =>
  Math.abs(value - key.value) <= key.tolerance + FLOATING_ROOM * Math.max(Math.abs(key.value), key.tolerance, 1e-3);

/** A question without a unit takes a money sign as what it is, and asks for the number alone after anything else. */
function judgeForeignUnit(key: NumericKey, typed: TypedNumber, units: readonly string[]): Verdict {
  const number = isWithin(key, typed.value);
  if (units.length > 0) return number ? nearly('wrong-unit') : wrong;
  if (!/^[$€£¥]$/.test(typed.unit)) return unreadable('number');
  return number ? right : nearMiss(key, typed, typed.value);
}

function nearMiss(key: NumericKey, typed: TypedNumber, value: number): Verdict {
  if (isWithin(key, value * 100) || isWithin(key, value / 100)) return nearly('percent-vs-fraction');
  if (key.value !== 0 && isWithin(key, -value)) return nearly('wrong-sign');
  return typed.decimals !== null && isRounded(key.value, value, typed.decimals) ? nearly('rounding') : wrong;
}

/** Whether the typed number is the right one with too few places (rounded or cut off), and still close to it. */
function isRounded(exact: number, value: number, decimals: number): boolean {
  const scale = 10 ** Math.min(decimals, 12);
  const step = 1 / scale;
  const close = Math.abs(value - exact) <= 0.1 * Math.abs(exact);
  const rounded = Math.abs(Math.round(exact * scale) / scale - value) < step * 1e-6;
  const cutOff = Math.abs(Math.trunc(exact * scale) / scale - value) < step * 1e-6;
  return close && (rounded || cutOff);
}
