import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { CLAIM } from '../../../demo/campus/vocabulary.js';
import { CLIENT_ID, closeServer, type FakeTool, startFakeTool } from './bench.js';

const STORAGE_PATIENCE_MS = 400;

/** The smallest tool that can be launched: it shows who came, adds one activity when asked, and can send messages. */
export interface MiniTool {
  readonly origin: string;
  readonly addresses: { origin: string; loginUrl: string; launchUrl: string; jwksUrl: string };
  close(): Promise<void>;
}

export async function startMiniTool(campusOrigin: string): Promise<MiniTool> {
  const keys = await startFakeTool();
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    const form = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : searchParams;
    if (pathname === '/login') {
      response.writeHead(302, { location: authenticationUrl(campusOrigin, origin, form) }).end();
      return;
    }
    response.setHeader('content-type', 'text/html');
    response.end(await launchedPage(form, keys, campusOrigin, origin));
  });
  const origin = `http://localhost:${await listen(server)}`;
  return {
    origin,
    addresses: { origin, loginUrl: `${origin}/login`, launchUrl: `${origin}/launch`, jwksUrl: keys.jwksUrl },
    async close() {
      await closeServer(server);
      await keys.close();
    },
  };
}

function authenticationUrl(campusOrigin: string, origin: string, form: URLSearchParams): string {
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    redirect_uri: `${origin}/launch`,
    response_type: 'id_token',
    response_mode: 'form_post',
    scope: 'openid',
    prompt: 'none',
    state: 's',
    nonce: 'n',
    login_hint: form.get('login_hint') ?? '',
    lti_message_hint: form.get('lti_message_hint') ?? '',
  });
  return `${campusOrigin}/lti/auth?${query}`;
}

async function launchedPage(form: URLSearchParams, keys: FakeTool, campusOrigin: string, origin: string) {
  const idToken = form.get('id_token');
  const claims = idToken === null ? {} : decodeJwt(idToken);
  const settings = claims[CLAIM.deepLinkingSettings] as { deep_link_return_url: string; data: string } | undefined;
  if (settings === undefined) return toolPage(form.get('error') ?? String(claims.name));
  const iat = Math.floor(Date.now() / 1000);
  const jwt = await keys.sign({
    iss: CLIENT_ID,
    aud: campusOrigin,
    iat,
    exp: iat + 60,
    nonce: settings.data,
    [CLAIM.messageType]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [CLAIM.deploymentId]: claims[CLAIM.deploymentId],
    [CLAIM.data]: settings.data,
    [CLAIM.contentItems]: [{ type: 'ltiResourceLink', title: 'Chosen in the tool', url: `${origin}/launch` }],
  });
  return `<!doctype html><html lang="en"><title>Tool</title><form method="post" action="${settings.deep_link_return_url}">
    <input type="hidden" name="JWT" value="${jwt}"><button>Choose</button></form></html>`;
}

/** `ask` sends one message to a frame and waits for its answer, as the tool's browser side does. */
function toolPage(who: string): string {
  return `<!doctype html><html lang="en"><title>Tool</title><main><h1>Tool of ${who}</h1></main><script>
    window.ask = (message, frame) => new Promise((resolve) => {
      const target = frame ? parent.frames[frame] : parent;
      addEventListener('message', (event) => resolve({ origin: event.origin, data: event.data }), { once: true });
      setTimeout(() => resolve(null), ${STORAGE_PATIENCE_MS});
      target.postMessage(message, '*');
    });
  </script></html>`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A port that is free now, for a server whose address must be known before it exists. */
export async function freePort(): Promise<number> {
  const placeholder = createServer();
  const port = await listen(placeholder);
  await closeServer(placeholder);
  return port;
}
