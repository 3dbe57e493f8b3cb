import type { MathNode } from 'mathjs/number';
import { GREEK_NAMES } from './plain-notation.js';
import type { LookedAt } from './sandbox.js';

/** Functions that TeX knows by their names. */
const NAMED = new Set(['ln', 'log', 'sin', 'cos', 'tan', 'exp']);

/**
 * TeX of an expression as it was read: fractions as fractions, powers as powers, so that somebody who typed it sees
 * what it came to. Brackets that a fraction, a power or a root makes plain are left out.
 */
export function texOf(node: MathNode): string {
  const { type, value, name, fn, args = [], content } = node as LookedAt & { implicit?: boolean };
  if (type === 'ConstantNode') return numberTex(Number(value));
  if (type === 'SymbolNode') return letterTex(name ?? '');
  if (type === 'ParenthesisNode' && content) return inBrackets(texOf(content));
  if (type === 'OperatorNode')
    return operationTex(String(fn), args, (node as { implicit?: boolean }).implicit === true);
  if (type === 'FunctionNode' && typeof fn === 'object') return functionTex(fn.name, args);
  throw new Error(`An expression holds no ${type}.`);
}

const inBrackets = (tex: string): string => `\\left(${tex}\\right)`;

/** What is grouped already needs no brackets of its own. */
function bare(node: MathNode | undefined): string {
  if (!node) return '';
  const { type, content } = node as LookedAt;
  return type === 'ParenthesisNode' && content ? bare(content) : texOf(node);
}

function operationTex(operation: string, [first, second]: readonly MathNode[], implicit: boolean): string {
  const a = first ? texOf(first) : '';
  const b = second ? texOf(second) : '';
  switch (operation) {
    case 'add':
      return `${a}+${b}`;
    case 'subtract':
      return `${a}-${b}`;
    case 'multiply':
      return implicit && !/^[\d.]/.test(b) ? `${a}\\,${b}` : `${a}\\cdot ${b}`;
    case 'divide':
      return `\\frac{${bare(first)}}{${bare(second)}}`;
    case 'pow':
      return `{${a}}^{${bare(second)}}`;
    case 'unaryMinus':
      return `-${a}`;
    case 'unaryPlus':
      return `+${a}`;
    case 'factorial':
      return `${a}!`;
    default:
      throw new Error(`An expression knows no ${operation}.`);
  }
}

function functionTex(name: string, [first, second]: readonly MathNode[]): string {
  const a = bare(first);
  if (name === 'sqrt') return `\\sqrt{${a}}`;
  if (name === 'cbrt') return `\\sqrt[3]{${a}}`;
  if (name === 'abs') return `\\left|${a}\\right|`;
  if (name === 'nCr') return `\\binom{${a}}{${bare(second)}}`;
  const values = second ? `${a},\\,${bare(second)}` : a;
  return `${NAMED.has(name) ? `\\${name}` : 'P'}${inBrackets(values)}`;
}

function letterTex(name: string): string {
  const [, letter = name, index] = /^([A-Za-z]+?)_?(\d+|(?<=_)[A-Za-z0-9]+)?$/.exec(name) ?? [];
  const head = letter === 'pi' || GREEK_NAMES.includes(letter) ? `\\${letter}` : letter;
  return index === undefined ? head : `{${head}}_{${index}}`;
}

function numberTex(value: number): string {
  const [mantissa, exponent] = String(value).split('e');
  return exponent === undefined ? String(mantissa) : `${mantissa}\\cdot 10^{${Number(exponent)}}`;
}
