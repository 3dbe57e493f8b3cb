import katex from 'katex';
import type { MarkdownIt } from 'markdown-it';

/** A formula in a course is a line or two; what is longer is shown as its source. */
const LONGEST_FORMULA = 2_000;
/** Macro expansions before KaTeX gives up: a formula cannot grow without end. */
const MOST_EXPANSIONS = 300;
/** In em; larger sizes are cut to this. */
const LARGEST_SIZE = 20;

/**
 * MathML of a formula.
 *
 * @returns null when KaTeX cannot read it
 */
export function renderFormula(tex: string, display: boolean): string | null {
  if (tex.length > LONGEST_FORMULA) return null;
  try {
    return katex.renderToString(tex, {
      output: 'mathml',
      displayMode: display,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: MOST_EXPANSIONS,
      maxSize: LARGEST_SIZE,
    });
  } catch {
    return null;
  }
}

/**
 * Where a formula that opens at `start` ends, after its closing sign; null when `$` is money there.
 *
 * The rule is pandoc's: an opening `$` has no space after it; a closing one has no space before it and no digit after it.
 * So "$5 and $10" stays money. `$$…$$` may hold spaces and line ends.
 */
export function formulaAt(text: string, start: number): { end: number; tex: string; display: boolean } | null {
  const display = text.startsWith('$$', start);
  const open = start + (display ? 2 : 1);
  if (!display && /^\s|^$/.test(text.slice(open, open + 1))) return null;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '$') {
      if (display) {
        if (text[at + 1] !== '$') continue;
        const tex = text.slice(open, at).trim();
        return tex === '' ? null : { end: at + 2, tex, display };
      }
      if (at === open || /\s/.test(text[at - 1] ?? '') || /\d/.test(text[at + 1] ?? '')) return null;
      return { end: at + 1, tex: text.slice(open, at), display };
    } else if (!display && text.startsWith('\n\n', at)) return null;
  }
  return null;
}

/** Teaches markdown-it `$…$` and `$$…$$`. Formulas are found before emphasis, so `_` and `*` in them stay TeX. */
export function mathsRule(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'maths', (state, silent) => {
    if (state.src[state.pos] !== '$') return false;
    const found = formulaAt(state.src, state.pos);
    if (!found) {
      // Both signs of a lone "$$" are text: the second must not open a formula.
      const length = state.src[state.pos + 1] === '$' ? 2 : 1;
      if (!silent) state.pending += state.src.slice(state.pos, state.pos + length);
      state.pos += length;
      return true;
    }
    if (!silent) {
      const token = state.push('maths', 'math', 0);
      token.content = found.tex;
      token.meta = { display: found.display };
    }
    state.pos = found.end;
    return true;
  });
  markdown.renderer.rules.maths = (tokens, index) => {
    const { content = '', meta } = tokens[index] ?? {};
    const display = (meta as { display?: boolean } | null)?.display === true;
    return renderFormula(content, display) ?? `<code class="maths-source">${markdown.utils.escapeHtml(content)}</code>`;
  };
}
