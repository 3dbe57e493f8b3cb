import { renderFormula } from '../text/maths-rule.js';
import type { Notes } from './report.js';

/** Where a text stands: for notes, and for its figures. */
export interface TextPlace {
  readonly id: string;
  readonly notes: Notes;
  /** Our name and description of a figure file; null when the file is not there. */
  figure(file: string): { name: string; alt: string } | null;
}

const FIGURE = /##\s*([\w.-]+\.(?:gif|png|jpe?g|svg|webp))\s*(?:##)?/gi;
/** A line end is written as the two characters `\n`; these TeX commands begin like one. */
const LINE_END = /\\n(?!(?:eq|e|u|abla|mid|ot|i|eg|exists|leq|geq|warrow|earrow|onumber)(?![A-Za-z]))/g;

/**
 * OATutor's text to Markdown. There `$$…$$` is a formula inside the line, and spreadsheets have put plain numbers and
 * hyphenated words into formulas too; `##file##` is a figure; everything else means itself.
 */
export function toMarkdown(raw: string, place: TextPlace): string {
  const figures: string[] = [];
  const source = raw.replace(/\\"/g, '"').replace(FIGURE, (_all, file: string) => {
    const figure = place.figure(file);
    if (!figure) place.notes.add('figure-missing', place.id);
    figures.push(figure ? `![${escapeText(figure.alt)}](figure:${figure.name})` : '');
    return `\ue000${figures.length - 1}\ue000`;
  });
  const parts = source.split('$$');
  if (parts.length % 2 === 0) {
    place.notes.add('maths-unbalanced', place.id);
    const last = parts.pop() ?? '';
    parts.push(`${parts.pop() ?? ''} ${last}`);
  }
  const pieces = parts.map((part, index) => (index % 2 === 0 ? textPiece(part, place) : formulaPiece(part, place)));
  return lines(joined(pieces))
    .replace(/\ue000(\d+)\ue000/g, (_all, index: string) => `\n\n${figures[Number(index)] ?? ''}\n\n`)
    .replace(/ *\n{3,} */g, '\n\n')
    .replace(/ +\n/g, '\n')
    .trim();
}

/** Two formulas, or a formula and a digit, must not touch: see the rule of `formulaAt`. */
function joined(pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => {
    const touches = /[^\\]\$$/.test(` ${text}`) && /^[\d$]/.test(piece);
    return touches ? `${text} ${piece}` : text + piece;
  }, '');
}

/** TeX that stands in the text without any signs around it: `\alpha`, `H_0`, `(\sigma_1)**2`, `p**x`. */
const SCRIPT = String.raw`(?:_|\^|\*\*)\s?(?:\{[^{}]*\}|\\[A-Za-z]+|\d+\.\d+|[A-Za-z0-9]+)`;
const BARE = new RegExp(
  String.raw`\\[A-Za-z]+(?:\{[^{}]*\})*(?:${SCRIPT})*|(?:\b[A-Za-z]|\b\d+(?:\.\d+)?|\((?:[^()\s]|\\ )*\))(?:${SCRIPT})+`,
  'g',
);
const SINGLE = /\$(?=\S)([^$]*[\\^_{][^$]*?)(?<=\S)\$(?!\d)/g;

/** Text outside `$$…$$`; a few authors wrote TeX between single signs there, or without any. */
function textPiece(part: string, place: TextPlace): string {
  const text = part.replace(LINE_END, '\n').replace(/\\([%$&#])/g, '$1');
  return between(
    text,
    SINGLE,
    (match) => formulaPiece(match[1] ?? '', place),
    (rest) => between(rest, BARE, (match) => formulaPiece(braced(match[0]), place), escapeText),
  );
}

/** Without braces TeX raises and lowers one sign only; a text means the whole word or number. */
const braced = (bare: string): string => bare.replace(/(_|\^|\*\*)\s?(\d+\.\d+|[A-Za-z0-9]{2,})/g, '$1{$2}');

function between(
  text: string,
  pattern: RegExp,
  inside: (match: RegExpMatchArray) => string,
  outside: (part: string) => string,
): string {
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(outside(text.slice(at, match.index)), inside(match));
    at = match.index + match[0].length;
  }
  return joined([...pieces, outside(text.slice(at))]);
}

function escapeText(part: string): string {
  return part.replace(/[\\`*_[\]<>~|$]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&');
}

function formulaPiece(part: string, place: TextPlace): string {
  const tex = part.trim();
  const plain = tex.replace(/\\([%$])/g, '$1');
  // Blanks to fill in, numbers, money, percentages and words are no formulas.
  if (/^(?:_+|[-+]?\$?\d[\d.,]*%?|[=+])$/.test(plain) || isWord(tex)) return escapeText(plain);
  if (tex === '') return part === '' ? '' : ' ';
  const mended = mend(tex);
  if (renderFormula(mended, false) !== null) return `$${mended}$`;
  place.notes.add('formula-unreadable', place.id);
  return codeSpan(tex);
}

const SHORT_WORDS = /^(?:an|as|at|be|by|do|if|in|is|it|no|of|on|or|so|to|up|us|we)$/i;

const isWord = (tex: string): boolean =>
  /^[A-Za-z]{3,}$/.test(tex) ||
  SHORT_WORDS.test(tex) ||
  (/^[A-Za-z]+(?:-[A-Za-z]+)+$/.test(tex) && /[A-Za-z]{3}/.test(tex));

/** What the original's own renderer let pass and KaTeX does not: `**` for powers, a bare `%`, `#` or `$`; words are set as words. */
function mend(tex: string): string {
  return tex
    .replace(/\*\*/g, '^')
    .replace(/(?<!\\)([%#$])/g, '\\$1')
    .replace(/(?<![\\A-Za-z{])([A-Za-z]{4,})(?![A-Za-z])/g, '\\text{$1}')
    .replace(/\ue000\d+\ue000/g, '');
}

function codeSpan(tex: string): string {
  const longest = Math.max(0, ...[...tex.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${tex} ${fence}`;
}

/** A line of its own for each line; "- " begins a list; nothing else at the start of a line means something. */
function lines(text: string): string {
  const all = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return all.reduce((markdown, line, index) => {
    if (index === 0) return atStart(line);
    const inList = line.startsWith('- ') && (all[index - 1] ?? '').startsWith('- ');
    return `${markdown}${inList ? '\n' : '\n\n'}${atStart(line)}`;
  }, '');
}

function atStart(line: string): string {
  return line
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[#+=](?=[\s#=]|$)/, '\\$&')
    .replace(/^-(?=-+\s*$)/, '\\-');
}

/** One line without markup, for titles: formulas become what one would say. */
export function toPlain(raw: string): string {
  return raw
    .replace(FIGURE, ' ')
    .replace(LINE_END, ' ')
    .replace(/\$\$/g, '')
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\(?:left|right|,|;|!|text|mathrm)/g, '')
    .replace(/\\([A-Za-z]+|.)/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
