import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { RenderPage, Words } from '../../http/index.js';
import type { Randomness } from '../randomness.js';
import type { Platform } from '../registration/index.js';
import { type LaunchRefusal, REFUSALS } from './refusal.js';
import type { RefusalLog } from './refusal-log.js';

export interface RefuseParts {
  readonly refusals: RefusalLog;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly renderPage: RenderPage;
  readonly translator: Words['translator'];
}

/** A platform that is registered with us, as far as the request let us know it. */
export type KnownPlatform = Pick<Platform, 'issuer' | 'clientId' | 'origins' | 'institution'>;

export type Refuse = (
  request: Request,
  response: Response,
  refusal: LaunchRefusal,
  platform: KnownPlatform | null,
) => Promise<void>;

/**
 * Answers with a page that says what to do and carries a reference, under which support finds the exact reason. Nothing
 * of what was sent stands on it.
 */
export function refuseWith({ refusals, randomness, log, renderPage, translator }: RefuseParts): Refuse {
  return async (request, response, refusal, platform) => {
    const reference = randomness.secret().slice(0, 12);
    const [status, words] = REFUSALS[refusal.code];
    log.info({ reference, code: refusal.code, detail: refusal.message }, 'a launch was refused');
    const tenant = refusal.tenant ?? platform?.institution ?? null;
    await refusals
      .put({ reference, code: refusal.code, detail: refusal.message, tenant, platform })
      .catch((error: unknown) => {
        log.error({ reference, problem: error instanceof Error ? error.name : 'unknown' }, 'a refusal was not stored');
      });
    response.setHeader('Cache-Control', 'no-store');
    const locale = request.acceptsLanguages()[0];
    const text = `launch.refused.${words}.text`;
    const back = wayBack(refusal, translator(locale)(text), reference);
    const page = { title: `launch.refused.${words}.title`, text, reference, back };
    renderPage(response, 'lti-refused', page, { status, locale, ...framedBy(platform) });
  };
}

/** The LMS's own address for coming back, with what it may say to the person and to its log (LTI 1.3 Core, 5.4.6.2). */
function wayBack({ returnUrl, code }: LaunchRefusal, message: string, reference: string): string | null {
  if (returnUrl === null) return null;
  const url = new URL(returnUrl);
  url.searchParams.set('lti_errormsg', message);
  url.searchParams.set('lti_errorlog', `Attune refused the launch: ${code} (${reference})`);
  return url.href;
}

/** The page option that lets a platform frame the answer. */
export function framedBy(platform: Pick<Platform, 'origins'> | null): { platformOrigin?: string } {
  return platform ? { platformOrigin: platform.origins.join(' ') } : {};
}
