import type { Request } from 'express';

/**
 * Whether the browser says that a page of another site sent this request (Fetch Metadata). A secret in a form proves
 * nothing then: somebody may have put a secret of their own there, to let another person work under their name.
 * Browsers from before 2023 may not say, and those pass.
 */
export function isFromElsewhere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}
