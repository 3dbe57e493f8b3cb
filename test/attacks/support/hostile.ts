import fc from 'fast-check';

/** Stands in every hostile text; no answer may hold it as markup. */
export const MARKUP = '<hx7 onfocus=alert(1)>';

const TEXTS: readonly string[] = [
  MARKUP,
  `"'>${MARKUP}`,
  `{{constructor}}{{{${MARKUP}}}}`,
  `$t(errors.title)${MARKUP}`,
  'javascript:alert(1)',
  '\u0000',
  `a\u0000b${MARKUP}`,
  '\ud800',
  '\u202e\u200b\ufeff',
  '__proto__',
  'constructor',
  '{"$ne":null}',
  '[object Object]',
  '$where',
  '../../../../etc/passwd',
  '//evil.example/x',
  '/\\evil.example',
  'https://evil.example/lti/launch',
  '\r\nSet-Cookie: owned=1',
  '-1',
  '1e999',
  'NaN',
  '9007199254740993',
  '0x10',
  ' ',
  '',
  'x'.repeat(3_000),
  MARKUP.repeat(400),
];

const NAMES: readonly string[] = [
  ...['session', 'decision', 'step', 'tries', 'hints', 'answer', 'match.0', 'place.0', 'place.9999', 'recommendation'],
  ...['catalogue', 'kind', 'title', 'skills', 'target', 'length', 'attempts', 'afterDue', 'grade', 'role', 'tenant'],
  ...[
    'iss',
    'client_id',
    'login_hint',
    'target_link_uri',
    'lti_message_hint',
    'lti_deployment_id',
    'lti_storage_target',
  ],
  ...['id_token', 'state', 'proof', 'error', 'error_description', 'revision', 'user_id'],
  ...['__proto__', 'constructor', 'prototype', '__proto__[role]', 'session[$ne]', 'state[$gt]', '$where', 'toString'],
  ...['answer[]', 'a[b][c][d][e]', 'hasOwnProperty', MARKUP, '\u0000', 'x'.repeat(400)],
];

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));
const field = fc.tuple(fc.constantFrom(...NAMES), text);

const deepForm = fc.integer({ min: 2, max: 2_000 }).map((depth) => `a${'[b]'.repeat(depth)}=1`);
const deepJson = fc.integer({ min: 2, max: 20_000 }).map((depth) => '['.repeat(depth));
const huge = fc.constantFrom(120_000, 900_000).map((size) => `answer=${'A'.repeat(size)}`);
const manyFields = fc.constantFrom(90, 1_200).map((count) => 'a=1&'.repeat(count));
const rawBody = fc.oneof(
  deepForm,
  deepJson,
  huge,
  manyFields,
  fc.constantFrom('%', '%zz=%zz', '&&&===', 'session=%00', '{"__proto__":{"role":"staff"}}', '--x\r\n\r\n--x--'),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

/** What a path gets behind it, or in the place of an id. */
const TAILS: readonly string[] = [
  ...[
    '',
    '',
    '',
    '',
    '/',
    '//',
    '/.',
    '/..%2f..%2fpackage.json',
    '%',
    '%zz',
    '%00',
    '%ff',
    '/%2e%2e/',
    '?',
    '?a=%',
    ';x=1',
  ],
  ...[
    '?revision=1&revision=2',
    '?revision[$ne]=1',
    '?__proto__[role]=staff',
    '?role=staff',
    '?session=1',
    '#x',
    '?%00',
  ],
  ...[
    `?x=${encodeURIComponent(MARKUP)}`,
    `/${encodeURIComponent(MARKUP)}`,
    `?${'a=1&'.repeat(600)}`,
    `/${'a'.repeat(4_000)}`,
  ],
];
const STARTS: readonly string[] = [
  '//evil.example',
  '/\\evil.example',
  '/%5cevil.example',
  '///',
  '/.//evil.example',
  '*',
];

const METHODS = [
  'GET',
  'POST',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'PURGE',
];
const TYPES: readonly string[] = [
  ...Array.from({ length: 8 }, () => 'application/x-www-form-urlencoded'),
  'application/x-www-form-urlencoded; charset=utf-7',
  'application/x-www-form-urlencoded; charset=',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/html',
  '/',
  '',
];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  {},
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'unheard-of' },
  { 'accept-language': '*' },
  { 'accept-language': '__proto__,constructor;q=0.9' },
  { 'accept-language': 'x'.repeat(2_000) },
  { accept: 'application/json' },
  { accept: '////' },
  { cookie: '%; =; attune_=%zz; __proto__=1' },
  { authorization: `Bearer ${MARKUP}` },
  { authorization: 'Basic eDp5' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript', 'x-http-method-override': 'DELETE' },
  { origin: 'https://evil.example', referer: 'https://evil.example/' },
  { range: 'bytes=0-1,5-9999999999' },
  { 'if-none-match': MARKUP },
];

/** Where a request goes and who sends it, as places in lists that the test has. */
export const hostileRequest = fc.record({
  target: fc.nat(),
  start: fc.oneof({ weight: 12, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...STARTS) }),
  tail: fc.constantFrom(...TAILS),
  method: fc.constantFrom(...METHODS, 'as declared', 'as declared', 'as declared', 'as declared'),
  type: fc.constantFrom(...TYPES),
  headers: fc.constantFrom(...HEADERS),
  who: fc.nat(),
  proof: fc.constantFrom('form', 'form', 'header', 'cookie', 'none'),
  /** Carries what the page would have sent, so that the request gets past the first door. */
  plausible: fc.boolean(),
  body: fc.oneof({ weight: 4, arbitrary: fc.array(field, { maxLength: 8 }) }, { weight: 1, arbitrary: rawBody }),
});

export type HostileRequest = typeof hostileRequest extends fc.Arbitrary<infer T> ? T : never;
