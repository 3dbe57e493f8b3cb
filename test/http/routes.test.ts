import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import {
  AppError,
  allows,
  mountRoutes,
  type Permission,
  type Principal,
  type Role,
  type Route,
  route,
  signedIn,
} from '../../src/http/index.js';
import { principalOf, removeViews, smallApp } from './support/small-app.js';

const PERMISSIONS: readonly Permission[] = ['public', 'signed-in', 'learner:self', 'course:staff', 'institution:admin'];
const ROLES: readonly Role[] = ['learner', 'staff', 'observer', 'guest'];

/** Who may what, in words of our own: the code must agree. */
function expected(permission: Permission, who: Principal | null): boolean {
  const rules: Record<Permission, boolean> = {
    public: true,
    'signed-in': who !== null,
    'learner:self': who?.role === 'learner',
    'course:staff': who?.role === 'staff',
    'institution:admin': who?.institutionAdmin === true,
  };
  return rules[permission];
}

const PEOPLE: readonly (Principal | null)[] = [
  null,
  ...ROLES.flatMap((role) => [false, true].map((institutionAdmin) => principalOf({ role, institutionAdmin }))),
];

const doorOf = (permission: Permission, method: Route['method'] = 'get'): Route =>
  route({
    method,
    path: '/door',
    operationId: `${method} door`,
    summary: 'A door',
    permission,
    handle: async ({ response, principal }) => void response.json({ who: principal?.userId ?? null }),
  });

const mount = (...routes: Route[]) => mountRoutes(express.Router(), routes, async () => null);

describe('the route table', () => {
  after(removeViews);

  it('takes no route without a permission', () => {
    const open = { ...doorOf('public'), permission: undefined } as unknown as Route;
    assert.throws(() => mount(open), /^Error: The route \/door declares no permission\.$/);
  });

  it('takes no name twice', () => {
    const other = { ...doorOf('public'), path: '/other' };
    assert.throws(() => mount(doorOf('public'), other), /^Error: Two routes are called get door\.$/);
  });

  it('takes no address twice: the second would never be reached', () => {
    const other = { ...doorOf('public'), operationId: 'another' };
    assert.throws(() => mount(doorOf('public'), other), /^Error: Two routes are called get \/door\.$/);
    mount(doorOf('public'), doorOf('public', 'post'));
  });

  it('lets each role through the doors that are its own, and through no other', async () => {
    for (const permission of PERMISSIONS) {
      for (const who of PEOPLE) {
        const may = expected(permission, who);
        assert.equal(allows(permission, who), may);
        const { app } = smallApp([doorOf(permission)], { principal: who });
        const { status, body } = await request(app).get('/door').set('Accept', 'application/json');
        const label = `${permission}, ${who?.role ?? 'nobody'}`;
        assert.equal(status, may ? 200 : who ? 403 : 401, label);
        if (may) assert.equal(body.who, permission === 'public' ? null : who?.userId, label);
      }
    }
  });

  it('knows no permission that is not on the list', () => {
    assert.ok(!allows('course:owner' as Permission, principalOf({ role: 'staff', institutionAdmin: true })));
  });

  for (const method of ['post', 'put', 'delete'] as const) {
    it(`lets no ${method} through with a cookie alone`, async () => {
      for (const permission of PERMISSIONS.filter((each) => each !== 'public')) {
        const role = permission === 'course:staff' ? 'staff' : 'learner';
        const door = doorOf(permission, method);
        const by = async (proof: Principal['proof']) => {
          const { app } = smallApp([door], { principal: principalOf({ role, institutionAdmin: true, proof }) });
          return (await request(app)[method]('/door')).status;
        };
        assert.deepEqual([await by('cookie'), await by('token')], [401, 200], permission);
      }
    });
  }

  it('lets a cookie read', async () => {
    const { app } = smallApp([doorOf('learner:self')], { principal: principalOf({ proof: 'cookie' }) });
    assert.equal((await request(app).get('/door')).status, 200);
    assert.equal((await request(app).head('/door')).status, 200);
  });

  it('keeps every answer out of caches, refusals too', async () => {
    const { app } = smallApp([doorOf('learner:self')], { principal: principalOf({ role: 'guest' }) });
    for (const path of ['/door', '/nothing']) {
      assert.equal((await request(app).get(path)).headers['cache-control'], 'no-store');
    }
  });

  it('gives a handler its parsed input', async () => {
    const door = route({
      method: 'post',
      path: '/items/:item',
      operationId: 'answer',
      summary: 'Answer',
      permission: 'public',
      body: z.object({ answer: z.coerce.number() }),
      query: z.object({ page: z.string().default('first') }),
      handle: async ({ response, body, query, params }) => void response.json({ ...body, ...query, ...params }),
    });
    const { app } = smallApp([door]);
    const { body } = await request(app).post('/items/a%2Fb').type('form').send({ answer: '7', extra: 'x' });
    assert.deepEqual(body, { answer: 7, page: 'first', item: 'a/b' });
  });

  it('says for a signed-in route who it is, and refuses nobody', () => {
    const somebody = principalOf();
    assert.equal(signedIn(somebody), somebody);
    assert.throws(
      () => signedIn(null),
      (error) => error instanceof AppError && error.code === 'sign-in-needed',
    );
  });

  describe('refuses a bad body', () => {
    const secret = '<b>Ada Example</b>';
    const door = route({
      method: 'post',
      path: '/door',
      operationId: 'write',
      summary: 'Write',
      permission: 'public',
      body: z.strictObject({
        answer: z.string().max(3),
        marks: z.record(z.string(), z.number()).optional(),
      }),
      handle: async () => assert.fail('it was let through'),
    });
    const bad = { answer: secret, marks: { [secret]: secret }, [secret]: 1 };

    it('with problem+json that names fields and repeats nothing', async () => {
      const { app, lines } = smallApp([door]);
      const answer = await request(app).post('/door').set('Accept', 'application/json').send(bad);
      assert.equal(answer.status, 400);
      assert.equal(answer.type, 'application/problem+json');
      assert.deepEqual(Object.keys(answer.body).sort(), ['reference', 'status', 'title', 'type']);
      assert.equal(
        answer.body.title,
        'Something in the form could not be read (answer, marks, body). Check it and send it again.',
      );
      assert.ok(!`${answer.text}${JSON.stringify(lines)}`.includes('Ada'));
    });

    it('with a page that names fields and repeats nothing', async () => {
      const { app } = smallApp([door]);
      const answer = await request(app).post('/door').set('Accept', 'text/html').send(bad);
      assert.deepEqual([answer.status, answer.type], [400, 'text/html']);
      assert.match(answer.text, /could not be read \(answer, marks, body\)/);
      assert.ok(!answer.text.includes('Ada'));
    });

    it('whatever it is', async () => {
      const { app } = smallApp([door]);
      const post = (type: string, body: string) => request(app).post('/door').set('Content-Type', type).send(body);
      assert.equal((await post('application/json', '{"answer":')).status, 400);
      assert.equal((await post('application/json', '[]')).status, 400);
      assert.equal((await post('application/json', JSON.stringify({ answer: 'x'.repeat(4_000) }))).status, 413);
      assert.equal((await post('text/plain', 'answer=x')).status, 400);
      assert.equal((await post('application/x-www-form-urlencoded', '%')).status, 400);
    });
  });
});
