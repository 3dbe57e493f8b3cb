import { parseCookie } from 'cookie';
import type { Request } from 'express';
import type { Authenticate, Principal } from '../../http/index.js';
import { isFromElsewhere } from '../sent-from.js';
import { sessionCookieName } from './session-cookie.js';
import type { SessionStore } from './session-store.js';

const SESSION_PAGE = /^\/app\/([A-Za-z0-9-]{1,64})(?:[/?]|$)/;

/**
 * Finds who asks. The token comes from the Authorization header, from the hidden field `session` of a form, or, for the
 * pages of one session, from its cookie; the first of these that is there decides. On a page of a session the token must
 * be that session's, and a form must be one of our own pages.
 */
export function authenticateBy(sessions: SessionStore): Authenticate {
  return async (request) => {
    const pageOf = SESSION_PAGE.exec(request.originalUrl)?.[1];
    const given = givenToken(request, pageOf);
    if (!given) return null;
    const opened = await sessions.open(given.token);
    if (!opened || (pageOf !== undefined && opened.sessionId !== pageOf)) return null;
    return { ...opened, proof: given.proof };
  };
}

function givenToken(
  request: Request,
  pageOf: string | undefined,
): { token: unknown; proof: Principal['proof'] } | null {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer ([^\s]{1,256})$/i.exec(authorization) ?? [];
    return { token, proof: 'token' };
  }
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null && Object.hasOwn(body, 'session')) {
    return isFromElsewhere(request) ? null : { token: (body as { session: unknown }).session, proof: 'token' };
  }
  if (pageOf === undefined || cookie === undefined) return null;
  return { token: parseCookie(cookie)[sessionCookieName(pageOf)], proof: 'cookie' };
}
