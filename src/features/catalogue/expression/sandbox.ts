import {
  addDependencies,
  create,
  divideDependencies,
  type FactoryFunctionMap,
  factorialDependencies,
  type MathNode,
  multiplyDependencies,
  parseDependencies,
  powDependencies,
  subtractDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
} from 'mathjs/number';
import { LIMITS } from './limits.js';

/** `product of (n - k + i) / i`: n over k without large factorials; NaN outside whole 0 <= k <= n <= the limit. */
function combinations(n: number, k: number): number {
  if (!whole(n, k)) return Number.NaN;
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - Math.min(k, n - k) + i)) / i;
  return Math.round(result);
}

function permutations(n: number, k: number): number {
  if (!whole(n, k)) return Number.NaN;
  let result = 1;
  for (let i = 0; i < k; i++) result *= n - i;
  return result;
}

const whole = (n: number, k: number): boolean =>
  Number.isInteger(n) && Number.isInteger(k) && k >= 0 && k <= n && n <= LIMITS.choices;

/** Every function that an expression may use, and how many values it takes. `log` is to base 10, `ln` to base e. */
export const FUNCTIONS: Readonly<Record<string, { arity: 1 | 2; work: (...values: number[]) => number }>> = {
  sqrt: { arity: 1, work: Math.sqrt },
  cbrt: { arity: 1, work: Math.cbrt },
  abs: { arity: 1, work: Math.abs },
  exp: { arity: 1, work: Math.exp },
  ln: { arity: 1, work: Math.log },
  log: { arity: 1, work: Math.log10 },
  sin: { arity: 1, work: Math.sin },
  cos: { arity: 1, work: Math.cos },
  tan: { arity: 1, work: Math.tan },
  nCr: { arity: 2, work: combinations as (...values: number[]) => number },
  nPr: { arity: 2, work: permutations as (...values: number[]) => number },
};

const OPERATORS = new Set(['add', 'subtract', 'multiply', 'divide', 'pow', 'unaryMinus', 'unaryPlus', 'factorial']);
export const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/**
 * A mathjs of eight operators and the functions above: numbers only, so that no power grows without end. What it parsed
 * is looked through node by node before anything is worked out: no assignment, no text, no matrix, no access to fields.
 */
const math = create({
  parseDependencies,
  addDependencies,
  subtractDependencies,
  multiplyDependencies,
  divideDependencies,
  powDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
  factorialDependencies,
} as FactoryFunctionMap);

/** A parsed expression and the letters in it. */
export interface Parsed {
  readonly root: MathNode;
  readonly symbols: ReadonlySet<string>;
  /** Its value with these letters; NaN where it has none. */
  value(letters?: Readonly<Record<string, number>>): number;
}

/** @returns null for anything that is not an expression in the allowed operators and functions */
export function parseInSandbox(text: string): Parsed | null {
  let root: MathNode;
  try {
    root = math.parse(text);
  } catch {
    return null;
  }
  const symbols = new Set<string>();
  let count = 0;
  let allowed = true;
  root.traverse((node, path) => {
    if (++count > LIMITS.nodes || !isAllowed(node, path)) allowed = false;
    else if (node.type === 'SymbolNode' && path !== 'fn') symbols.add((node as MathNode & { name: string }).name);
  });
  if (!allowed) return null;
  for (const constant of Object.keys(CONSTANTS)) symbols.delete(constant);
  const code = root.compile();
  const functions = Object.entries(FUNCTIONS).map(([name, { work }]) => [name, work] as const);
  return {
    root,
    symbols,
    value(letters = {}) {
      // Names are looked up here first: a letter can never reach a function or a constant of the library.
      const scope = new Map<string, unknown>([...Object.entries(CONSTANTS), ...functions, ...Object.entries(letters)]);
      try {
        const value: unknown = code.evaluate(scope);
        return typeof value === 'number' ? value : Number.NaN;
      } catch {
        return Number.NaN;
      }
    },
  };
}

/** The parts of a mathjs node that are looked at; the library's own types do not say which node has which. */
export type LookedAt = MathNode & {
  value?: unknown;
  name?: string;
  fn?: string | { type: string; name: string };
  args?: MathNode[];
  content?: MathNode;
};

function isAllowed(node: MathNode, path: string): boolean {
  const { type, value, name, fn, args } = node as LookedAt;
  switch (type) {
    case 'ConstantNode':
      return typeof value === 'number' && Number.isFinite(value);
    case 'SymbolNode':
      return path === 'fn' || (name !== undefined && !Object.hasOwn(FUNCTIONS, name));
    case 'ParenthesisNode':
      return true;
    case 'OperatorNode':
      return typeof fn === 'string' && OPERATORS.has(fn);
    case 'FunctionNode':
      return (
        typeof fn === 'object' &&
        fn.type === 'SymbolNode' &&
        Object.hasOwn(FUNCTIONS, fn.name) &&
        FUNCTIONS[fn.name]?.arity === args?.length
      );
    default:
      return false;
  }
}
