import type { Request, RequestHandler, Response } from 'express';
import type { RateLimits, RenderPage } from '../../http/index.js';
import { redirectUri } from '../launch-target.js';
import { framedBy, LaunchRefusal } from '../refusals/index.js';
import type { Deployments, Platform, PlatformRegistry } from '../registration/index.js';
import { setLoginCookie } from './login-cookie.js';
import { type LoginParameters, readLoginParameters } from './login-parameters.js';
import type { LoginStates } from './login-states.js';

export interface LoginParts {
  readonly publicUrl: string;
  readonly registry: PlatformRegistry;
  readonly deployments: Deployments;
  readonly logins: LoginStates;
  readonly renderPage: RenderPage;
  readonly limits: Pick<RateLimits, 'institution'>;
}

/**
 * Begins a launch. The answer is a page and no redirect: before the browser goes to the platform, the page leaves the
 * proof with it in every way that this browser allows (our cookie; the platform's storage; our own local storage).
 */
export function loginRoute(parts: LoginParts): RequestHandler {
  return async (request, response) => {
    const login = readLoginParameters(request.method === 'GET' ? request.query : request.body, parts.publicUrl);
    const platform = await platformOf(parts, login);
    response.locals.platform = platform;
    if (!platform.active) throw new LaunchRefusal('platform-disabled');
    await parts.limits.institution('login', platform.institution);
    await begin(parts, login, platform, request, response);
  };
}

async function begin(
  { publicUrl, registry, logins, renderPage }: LoginParts,
  login: LoginParameters,
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const { state, nonce, proof } = await logins.start(platform, login);
  const address = await registry.loginRequest(platform, {
    loginHint: login.login_hint,
    messageHint: login.lti_message_hint,
    deploymentHint: login.lti_deployment_id,
    redirectUri: redirectUri(publicUrl),
    state,
    nonce,
  });
  setLoginCookie(response, state, proof);
  response.setHeader('Cache-Control', 'no-store');
  const storage = { target: login.lti_storage_target, origin: new URL(platform.authUrl).origin };
  const page = { address: address.href, state, proof, storage };
  renderPage(response, 'lti-login', page, { locale: request.acceptsLanguages()[0], ...framedBy(platform) });
}

/**
 * The platform of a login. The client id may be missing: then the issuer must have one platform, or the deployment must
 * tell which.
 */
async function platformOf({ registry, deployments }: LoginParts, login: LoginParameters): Promise<Platform> {
  if (login.client_id !== null) {
    const platform = await registry.findByIssuerAndClient(login.iss, login.client_id);
    if (!platform) throw new LaunchRefusal('unknown-platform');
    return platform;
  }
  const platforms = await registry.findByIssuer(login.iss);
  if (platforms.length === 0) throw new LaunchRefusal('unknown-platform');
  const [only, ...others] = await narrowed(platforms, deployments, login.lti_deployment_id);
  if (!only || others.length > 0) throw new LaunchRefusal('client-id-needed');
  return only;
}

async function narrowed(platforms: Platform[], deployments: Deployments, hint: string | null): Promise<Platform[]> {
  if (platforms.length === 1 || hint === null) return platforms;
  const known = await Promise.all(platforms.map((platform) => deployments.find(platform, hint)));
  return platforms.filter((_, index) => known[index]?.status === 'approved');
}
