import { z } from 'zod';
import { type ApiRoute, AppError, apiRoute } from '../../../http/index.js';
import type { Storage } from '../../../storage/index.js';
import type { InForce } from '../../catalogue/index.js';
import { PublicId } from '../../learners/index.js';
import { isTooDeep, TOO_DEEP } from '../events/depth.js';
import { OUTCOMES, takeIn } from '../events/intake.js';
import { problemOf } from '../events/problem.js';
import { observeEvent } from './observe.js';
import { asEvent, Envelope } from './schema.js';

interface Dependencies {
  readonly storage: Storage;
  readonly inForce: InForce;
  readonly newId: () => string;
}

const Query = z.object({
  course: PublicId.optional().describe('Id of the course; needed for learners who are in several.'),
});
const Body = z
  .record(z.string(), z.unknown())
  .describe('An envelope of Caliper 1.2: sensor, sendTime, dataVersion, and data with events and descriptions.');
const Answer = z.object({
  events: z.array(z.object({ id: z.string(), outcome: z.enum(OUTCOMES) })).describe('What became of each event.'),
  described: z.int().min(0).describe('Descriptions of entities in the envelope; nothing is kept of them.'),
});

/** What envelopes of Caliper come in by. */
export function caliperEndpoints({ storage, inForce, newId }: Dependencies): ApiRoute[] {
  return [
    apiRoute({
      method: 'post',
      path: '/api/caliper',
      operationId: 'postCaliper',
      tag: 'Activity from elsewhere',
      summary: 'Takes in an envelope of events (Caliper 1.2), all of it or nothing.',
      session: null,
      scope: 'events:write',
      query: Query,
      body: Body,
      answer: Answer,
      async handle({ caller, body, query, now }) {
        if (isTooDeep(body)) throw refused(TOO_DEEP);
        const envelope = Envelope.safeParse(body);
        if (!envelope.success) throw refused(problemOf(envelope.error));
        const events = envelope.data.data.flatMap((datum) => asEvent(datum) ?? []);
        // A sensor that sends an event twice in one envelope means it once.
        const incoming = [...new Map(events.map((event) => [event.id.toLowerCase(), observeEvent(event)])).values()];
        const intake = {
          kind: 'caliper',
          course: query.course ?? null,
          contradiction: 'leave-out',
          inForce,
          newId,
          now,
        } as const;
        const outcomes = await takeIn(storage.scope(caller.tenant), incoming, intake);
        return {
          body: {
            events: incoming.map(({ id }, at) => ({ id, outcome: outcomes[at] ?? 'no-effect' })),
            described: envelope.data.data.length - events.length,
          },
        };
      },
    }),
  ];
}

const refused = (values: { where: string; rule: string }): AppError =>
  new AppError('bad-request', 'errors.caliper-refused', { values });
