import { renderFormula } from '../text/maths-rule.js';
import { holdsWords, parseExpression } from './parse-expression.js';
import { texOf } from './tex-of.js';

/**
 * MathML of what somebody typed, as it is read: whoever writes `1/2x` sees what that divides by what.
 *
 * @returns null when it cannot be read as an expression
 */
export function readAsFormula(typed: string): string | null {
  if (holdsWords(typed)) return null;
  const parsed = parseExpression(typed);
  return parsed && renderFormula(texOf(parsed.root), false);
}
