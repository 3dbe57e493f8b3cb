import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import { createKey } from '../../src/features/api-keys/index.js';
import type { ApiScope } from '../../src/http/index.js';
import { TENANT, type TestApp } from './app.js';

/** A program of an institution, or a person with a session, that calls the API. */
export class ApiClient {
  constructor(
    private readonly app: TestApp,
    private readonly bearer: string,
  ) {}

  get(path: string): Test {
    return request(this.app.app.web).get(`/api/${path}`).set('Authorization', `Bearer ${this.bearer}`);
  }

  post(path: string, body: object): Test {
    return request(this.app.app.web).post(`/api/${path}`).set('Authorization', `Bearer ${this.bearer}`).send(body);
  }

  put(path: string, body: object, ifMatch?: string): Test {
    const asked = request(this.app.app.web).put(`/api/${path}`).set('Authorization', `Bearer ${this.bearer}`);
    return (ifMatch === undefined ? asked : asked.set('If-Match', ifMatch)).send(body);
  }

  /** Every item of a paged list. */
  async all(path: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const answer: Response = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}limit=2&cursor=${next}`.replace(/&cursor=$/, ''),
      );
      items.push(...answer.body.items);
      next = answer.body.next;
    }
    return items;
  }
}

/** A client with a new key. */
export async function keyWith(app: TestApp, scopes: readonly ApiScope[], tenant = TENANT): Promise<ApiClient> {
  const draft = { name: 'a program', scopes, expiresAt: null };
  const parts = {
    id: `key-${randomUUID()}`,
    secret: randomUUID().replaceAll('-', '').padEnd(43, 'x'),
    now: app.clock(),
  };
  return new ApiClient(app, await createKey(app.app.storage.scope(tenant), draft, parts));
}
