import type { MathNode } from 'mathjs/number';
import { LIMITS } from './limits.js';
import type { LookedAt, Parsed } from './sandbox.js';

/**
 * Arithmetic modulo the Mersenne prime 2^61 - 1. Two rational expressions that agree there at random points are the same
 * expression, but for a chance of about degree / 2^61 (Schwartz 1980, Zippel 1979): exact where floating point is not,
 * and no number ever grows.
 */
const PRIME = 2n ** 61n - 1n;

const reduce = (value: bigint): bigint => ((value % PRIME) + PRIME) % PRIME;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = reduce(base), left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** By Fermat's little theorem; null for zero, which has none. */
const inverse = (value: bigint): bigint | null => (value === 0n ? null : power(value, PRIME - 2n));

/**
 * The residue of a rational expression with these residues for its letters (and for `pi` and `e`, which no rational
 * expression can tell from any other number).
 *
 * @returns null when the expression is not rational, or has no value there
 */
export function residueOf({ root }: Parsed, letters: ReadonlyMap<string, bigint>): bigint | null {
  return residue(root, letters);
}

function residue(node: MathNode, letters: ReadonlyMap<string, bigint>): bigint | null {
  const { type, value, name, fn, args = [], content } = node as LookedAt;
  if (type === 'ConstantNode') return decimal(String(value));
  if (type === 'SymbolNode') return letters.get(name ?? '') ?? null;
  if (type === 'ParenthesisNode') return content ? residue(content, letters) : null;
  if (type !== 'OperatorNode' || !args[0]) return null;
  const first = residue(args[0], letters);
  if (first === null) return null;
  if (fn === 'unaryMinus') return reduce(-first);
  if (fn === 'unaryPlus') return first;
  if (fn === 'pow') return args[1] ? raised(first, args[1]) : null;
  const second = args[1] ? residue(args[1], letters) : null;
  return second === null ? null : combined(fn, first, second);
}

function combined(operator: unknown, first: bigint, second: bigint): bigint | null {
  switch (operator) {
    case 'add':
      return reduce(first + second);
    case 'subtract':
      return reduce(first - second);
    case 'multiply':
      return reduce(first * second);
    case 'divide': {
      const inverted = inverse(second);
      return inverted === null ? null : reduce(first * inverted);
    }
    default:
      return null;
  }
}

/** Only whole exponents without letters keep an expression rational. */
function raised(base: bigint, exponent: MathNode): bigint | null {
  const whole = wholeNumber(exponent);
  if (whole === null || Math.abs(whole) > LIMITS.exactExponent) return null;
  const size = power(base, BigInt(Math.abs(whole)));
  return whole < 0 ? inverse(size) : size;
}

function wholeNumber(node: MathNode): number | null {
  const { type, value, fn, args = [], content } = node as LookedAt;
  if (type === 'ConstantNode') return typeof value === 'number' && Number.isInteger(value) ? value : null;
  if (type === 'ParenthesisNode') return content ? wholeNumber(content) : null;
  if (type !== 'OperatorNode' || (fn !== 'unaryMinus' && fn !== 'unaryPlus') || !args[0]) return null;
  const inner = wholeNumber(args[0]);
  return inner === null || fn === 'unaryPlus' ? inner : -inner;
}

/** `1.25e-3` is 125 / 10^5. */
function decimal(text: string): bigint | null {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? '';
  const shift = Number(match[3] ?? 0) - fraction.length;
  const digits = reduce(BigInt(`${match[1]}${fraction}`));
  const scale = power(10n, BigInt(Math.abs(shift)));
  const factor = shift < 0 ? inverse(scale) : scale;
  return factor === null ? null : reduce(digits * factor);
}
