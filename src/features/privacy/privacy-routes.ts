import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { ConsentChoice, selectProfile } from '../learners/index.js';
import { type ConsentDependencies, giveConsent } from './consent.js';
import { type ExportDependencies, sendExport } from './export/send-export.js';
import { keepersOf } from './keepers.js';

export interface PrivacyDependencies extends ConsentDependencies, ExportDependencies {
  readonly renderPage: RenderPage;
}

const PATH = '/app/:sessionId/privacy';
const Choice = z.object({ consent: ConsentChoice });

/** Shows what is kept of the learner, what they chose, and how to get all of it. */
export async function showPrivacy(
  deps: Pick<PrivacyDependencies, 'storage' | 'renderPage'>,
  principal: Principal,
  response: Response,
  { saved = false } = {},
): Promise<void> {
  const [{ controls }, keepers] = await Promise.all([
    selectProfile(deps.storage.scope(principal.tenant), principal),
    keepersOf(deps, principal),
  ]);
  const view = { ...keepers, consent: controls.consent ?? null, saved };
  deps.renderPage(response, 'privacy', { view }, { principal });
}

/** What is kept and why, the choice about it, and all of it to take away. */
export function privacyRoutes(deps: PrivacyDependencies): Route[] {
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: PATH,
        operationId: `${method}PrivacyPage`,
        summary: 'What is kept of a learner, what for, and what they chose about it.',
        permission: 'learner:self',
        handle: ({ principal, response }) => showPrivacy(deps, signedIn(principal), response),
      }),
    ),
    route<z.infer<typeof Choice>>({
      method: 'post',
      path: `${PATH}/choose`,
      operationId: 'chooseConsent',
      summary: 'Changes what the learner chose at their first launch.',
      permission: 'learner:self',
      body: Choice,
      async handle({ principal: asked, response, body }) {
        const principal = signedIn(asked);
        await giveConsent(deps, principal, body.consent);
        await showPrivacy(deps, principal, response, { saved: true });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/export`,
      operationId: 'exportOwnData',
      summary: 'All that is kept of the learner in this course, in one archive.',
      permission: 'learner:self',
      handle: ({ principal, response }) => sendExport(deps, signedIn(principal), response),
    }),
  ];
}
