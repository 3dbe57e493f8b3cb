import assert from 'node:assert/strict';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { frameFor, securityHeaders } from '../../src/http/index.js';

async function headersOf({ https = true, frame }: { https?: boolean; frame?: [string, string?] } = {}) {
  const app = express();
  app.use(securityHeaders({ https }));
  app.get('/', (_request, response) => {
    if (frame) frameFor(response, ...frame);
    response.json({ nonce: response.locals.nonce });
  });
  const { headers, body } = await request(app).get('/');
  const rules = (headers['content-security-policy'] ?? '').split('; ').map((rule: string) => {
    const [name = '', ...values] = rule.split(' ');
    return [name, values] as const;
  });
  return { headers, nonce: String(body.nonce), policy: Object.fromEntries(rules), names: rules.map(([name]) => name) };
}

const NAMES = [
  'default-src',
  'script-src',
  'style-src',
  'img-src',
  'media-src',
  'font-src',
  'connect-src',
  'form-action',
  'base-uri',
  'frame-ancestors',
];

describe('the headers of every answer', () => {
  it('let nobody frame it, and load nothing from elsewhere', async () => {
    const { policy, names, nonce } = await headersOf();
    assert.deepEqual(names, NAMES);
    assert.deepEqual(policy, {
      'default-src': ["'none'"],
      'script-src': ["'self'", `'nonce-${nonce}'`],
      'style-src': ["'self'", `'nonce-${nonce}'`],
      'img-src': ["'self'", 'data:'],
      'media-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
  });

  it('give every answer a nonce of its own', async () => {
    const nonces = await Promise.all(Array.from({ length: 10 }, async () => (await headersOf()).nonce));
    assert.equal(new Set(nonces).size, 10);
    for (const nonce of nonces) assert.equal(Buffer.from(nonce, 'base64').length, 16);
  });

  it('keep addresses to ourselves, types as they are, and devices out of reach', async () => {
    const { headers } = await headersOf();
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(headers['permissions-policy'] ?? '', /camera=\(\), microphone=\(\), geolocation=\(\)/);
    assert.equal(headers['x-frame-options'], undefined, 'it would keep every LMS out');
    assert.equal(headers['cross-origin-opener-policy'], undefined);
  });

  it('ask for https where we are reached by it', async () => {
    assert.equal((await headersOf({ https: true })).headers['strict-transport-security'], 'max-age=31536000');
    assert.equal((await headersOf({ https: false })).headers['strict-transport-security'], undefined);
  });

  it('let one LMS frame it, by all its origins and no other', async () => {
    const one = await headersOf({ frame: ['https://lms.example'] });
    assert.deepEqual(one.policy['frame-ancestors'], ["'self'", 'https://lms.example']);
    const many = 'https://lms.example https://*.lms.example  http://127.0.0.1:3100';
    const several = await headersOf({ frame: [many] });
    assert.deepEqual(several.policy['frame-ancestors'], ["'self'", ...many.split(/ +/)]);
    assert.deepEqual(several.names, NAMES);
    assert.deepEqual(several.policy['form-action'], ["'self'"]);
  });

  it('let a form post to one more origin', async () => {
    const { policy } = await headersOf({ frame: ['https://lms.example', 'https://return.example'] });
    assert.deepEqual(policy['form-action'], ["'self'", 'https://return.example']);
  });

  it('let no other rule slip in by an origin', async () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '*; script-src *',
        "https://a; script-src 'unsafe-inline'",
        'https://a,https://b',
        "'unsafe-inline'",
        '*',
      ),
      fc.constantFrom('https:', 'data:', 'https://', 'https://a/b', 'https://a?b', 'null', '\r\nX: y'),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (origin, target) => {
        const { policy, names, nonce } = await headersOf({ frame: [origin, target] });
        assert.deepEqual(names, NAMES);
        assert.deepEqual(policy['script-src'], ["'self'", `'nonce-${nonce}'`]);
        for (const rule of ['frame-ancestors', 'form-action']) {
          const [, ...extra] = policy[rule] ?? [];
          for (const each of extra) assert.match(each, /^https?:\/\/[\w.*:[\]-]+$/);
        }
      }),
      { seed: 2, numRuns: 80 },
    );
  });
});
