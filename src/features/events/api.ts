import { type ApiRoute, apiRoute } from '../../http/index.js';
import { type IngestDependencies, ingestEvents } from './ingest.js';
import { BatchAnswer, EventBatch, type EventResult } from './schema.js';
import { Turns } from './turns.js';

/** What other systems saw of learners. */
export function eventEndpoints({ storage, newId, inForce }: Omit<IngestDependencies, 'turns'>): ApiRoute[] {
  const deps = { storage, newId, inForce, turns: new Turns() };
  return [
    apiRoute({
      method: 'post',
      path: '/api/events',
      operationId: 'postEvents',
      tag: 'Events',
      summary: 'Tell of up to 1,000 events; each is answered for by itself, and profiles are up to date by then.',
      session: null,
      scope: 'events:write',
      body: EventBatch,
      answer: BatchAnswer,
      async handle({ caller, body, now }) {
        const events = await ingestEvents(deps, caller, body.events, now);
        const count = (wanted: EventResult['result']) => events.filter(({ result }) => result === wanted).length;
        return {
          body: { recorded: count('recorded'), known: count('known'), refused: count('refused'), events },
        };
      },
    }),
  ];
}
