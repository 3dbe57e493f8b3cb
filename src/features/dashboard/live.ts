import { lastEventId, notFound, type Route, route, type ServerEvent, sendEvents, signedIn } from '../../http/index.js';
import type { LiveProfiles } from '../profiles/index.js';

/**
 * Says when a learner's profile has changed, to their own pages: the number of the last fact and nothing about it, since
 * a page that wants to know looks again. It is read with fetch, which carries the session's secret.
 */
export function liveRoute({ live }: { readonly live: LiveProfiles }): Route {
  return route({
    method: 'get',
    path: '/app/:sessionId/live',
    operationId: 'followOwnProfile',
    summary: 'Says when something new is known, while it happens, as Server-Sent Events.',
    permission: 'learner:self',
    async handle({ principal, request, response }) {
      // Whoever puts the address into a browser gets a page that says so, and no page that never ends.
      if (!request.get('accept')?.includes('text/event-stream')) throw notFound('no events were asked for');
      const open = live.open(signedIn(principal), lastEventId(request));
      await sendEvents(response, (signal) => numbersOf(open(signal)));
    },
  });
}

async function* numbersOf(events: AsyncIterable<ServerEvent>): AsyncGenerator<ServerEvent> {
  for await (const { id, event } of events) yield { id, event, data: { sequence: Number(id) } };
}
