import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { RenderPage } from '../../http/index.js';
import type { Randomness } from '../randomness.js';
import type { Platform } from '../registration/index.js';
import { type LaunchRefusal, REFUSALS } from './refusal.js';
import type { RefusalLog } from './refusal-log.js';

export interface RefuseParts {
  readonly refusals: RefusalLog;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly renderPage: RenderPage;
}

/** A platform that is registered with us, as far as the request let us know it. */
export type KnownPlatform = Pick<Platform, 'issuer' | 'clientId' | 'origins'>;

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
export function refuseWith({ refusals, randomness, log, renderPage }: RefuseParts): Refuse {
  return async (request, response, refusal, platform) => {
    const reference = randomness.secret().slice(0, 12);
    const [status, words] = REFUSALS[refusal.code];
    log.info({ reference, code: refusal.code, detail: refusal.message }, 'a launch was refused');
    await refusals.put(reference, refusal.code, platform).catch((error: unknown) => {
      log.error({ reference, problem: error instanceof Error ? error.name : 'unknown' }, 'a refusal was not stored');
    });
    response.setHeader('Cache-Control', 'no-store');
    const page = { title: `launch.refused.${words}.title`, text: `launch.refused.${words}.text`, reference };
    const locale = request.acceptsLanguages()[0];
    renderPage(response, 'lti-refused', page, { status, locale, ...framedBy(platform) });
  };
}

/** The page option that lets a platform frame the answer. */
export function framedBy(platform: Pick<Platform, 'origins'> | null): { platformOrigin?: string } {
  return platform ? { platformOrigin: platform.origins.join(' ') } : {};
}
