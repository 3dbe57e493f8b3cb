import type { Request } from 'express';
import { z } from 'zod';
import { courseById, lineItemOf } from './directory.js';
import { type Reply, refuse, type ServiceHandler } from './endpoint.js';
import type { CampusState, Course, LineItem } from './state.js';
import { refuseUnlessPermitted, type TokenParts } from './tokens.js';

export interface ServiceParts extends Pick<TokenParts, 'settings' | 'tokens' | 'switches' | 'clock'> {
  readonly state: CampusState;
  readonly save: () => void;
}

export interface CourseCall {
  readonly request: Request;
  readonly course: Course;
}

/** A handler for one course: the bearer token is checked first, then whether the course exists. */
export function forCourse(
  parts: ServiceParts,
  scopes: readonly string[],
  handle: (call: CourseCall) => Reply,
): ServiceHandler {
  return (request) => {
    const refusal = refuseUnlessPermitted(parts, request, scopes);
    if (refusal) return refusal;
    const course = courseById(parts.state, String(request.params.courseId));
    return course ? handle({ request, course }) : refuse(404, 'there is no such course');
  };
}

const itemQuery = z.object({ type_id: z.literal('1') });

/** As {@link forCourse}, for one line item; the query part of a Moodle address must have been kept. */
export function forLineItem(
  parts: ServiceParts,
  scopes: readonly string[],
  handle: (call: CourseCall & { item: LineItem }) => Reply,
): ServiceHandler {
  return forCourse(parts, scopes, ({ request, course }) => {
    if (!keepsQuery(parts, request)) return refuse(400, 'the type_id of the address is missing');
    const item = lineItemOf(parts.state, course.id, String(request.params.itemId));
    return item ? handle({ request, course, item }) : refuse(404, 'there is no such line item');
  });
}

export function keepsQuery({ switches }: ServiceParts, request: Request): boolean {
  return switches().flavour === 'canvas' || itemQuery.safeParse(request.query).success;
}

/** Strict about the type of what comes in: exactly the media type of the service, parameters allowed. */
export function hasType(request: Request, type: string): boolean {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === type;
}

export const pageQuery = {
  limit: z.coerce.number().int().min(1).optional(),
  from: z.coerce.number().int().min(0).optional(),
};

/** Why a body was refused, with the field, in one sentence. */
export function whyNot(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'the body is not valid';
}
