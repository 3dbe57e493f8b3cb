import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * Headers for every answer. A tool page lives in a frame of its LMS: `frameFor` names who may frame it, and until then
 * nobody may.
 */
export function securityHeaders({ https }: { https: boolean }): RequestHandler {
  const base = helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    // New-window launches need their opener for LTI Platform Storage; icons are shown by the LMS.
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  return (request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64');
    base(request, response, () => {
      response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
      setPolicy(response, {});
      next();
    });
  };
}

/**
 * Lets one LMS, and nobody else, frame this answer.
 *
 * @param platformOrigin  its origins, separated by blanks; what is no origin is left out, so that no other rule slips in
 * @param formTarget      an origin that a form of the page may post to
 */
export function frameFor(response: Response, platformOrigin: string, formTarget?: string): void {
  setPolicy(response, { ancestor: originsIn(platformOrigin), formTarget: originsIn(formTarget ?? '') });
}

/** For a page that says one sentence and offers nothing to press: it was answered before anybody knew whose it is. */
export function frameForAnyone(response: Response): void {
  setPolicy(response, { ancestor: 'https: http:' });
}

const ORIGIN = /^https?:\/\/[a-z0-9.*:[\]-]+$/i;

function originsIn(text: string): string {
  return text
    .split(/\s+/)
    .filter((part) => ORIGIN.test(part))
    .join(' ');
}

function setPolicy(response: Response, { ancestor, formTarget }: { ancestor?: string; formTarget?: string }): void {
  const nonce = `'nonce-${String(response.locals.nonce)}'`;
  response.setHeader(
    'Content-Security-Policy',
    [
      `default-src 'none'`,
      `script-src 'self' ${nonce}`,
      `style-src 'self' ${nonce}`,
      `img-src 'self' data:`,
      `media-src 'self' data:`,
      `font-src 'self'`,
      `connect-src 'self'`,
      `form-action 'self'${formTarget ? ` ${formTarget}` : ''}`,
      `base-uri 'none'`,
      `frame-ancestors ${ancestor ? `'self' ${ancestor}` : `'none'`}`,
    ].join('; '),
  );
}
