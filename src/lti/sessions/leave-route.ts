import { type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { recordAudit, type Storage } from '../../storage/index.js';
import type { Randomness } from '../randomness.js';
import type { SessionStore } from './session-store.js';

export interface LeaveParts {
  readonly storage: Storage;
  readonly sessions: SessionStore;
  readonly randomness: Randomness;
  readonly clock: () => Date;
  readonly renderPage: RenderPage;
}

/** Ends the session of somebody who is done, say on a shared computer, and shows the way back to the course. */
export function leaveRoute({ storage, sessions, randomness, clock, renderPage }: LeaveParts): Route {
  return route({
    method: 'post',
    path: '/app/:sessionId/leave',
    operationId: 'leaveSession',
    summary: 'Ends the session and leads back to the course.',
    permission: 'signed-in',
    async handle({ principal: asked, response }) {
      const { tenant, sessionId, userId, courseId, locale, platformOrigin, returnUrl } = signedIn(asked);
      await sessions.end({ tenant, sessionId });
      await recordAudit(
        storage.scope(tenant),
        { action: 'session-left', actor: { user: userId }, details: { course: courseId } },
        { id: randomness.id(), now: clock() },
      );
      // No principal: the page must carry nothing of the session that is over.
      renderPage(response, 'left', { back: withMessage(returnUrl) }, { locale, platformOrigin });
    },
  });
}

/** The LMS's address for coming back, with a word for its log (LTI 1.3 Core, 5.4.6.2). */
function withMessage(returnUrl: string | null): string | null {
  if (returnUrl === null) return null;
  const url = new URL(returnUrl);
  url.searchParams.set('lti_log', 'The person left Attune.');
  return url.href;
}
