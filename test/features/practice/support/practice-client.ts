import { randomBytes, randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { createKey } from '../../../../src/features/api-keys/index.js';
import type { ApiScope } from '../../../../src/http/index.js';
import type { TestApp } from '../../../support/app.js';

/** A program that plays for learners through the API. */
export interface Program {
  post(path: string, body: object, at?: Date): Promise<Response>;
  get(path: string, at?: Date): Promise<Response>;
}

/** @param bearer  a session token or a key */
export function programOf({ app }: Pick<TestApp, 'app'>, bearer: string): Program {
  const addressOf = (path: string, at: Date | undefined) =>
    at ? `${path}${path.includes('?') ? '&' : '?'}at=${encodeURIComponent(at.toISOString())}` : path;
  return {
    post: (path, body, at) =>
      request(app.web).post(addressOf(path, at)).set('Authorization', `Bearer ${bearer}`).send(body),
    get: (path, at) => request(app.web).get(addressOf(path, at)).set('Authorization', `Bearer ${bearer}`),
  };
}

/** A key of the institution with these scopes. */
export async function keyWith(test: TestApp, ...scopes: ApiScope[]): Promise<string> {
  const parts = { id: randomUUID(), secret: randomBytes(32).toString('base64url'), now: test.clock() };
  return createKey(test.scope, { name: 'a program', scopes, expiresAt: null }, parts);
}
