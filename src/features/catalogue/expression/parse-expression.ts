import { LIMITS } from './limits.js';
import { GREEK_NAMES, plainNotation } from './plain-notation.js';
import { FUNCTIONS, type Parsed, parseInSandbox } from './sandbox.js';

/** Other names of functions. `C` and `P` are letters too: they count only with two values in brackets. */
const ALIASES: Readonly<Record<string, string>> = {
  C: 'nCr',
  P: 'nPr',
  comb: 'nCr',
  combinations: 'nCr',
  permutations: 'nPr',
};
const FUNCTION_NAMES = Object.keys(FUNCTIONS);

const TOKEN = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z](?:[A-Za-z0-9_]*)|[-+*/^(),! ]/gy;
const LETTER = new RegExp(`(?:${GREEK_NAMES.join('|')})(?:_[A-Za-z0-9]+|\\d+)?|[A-Za-z](?:_[A-Za-z0-9]+|\\d+)?`, 'gy');

/**
 * Reads an expression as people write it: `2xy`, `3(x+1)`, `\frac{x}{2}`, `x²`, `y = 2x+1` (the right side counts).
 * A run of letters is a product of its letters, unless it names a function or a Greek letter.
 *
 * @returns null when it cannot be read: unknown signs, too long, too deep, not an expression
 */
export function parseExpression(source: string): Parsed | null {
  if (source.length > LIMITS.characters) return null;
  const plain = plainNotation(source);
  if (plain === null) return null;
  const right = plain.replace(/^\s*[A-Za-z]\w*\s*(?:\(\s*[A-Za-z]\s*\))?\s*=/, '');
  const spelled = spellOut(right);
  return spelled === null || isTooDeep(spelled) ? null : parseInSandbox(spelled);
}

/**
 * Whether a text holds a word rather than letters that are multiplied: four letters or more that are no function, Greek
 * letter or TeX command.
 */
export function holdsWords(source: string): boolean {
  const names = new RegExp(
    `\\\\[A-Za-z]+|${[...FUNCTION_NAMES, ...Object.keys(ALIASES), ...GREEK_NAMES].filter((name) => name.length > 1).join('|')}`,
    'g',
  );
  return /[A-Za-z]{4,}/.test(source.replace(names, ' '));
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '(' && ++depth > LIMITS.depth) return true;
    if (sign === ')') depth--;
  }
  return /[-+^!]{12}/.test(text.replaceAll(' ', ''));
}

/** Puts the multiplication signs in that people leave out. */
function spellOut(text: string): string | null {
  let spelled = '';
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return null;
    const rest = text.slice(TOKEN.lastIndex);
    const piece = /^[A-Za-z]/.test(token) ? spellName(token, rest) : token;
    if (piece === null) return null;
    // "ln x" and "sqrt 2": a function may take the one thing that follows it without brackets.
    const bare = isFunction(lastWord(piece)) ? /^\s*(\d+(?:\.\d+)?|[A-Za-z])(?![\w.(])/.exec(rest) : null;
    if (bare) TOKEN.lastIndex += bare[0].length;
    spelled += bare ? `${piece}(${bare[1]})` : piece;
  }
  return spelled;
}

const lastWord = (text: string): string => /[A-Za-z]+$/.exec(text)?.[0] ?? '';
const isFunction = (name: string): boolean => Object.hasOwn(FUNCTIONS, name);

function spellName(word: string, rest: string): string | null {
  const called = /^\s*\(/.test(rest);
  const alias = Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined;
  if (alias && called && hasTwoValues(rest)) return alias;
  if (isFunction(word)) return word;
  const ending = FUNCTION_NAMES.find((each) => word.endsWith(each) && word.length > each.length);
  const letters = lettersOf(ending ? word.slice(0, -ending.length) : word);
  if (letters === null) return null;
  if (ending) return `${letters} ${ending}`;
  return called ? `${letters}*` : letters;
}

/** Whether the brackets that open here hold `a, b`: C(5,2) is a count, C(5) is C times 5. */
function hasTwoValues(rest: string): boolean {
  let depth = 0;
  for (const sign of rest) {
    if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return false;
    else if (sign === ',' && depth === 1) return true;
  }
  return false;
}

function lettersOf(word: string): string | null {
  const letters: string[] = [];
  LETTER.lastIndex = 0;
  for (let at = 0; at < word.length; at = LETTER.lastIndex) {
    const letter = LETTER.exec(word)?.[0];
    if (letter === undefined) return null;
    letters.push(letter);
  }
  return letters.join(' ');
}
