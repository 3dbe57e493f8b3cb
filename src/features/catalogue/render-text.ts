import MarkdownIt from 'markdown-it';
import { BoundedCache } from './bounded-cache.js';
import type { FigureSize } from './figure-size.js';
import { cleanHtml, FIGURE_SCHEME } from './text/allowlist.js';
import { mathsRule } from './text/maths-rule.js';

/** The longest text that is rendered; a lesson has about 10,000 characters. */
export const LONGEST_TEXT = 50_000;
const CACHED_TEXTS = 4_000;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: false }).use(mathsRule);

// `align` and `style` are presentation that the style sheet owns: cells say only which way they lean.
const LEANS: Readonly<Record<string, string>> = { left: 'start', center: 'centre', right: 'end' };
for (const [name, tag] of [
  ['th_open', 'th'],
  ['td_open', 'td'],
] as const) {
  markdown.renderer.rules[name] = (tokens, index) => {
    const lean = LEANS[/text-align:(\w+)/.exec(String(tokens[index]?.attrGet('style') ?? ''))?.[1] ?? ''];
    return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${lean ? ` class="${lean}"` : ''}>`;
  };
}

// The schemes that may be written; the allowlist then takes https for links and figures for images only.
markdown.validateLink = (address) => /^(?:https:\/\/|figure:)/i.test(address.trim());

const cache = new BoundedCache<string>(CACHED_TEXTS);

/** Where a figure of the course can be fetched; null when the course has none of that name. */
export type FigureAddress = (name: string) => string | null;

export interface RenderOptions {
  /** Gives `![alt](figure:name)` its address; without it a figure is its alternative text. */
  readonly figureUrl?: FigureAddress | undefined;
  /** Keeps the place of a figure until it has come; without it, or where it is not known, the text below moves then. */
  readonly figureSize?: ((name: string) => FigureSize | undefined) | undefined;
  /** Without paragraphs, for a label or a table cell. */
  readonly inline?: boolean;
}

/**
 * Markdown with TeX to safe HTML with MathML. A formula that cannot be read is shown as its source; raw HTML is shown as
 * text. Results are cached, since the same question is shown many times.
 *
 * @throws RangeError when the text is longer than LONGEST_TEXT
 */
export function renderText(source: string, { figureUrl, figureSize, inline = false }: RenderOptions = {}): string {
  if (source.length > LONGEST_TEXT) throw new RangeError(`A text has ${LONGEST_TEXT} characters at most.`);
  const key = `${inline ? 'i' : 'b'}${source}`;
  let html = cache.get(key);
  if (html === undefined) {
    html = cleanHtml(inline ? markdown.renderInline(source) : markdown.render(source)).trim();
    cache.set(key, html);
  }
  return placeFigures(html, { figureUrl, figureSize });
}

const FIGURE_TAG = new RegExp(`<img src="${FIGURE_SCHEME}:([^"]*)"(?: alt="([^"]*)")?\\s*/?>`, 'g');

/** After the cache, since the address of a figure holds the session that asks. */
function placeFigures(html: string, { figureUrl, figureSize }: RenderOptions): string {
  return html.replace(FIGURE_TAG, (_tag, name: string, alt = '') => {
    const address = figureUrl?.(decoded(name)) ?? null;
    if (address === null) return `<span class="missing-figure">${alt}</span>`;
    const size = figureSize?.(decoded(name));
    const sides = size ? ` width="${size.width}" height="${size.height}"` : '';
    return `<img src="${markdown.utils.escapeHtml(address)}" alt="${alt}"${sides} loading="lazy">`;
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('&amp;', '&'));
  } catch {
    return name;
  }
}

/** Names of the figures that stand in a text. */
export function figuresIn(source: string): string[] {
  return [...source.matchAll(/!\[[^\]]*\]\(figure:([^)\s]+)\)/g)].map((match) => decoded(match[1] ?? ''));
}
