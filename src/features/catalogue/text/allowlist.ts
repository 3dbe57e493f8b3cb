import sanitize from 'sanitize-html';

const MATHML_TAGS = [
  'math',
  'semantics',
  'annotation',
  'mrow',
  'mi',
  'mn',
  'mo',
  'ms',
  'mtext',
  'mspace',
  'mfrac',
  'msqrt',
  'mroot',
  'mstyle',
  'mpadded',
  'mphantom',
  'menclose',
  'msub',
  'msup',
  'msubsup',
  'munder',
  'mover',
  'munderover',
  'mmultiscripts',
  'mtable',
  'mtr',
  'mtd',
  'mlabeledtr',
];

const MATHML_ATTRIBUTES = [
  'accent',
  'accentunder',
  'columnalign',
  'columnlines',
  'columnspacing',
  'depth',
  'display',
  'displaystyle',
  'fence',
  'height',
  'largeop',
  'linethickness',
  'lspace',
  'mathvariant',
  'maxsize',
  'minsize',
  'movablelimits',
  'notation',
  'rowalign',
  'rowlines',
  'rowspacing',
  'rspace',
  'scriptlevel',
  'separator',
  'stretchy',
  'symmetric',
  'voffset',
  'width',
];

const TEXT_TAGS = [
  'p',
  'br',
  'hr',
  'em',
  'strong',
  's',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'h3',
  'h4',
  'h5',
  'h6',
  'span',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'a',
  'img',
];

/** Headings of a text stand below the page's own. */
const HEADING_BELOW: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6', h6: 'h6' };

/** A figure of the course, before it has an address: see `placeFigures`. */
export const FIGURE_SCHEME = 'figure';

/** Lets through what course text needs and nothing else: no script, no style, no frame, no link but https. */
export function cleanHtml(html: string): string {
  return sanitize(html, {
    allowedTags: [...TEXT_TAGS, ...MATHML_TAGS],
    allowedAttributes: {
      a: ['href', 'rel', 'target'],
      img: ['src', 'alt'],
      ol: ['start'],
      td: ['class'],
      th: ['class', 'scope'],
      annotation: ['encoding'],
      math: ['xmlns', 'display'],
      ...Object.fromEntries(
        MATHML_TAGS.filter((tag) => tag !== 'annotation').map((tag) => [
          tag,
          [...MATHML_ATTRIBUTES, ...(tag === 'math' ? ['xmlns'] : [])],
        ]),
      ),
    },
    allowedClasses: {
      span: ['katex'],
      code: ['maths-source'],
      td: ['start', 'centre', 'end'],
      th: ['start', 'centre', 'end'],
    },
    allowedSchemes: ['https'],
    allowedSchemesByTag: { img: [FIGURE_SCHEME] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    parser: { lowerCaseTags: true },
    transformTags: {
      ...Object.fromEntries(
        Object.entries(HEADING_BELOW).map(([from, to]) => [from, sanitize.simpleTransform(to, {})]),
      ),
      a: (tagName, attributes) =>
        /^https:\/\//i.test(attributes.href ?? '')
          ? { tagName, attribs: { href: attributes.href ?? '', rel: 'noopener noreferrer', target: '_blank' } }
          : { tagName: 'span', attribs: {} },
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  });
}
