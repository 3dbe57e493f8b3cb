import { LIMITS } from './limits.js';

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  θ: 'theta',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ω: 'omega',
};

/** Names that stay one symbol; every other run of letters is a product of its letters. */
export const GREEK_NAMES: readonly string[] = [...Object.values(GREEK)];

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** TeX commands that stand for a sign, a name or nothing. */
const COMMANDS: Readonly<Record<string, string>> = {
  cdot: '*',
  times: '*',
  ast: '*',
  div: '/',
  left: '',
  right: '',
  big: '',
  Big: '',
  quad: ' ',
  qquad: ' ',
  displaystyle: '',
  text: '',
  mathrm: '',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '!': '',
  ' ': ' ',
  '%': '%',
  $: '$',
  '{': '(',
  '}': ')',
  ln: ' ln ',
  log: ' log ',
  exp: ' exp ',
  sin: ' sin ',
  cos: ' cos ',
  tan: ' tan ',
  lvert: '|',
  rvert: '|',
  ...Object.fromEntries(GREEK_NAMES.map((name) => [name, ` ${name} `])),
};

/**
 * Rewrites what people type, and TeX as courses write it, into plain notation: `\frac{1}{2}x²` becomes
 * `((1)/(2))x^(2)`. Only signs change; what the text means is decided by the parser.
 *
 * @returns null when a TeX command is unknown, a brace is open, or braces nest too deep
 */
export function plainNotation(source: string): string | null {
  const text = unifySigns(source.replace(/^\s*(?:\$\$|\$|\\\(|\\\[)|(?:\$\$|\$|\\\)|\\\])\s*$/g, ''));
  const reader = new TexReader(text);
  const plain = reader.readAll();
  return plain === null ? null : bars(plain);
}

function unifySigns(text: string): string {
  return text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, (run) => `^(${[...run].map(superscriptSign).join('')})`)
    .normalize('NFKC')
    .replace(/[−–—‐‑]/g, '-')
    .replace(/[×·⋅∙∗]/g, '*')
    .replace(/[÷∕⁄]/g, '/')
    .replace(/\*\*/g, '^')
    .replace(/√\s*(\d+(?:\.\d+)?|[A-Za-z])/g, 'sqrt($1)')
    .replace(/√/g, 'sqrt')
    .replace(/[αβγδεθλμνπρστφχω]/g, (letter) => ` ${GREEK[letter] ?? letter} `)
    .replace(/\s+/g, ' ');
}

function superscriptSign(sign: string): string {
  if (sign === '⁺') return '+';
  return sign === '⁻' ? '-' : String(SUPERSCRIPT.indexOf(sign));
}

/** A single pair of bars is an absolute value. */
function bars(text: string): string | null {
  const parts = text.split('|');
  if (parts.length === 1) return text;
  return parts.length === 3 ? `${parts[0]} abs(${parts[1]}) ${parts[2]}` : null;
}

class TexReader {
  private at = 0;
  private depth = 0;
  constructor(private readonly text: string) {}

  readAll(): string | null {
    const plain = this.readUntil(null);
    return this.at < this.text.length ? null : plain;
  }

  private readUntil(end: '}' | ']' | null): string | null {
    if (++this.depth > LIMITS.depth) return null;
    let plain = '';
    while (this.at < this.text.length && this.text[this.at] !== end) {
      const piece = this.readPiece();
      if (piece === null) return null;
      plain += piece;
    }
    this.depth--;
    return plain;
  }

  private readPiece(): string | null {
    const sign = this.text[this.at];
    if (sign === '\\') return this.readCommand();
    if (sign === '{') return this.readGroup();
    if (sign === '}') return null;
    if (sign === '_' && this.text[this.at + 1] === '{') {
      const index = /^_\{\s*([A-Za-z0-9]+)\s*\}/.exec(this.text.slice(this.at));
      if (!index) return null;
      this.at += index[0].length;
      return `_${index[1]}`;
    }
    this.at++;
    return sign ?? '';
  }

  private readGroup(): string | null {
    this.at++;
    const inner = this.readUntil('}');
    if (inner === null || this.text[this.at] !== '}') return null;
    this.at++;
    return `(${inner})`;
  }

  private readCommand(): string | null {
    const name = /^\\([A-Za-z]+|.)/.exec(this.text.slice(this.at))?.[1];
    if (name === undefined) return null;
    this.at += name.length + 1;
    if (/^[dtc]?frac$/.test(name)) return this.joined((top, bottom) => `(${top}/${bottom})`);
    if (/^[dt]?binom$/.test(name)) return this.joined((n, k) => ` C(${n},${k})`);
    if (name === 'sqrt') return this.readRoot();
    return COMMANDS[name] ?? null;
  }

  private readRoot(): string | null {
    let degree: string | null = null;
    if (this.text[this.at] === '[') {
      this.at++;
      degree = this.readUntil(']');
      if (degree === null || this.text[this.at] !== ']') return null;
      this.at++;
    }
    const inner = this.readArgument();
    if (inner === null) return null;
    return degree === null ? ` sqrt(${inner})` : ` (${inner}^(1/(${degree})))`;
  }

  private joined(join: (first: string, second: string) => string): string | null {
    const first = this.readArgument();
    const second = first === null ? null : this.readArgument();
    return first === null || second === null ? null : join(first, second);
  }

  /** `{…}`, a command, or a single sign, as TeX takes its arguments. */
  private readArgument(): string | null {
    while (this.text[this.at] === ' ') this.at++;
    const sign = this.text[this.at];
    if (sign === undefined || sign === '}') return null;
    const piece = this.readPiece();
    return piece === null ? null : `(${piece})`;
  }
}
