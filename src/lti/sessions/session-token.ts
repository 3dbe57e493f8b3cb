import { SECRET } from '../randomness.js';

/** What a session token says: where the session is kept, which one it is, and the secret that opens it. */
export interface SessionToken {
  readonly tenant: string;
  readonly sessionId: string;
  readonly secret: string;
}

const TENANT = /^[a-z0-9-]{1,64}$/;
const SESSION_ID = /^[A-Za-z0-9-]{1,64}$/;
const LONGEST = 64 + 64 + 43 + 2;

export function writeToken({ tenant, sessionId, secret }: SessionToken): string {
  return `${tenant}.${sessionId}.${secret}`;
}

/** @returns null for anything that is not exactly a token of ours */
export function readToken(value: unknown): SessionToken | null {
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const [tenant = '', sessionId = '', secret = '', ...rest] = value.split('.');
  const whole = rest.length === 0 && TENANT.test(tenant) && SESSION_ID.test(sessionId) && SECRET.test(secret);
  return whole ? { tenant, sessionId, secret } : null;
}
