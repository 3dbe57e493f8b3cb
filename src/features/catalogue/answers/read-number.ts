import { parseExpression } from '../expression/parse-expression.js';

/** A number as somebody typed it. */
export interface TypedNumber {
  /** A percentage is a share here: "33%" is 0.33. */
  readonly value: number;
  readonly percent: boolean;
  /** What stood behind (or, for money, before) the number, as typed; empty when nothing did. */
  readonly unit: string;
  /** Decimal places, for a number written out; null for a fraction or a sum. */
  readonly decimals: number | null;
}

const PERCENT = /^(?:%|percent|per cent|pct\.?)$/i;
const CURRENCY = /^([$€£¥])/;

/**
 * Reads "1,234.5", "-3", "−3", "3/8", "1 1/2", "33 %", "$5", "2^3", "\frac{1}{2}", "1.2e-3", "C(5,2)".
 *
 * A comma groups thousands when it stands as such (1,234,567); otherwise a single comma is a decimal comma (3,5).
 *
 * @returns null when it is no number
 */
export function readNumber(typed: string, units: readonly string[] = []): TypedNumber | null {
  const text = tidy(typed);
  const { number, unit } = splitUnit(text, units);
  const percent = PERCENT.test(unit);
  const read = writtenOut(number) ?? mixedNumber(number) ?? workedOut(number);
  if (read === null || !Number.isFinite(read.value)) return null;
  return { value: percent ? read.value / 100 : read.value, percent, unit, decimals: read.decimals };
}

interface Plain {
  readonly value: number;
  readonly decimals: number | null;
}

function tidy(typed: string): string {
  return typed
    .replace(/^\s*(?:\$\$(?=.*\$\$\s*$))|(?<=^\s*\$\$.*)\$\$\s*$/g, '')
    .replace(/\\%/g, '%')
    .replace(/\\\$/g, '$')
    .replace(/[−–]/g, '-')
    .replace(/(?<=\d)\s*[xX]\s*(?=10\s*\^)/g, '*')
    .replace(/[\s\u00a0\u2000-\u200b\u202f\u205f]+/g, ' ')
    .trim()
    .replace(/[.;]$/, '');
}

/** The longest known unit at the end, else letters or signs that follow a digit; a currency sign may stand in front. */
function splitUnit(text: string, units: readonly string[]): { number: string; unit: string } {
  const known = [...units, '%', 'percent', 'per cent', 'pct']
    .sort((a, b) => b.length - a.length)
    .find((unit) => endsWith(text, unit));
  if (known !== undefined) return { number: text.slice(0, text.length - known.length).trim(), unit: known };
  const sign = CURRENCY.exec(text.replace(/^-\s*/, ''))?.[1];
  if (sign) return { number: text.replace(sign, '').trim(), unit: sign };
  const trailing = /^([-+\d.,/ ]*\d)\s*(\p{L}[\p{L}\d ./²³]{0,29}|[°€£¥$])$/u.exec(text);
  const [, number, unit] = trailing ?? [];
  // "2e", "3pi" and "5x" are no units: what an expression can say is left to the expression.
  if (number === undefined || unit === undefined || parseExpression(text)?.symbols.size === 0)
    return { number: text, unit: '' };
  return { number, unit };
}

function endsWith(text: string, unit: string): boolean {
  if (!text.toLowerCase().endsWith(unit.toLowerCase())) return false;
  const before = text.slice(0, text.length - unit.length).trimEnd();
  return /[\d.)}!]$/.test(before);
}

function writtenOut(text: string): Plain | null {
  const plain = ungrouped(text.replace(/^([-+]) /, '$1'));
  const match = /^[-+]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eE][-+]?\d{1,3})?$/.exec(plain);
  if (!match) return null;
  return { value: Number(plain), decimals: /e/i.test(plain) ? null : (match[1] ?? match[2] ?? '').length };
}

function ungrouped(text: string): string {
  if (/^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return text.replaceAll(',', '');
  if (/^[-+]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/.test(text)) return text.replaceAll(' ', '').replace(',', '.');
  if (/^[-+]?\d*,\d+$/.test(text)) return text.replace(',', '.');
  return text;
}

/** "1 1/2" is one and a half; a product would be meant by nobody. */
function mixedNumber(text: string): Plain | null {
  const match = /^([-+]?)(\d+) (\d+)\s*\/\s*(\d+)$/.exec(text);
  if (!match) return null;
  const size = Number(match[2]) + Number(match[3]) / Number(match[4]);
  return { value: match[1] === '-' ? -size : size, decimals: null };
}

function workedOut(text: string): Plain | null {
  const fraction = text.replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1');
  const parsed = parseExpression(/[a-z]\(/i.test(text) ? text : fraction);
  if (parsed === null || parsed.symbols.size > 0) return null;
  return { value: parsed.value(), decimals: null };
}
