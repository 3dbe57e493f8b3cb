import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderText } from '../../../src/features/catalogue/index.js';

const formulas = (html: string): number => html.split('<math').length - 1;

describe('renderText', () => {
  const maths: [string, number][] = [
    ['It costs $5 and $10.', 0],
    ['$5, $10 and $x$', 1],
    ['$x$', 1],
    ['a $x+1$ b $y$.', 2],
    ['$ x$', 0],
    ['$x $', 0],
    ['$x$2', 0],
    ['\\$x$', 0],
    ['$a\\$b$', 1],
    ['$$x$$', 1],
    ['$$\nx\n$$', 1],
    ['$$', 0],
    ['`$x$`', 0],
    ['a $x and\n\nb$ c', 0],
    ['US$20 to US$30', 0],
    ['| a |\n|---|\n| $x$ |', 1],
  ];
  for (const [text, count] of maths) {
    it(`finds ${count} formulas in ${JSON.stringify(text)}`, () => assert.equal(formulas(renderText(text)), count));
  }

  it('keeps TeX from being read as Markdown, and Markdown working around it', () => {
    const html = renderText('**a** $x_1*y_2*z$ *b*');
    assert.match(html, /<strong>a<\/strong>.*<msub>.*<em>b<\/em>/);
    assert.equal(html.split('<em>').length, 2);
  });

  it('makes MathML with its source for readers of every kind', () => {
    const html = renderText('$\\frac{1}{2}$');
    assert.match(html, /<mfrac><mn>1<\/mn><mn>2<\/mn><\/mfrac>/);
    assert.match(html, /<annotation encoding="application\/x-tex">\\frac\{1\}\{2\}<\/annotation>/);
    assert.match(renderText('$$x$$'), /display="block"/);
  });

  it('shows a formula that cannot be read as its source', () => {
    assert.match(renderText('$\\nonsense{<b>}$'), /<code class="maths-source">\\nonsense\{&lt;b&gt;\}<\/code>/);
    assert.match(renderText(`$${'x'.repeat(3_000)}$`), /<code class="maths-source">/);
  });

  it('makes tables, lists and headings that fit below a page title', () => {
    const html = renderText('# Top\n\n| a | b |\n|--|:-:|\n| 1 | 2 |\n\n- one\n- two');
    assert.match(html, /<h3>Top<\/h3>/);
    assert.match(html, /<th scope="col" class="centre">b<\/th>/);
    assert.match(html, /<li>one<\/li>/);
    assert.doesNotMatch(html, /style=/);
  });

  it('links to https only, in a new page that cannot reach back', () => {
    assert.equal(
      renderText('[a](https://example.org/?a=1&b)', { inline: true }),
      '<a href="https://example.org/?a=1&amp;b" rel="noopener noreferrer" target="_blank">a</a>',
    );
    for (const address of [
      'http://x.org',
      'javascript:alert(1)',
      '//x.org',
      'data:text/html,x',
      'figure:x',
      'mailto:a@b.c',
    ]) {
      assert.doesNotMatch(renderText(`[a](${address})`), /href/);
    }
    assert.doesNotMatch(renderText('see https://example.org'), /href/);
  });

  it('shows figures of the course and no other picture', () => {
    const figureUrl = (name: string) => (name === 'a b.png' ? `/f/${encodeURIComponent(name)}?x=1&y=2` : null);
    assert.equal(
      renderText('![<alt>](figure:a%20b.png)', { inline: true, figureUrl }),
      '<img src="/f/a%20b.png?x=1&amp;y=2" alt="&lt;alt&gt;" loading="lazy">',
    );
    assert.match(renderText('![alt](figure:other.png)', { figureUrl }), /<span class="missing-figure">alt<\/span>/);
    for (const address of ['https://x.org/a.png', 'data:image/png;base64,AA', '/a.png', 'javascript:1']) {
      assert.doesNotMatch(renderText(`![a](${address})`, { figureUrl }), /<img/);
    }
  });

  it('keeps the place of a figure whose size is known', () => {
    const figureSize = (name: string) => (name === 'a.svg' ? { width: 360, height: 270 } : undefined);
    const shown = (name: string) => renderText(`![alt](figure:${name})`, { figureUrl: () => '/f', figureSize });
    assert.match(shown('a.svg'), /<img src="\/f" alt="alt" width="360" height="270" loading="lazy">/);
    assert.match(shown('b.svg'), /<img src="\/f" alt="alt" loading="lazy">/);
  });

  it('gives one session the addresses of its own figures, although texts are cached', () => {
    const at = (session: string) => renderText('![a](figure:n)', { figureUrl: (name) => `/app/${session}/${name}` });
    assert.match(at('one'), /\/app\/one\/n/);
    assert.match(at('two'), /\/app\/two\/n/);
  });

  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<iframe src="https://x.org"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript&colon;alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](https://x.org"onmouseover="alert(1))',
    '[x]: javascript:alert(1)\n\n[x]',
    '![x](figure:a"onerror="alert(1))',
    '![x"onerror="alert(1)](figure:n)',
    '![](figure:n"onload=alert(1))',
    '<https://x.org/"onclick="alert(1)>',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\url{javascript:alert(1)}$',
    '$\\html@mathml{<script>}{<script>}$',
    '$\\htmlStyle{background:url(x)}{x}$',
    '$\\htmlClass{a" onclick="alert(1)}{x}$',
    '$\\includegraphics{https://x.org/a.png}$',
    '$\\text{<img src=x onerror=alert(1)>}$',
    '$</annotation><script>alert(1)</script>$',
    '$\\color{red" onclick="alert(1)}x$',
    '```html\n<script>alert(1)</script>\n```',
    '| <script> |\n|---|\n| <b onclick=1> |',
  ];
  const clean = (html: string): void => {
    assert.doesNotMatch(html, /<(?:script|iframe|svg|style|object|embed|form|input|link|meta|base)\b/i);
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
      assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\s(?:on\w+|style|srcdoc|formaction|xlink:href)\s*=/i, tag);
      assert.doesNotMatch(tag, /(?:href|src)="\s*(?!https:|\/f\/)/i, tag);
    }
  };
  for (const attack of attacks) {
    it(`makes nothing that runs of ${JSON.stringify(attack)}`, () => {
      clean(renderText(attack, { figureUrl: (name) => `/f/${name}` }));
      clean(renderText(attack, { inline: true, figureUrl: (name) => `/f/${name}` }));
    });
  }

  it('makes nothing that runs of any mixture', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '$',
      '$$',
      '\\',
      '[x](',
      ')',
      '![',
      '](figure:',
      'javascript:',
      'onerror=',
      '<script>',
      '`',
      '\n',
      '|',
      '&lt;',
      '\\href{',
      '}',
      'x',
      ' ',
      '*',
      '_',
      '<img src=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        clean(renderText(pieces.join(''), { figureUrl: (name) => `/f/${encodeURIComponent(name)}` }));
      }),
      { seed: 17, numRuns: 800 },
    );
  });

  it('stops formulas that would grow without end', () => {
    const start = performance.now();
    renderText('$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\e\\e}\\def\\e{\\f\\f}\\def\\f{\\a}\\a$');
    renderText(`$${'\\frac{1}{'.repeat(150)}x${'}'.repeat(150)}$`);
    renderText(`${'['.repeat(2_000)}${'$'.repeat(2_000)}${'*'.repeat(2_000)}`);
    assert.ok(performance.now() - start < 3_000);
    assert.throws(() => renderText('x'.repeat(60_000)), RangeError);
  });
});
