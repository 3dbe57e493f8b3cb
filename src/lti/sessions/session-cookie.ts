import type { CookieOptions } from 'express';

/**
 * Our cookies live in the frame of another site: None and Secure to be sent there, Partitioned to be kept there. A
 * browser takes a Secure cookie from http://localhost as well.
 */
export function frameCookie(path: string, maxAgeMs: number): CookieOptions {
  return { path, maxAge: maxAgeMs, httpOnly: true, secure: true, sameSite: 'none', partitioned: true };
}

/** One cookie per session, sent to the pages of that session only, so two tabs never share one. */
export function sessionCookieName(sessionId: string): string {
  return `attune_${sessionId}`;
}

export function sessionPath(sessionId: string): string {
  return `/app/${sessionId}`;
}
