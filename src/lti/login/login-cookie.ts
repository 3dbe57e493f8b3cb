import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { SECRET } from '../randomness.js';
import { frameCookie } from '../sessions/index.js';
import { LOGIN_MS } from './login-states.js';

const LAUNCH_PATH = '/lti/launch';

/** One cookie per login, so that launches in two tabs never meet. The state is random: its beginning names it well. */
function cookieName(state: string): string {
  return `attune_login_${state.slice(0, 16)}`;
}

export function setLoginCookie(response: Response, state: string, proof: string): void {
  response.cookie(cookieName(state), proof, frameCookie(LAUNCH_PATH, LOGIN_MS));
}

/** The proof that this browser carries for the login, or null when it sent no cookie of it. */
export function loginCookie(request: Request, state: string): string | null {
  const value = parseCookie(request.headers.cookie ?? '')[cookieName(state)];
  return value !== undefined && SECRET.test(value) ? value : null;
}

export function clearLoginCookie(response: Response, state: string): void {
  const { maxAge: _, ...options } = frameCookie(LAUNCH_PATH, 0);
  response.clearCookie(cookieName(state), options);
}
