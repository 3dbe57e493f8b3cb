import assert from 'node:assert/strict';
import express from 'express';
import fc from 'fast-check';
import { pino } from 'pino';
import request from 'supertest';
import { requestLog, shapeOf } from '../../src/http/index.js';

describe('an address in the log', () => {
  it('keeps the names of rooms', () => {
    for (const [url, shape] of Object.entries({
      '/': '/',
      '/lti/launch': '/lti/launch',
      '/lti/deep-linking/return': '/lti/deep-linking/return',
      '/app/0b54c1a2-5c0e-4a5e-9f1a-1c2d3e4f5a6b/practice': '/app/:id/practice',
      '/app/0b54c1a2-5c0e-4a5e-9f1a-1c2d3e4f5a6b/practice?session=x#y': '/app/:id/practice',
      '/app/deadbeefXYZ/practice': '/app/:id/practice',
      '/learners/42/ada@school.example': '/learners/:id/:id',
      '/a/%61da': '/a/:id',
      '': '',
    })) {
      assert.equal(shapeOf(url), shape);
    }
  });

  it('never lets an id through', () => {
    const id = fc.oneof(
      fc.uuid(),
      fc.base64String({ minLength: 16 }).map((text) => text.replaceAll('/', '_')),
      fc.stringMatching(/^[0-9]{1,12}$/),
      fc.stringMatching(/^[a-z]+[0-9][a-z0-9]*$/),
      fc.emailAddress().map(encodeURIComponent),
      fc.stringMatching(/^[A-Za-z0-9_-]{22,43}$/).filter((text) => /[^a-z-]/.test(text) || text.length > 83),
    );
    fc.assert(
      fc.property(id, fc.constantFrom('/practice', '', '/x/y'), (value, tail) => {
        assert.equal(shapeOf(`/app/${value}${tail}`), `/app/:id${tail}`);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('never lets a query or a fragment through, and is never long', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), fc.constantFrom('?', '#'), (path, tail, mark) => {
        assert.equal(shapeOf(`${path}${mark}${tail}`), shapeOf(path));
        assert.ok(shapeOf(`${path}${tail}`).length <= 120);
        assert.match(shapeOf(path), /^(\/(:id|[a-z-]*))*$|^:id/);
      }),
      { seed: 6 },
    );
  });
});

describe('the log of requests', () => {
  it('has the shape, the status and the time of a request, and nothing that was sent', async () => {
    const lines: string[] = [];
    const app = express();
    app.use(requestLog(pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) })));
    app.use(express.urlencoded({ extended: false }));
    app.post('/app/:session/answer', (_request, response) => {
      response.setHeader('Set-Cookie', 'secret=1').status(201).json({ answer: 'secret' });
    });
    app.get('/health/live', (_request, response) => void response.end());
    app.get('/broken', () => {
      throw new TypeError('secret');
    });
    app.use(((_error, _request, response, _next) => void response.status(500).end()) as express.ErrorRequestHandler);
    await request(app)
      .post('/app/0b54c1a2-5c0e-4a5e/answer?token=secret')
      .set({
        Authorization: 'Bearer secret',
        Cookie: 'a=secret',
        Referer: 'https://secret',
        'X-Forwarded-For': '8.8.8.8',
      })
      .type('form')
      .send({ answer: 'secret' });
    await request(app).get('/health/live');
    await request(app).get('/broken');
    assert.equal(lines.length, 2, 'health checks are left out');
    const [line, broken] = lines.map((text) => JSON.parse(text));
    assert.deepEqual(
      [line.level, line.req, line.res],
      [20, { method: 'POST', path: '/app/:id/answer' }, { status: 201 }],
    );
    assert.ok(line.responseTime >= 0);
    assert.deepEqual([broken.level, broken.res], [50, { status: 500 }]);
    for (const hidden of ['secret', '8.8.8.8', '127.0.0.1', '0b54'])
      assert.ok(!lines.join('').includes(hidden), hidden);
  });
});
