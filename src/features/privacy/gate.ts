import type { Request } from 'express';
import { z } from 'zod';
import { AppError, type Gate, type Principal, type RenderPage } from '../../http/index.js';
import { ConsentChoice } from '../learners/index.js';
import { CONSENT_VERSION, type ConsentDependencies, giveConsent, hasConsented } from './consent.js';
import { keepersOf } from './keepers.js';

export interface GateDependencies extends ConsentDependencies {
  readonly renderPage: RenderPage;
  /** Makes what a page shows that a launch could not make yet. */
  readonly prepare: (principal: Principal, page: string) => Promise<void>;
}

const Said = z.object({ consent: ConsentChoice, consent_version: z.coerce.number() });

/**
 * Asks before anything else at the first launch. The question stands at the address of the page that the launch was going
 * to, and the answer is sent there: so it works for every page, without cookies and without script, and in two tabs. Only
 * sessions of launches that found no answer are looked at, so nobody is stopped in the middle of something. A program that
 * acts for such a session is told to let the question be answered first.
 */
export function consentGate(deps: GateDependencies): Gate {
  const isDue = ({ consentDue, synthetic }: Principal): boolean => consentDue === true && !synthetic;
  const isAnswered = (principal: Principal) => hasConsented(deps.storage.scope(principal.tenant), principal);
  return {
    async requireOpen(principal) {
      if (isDue(principal) && !(await isAnswered(principal))) throw new AppError('forbidden', 'errors.consent-first');
    },
    async holds({ permission, principal, request, response }) {
      if (permission !== 'learner:self' || !isDue(principal)) return false;
      const said = request.method === 'POST' ? Said.safeParse(request.body) : null;
      if (said?.success && said.data.consent_version === CONSENT_VERSION) {
        await giveConsent(deps, principal, said.data.consent);
        await deps.prepare(principal, pageOf(request, principal));
        request.body = withoutChoice(request.body);
        return false;
      }
      if (await isAnswered(principal)) return false;
      const view = { version: CONSENT_VERSION, action: request.originalUrl, ...(await keepersOf(deps, principal)) };
      deps.renderPage(response, 'consent', { view }, { principal });
      return true;
    },
  };
}

/** Nothing of the question reaches the page behind it. */
function withoutChoice({ consent: _, consent_version: __, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}

/** `practice` of `/app/<session>/practice?…`. */
function pageOf(request: Request, { sessionId }: Principal): string {
  return request.path.slice(`/app/${sessionId}/`.length);
}
