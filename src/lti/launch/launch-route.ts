import type { Request, RequestHandler, Response } from 'express';
import type { RateLimits, RenderPage } from '../../http/index.js';
import { clearLoginCookie, type LoginState, type LoginStates, loginCookie } from '../login/index.js';
import { framedBy, LaunchRefusal } from '../refusals/index.js';
import type { Platform, PlatformRegistry } from '../registration/index.js';
import { isFromElsewhere } from '../sent-from.js';
import { frameCookie, type OpenSession, sessionCookieName, sessionPath } from '../sessions/index.js';
import { type AdmitParts, admitLaunch } from './admit-launch.js';
import { type LaunchAnswer, readLaunchParameters } from './launch-parameters.js';
import { type VerifyParts, verifyToken } from './verify-token.js';

export interface LaunchParts {
  readonly registry: PlatformRegistry;
  readonly logins: LoginStates;
  readonly verify: VerifyParts;
  readonly admit: AdmitParts;
  readonly renderPage: RenderPage;
  readonly limits: Pick<RateLimits, 'institution'>;
  readonly sessionMinutes: number;
}

/**
 * Takes the platform's answer. First the browser proves that it began this login, then the login is used up, then the
 * token is checked, then the deployment; only after that does anything behind the door hear of it.
 */
export function launchRoute(parts: LaunchParts): RequestHandler {
  return async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const posted = readLaunchParameters(request.body);
    const login = posted.state === null ? null : await parts.logins.find(posted.state);
    const platform = await platformOf(parts, login, response);
    if (posted.kind === 'failure') throw new LaunchRefusal('platform-error', `the platform says ${posted.error}`);
    if (!login || !platform) throw new LaunchRefusal('state-unknown');
    if (!platform.active) throw new LaunchRefusal('platform-disabled');
    await parts.limits.institution('launch', platform.institution);
    const cookie = loginCookie(request, login._id);
    const proof = cookie ?? posted.proof;
    if (cookie === null && proof !== null && isFromElsewhere(request)) {
      throw new LaunchRefusal('proof-wrong', 'another site posted the proof');
    }
    if (proof === null) {
      askForProof(parts, request, response, { posted, login, platform });
      return;
    }
    const used = await parts.logins.consume(login, proof);
    if (!used) throw new LaunchRefusal('proof-wrong');
    clearLoginCookie(response, login._id);
    const launch = await verifyToken(parts.verify, posted.idToken, platform, used);
    const { session, address } = await admitLaunch(parts.admit, launch, platform).catch((error: unknown) => {
      if (error instanceof LaunchRefusal) error.returnUrl = launch.returnUrl;
      throw error;
    });
    if (cookie === null) continueByForm(parts, response, { session, address, platform });
    else continueByCookie(parts, response, { session, address });
  };
}

/** The platform of the login, put where a refusal finds it to let the platform frame the page. */
async function platformOf(
  { registry }: LaunchParts,
  login: LoginState | null,
  response: Response,
): Promise<Platform | null> {
  if (!login) return null;
  const platform = await registry.findById(login.platform_id);
  response.locals.platform = platform;
  return platform;
}

/**
 * The browser sent no cookie. A page of ours looks for the proof where else the login left it, and posts again; where
 * it is nowhere, the person can begin again in a window of its own, where cookies work.
 */
function askForProof(
  { renderPage }: LaunchParts,
  request: Request,
  response: Response,
  { posted, login, platform }: { posted: LaunchAnswer; login: LoginState; platform: Platform },
): void {
  const restart = {
    iss: login.issuer,
    client_id: login.client_id,
    login_hint: login.login_hint,
    target_link_uri: login.target,
    lti_message_hint: login.message_hint,
    lti_deployment_id: login.deployment_hint,
  };
  const fields = Object.entries(restart).filter((field): field is [string, string] => field[1] !== null);
  const page = {
    idToken: posted.idToken,
    state: posted.state,
    storage: { target: login.storage_target, origin: new URL(platform.authUrl).origin },
    restart: fields.map(([name, value]) => ({ name, value })),
  };
  renderPage(response, 'lti-proof', page, { locale: request.acceptsLanguages()[0], ...framedBy(platform) });
}

function continueByCookie(
  { sessionMinutes }: LaunchParts,
  response: Response,
  { session, address }: { session: OpenSession; address: string },
): void {
  const cookie = frameCookie(sessionPath(session.sessionId), sessionMinutes * 60_000);
  response.cookie(sessionCookieName(session.sessionId), session.token, cookie);
  response.status(303).location(address).end();
}

/** Without cookies the token travels in a form: in no address, and in no history. */
function continueByForm(
  { renderPage }: LaunchParts,
  response: Response,
  { session, address, platform }: { session: OpenSession; address: string; platform: Platform },
): void {
  renderPage(
    response,
    'lti-continue',
    { address, token: session.token },
    { locale: session.locale, ...framedBy(platform) },
  );
}
