import assert from 'node:assert/strict';
import request from 'supertest';
import { AppError, notFound, type Route, route } from '../../src/http/index.js';
import { StorageError } from '../../src/storage/index.js';
import { principalOf, removeViews, smallApp } from './support/small-app.js';

/** A route that ends in this way. */
const ending = (handle: Route['handle']): Route[] => [
  route({ method: 'get', path: '/door', operationId: 'door', summary: 'A door', permission: 'public', handle }),
];
const throwing = (error: unknown) =>
  ending(async () => {
    throw error;
  });

const PRIVATE = 'Ada Example scored 0.5';
/** What a stack trace or a path of our code looks like. */
const TRACE = /\bat .*[:(]\d+|node_modules|\.ts\b|\.js:|Error:/;

const broken = (name: string, message = PRIVATE): Error => Object.assign(new Error(message), { name });

describe('the error edge', () => {
  const environment = process.env.NODE_ENV;
  afterEach(() => {
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
  });
  after(removeViews);

  it('answers programs with problem+json', async () => {
    const { app, lines } = smallApp(throwing(notFound('no placement p1')));
    const { status, type, body } = await request(app).get('/door').set('Accept', 'application/json');
    assert.deepEqual([status, type], [404, 'application/problem+json']);
    const { reference, ...rest } = body;
    assert.deepEqual(rest, {
      type: 'about:blank#not-found',
      title: 'There is nothing here, or it is not yours to see. Go back to your course and open it from there.',
      status: 404,
    });
    assert.match(reference, /^[0-9a-f]{8}$/);
    const [line] = lines;
    assert.deepEqual(
      [line?.level, line?.reference, line?.code, line?.method, line?.problem],
      [30, reference, 'not-found', 'GET', 'no placement p1'],
    );
  });

  it('answers people with a page, in frames of their own LMS only', async () => {
    const { app } = smallApp(throwing(notFound()));
    const { status, type, text, headers } = await request(app).get('/door').set('Accept', 'text/html');
    assert.deepEqual([status, type], [404, 'text/html']);
    assert.match(text, /<p>There is nothing here/);
    assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'/);

    const [door] = throwing(notFound());
    assert.ok(door);
    const known = smallApp([{ ...door, permission: 'signed-in' }], { principal: principalOf() });
    const framed = await request(known.app).get('/door').set('Accept', 'text/html');
    assert.match(framed.headers['content-security-policy'] ?? '', /frame-ancestors 'self' https:\/\/lms\.example$/);
  });

  it('answers an address that is not there', async () => {
    const { app } = smallApp([]);
    assert.equal((await request(app).get('/wp-login.php?user=x')).status, 404);
    assert.equal((await request(app).post('/anything')).status, 404);
    assert.equal((await request(app).get('/%E0%A4%A')).status, 404);
  });

  const KINDS: [string, unknown, number, string][] = [
    ['an error of ours', new AppError('conflict', 'errors.conflict'), 409, 'conflict'],
    [
      'a body that is too long',
      Object.assign(broken('PayloadTooLargeError'), { status: 413, type: 'entity.too.large' }),
      413,
      'too-large',
    ],
    [
      'another refusal of a parser',
      Object.assign(broken('BadRequestError'), { status: 400, type: 'encoding' }),
      400,
      'bad-request',
    ],
    ['a MongoDB that is busy', new StorageError('busy', 'MongoDB had conflicts.'), 503, 'unavailable'],
    ['a MongoDB that is away', broken('MongoServerSelectionError'), 503, 'unavailable'],
    ['a connection that broke', broken('MongoNetworkTimeoutError'), 503, 'unavailable'],
    [
      'a write that the end of a server cut short',
      Object.assign(broken('MongoBulkWriteError'), { errorLabels: ['TransientTransactionError'] }),
      503,
      'unavailable',
    ],
    ['a connection that the server has closed', Object.assign(broken('Error'), { code: 'EPIPE' }), 503, 'unavailable'],
    [
      'connections that are all given up',
      Object.assign(broken('MongoPoolClearedError'), { errorLabels: ['PoolRequestedRetry'] }),
      503,
      'unavailable',
    ],
    [
      'a write of ours that MongoDB does not take',
      Object.assign(broken('MongoBulkWriteError'), { errorLabels: ['SomethingElse'] }),
      500,
      'internal',
    ],
    ['a mistake of ours', new TypeError('x is not a function'), 500, 'internal'],
    ['a duplicate key', Object.assign(broken('MongoServerError'), { code: 11_000 }), 500, 'internal'],
    ['a text', PRIVATE, 500, 'internal'],
    ['nothing', undefined, 500, 'internal'],
    ['null', null, 500, 'internal'],
    ['an odd status', Object.assign(broken('Odd'), { status: 'teapot' }), 500, 'internal'],
  ];
  for (const [what, error, status, code] of KINDS) {
    it(`knows ${what}, and tells nobody what it says`, async () => {
      const { app, lines } = smallApp(throwing(error));
      for (const accept of ['application/json', 'text/html']) {
        const answer = await request(app).get('/door').set('Accept', accept);
        // Express takes a rejection without a value for a route that was not there.
        assert.equal(answer.status, status, accept);
        assert.doesNotMatch(answer.text, TRACE);
        assert.ok(!answer.text.includes('Ada'));
      }
      assert.equal(lines[0]?.code, code);
      assert.ok(!JSON.stringify(lines).includes('Ada'));
    });
  }

  it('writes down where a mistake of ours happened', async () => {
    const { app, lines } = smallApp(
      throwing(new TypeError('x is not a function', { cause: broken('MongoServerError') })),
    );
    await request(app).get('/door');
    const problem = String(lines[0]?.problem);
    assert.match(problem, /^TypeError: x is not a function\n {4}at .*errors-edge\.test\.ts/);
    assert.match(problem, /\ncaused by MongoServerError\n {4}at /);
    assert.ok(!problem.includes('Ada'));
  });

  it('tells more where it is told to, and never where in the code', async () => {
    const { app } = smallApp(throwing(new RangeError('slip lies outside [0, 1]')), { details: true });
    const json = await request(app).get('/door').set('Accept', 'application/json');
    assert.equal(json.body.detail, 'RangeError: slip lies outside [0, 1]');
    const page = await request(app).get('/door').set('Accept', 'text/html');
    assert.match(page.text, /\(RangeError: slip lies outside \[0, 1\]\)/);
    for (const { text } of [json, page]) assert.doesNotMatch(text, /errors-edge|node_modules|\bat /);
  });

  for (const NODE_ENV of ['development', 'test', 'production', undefined]) {
    describe(`with NODE_ENV ${NODE_ENV ?? 'unset'}`, () => {
      const plainly = async (app: Parameters<typeof request>[0], lines: Record<string, unknown>[]) => {
        const answer = await request(app).get('/door').set('Accept', 'text/html');
        assert.deepEqual([answer.status, answer.type], [500, 'text/plain']);
        const [, reference] = /this reference: ([0-9a-f]{8})$/.exec(answer.text) ?? [];
        assert.ok(reference, answer.text);
        assert.doesNotMatch(answer.text, TRACE);
        assert.equal(answer.headers['cache-control'], 'no-store');
        assert.deepEqual(
          lines.map((line) => [line.msg, line.reference]),
          [
            ['a request was refused', reference],
            ['a refusal could not be shown', reference],
          ],
        );
      };
      beforeEach(() => {
        if (NODE_ENV === undefined) delete process.env.NODE_ENV;
        else process.env.NODE_ENV = NODE_ENV;
      });

      it('says it plainly when the error page does not parse', async () => {
        const { app, lines } = smallApp(throwing(notFound()), { errorPage: '{{#if message}}' });
        await plainly(app, lines);
      });

      it('says it plainly when the error page fails', async () => {
        const { app, lines } = smallApp(throwing(notFound()), { errorPage: '{{t "errors.no-such-sentence"}}' });
        await plainly(app, lines);
      });

      it('says it plainly when the sentence is missing', async () => {
        const { app, lines } = smallApp(throwing(new AppError('gone', 'errors.no-such-sentence')));
        await plainly(app, lines);
      });
    });
  }

  it('turns a page that fails on its way into an error page', async () => {
    const routes = ending(async ({ response }) => response.render('pages/none', {}));
    const { app } = smallApp(routes);
    const answer = await request(app).get('/door').set('Accept', 'text/html');
    assert.deepEqual([answer.status, answer.type], [500, 'text/html']);
    assert.match(answer.text, /Something went wrong on our side/);
    assert.doesNotMatch(answer.text, TRACE);
  });

  it('cuts an answer off that has begun, so that nobody takes it for whole', async () => {
    const { app, lines } = smallApp(
      ending(async ({ response }) => {
        response.write('half of it');
        throw new TypeError('broken');
      }),
    );
    await assert.rejects(async () => request(app).get('/door'), /aborted|hang up/);
    assert.equal(lines[0]?.code, 'internal');
  });
});
