import { parse } from 'cookie';
import type { Request, Response } from 'express';
import { presentPerson } from './directory.js';
import type { CampusState, Person } from './state.js';

const COOKIE = 'campus_person';

/** Who is looking at this campus; there are no passwords here, anyone may be anyone. */
export function visitor(request: Request, state: CampusState): Person | undefined {
  return presentPerson(state, parse(request.headers.cookie ?? '')[COOKIE]);
}

export function setVisitor(response: Response, person: Person): void {
  response.cookie(COOKIE, person.id, { httpOnly: true, sameSite: 'lax', path: '/' });
}
