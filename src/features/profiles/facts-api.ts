import { z } from 'zod';
import {
  type ApiRoute,
  apiRoute,
  apiStream,
  cursorOf,
  lastEventId,
  PageQuery,
  pageOf,
  placeOf,
} from '../../http/index.js';
import { CourseQuery, type InteractionDocument, listFactsBehind, UserParams, whose } from '../learners/index.js';
import { EvidenceFact, EvidenceFilter, ProfileEvent } from './change-schema.js';
import type { LiveProfiles } from './live.js';
import type { ProfileDependencies } from './service.js';

type Params = z.infer<typeof UserParams>;
const EvidenceQuery = CourseQuery.extend(PageQuery.shape).extend(EvidenceFilter.shape);
const EvidencePage = pageOf(EvidenceFact);
const Place = z.tuple([z.number().int().min(1)]);

/** The facts behind a number, newest first. */
export function evidenceEndpoint({ storage }: ProfileDependencies): ApiRoute {
  return apiRoute<Params, z.infer<typeof EvidenceQuery>, undefined, z.infer<typeof EvidencePage>>({
    method: 'get',
    path: '/api/users/{userId}/evidence',
    operationId: 'listEvidence',
    tag: 'Profiles',
    summary: 'The facts behind a number of the profile, newest first.',
    session: 'signed-in',
    scope: 'learners:read',
    params: UserParams,
    query: EvidenceQuery,
    answer: EvidencePage,
    errors: ['not-found', 'conflict'],
    async handle({ caller, params, query }) {
      const { cursor, limit, skill, type, course } = query;
      const owner = await whose(storage, caller, { userId: params.userId, course }, 'read');
      const [before] = placeOf(cursor, Place) ?? [];
      const found = await listFactsBehind(storage.scope(owner.tenant), owner, {
        skill,
        type,
        before,
        limit: limit + 1,
      });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const next = found.length > limit && last ? cursorOf([last.sequence]) : null;
      return { body: { items: items.map(viewOf), next } };
    },
  });
}

function viewOf(fact: InteractionDocument): z.infer<typeof EvidenceFact> {
  return {
    id: fact._id,
    sequence: fact.sequence,
    type: fact.interaction_type,
    at: fact.timestamp.toISOString(),
    recorded_at: fact.recorded_at.toISOString(),
    content_id: fact.content_id,
    seconds: fact.session_duration,
    completion: fact.completion_status,
    says: fact.performance_metrics,
  };
}

/** Changes of a profile while they happen. */
export function eventsEndpoint({ storage }: ProfileDependencies, live: LiveProfiles): ApiRoute {
  return apiStream<Params, z.infer<typeof CourseQuery>, ProfileEvent>({
    path: '/api/users/{userId}/events',
    operationId: 'streamProfile',
    tag: 'Profiles',
    summary: 'Changes of the profile while they happen, as Server-Sent Events; the first says how it stands.',
    session: 'signed-in',
    scope: 'learners:read',
    params: UserParams,
    query: CourseQuery,
    event: ProfileEvent,
    errors: ['not-found', 'conflict'],
    async stream({ caller, params, query, request }) {
      const owner = await whose(storage, caller, { userId: params.userId, course: query.course }, 'read');
      return live.open(owner, lastEventId(request));
    },
  });
}
